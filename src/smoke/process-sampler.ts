import { HostProcessesError } from './host-processes-error.ts';
import type { HostProcesses, ReadHostProcesses } from './model.ts';

/** Gives the processes of this machine as they were after the call. */
export interface ProcessSampler {
  /**
   * A reading that began after this call; one under way is too old, as its rows may be from before. Rejects with what the
   * reader rejects with, and at once when `signal` is aborted.
   */
  sample(signal: AbortSignal): Promise<HostProcesses>;
}

interface Asker {
  readonly give: (processes: HostProcesses) => void;
  readonly fail: (error: unknown) => void;
}

/** A reading, under way or still to come, and who waits for it. */
interface Reading {
  readonly askers: Set<Asker>;
  readonly nobodyWaits: AbortController;
}

/**
 * Shares readings between containers that are looked at in the same time, as each costs up to seconds: one at a time, and
 * whoever asks while one is under way gets the next one together with all others who do. Nothing is read when nobody asks,
 * a failure is told to everybody who waited for that reading, and the next call reads anew.
 * @param read settles soon after its signal is aborted, which it is when nobody waits any more
 */
export function createProcessSampler(read: ReadHostProcesses): ProcessSampler {
  let running: Reading | undefined;
  let next: Reading | undefined;

  const startNext = async (): Promise<void> => {
    if (running || !next) return;
    const reading = next;
    running = reading;
    next = undefined;
    try {
      const processes = await read(reading.nobodyWaits.signal);
      for (const asker of reading.askers) asker.give(processes);
    } catch (thrown) {
      for (const asker of reading.askers) asker.fail(thrown);
    } finally {
      running = undefined;
      void startNext();
    }
  };

  const leave = (reading: Reading, asker: Asker): void => {
    reading.askers.delete(asker);
    if (reading.askers.size > 0) return;
    if (reading === next) next = undefined;
    else reading.nobodyWaits.abort(cancelled());
  };

  return {
    async sample(signal) {
      if (signal.aborted) throw cancelled();
      next ??= { askers: new Set(), nobodyWaits: new AbortController() };
      const reading = next;
      let stopListening: (() => void) | undefined;
      try {
        return await new Promise<HostProcesses>((resolve, reject) => {
          const asker: Asker = { give: resolve, fail: reject };
          reading.askers.add(asker);
          const onAbort = () => {
            leave(reading, asker);
            reject(cancelled());
          };
          signal.addEventListener('abort', onAbort, { once: true });
          stopListening = () => signal.removeEventListener('abort', onAbort);
          // Not at once, so that all who ask in the same moment share the reading.
          queueMicrotask(() => void startNext());
        });
      } finally {
        stopListening?.();
      }
    },
  };
}

function cancelled(): HostProcessesError {
  return new HostProcessesError('cancelled', 'Reading the processes of this machine was cancelled.');
}
