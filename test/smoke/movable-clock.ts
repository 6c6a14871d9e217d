import type { Clock } from '../../src/engine/clock.ts';

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** The time of this machine, which a test can put forward: whoever sleeps until a moment that is past then wakes up. */
export class MovableClock implements Clock {
  /** How far it was put forward, in milliseconds. */
  ahead = 0;
  readonly #sleepers = new Set<Sleeper>();

  readonly now = (): number => Date.now() + this.ahead;

  readonly sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const end = () => {
        clearTimeout(timer);
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', cutShort);
      };
      const cutShort = () => {
        end();
        reject(signal?.reason);
      };
      const wake = () => {
        end();
        resolve();
      };
      const sleeper: Sleeper = { due: this.now() + milliseconds, wake };
      const timer = setTimeout(wake, milliseconds);
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', cutShort, { once: true });
    });

  putForward(milliseconds: number): void {
    this.ahead += milliseconds;
    for (const { due, wake } of [...this.#sleepers]) if (due <= this.now()) wake();
  }
}
