import type { Isolation } from '../windows/model.ts';
import { HOST_RESERVE_BYTES, HYPERV_MEMORY_BYTES } from './limits.ts';

interface Waiting {
  readonly isolation: Isolation;
  readonly start: () => void;
}

/**
 * So many containers at a time, in the order they came; of those in Hyper-V isolation only as many as the host has memory
 * for, but always one.
 */
export class ContainerSlots {
  readonly #limit: number;
  readonly #hypervLimit: number;
  readonly #waiting: Waiting[] = [];
  #busy = 0;
  #hypervBusy = 0;

  constructor(limit: number, hostMemory?: number) {
    this.#limit = limit;
    const fits =
      hostMemory === undefined ? limit : Math.floor((hostMemory - HOST_RESERVE_BYTES) / HYPERV_MEMORY_BYTES);
    this.#hypervLimit = Math.max(1, Math.min(limit, fits));
  }

  async run<Result>(isolation: Isolation, work: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((start) => {
      this.#waiting.push({ isolation, start });
      this.#next();
    });
    try {
      return await work();
    } finally {
      this.#busy -= 1;
      if (isolation === 'hyperv') this.#hypervBusy -= 1;
      this.#next();
    }
  }

  #next(): void {
    while (this.#busy < this.#limit) {
      const index = this.#waiting.findIndex(
        ({ isolation }) => isolation === 'process' || this.#hypervBusy < this.#hypervLimit,
      );
      const [waiting] = index < 0 ? [] : this.#waiting.splice(index, 1);
      if (waiting === undefined) return;
      this.#busy += 1;
      if (waiting.isolation === 'hyperv') this.#hypervBusy += 1;
      waiting.start();
    }
  }
}
