import { CmdExit, endOfInput, type Shell } from './cmd-shell.ts';
import { notSimulated } from './failures.ts';
import type { Output } from './machine.ts';

type BuiltIn = (shell: Shell, output: Output, rest: string) => Promise<number> | number;

/** The commands that cmd.exe has in itself, as far as they are simulated. */
const BUILT_INS: Readonly<Record<string, BuiltIn>> = {
  echo(_, output, rest) {
    const text = rest.slice(1);
    if (/^\s*$/.test(rest)) {
      output.stdout('ECHO is on.\r\n');
    } else if (!/^\s+(?:on|off)\s*$/i.test(rest)) {
      output.stdout(`${text}\r\n`);
    }
    return 0;
  },
  rem: () => 0,
  title: () => 0,
  color: () => 0,
  cls: () => 0,
  ver({ context }, output) {
    output.stdout(`\r\nMicrosoft Windows [Version ${context.system.kernelVersion}]\r\n`);
    return 0;
  },
  cd: (_, output, rest) => printDirectory(output, rest),
  chdir: (_, output, rest) => printDirectory(output, rest),
  set: setVariable,
  exit(shell, _, rest) {
    const [, code] = /^\s*(?:\/b)?\s*(-?\d+)?/i.exec(rest) ?? [];
    throw new CmdExit((code === undefined ? shell.errorLevel : Number(code)) >>> 0);
  },
  async pause({ context }, output) {
    output.stdout('Press any key to continue . . . ');
    await endOfInput(context, output);
    output.stdout('\r\n');
    return 0;
  },
};

/** The built-in command that a text begins with, ready to run; `undefined` if it begins with none. */
export function builtIn(text: string): ((shell: Shell, output: Output) => Promise<number>) | undefined {
  const [matched = '', name = ''] = /^([a-z]+)(?=$|[\s.:;,=/\\"([+])/i.exec(text) ?? [];
  const command = name.toLowerCase();
  const body = Object.hasOwn(BUILT_INS, command) ? BUILT_INS[command] : undefined;
  // `set.exe` is a program, `echo.text` is the command.
  if (body === undefined || (command !== 'echo' && /^\.\w/.test(text.slice(matched.length)))) {
    return undefined;
  }
  return async (shell, output) => await body(shell, output, text.slice(matched.length));
}

function printDirectory(output: Output, rest: string): number {
  if (rest.trim() !== '') {
    throw notSimulated('change the directory');
  }
  output.stdout('C:\\\r\n');
  return 0;
}

async function setVariable(shell: Shell, output: Output, rest: string): Promise<number> {
  const [, option = ''] = /^\s*\/([a-z])/i.exec(rest) ?? [];
  if (option.toLowerCase() === 'p') {
    return await prompt(shell, output, rest.replace(/^\s*\/p\s*/i, ''));
  }
  if (option !== '') {
    throw notSimulated(`set /${option}`);
  }
  const text = withoutQuotes(rest.trimStart());
  const equals = text.indexOf('=');
  if (equals > 0) {
    shell.variables.set(text.slice(0, equals), text.slice(equals + 1));
    shell.errorLevel = 0;
    return 0;
  }
  const found = shell.variables.list(text.trimEnd());
  output.stdout(found.map(({ name, value }) => `${name}=${value}\r\n`).join(''));
  if (found.length === 0) {
    output.stderr(`Environment variable ${text.trimEnd()} not defined\r\n`);
  }
  shell.errorLevel = found.length === 0 ? 1 : 0;
  return shell.errorLevel;
}

/** `set /p NAME=text`: asks, and takes one line of the standard input; at its end it fails and the variable stays. */
async function prompt(shell: Shell, output: Output, rest: string): Promise<number> {
  const text = withoutQuotes(rest);
  output.stdout(text.slice(text.indexOf('=') + 1));
  await endOfInput(shell.context, output);
  shell.errorLevel = 1;
  return 1;
}

/** `set "NAME=value"`: what counts ends at the last quote. */
function withoutQuotes(text: string): string {
  return text.startsWith('"') ? text.slice(1).replace(/"[^"]*$/, '') : text;
}
