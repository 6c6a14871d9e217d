import { CheckError } from '../errors.ts';

/**
 * What ends a job early. GitHub's runner sends the first, and after 7.5 s SIGTERM, which is SIGBREAK on Windows; a console
 * that is closed sends SIGHUP.
 */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

/**
 * Does work that has something to clean up. The first signal tells it to end, and once it has, rejects; a second one ends
 * the process at once, as it would have without this.
 * @param cleaned what was cleaned up, as a clause
 * @throws CheckError `cancelled`
 */
export async function untilSignal<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  cleaned: (result: Result) => string,
): Promise<Result> {
  const ending = new AbortController();
  let received: NodeJS.Signals | undefined;
  const end = (signal: NodeJS.Signals) => {
    received = signal;
    forget();
    ending.abort();
  };
  const known = SIGNALS.filter((signal) => signal !== 'SIGBREAK' || process.platform === 'win32');
  const forget = () => {
    for (const signal of known) process.removeListener(signal, end);
  };
  for (const signal of known) process.on(signal, end);
  let result: Result;
  try {
    result = await work(ending.signal);
  } catch (thrown) {
    throw received === undefined ? thrown : cancelled(received, '', thrown);
  } finally {
    forget();
  }
  if (received !== undefined) throw cancelled(received, `; ${cleaned(result)}`);
  return result;
}

function cancelled(signal: NodeJS.Signals, cleaned: string, cause?: unknown): CheckError {
  return new CheckError(
    'cancelled',
    `The run was cancelled (${signal})${cleaned}.`,
    'Run it again.',
    cause === undefined ? {} : { cause },
  );
}
