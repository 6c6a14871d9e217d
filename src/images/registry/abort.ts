import type { Clock } from './clock.ts';

/** Nobody reads why a timer was ended; without a reason an exception with its stack is made each time. */
const ENDED = 'ended';

const callbacks = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `callback` once when the signal is aborted; gives back how to stop listening.
 * One real listener serves a signal however many wait for it: Node 20 warns of a leak at the eleventh,
 * and one signal of a whole run has as many waiting as there are images.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  let waiting = callbacks.get(signal);
  if (waiting === undefined) {
    waiting = new Set();
    callbacks.set(signal, waiting);
    const all = waiting;
    signal.addEventListener(
      'abort',
      () => {
        for (const each of [...all]) each();
        all.clear();
      },
      { once: true },
    );
  }
  const entry = (): void => callback();
  const set = waiting;
  set.add(entry);
  return () => set.delete(entry);
}

/**
 * Runs `work` under a signal of its own and settles in bounded time, even when `work` ignores that signal.
 *
 * @param milliseconds after which the result of `expired` is thrown
 * @param parent whose abort ends the work, too, with the parent's reason
 */
export async function withDeadline<T>(
  clock: Clock,
  milliseconds: number,
  parent: AbortSignal | undefined,
  expired: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  parent?.throwIfAborted();
  const running = new AbortController();
  const timer = new AbortController();
  let stopListening: (() => void) | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      const stop = (reason: unknown): void => {
        reject(reason);
        running.abort(reason);
      };
      if (parent) stopListening = onAbort(parent, () => stop(parent.reason));
      clock.sleep(milliseconds, timer.signal).then(
        () => stop(expired()),
        () => undefined,
      );
      work(running.signal).then(resolve, reject);
    });
  } finally {
    stopListening?.();
    timer.abort(ENDED);
  }
}
