import path from 'node:path';
import { writeFileWhole } from '../edge/atomic-file.ts';
import type { Terminal } from './terminal.ts';

/** The result of a command, and how it goes out. */
export interface Result {
  readonly text: string;
  /** Whether it is lines that a runner is to read as commands. */
  readonly commands: boolean;
}

/** The result of a command: to a file where one was named, else to stdout. */
export async function writeResult(
  result: Result,
  file: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const { text, commands } = result;
  if (file !== undefined) await writeFileWhole(path.resolve(terminal.workingDirectory, file), text);
  else if (commands) await terminal.writeCommands(text);
  else await terminal.write(text);
}
