import { describe, expect, it } from 'vitest';
import type { RunningCall } from '../../src/engine/deadline.ts';
import { withinLimits } from '../../src/engine/deadline.ts';
import { EngineError } from '../../src/engine/engine-error.ts';
import { PASSING_REFUSALS, removeUntilGone } from '../../src/engine/remove.ts';
import { JumpingClock } from './clock.ts';

const refusal = (status: number, engineText: string) =>
  new EngineError('engine-refused', engineText, '', { status, engineText });
const gone = refusal(404, 'No such container: x');
const broken = new EngineError('engine-broken', 'cut off', '');

/** Attempts that end one after the other as told; the last one again and again. */
async function remove(outcomes: readonly (EngineError | 'done')[], milliseconds = 90_000) {
  const clock = new JumpingClock();
  let attempts = 0;
  const rules = { milliseconds, expired: () => new Error('expired'), aborted: () => new Error('aborted') };
  const outcome = await withinLimits(clock, rules, undefined, (call: RunningCall) =>
    removeUntilGone(clock, call, async () => {
      const next = outcomes[Math.min(attempts, outcomes.length - 1)];
      attempts += 1;
      if (next instanceof EngineError) throw next;
    }),
  ).then(
    () => 'removed',
    (thrown) => thrown,
  );
  return { outcome, attempts, slept: clock.slept };
}

/** Texts as engines sent them; their sources stand beside the patterns. */
const FROM_ENGINES: readonly [string, string][] = [
  [
    'moby 40723',
    'container d898e3d2: driver "windowsfilter" failed to remove root filesystem: failed to detach VHD: The device is not ready.: rename C:\\ProgramData\\Docker\\windowsfilter\\d8 C:\\ProgramData\\Docker\\windowsfilter\\d8-removing: Access is denied.',
  ],
  [
    'the same from today’s engines',
    'cannot remove container "smoke-1": container 4a: driver "windowsfilter" failed to remove root filesystem: rename C:\\d\\4a C:\\d\\4a-removing: The process cannot access the file because it is being used by another process.',
  ],
  [
    'the same on a German Windows',
    'cannot remove container "smoke-1": container 4a: driver "windowsfilter" failed to remove root filesystem: rename C:\\d\\4a C:\\d\\4a-removing: Der Prozess kann nicht auf die Datei zugreifen.',
  ],
  ['moby 30989', 'Driver windowsfilter failed to remove root filesystem 917b5: Access is denied.'],
  ['the log is open', 'cannot remove container "x": unable to remove filesystem: unlinkat C:\\x.log: open'],
  ['it ends slowly', 'Could not kill running container 4a, cannot remove - tried to kill container'],
  [
    'it ended too late',
    'cannot remove container "x": could not kill container: tried to kill container, but did not receive an exit event',
  ],
];

describe('removal', () => {
  it.each(FROM_ENGINES)('is tried again after: %s', async (_name, text) => {
    const locked = refusal(500, text);
    expect(await remove([locked, locked, 'done'])).toMatchObject({ outcome: 'removed', attempts: 3 });
  });

  it('of what is gone is done', async () => {
    expect(await remove([gone])).toEqual({ outcome: 'removed', attempts: 1, slept: [] });
  });

  it('that is under way already is waited for', async () => {
    const underWay = refusal(409, 'removal of container 4a is already in progress');
    expect(await remove([underWay, underWay, underWay, gone])).toMatchObject({
      outcome: 'removed',
      attempts: 4,
    });
  });

  it.each([
    refusal(
      409,
      'cannot remove container "x": container is running: stop the container before removing or force remove',
    ),
    refusal(500, 'something else'),
    refusal(403, 'authorization denied by plugin'),
    new EngineError('engine-absent', 'not there', ''),
  ])('is not tried again after: $message', async (thrown) => {
    expect(await remove([thrown])).toEqual({ outcome: thrown, attempts: 1, slept: [] });
  });

  it('that a connection broke is asked for again, but not for ever', async () => {
    expect(await remove([broken, 'done'])).toMatchObject({ outcome: 'removed', attempts: 2 });
    expect(await remove([broken])).toMatchObject({ outcome: broken, attempts: 3 });
  });

  it('waits longer each time, and ends with the words of the engine before its limit does', async () => {
    const locked = refusal(500, 'failed to remove root filesystem');
    const { outcome, slept } = await remove([locked], 60_000);
    expect(outcome).toBe(locked);
    expect(slept).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000, 10_000]);
  });

  it('every pattern has a reason, a source and a text that needs it', () => {
    const texts = [
      ...FROM_ENGINES.map(([, text]) => text),
      'removal of container 4a is already in progress',
      'failed to detach VHD: invalid argument',
      'rename x: Access is denied.',
      'hcsshim::GetComputeSystems: The system is busy',
    ];
    for (const { pattern, why, source } of PASSING_REFUSALS) {
      expect(
        texts.some((text) => pattern.test(text)),
        String(pattern),
      ).toBe(true);
      expect(why).not.toBe('');
      expect(source).toMatch(/^https:\/\/github\.com\/moby\/moby\//);
    }
  });
});
