import type { ScriptWord } from './model.ts';
import { UNKNOWN } from './model.ts';

/** Words that run the command behind them; with those of their options that take a value. */
const RUNNERS: Readonly<Record<string, string>> = {
  sudo: 'CDghpRrTUu',
  time: 'fo',
  command: '',
  builtin: '',
  exec: 'a',
  nohup: '',
  winpty: '',
  env: 'CSu',
  nice: 'n',
  timeout: 'ks',
  call: '',
  start: '',
};

/** `docker` for `"C:\Program Files\Docker\docker.exe"`; nothing where it is not known. */
export function programName(word: ScriptWord | undefined): string {
  const path = word?.value ?? '';
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  if (name.includes(UNKNOWN)) return '';
  return name.replace(/\.(?:exe|cmd|bat)$/i, '').toLowerCase();
}

/** A command without what only runs it, and the variables that it is given thereby. */
export interface Unwrapped<Word extends ScriptWord> {
  readonly words: readonly Word[];
  readonly given: readonly (readonly [name: string, value: string])[];
}

/** `sudo -E env X=1 docker` is `docker`, with `X`. */
export function withoutRunners<Word extends ScriptWord>(words: readonly Word[]): Unwrapped<Word> {
  const given: (readonly [name: string, value: string])[] = [];
  let at = 0;
  for (let depth = 0; depth < 5; depth++) {
    const runner = programName(words[at]);
    const valued = Object.hasOwn(RUNNERS, runner) ? RUNNERS[runner] : undefined;
    if (valued === undefined) break;
    at++;
    while (at < words.length) {
      const word = words[at]?.value ?? '';
      const option = /^-([A-Za-z])$/.exec(word)?.[1];
      if (option !== undefined && valued.includes(option)) at += 2;
      else if (/^-|^\/[A-Za-z]+$/.test(word)) at++;
      else if (runner === 'env' && /^[A-Za-z_]\w*=/.test(word)) {
        const equals = word.indexOf('=');
        given.push([word.slice(0, equals), word.slice(equals + 1)]);
        at++;
      } else if (runner === 'timeout' && /^[0-9.]+[smhd]?$/.test(word)) at++;
      else break;
    }
  }
  return { words: at === 0 ? words : words.slice(at), given };
}
