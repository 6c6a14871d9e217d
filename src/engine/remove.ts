import type { Clock } from './clock.ts';
import type { RunningCall } from './deadline.ts';
import { EngineError } from './engine-error.ts';

/** What an engine says when a removal fails for a reason that passes. */
interface PassingRefusal {
  readonly pattern: RegExp;
  readonly why: string;
  readonly source: string;
}

/**
 * The reasons come in the language of Windows, so the engine's own words around them are looked for wherever there are any.
 */
export const PASSING_REFUSALS: readonly PassingRefusal[] = [
  {
    pattern: /removal of container \S+ is already in progress/i,
    why: 'another removal of the same container is under way',
    source: 'https://github.com/moby/moby/blob/master/daemon/delete.go',
  },
  {
    pattern: /failed to remove root filesystem/i,
    why: 'Windows holds files of the layer open for a while behind the exit of the container',
    source: 'https://github.com/moby/moby/issues/40723',
  },
  {
    pattern: /failed to detach VHD|second rename attempt following detach failed/i,
    why: 'the disk of the container is still attached',
    source: 'https://github.com/moby/moby/pull/37712',
  },
  {
    pattern: /unable to remove filesystem/i,
    why: 'a file in the folder of the container, usually its log, is still open',
    source: 'https://github.com/moby/moby/blob/master/daemon/delete.go',
  },
  {
    pattern: /being used by another process|\bAccess is denied\b/i,
    why: 'the same locks, told without the words around them by engines up to 17.06',
    source: 'https://github.com/moby/moby/issues/30989',
  },
  {
    pattern: /could not kill(?: running)? container|did not receive an exit event/i,
    why: 'the container ends slowly; the next attempt finds it ended',
    source: 'https://github.com/moby/moby/blob/master/daemon/kill.go',
  },
  {
    pattern: /hcsshim::GetComputeSystems|device or resource busy/i,
    why: 'the list of containers, or a mount, changes at this moment',
    source: 'https://github.com/moby/moby/pull/37712',
  },
];

/** Pauses between attempts, the last one again and again until the limit of the call. */
const PAUSES = [250, 500, 1000, 2000, 4000, 8000] as const;
const LONGEST_PAUSE = 10_000;

/** Connections may die, and a removal asked for twice does no harm; but an engine that is gone stays so. */
const BROKEN_ATTEMPTS = 3;

/**
 * Removes by asking again until it is done. What is gone already is no error.
 *
 * @param attempt asks once, and rejects with the engine's refusal
 * @throws {EngineError} the last refusal, when the limit of the call comes before success, or one that will not pass
 */
export async function removeUntilGone(
  clock: Clock,
  call: RunningCall,
  attempt: () => Promise<unknown>,
): Promise<void> {
  for (let count = 0; ; count += 1) {
    try {
      await attempt();
      return;
    } catch (thrown) {
      if (thrown instanceof EngineError && thrown.code === 'engine-refused' && thrown.status === 404) return;
      const pause = PAUSES[count] ?? LONGEST_PAUSE;
      // The engine's own words say more than that the time was up.
      if (!passes(thrown, count) || call.remaining() <= pause) throw thrown;
      await clock.sleep(pause, call.signal);
    }
  }
}

function passes(thrown: unknown, count: number): boolean {
  if (!(thrown instanceof EngineError)) return false;
  if (thrown.code === 'engine-broken') return count + 1 < BROKEN_ATTEMPTS;
  const { engineText } = thrown;
  return (
    thrown.code === 'engine-refused' &&
    engineText !== undefined &&
    PASSING_REFUSALS.some(({ pattern }) => pattern.test(engineText))
  );
}
