import type { SmokeWorld } from './model.ts';

/** Thrown by `within`. */
export class OutOfTime extends Error {
  /** In milliseconds. */
  readonly limit: number;

  constructor(limit: number) {
    super(`It took longer than ${limit / 1000} s.`);
    this.name = 'OutOfTime';
    this.limit = limit;
  }
}

/** Thrown by `within`. */
export class Cancelled extends Error {
  constructor() {
    super('It was cancelled.');
    this.name = 'Cancelled';
  }
}

/**
 * Does `work` and settles within the limit, or as soon as `parent` is aborted, even when `work` never does. The signal that
 * `work` is given is aborted as soon as nobody waits for it.
 * @param limit in milliseconds
 * @throws OutOfTime, Cancelled, and what `work` throws
 */
export async function within<Result>(
  { sleep }: Pick<SmokeWorld, 'sleep'>,
  limit: number,
  parent: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (parent.aborted) throw new Cancelled();
  const running = new AbortController();
  const done = new AbortController();
  // A signal of its own: one of a whole run would have as many listeners as there is work, and Node warns at the eleventh.
  const ending = AbortSignal.any([parent, done.signal]);
  try {
    return await new Promise<Result>((resolve, reject) => {
      const stop = (error: Error) => {
        reject(error);
        running.abort(error);
      };
      ending.addEventListener('abort', () => parent.aborted && stop(new Cancelled()), { once: true });
      sleep(limit, done.signal).then(
        () => done.signal.aborted || stop(new OutOfTime(limit)),
        () => undefined,
      );
      work(running.signal).then(resolve, reject);
    });
  } finally {
    done.abort();
  }
}
