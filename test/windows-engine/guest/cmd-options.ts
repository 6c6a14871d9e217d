import type { GuestSystem } from '../guest-runner.ts';
import { findProgram } from './programs.ts';

/** What a command line asks of cmd.exe. */
export interface CmdOptions {
  /** The text to execute; `undefined` where none was given, and cmd reads its commands from the standard input. */
  readonly command: string | undefined;
  /** /v:on: `!NAME!` is expanded when a command runs. */
  readonly delayedExpansion: boolean;
  /** /k: stays after the command, reading on. */
  readonly stays: boolean;
}

/**
 * Reads the options of cmd.exe from the text after its own name. All text after `/c` or `/k` is the command, with quotes
 * kept or taken off as `cmd /?` tells.
 */
export function readCmdOptions(text: string, family: GuestSystem['family']): CmdOptions {
  let rest = text;
  let strict = false;
  let delayedExpansion = false;
  for (;;) {
    const [matched, letter = '', setting] = /^\s*\/([a-z])(?::(on|off))?/i.exec(rest) ?? [''];
    if (matched === '') {
      return { command: undefined, delayedExpansion, stays: true };
    }
    rest = rest.slice(matched.length);
    switch (letter.toLowerCase()) {
      case 'c':
      case 'r':
      case 'k': {
        const command = withoutOuterQuotes(rest.trimStart(), strict, family);
        return { command, delayedExpansion, stays: letter.toLowerCase() === 'k' };
      }
      case 's':
        strict = true;
        break;
      case 'v':
        delayedExpansion = setting?.toLowerCase() !== 'off';
        break;
    }
  }
}

/**
 * `cmd /?`: the quotes stay if there is no /s, there are exactly two, with a space and none of `&<>()@^|` between them, and
 * what is between them is the name of a program; else a leading quote and the last quote go.
 */
function withoutOuterQuotes(command: string, strict: boolean, family: GuestSystem['family']): string {
  if (!command.startsWith('"')) {
    return command;
  }
  const [, between] = /^"([^"]*)"[^"]*$/.exec(command) ?? [];
  const namesProgram =
    between !== undefined &&
    /\s/.test(between) &&
    !/[&<>()@^|]/.test(between) &&
    findProgram(between, family);
  if (!strict && namesProgram) {
    return command;
  }
  const last = command.lastIndexOf('"');
  return last === 0 ? command.slice(1) : command.slice(1, last) + command.slice(last + 1);
}
