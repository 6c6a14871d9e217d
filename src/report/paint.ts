import type { Level, Verdict } from '../windows/model.ts';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'magenta' | 'cyan';

/** Puts a style around text, or leaves it alone. The text holds no control characters. */
export type Paint = (text: string, ...styles: Style[]) => string;

// SGR parameters: ECMA-48, 8.3.117.
const CODES: Readonly<Record<Style, number>> = {
  bold: 1,
  dim: 2,
  red: 31,
  green: 32,
  yellow: 33,
  magenta: 35,
  cyan: 36,
};

export function painter(color: boolean): Paint {
  if (!color) return (text) => text;
  return (text, ...styles) => `\x1b[${styles.map((style) => CODES[style]).join(';')}m${text}\x1b[0m`;
}

export const LEVEL_STYLE: Readonly<Record<Level, Style>> = {
  error: 'red',
  warning: 'yellow',
  notice: 'cyan',
};

export const VERDICT_STYLE: Readonly<Record<Verdict, Style>> = {
  runs: 'green',
  refused: 'red',
  undefined: 'magenta',
  unknown: 'yellow',
};
