import { CheckError } from '../errors.ts';
import { plainLine, plainText } from '../report/plain.ts';
import type { Terminal } from './terminal.ts';

type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** What of a process a terminal is made of. */
export interface ProcessParts {
  readonly stdin: Terminal['stdin'];
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  cwd(): string;
}

/**
 * The terminal of a process, of this very one unless told otherwise. Everything that commands print goes through here,
 * and so nothing but `writeCommands` prints what a runner would read as a command.
 */
export function processTerminal(parts: ProcessParts = process): Terminal {
  const { stdout, stderr, env } = parts;
  let failure: NodeJS.ErrnoException | undefined;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    failure = error;
  });
  // Where nobody can be told, nothing more can be done.
  stderr.on('error', () => undefined);
  const write = async (text: string) => {
    if (failure === undefined && !stdout.write(text)) await drained(stdout);
    if (failure !== undefined) throw unwritable(failure);
  };
  const tell = (line: string) => {
    stderr.write(`${plainLine(line)}\n`);
  };
  return {
    stdin: parts.stdin,
    write: (text) => write(plainText(text)),
    writeCommands: write,
    tell,
    progress: (line) => {
      if (stderr.isTTY === true) tell(line);
    },
    watcher: {
      write: (text) => {
        stderr.write(plainText(text));
      },
      ...(stderr.isTTY === true ? { columns: stderr.columns ?? 80 } : {}),
    },
    environment: env,
    workingDirectory: parts.cwd(),
    color: wantsColor(stdout.isTTY === true, env),
    width: stdout.columns ?? 120,
  };
}

/** A reader that went away is told apart by its code; anything else is a disk or a pipe that takes no more. */
export function unwritable(failure: NodeJS.ErrnoException): Error {
  if (failure.code === 'EPIPE') return failure;
  return new CheckError(
    'report-unwritable',
    `The output could not be written: ${failure.message}.`,
    'Make room, or send it somewhere else.',
    { cause: failure },
  );
}

/** Colour on a terminal only, after the customs of https://no-color.org and https://force-color.org. */
function wantsColor(terminal: boolean, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '' && env.FORCE_COLOR !== '0') return true;
  return terminal && env.TERM !== 'dumb';
}

/** Resolves when the stream takes more, or never will. One set of listeners a wait, as a long run waits often. */
function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done);
      stream.off('close', done);
      stream.off('error', done);
      resolve();
    };
    stream.once('drain', done);
    stream.once('close', done);
    stream.once('error', done);
  });
}
