import { type ExpandedWord, piecesOf } from './expand.ts';
import { cmdScript } from './inner-cmd.ts';
import type { InnerScript } from './inner-model.ts';
import { powerShellScript } from './inner-powershell.ts';
import { type Shell, UNKNOWN } from './model.ts';
import { joined, textOfPieces } from './origin.ts';
import { numbered } from './parameters.ts';

/** Takes the words behind the name of the command. */
type Reader = (words: readonly ExpandedWord[], program: string) => InnerScript | undefined;

const POSIX: Reader = (words, program) => {
  let given = false;
  let at = 0;
  for (; at < words.length; at++) {
    const { value = '', several } = words[at] ?? {};
    if (value === '--') {
      at++;
      break;
    }
    if (/^--(?:rcfile|init-file)$/.test(value)) at++;
    else if (/^[-+][A-Za-z]+$/.test(value)) {
      if (value.startsWith('-') && value.includes('c')) given = true;
      // Each `o` and `O` has its name in a word behind.
      at += value.replace(/[^oO]/g, '').length;
    } else if (!value.startsWith('--') && several !== true) break;
  }
  const script = words[at];
  if (!given || script === undefined) return undefined;
  const shell = program === 'bash' ? 'bash' : 'sh';
  return { shell, script: piecesOf(script), parameters: numbered(words.slice(at + 2)) };
};

/** `eval` puts its words together with blanks. */
const evaluate: Reader = (words) => {
  const rest = words[0]?.value === '--' ? words.slice(1) : words;
  return { script: joined(rest.map(piecesOf)) };
};

const invokeExpression: Reader = (words) => {
  const script = words.find(({ value }) => !/^-[A-Za-z]+:?$/.test(value));
  return script === undefined ? undefined : { script: piecesOf(script) };
};

/** Of all shells. */
const ANYWHERE: Readonly<Record<string, Reader>> = {
  bash: POSIX,
  sh: POSIX,
  dash: POSIX,
  cmd: cmdScript,
  pwsh: powerShellScript,
  powershell: powerShellScript,
};

const OF_POSIX: Readonly<Record<string, Reader>> = { eval: evaluate };
const OF_POWERSHELL: Readonly<Record<string, Reader>> = {
  'invoke-expression': invokeExpression,
  iex: invokeExpression,
};

/** As they are written, and with what Windows puts behind them. */
const NAMES: ReadonlySet<string> = new Set(
  [ANYWHERE, OF_POSIX, OF_POWERSHELL].flatMap(Object.keys).flatMap((name) => [name, `${name}.exe`]),
);
const LONGEST_NAME = Math.max(...Array.from(NAMES, ({ length }) => length));

/** Whether the words behind this one may hold a script. */
export function mayRunScript({ value }: ExpandedWord): boolean {
  const from = Math.max(value.lastIndexOf('/'), value.lastIndexOf('\\')) + 1;
  return value.length - from <= LONGEST_NAME && NAMES.has(value.slice(from).toLowerCase());
}

/** The script that a command runs, as far as its text is known. `program` is its plain name. */
export function innerScript(
  program: string,
  words: readonly ExpandedWord[],
  shell: Shell,
): InnerScript | undefined {
  const own = shell === 'bash' || shell === 'sh' ? OF_POSIX : shell === 'cmd' ? {} : OF_POWERSHELL;
  const readers = Object.hasOwn(own, program) ? own : ANYWHERE;
  const found = Object.hasOwn(readers, program) ? readers[program]?.(words, program) : undefined;
  if (found === undefined || 'block' in found.script) return found;
  const text = textOfPieces(found.script);
  return text === '' || text === UNKNOWN ? undefined : found;
}
