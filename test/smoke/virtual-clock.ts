import { setImmediate } from 'node:timers/promises';

interface Timer {
  readonly due: number;
  readonly ring: () => void;
}

/** A clock that stands still until everything waits for it, and then goes on to the next moment that somebody waits for. */
export class VirtualClock {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(now = Date.parse('2026-11-23T12:00:00Z')) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  /** Rejects when it is cut short. */
  readonly sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const cutShort = () => {
        this.#timers.delete(timer);
        reject(signal?.reason);
      };
      const ring = () => {
        signal?.removeEventListener('abort', cutShort);
        resolve();
      };
      const timer: Timer = { due: this.#now + milliseconds, ring };
      this.#timers.add(timer);
      signal?.addEventListener('abort', cutShort, { once: true });
    });

  /** Lets time pass until `work` is settled; throws when nothing that is waited for can settle it any more. */
  async run<Result>(work: Promise<Result>): Promise<Result> {
    let settled = false;
    const end = () => {
      settled = true;
    };
    work.then(end, end);
    for (;;) {
      await setImmediate();
      if (settled) return work;
      const [next] = [...this.#timers].sort((one, other) => one.due - other.due);
      if (!next) throw new Error('It waits for something that never comes.');
      this.#timers.delete(next);
      this.#now = next.due;
      next.ring();
    }
  }

  /** How many wait; whoever is done must not. */
  get waiting(): number {
    return this.#timers.size;
  }
}
