import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HostProcesses } from '../../src/smoke/model.ts';
import { createProcessSampler } from '../../src/smoke/process-sampler.ts';
import { VirtualClock } from './virtual-clock.ts';

const READING = 1_000;

interface Run {
  readonly from: number;
  to?: number;
}

/** A sampler whose readings take a second of its own clock, and are told by when they began. */
function world(outcome: (reading: number) => 'given' | Error = () => 'given') {
  const clock = new VirtualClock(0);
  const runs: Run[] = [];
  let underWay = 0;
  const sampler = createProcessSampler(async (signal): Promise<HostProcesses> => {
    const run: Run = { from: clock.now() };
    const answer = outcome(runs.push(run));
    underWay += 1;
    expect(underWay).toBe(1);
    try {
      await clock.sleep(READING, signal);
    } finally {
      underWay -= 1;
      run.to = clock.now();
    }
    if (answer !== 'given') throw answer;
    return { computer: String(run.from), processes: [] };
  });
  /** Asks at a moment, perhaps gives up at another, and tells of which reading the answer is, and when it came. */
  const ask = async (at: number, until?: number): Promise<string> => {
    await clock.sleep(at);
    const giveUp = new AbortController();
    if (until !== undefined) void clock.sleep(until - at).then(() => giveUp.abort());
    const answer = await sampler.sample(giveUp.signal).then(
      ({ computer }) => computer,
      (error: Error & { failure?: string }) => error.failure ?? error.message,
    );
    return `${answer} at ${clock.now()}`;
  };
  return { clock, runs, sampler, ask };
}

interface Row {
  readonly name: string;
  /** When each asks, and until when it waits. */
  readonly asks: readonly (readonly [at: number, until?: number])[];
  /** Of which reading each is told, by when it began, and when. */
  readonly told: readonly string[];
  /** When readings began and ended. */
  readonly readings: readonly (readonly [from: number, to: number])[];
}

const rows: readonly Row[] = [
  { name: 'nobody asks: nothing is read', asks: [], told: [], readings: [] },
  { name: 'one asks', asks: [[5]], told: ['5 at 1005'], readings: [[5, 1005]] },
  {
    name: 'who asks while a reading is under way is given the next',
    asks: [[0], [1]],
    told: ['0 at 1000', '1000 at 2000'],
    readings: [
      [0, 1000],
      [1000, 2000],
    ],
  },
  {
    name: 'all who wait for the next share it',
    asks: [[0], [1], [500], [999]],
    told: ['0 at 1000', '1000 at 2000', '1000 at 2000', '1000 at 2000'],
    readings: [
      [0, 1000],
      [1000, 2000],
    ],
  },
  {
    name: 'a reading is not kept for those who come after it',
    asks: [[0], [1500]],
    told: ['0 at 1000', '1500 at 2500'],
    readings: [
      [0, 1000],
      [1500, 2500],
    ],
  },
  {
    name: 'who gives up does not wait, and a reading that nobody waits for is ended',
    asks: [[0, 300]],
    told: ['cancelled at 300'],
    readings: [[0, 300]],
  },
  {
    name: 'the next begins as soon as the one nobody waits for has ended',
    asks: [[0, 300], [100]],
    told: ['cancelled at 300', '300 at 1300'],
    readings: [
      [0, 300],
      [300, 1300],
    ],
  },
  {
    name: 'who gives up takes nothing from those who share the reading',
    asks: [[0], [100, 1200], [200]],
    told: ['0 at 1000', 'cancelled at 1200', '1000 at 2000'],
    readings: [
      [0, 1000],
      [1000, 2000],
    ],
  },
  {
    name: 'a next reading that all gave up is not begun',
    asks: [[0], [100, 300], [200, 400]],
    told: ['0 at 1000', 'cancelled at 300', 'cancelled at 400'],
    readings: [[0, 1000]],
  },
];

describe('samples that several ask for', () => {
  test.each(rows)('$name', async ({ asks, told, readings }) => {
    const { clock, runs, ask } = world();
    const answers = await clock.run(Promise.all(asks.map(([at, until]) => ask(at, until))));
    await clock.run(clock.sleep(5 * READING));
    expect(answers).toEqual(told);
    expect(runs.map(({ from, to }) => [from, to])).toEqual(readings);
  });

  test('those who ask in the same moment share a reading', async () => {
    const { clock, runs, sampler } = world();
    const never = new AbortController().signal;
    await clock.run(Promise.all([sampler.sample(never), sampler.sample(never), sampler.sample(never)]));
    expect(runs).toHaveLength(1);
  });

  test('a failure is told to all who waited for that reading, and the next is tried', async () => {
    const { clock, ask } = world((reading) => (reading === 2 ? new Error('no right') : 'given'));
    const answers = await clock.run(Promise.all([ask(0), ask(1), ask(2), ask(1500)]));
    expect(answers).toEqual(['0 at 1000', 'no right at 2000', 'no right at 2000', '2000 at 3000']);
  });

  test('leaves nothing on the signal of whoever asked', async () => {
    const { clock, sampler } = world();
    const { signal } = new AbortController();
    await clock.run(sampler.sample(signal));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('who does not wait any more is not even asked for', async () => {
    const { runs, sampler } = world();
    await expect(sampler.sample(AbortSignal.abort())).rejects.toMatchObject({ failure: 'cancelled' });
    expect(runs).toEqual([]);
  });

  test('whoever asks and whenever they give up: a sample began after its request, one at a time, none for nobody', async () => {
    const asker = fc.tuple(
      fc.integer({ min: 0, max: 5_000 }),
      fc.option(fc.integer({ min: 1, max: 3_000 }), { nil: undefined }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(asker, { maxLength: 8 }), async (askers) => {
        const { clock, runs, ask } = world();
        const answers = await clock.run(
          Promise.all(askers.map(([at, wait]) => ask(at, wait === undefined ? undefined : at + wait))),
        );
        await clock.run(clock.sleep(5 * READING));
        for (const [i, answer] of answers.entries()) {
          const [at = 0, wait] = askers[i] ?? [];
          const [from, end] = answer.split(' at ').map(Number);
          if (Number.isNaN(from)) expect(end).toBe(at + (wait ?? Number.NaN));
          else expect(from).toBeGreaterThanOrEqual(at);
          expect(end).toBeLessThanOrEqual(at + 2 * READING);
        }
        expect(runs.length).toBeLessThanOrEqual(askers.length);
      }),
      { numRuns: 60 },
    );
  });
});
