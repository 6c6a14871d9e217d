import { describe, expect, it } from 'vitest';
import { RUN_LABEL } from '../../src/smoke/labels.ts';
import type { SmokeSettings } from '../../src/smoke/model.ts';
import type { Fault, WindowsEngineOptions } from '../windows-engine/engine.ts';
import { baseImage, simulate } from '../windows-engine/simulate.ts';
import { MovableClock } from './movable-clock.ts';
import { both, candidate, smokeAt } from './scene.ts';

const IMAGE = baseImage('ltsc2022');
const MINUTE = 60_000;

/** A smoke run on an engine that never answers some removals, and the means to let time pass while it waits for one. */
async function hanging(faults: readonly Fault[], options: Partial<WindowsEngineOptions> = {}) {
  const clock = new MovableClock();
  const simulation = await simulate({ faults, ...options });
  const { calls } = simulation.engine;
  const lines: string[] = [];
  const removals = () => calls.filter(({ method }) => method === 'DELETE').length;
  const made = () => calls.filter(({ path }) => path.includes('/containers/create')).length;
  return {
    ...simulation,
    clock,
    lines,
    made,
    run: (candidates = both(IMAGE), settings: Partial<SmokeSettings> = {}) =>
      smokeAt(simulation.engine.dockerHost, candidates, {
        settings: { parallel: 1, timeoutSeconds: 600, budgetSeconds: 3000, ...settings },
        world: { tell: (line) => lines.push(line) },
        clock,
      }),
    /** Resolves once so many containers were asked to be removed. */
    removal: (number: number) => expect.poll(removals, { timeout: 10_000 }).toBe(number),
    said: (pattern: RegExp) => lines.filter((line) => pattern.test(line)),
  };
}

const every = (action: Fault['do']): Fault => ({ method: 'DELETE', nth: 'every', do: action });

describe('a removal that the engine never answers', () => {
  it('is told while it is waited for, is given up in time, and does not keep the others as long', async () => {
    const scene = await hanging([every({ kind: 'hang' })]);
    const running = scene.run();
    await scene.removal(1);
    expect(scene.said(/Waiting/)).toEqual([]);
    scene.clock.putForward(10_000);
    await expect.poll(() => scene.said(/Waiting/)).toHaveLength(1);
    expect(scene.said(/Waiting/)[0]).toBe(
      'Waiting for the engine to remove the container windows-isolation-check-test-1, 90 s at most',
    );
    expect(scene.made()).toBe(1);
    scene.clock.putForward(80_000);
    await scene.removal(2);
    expect(scene.made()).toBe(2);
    scene.clock.putForward(30_000);
    // The last try of both, side by side.
    await scene.removal(4);
    scene.clock.putForward(30_000);
    const { result, seen } = await running;
    expect(scene.clock.ahead).toBeLessThanOrEqual(2.5 * MINUTE);
    expect(seen.map(({ outcome }) => outcome)).toEqual(['ran', 'ran']);
    expect([...result.leftOver].sort()).toEqual([1, 2].map((each) => `windows-isolation-check-test-${each}`));
    expect(scene.said(/could not be removed yet: .* did not within 90 s/)).toHaveLength(1);
    expect(scene.said(/could not be removed yet: .* did not within 30 s/)).toHaveLength(1);
  });

  it('though it was done, leaves nothing', async () => {
    const scene = await hanging([every({ kind: 'hang', performed: true })]);
    const running = scene.run([candidate(IMAGE, 'process')]);
    await scene.removal(1);
    scene.clock.putForward(90_000);
    const { result } = await running;
    expect(result.leftOver).toEqual([]);
    expect(scene.engine.containers()).toEqual([]);
  });

  it('of what an older run left keeps this one from its work for half a minute, not for minutes', async () => {
    const scene = await hanging([
      { method: 'DELETE', path: '^/containers/[0-9a-f]{64}$', do: { kind: 'hang' } },
    ]);
    await scene.create({ Image: IMAGE.reference, Labels: { [RUN_LABEL]: 'older' } }, 'older');
    scene.clock.putForward(61 * MINUTE);
    const running = scene.run([candidate(IMAGE, 'process')]);
    await scene.removal(1);
    scene.clock.putForward(10_000);
    await expect.poll(() => scene.said(/Waiting .* the container older, 30 s at most/)).toHaveLength(1);
    expect(scene.made()).toBe(1);
    scene.clock.putForward(20_000);
    const { seen } = await running;
    expect(seen[0]).toMatchObject({ outcome: 'ran' });
    expect(scene.said(/Could not remove older of an older run/)).toHaveLength(1);
  });
});

it('images are not asked for one after the other of an engine that hangs', async () => {
  const core = baseImage('ltsc2022', 'servercore');
  const fault: Fault = { method: 'DELETE', path: '^/images/', nth: 'every', do: { kind: 'hang' } };
  const scene = await hanging([fault], { images: [], registryImages: [IMAGE, core] });
  const running = scene.run([candidate(IMAGE, 'process'), candidate(core, 'process')], {
    cleanupImages: true,
  });
  await scene.removal(3);
  scene.clock.putForward(10_000);
  await expect.poll(() => scene.said(/^Waiting .* the image \S+, 180 s at most$/)).toHaveLength(1);
  scene.clock.putForward(170_000);
  await running;
  expect(scene.said(/^The image \S+ could not be removed/)).toHaveLength(1);
  expect(scene.said(/^As the engine hangs, it is not asked to remove \S+$/)).toHaveLength(1);
});

it('a removal that takes seconds is not told of', async () => {
  const scene = await hanging([]);
  await scene.run();
  expect(scene.said(/remove/)).toEqual([]);
});
