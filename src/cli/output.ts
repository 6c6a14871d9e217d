import path from 'node:path';
import { writeFileWhole } from '../edge/atomic-file.ts';
import type { Terminal } from './terminal.ts';

/** The result of a command: to a file where one was named, else to stdout. */
export async function writeResult(text: string, file: string | undefined, terminal: Terminal): Promise<void> {
  if (file === undefined) await terminal.write(text);
  else await writeFileWhole(path.resolve(terminal.workingDirectory, file), text);
}
