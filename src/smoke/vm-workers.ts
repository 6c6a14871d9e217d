import type { HostProcess, HostProcesses } from './model.ts';

/**
 * A `vmwp.exe`: every virtual machine has one of its own as long as it runs, those of Hyper-V-isolated containers too, and
 * WSL, Docker Desktop and other machines as well. Source: Microsoft, isolation modes (`ms-isolation`).
 * A first container may bring a second one that stays, a template for later machines (microsoft/hcsshim#251).
 */
export interface VmWorker {
  readonly pid: number;
  /** Milliseconds since 1970. With the process id it is unique, as ids are used again. */
  readonly created: number;
}

/** When a container's machine can have come, in milliseconds since 1970 by this machine's clock. */
export interface WorkerWindow {
  /** Before the container was created. */
  readonly begun: number;
  /** Once it was seen running. */
  readonly running: number;
  /** By how much two clocks of one machine may differ. */
  readonly skew: number;
}

/** One that does not tell when it was created cannot be told from another with the same id. */
export function workersIn({ processes }: HostProcesses): readonly VmWorker[] {
  return processes.filter(isWorker).map(({ pid, created }) => ({ pid, created }));
}

/** The workers that can be the container's: not there before, created in its window, and there in each sample of it running. */
export function newWorkers(
  before: HostProcesses,
  during: readonly HostProcesses[],
  { begun, running, skew }: WorkerWindow,
): readonly VmWorker[] {
  const [first, ...others] = during;
  if (first === undefined) return [];
  return workersIn(first).filter(
    (worker) =>
      worker.created >= begun - skew &&
      worker.created <= running + skew &&
      !isIn(before, worker) &&
      others.every((sample) => isIn(sample, worker)),
  );
}

export function goneWorkers(workers: readonly VmWorker[], after: HostProcesses): readonly VmWorker[] {
  return workers.filter((worker) => !isIn(after, worker));
}

function isIn(sample: HostProcesses, { pid, created }: VmWorker): boolean {
  return sample.processes.some(
    (process) => isWorker(process) && process.pid === pid && process.created === created,
  );
}

function isWorker(process: HostProcess): process is HostProcess & { readonly created: number } {
  return process.name.toLowerCase() === 'vmwp.exe' && process.created !== undefined;
}
