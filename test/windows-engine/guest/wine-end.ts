import { setTimeout as sleep } from 'node:timers/promises';
import { runWine, type WineHome } from './wine-prefix.ts';
import { prefixProcesses } from './wine-processes.ts';

/** How long leftovers of a prefix have to end by themselves, in steps of this many milliseconds. */
export const GRACE = { steps: 50, step: 100 };

/** Ends whatever runs in a prefix, and makes sure of it: a program that was just starting is not known to the server yet. */
export async function endPrefix(home: WineHome, prefix: string): Promise<void> {
  await runWine(home, prefix, 'wineserver', '-k', '-w');
  for (let step = 0; step < GRACE.steps && prefixProcesses(prefix).length > 0; step += 1) {
    await sleep(GRACE.step);
  }
  for (const { pid } of prefixProcesses(prefix)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}
