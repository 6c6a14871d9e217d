import { notSimulated } from './failures.ts';

/**
 * Puts values in the place of `%NAME%`, as cmd.exe does on a command line (not in a batch file): for the whole line before
 * any of it runs, and a name that is not set stays as it is written.
 */
export function expandVariables(line: string, lookUp: (name: string) => string | undefined): string {
  return expand(line, '%', lookUp);
}

/** The same for `!NAME!` under /v:on, when a command runs; here a name that is not set becomes nothing. */
export function expandDelayed(text: string, lookUp: (name: string) => string | undefined): string {
  return expand(text, '!', (name) => lookUp(name) ?? '');
}

function expand(line: string, mark: '%' | '!', lookUp: (name: string) => string | undefined): string {
  let result = '';
  let position = 0;
  while (position < line.length) {
    const start = line.indexOf(mark, position);
    const end = start < 0 ? -1 : line.indexOf(mark, start + 1);
    if (end < 0) {
      break;
    }
    const name = line.slice(start + 1, end);
    if (/^\w+:./.test(name)) {
      throw notSimulated(`a part or a replacement of a variable: ${mark}${name}${mark}`);
    }
    const value = name === '' ? undefined : lookUp(name);
    result += line.slice(position, start);
    // The mark alone is passed over where nothing has that name: the second one may begin another name.
    result += value ?? mark;
    position = value === undefined ? start + 1 : end + 1;
  }
  return result + line.slice(position);
}
