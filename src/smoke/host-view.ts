import { type EnginePlace, placeOfEngine } from './engine-place.ts';
import type { HostProcesses, ReadHostProcesses } from './model.ts';
import { createProcessSampler, type ProcessSampler } from './process-sampler.ts';
import type { ProofWorld } from './proof.ts';

/** After so many readings in a row that failed, none is tried again: each may take as long as the limit lets it. */
const FAILURES_IN_A_ROW = 2;

/** The processes of this machine, for all containers of a run, and whether their engine is on it. */
export class HostView {
  readonly #sampler: ProcessSampler;
  readonly #world: ProofWorld;
  #computer: string | undefined;

  constructor(world: ProofWorld) {
    this.#world = world;
    this.#sampler = createProcessSampler(givingUp(world.readHostProcesses));
  }

  get place(): EnginePlace {
    return placeOfEngine(this.#world.endpoint, this.#world.machineName, this.#computer);
  }

  /** Then nothing of its containers is to be seen here, and nothing is to be read. */
  get isElsewhere(): boolean {
    const { place, unlessNamedSo } = this.place;
    return place === 'elsewhere' && unlessNamedSo !== true;
  }

  /** A reading that began after this call. */
  async sample(signal: AbortSignal): Promise<HostProcesses> {
    const processes = await this.#sampler.sample(signal);
    this.#computer = processes.computer;
    return processes;
  }
}

function givingUp(read: ReadHostProcesses): ReadHostProcesses {
  let failures = 0;
  let last: unknown;
  return async (signal) => {
    if (failures >= FAILURES_IN_A_ROW) throw last;
    try {
      const processes = await read(signal);
      failures = 0;
      return processes;
    } catch (thrown) {
      if (!signal.aborted) {
        failures += 1;
        last = thrown;
      }
      throw thrown;
    }
  };
}
