import type { Variables } from './environment.ts';
import type { Output, ProcessContext } from './machine.ts';

/** A cmd.exe while it runs. */
export interface Shell {
  readonly context: ProcessContext;
  readonly variables: Variables;
  readonly delayedExpansion: boolean;
  /** What %ERRORLEVEL% says; `echo` and its like leave it as it is. */
  errorLevel: number;
}

/** `exit` was called: every line above it ends too. */
export class CmdExit {
  readonly code: number;

  constructor(code: number) {
    this.code = code;
  }
}

/** Returns when the standard input is at its end. */
export async function endOfInput({ machine }: ProcessContext, { input }: Output): Promise<void> {
  if (input === 'open') {
    await machine.waitForEver();
  }
}

/** The value of a variable as cmd.exe expands it. */
export function variableValue(shell: Shell, name: string): string | undefined {
  switch (name.toUpperCase()) {
    case 'ERRORLEVEL':
      return shell.variables.get(name) ?? String(shell.errorLevel | 0);
    case 'CD':
      return shell.variables.get(name) ?? 'C:\\';
    case 'CMDCMDLINE':
      return shell.variables.get(name) ?? shell.context.commandLine;
    default:
      return shell.variables.get(name);
  }
}
