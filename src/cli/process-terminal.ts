import process from 'node:process';
import { CheckError } from '../errors.ts';
import { visible, withoutCommands } from '../report/visible.ts';
import type { Terminal } from './terminal.ts';

/** The terminal of this very process. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  let failure: NodeJS.ErrnoException | undefined;
  stdout.on('error', (error) => {
    failure = error;
  });
  // Where nobody can be told, nothing more can be done.
  stderr.on('error', () => undefined);
  return {
    stdin: process.stdin,
    async write(text) {
      if (failure === undefined && !stdout.write(text)) await drained(stdout);
      if (failure !== undefined) throw unwritable(failure);
    },
    tell: (line) => {
      stderr.write(`${plain(line)}\n`);
    },
    progress: (line) => {
      if (stderr.isTTY === true) stderr.write(`${plain(line)}\n`);
    },
    environment: env,
    workingDirectory: process.cwd(),
    color: wantsColor(stdout.isTTY === true, env),
    width: stdout.columns ?? 120,
  };
}

function plain(line: string): string {
  return withoutCommands(visible(line));
}

/** A reader that went away is told apart by its code; anything else is a disk or a pipe that takes no more. */
function unwritable(failure: NodeJS.ErrnoException): Error {
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
function drained(stream: NodeJS.WriteStream): Promise<void> {
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
