import type { Terminal } from './terminal.ts';

/** The terminal of this very process. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  let failure: Error | undefined;
  stdout.on('error', (error) => {
    failure = error;
  });
  return {
    stdin: process.stdin,
    async write(text) {
      if (failure !== undefined) throw failure;
      if (!stdout.write(text)) await drained(stdout);
      if (failure !== undefined) throw failure;
    },
    tell: (line) => {
      stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (stderr.isTTY === true) stderr.write(`${line}\n`);
    },
    environment: env,
    workingDirectory: process.cwd(),
    color: wantsColor(stdout.isTTY === true, env),
    width: stdout.columns ?? 120,
  };
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
