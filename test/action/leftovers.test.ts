import { describe, expect, it } from 'vitest';
import { CONTAINERS_MS, type LeftoverEngine, removeLeftovers } from '../../src/action/leftovers.ts';

/** The post step in a time of its own, on an engine that does as it is told to. */
async function post(
  removeRun: (limit: number, look: number) => Awaited<ReturnType<LeftoverEngine['removeRun']>>,
) {
  const said: string[] = [];
  let time = 0;
  let looks = 0;
  await removeLeftovers('killed', {
    core: { info: (line) => said.push(line), warning: (line) => said.push(`warning: ${line}`) },
    open: async () => ({
      removeRun: async (_, limit) => {
        looks += 1;
        const result = removeRun(limit, looks);
        if (result.leftOver.length > 0) time += limit;
        return result;
      },
      close: () => undefined,
    }),
    now: () => time,
    pause: async (milliseconds) => {
      time += milliseconds;
    },
  });
  return { said, time, looks };
}

describe('the containers that a killed step left', () => {
  it('are looked for again, as one may have been asked for just then', async () => {
    const { said } = await post((_, look) => ({ removed: look === 2 ? ['late'] : [], leftOver: [] }));
    expect(said).toEqual(['Removed the smoke container late']);
  });

  it('keep the step for two minutes at most where the engine never answers, and are named', async () => {
    const stuck = { removed: [], leftOver: [{ name: 'stuck', reason: 'It did not.' }] };
    const { said, time, looks } = await post(() => stuck);
    expect(time).toBeLessThanOrEqual(CONTAINERS_MS);
    expect(looks).toBeGreaterThan(0);
    expect(said).toEqual([
      'warning: The smoke container stuck could not be removed: It did not. Remove it with `docker rm --force stuck`.',
    ]);
  });
});
