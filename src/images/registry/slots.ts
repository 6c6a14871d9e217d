import { onAbort } from './abort.ts';

interface Lane {
  taken: number;
  readonly queue: (() => void)[];
}

/** At most so many at a time for each key, first come first served. */
export class Slots {
  readonly #limit: number;
  readonly #lanes = new Map<string, Lane>();

  constructor(limit: number) {
    this.#limit = Math.max(1, Math.floor(limit));
  }

  /** Runs `work` when a slot is free; rejects with the signal's reason when it is aborted while waiting. */
  async run<T>(key: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const lane = this.#lane(key);
    await this.#take(lane, signal);
    try {
      return await work();
    } finally {
      const next = lane.queue.shift();
      if (next) next();
      else lane.taken -= 1;
      if (lane.taken === 0) this.#lanes.delete(key);
    }
  }

  #lane(key: string): Lane {
    let lane = this.#lanes.get(key);
    if (lane === undefined) {
      lane = { taken: 0, queue: [] };
      this.#lanes.set(key, lane);
    }
    return lane;
  }

  async #take(lane: Lane, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (lane.taken < this.#limit) {
      lane.taken += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      let stopListening: (() => void) | undefined;
      const enter = (): void => {
        stopListening?.();
        resolve();
      };
      lane.queue.push(enter);
      if (signal) {
        stopListening = onAbort(signal, () => {
          const place = lane.queue.indexOf(enter);
          if (place !== -1) lane.queue.splice(place, 1);
          reject(signal.reason);
        });
      }
    });
  }
}
