import type { Clock } from '../../src/engine/clock.ts';

/** The clock of this machine. */
export const realClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, milliseconds);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
};

/** A clock that stands still until somebody sleeps, and then jumps to the end of the shortest sleep. */
export class JumpingClock implements Clock {
  time = 0;
  /** How long each sleep was that came to its end. */
  readonly slept: number[] = [];
  readonly #sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  #jumping = false;

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const sleeper = {
        until: this.time + milliseconds,
        wake: () => {
          this.slept.push(milliseconds);
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason);
      });
      this.#jumpSoon();
    });
  }

  /** After everything that can happen without time has happened. */
  #jumpSoon(): void {
    if (this.#jumping) return;
    this.#jumping = true;
    setImmediate(() => {
      this.#jumping = false;
      const [next] = [...this.#sleepers].sort((a, b) => a.until - b.until);
      if (next === undefined) return;
      this.#sleepers.delete(next);
      this.time = Math.max(this.time, next.until);
      next.wake();
      if (this.#sleepers.size > 0) this.#jumpSoon();
    });
  }
}
