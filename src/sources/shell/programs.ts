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
  cmd: '',
};

/** `docker` for `"C:\Program Files\Docker\docker.exe"`; nothing where it is not known. */
export function programName(word: ScriptWord | undefined): string {
  const path = word?.value ?? '';
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  if (name.includes(UNKNOWN)) return '';
  return name.replace(/\.(?:exe|cmd|bat)$/i, '').toLowerCase();
}

/** A command without what only runs it: `sudo -E env X=1 docker` is `docker`. */
export function withoutRunners(words: readonly ScriptWord[]): readonly ScriptWord[] {
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
      else if (/^-|^\/[A-Za-z]+$/.test(word) || (runner === 'env' && /^[A-Za-z_]\w*=/.test(word))) at++;
      else if (runner === 'timeout' && /^[0-9.]+[smhd]?$/.test(word)) at++;
      else break;
    }
  }
  return at === 0 ? words : words.slice(at);
}
