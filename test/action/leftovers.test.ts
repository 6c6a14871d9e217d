import { describe, expect, it } from 'vitest';
import { openLeftoverEngine } from '../../src/action/leftover-engine.ts';
import {
  CONTAINERS_MS,
  IMAGES_MS,
  type LeftoverEngine,
  type Leftovers,
  removeLeftovers,
} from '../../src/action/leftovers.ts';
import { imagesOf, imagesText } from '../../src/action/state.ts';
import { RUN_LABEL } from '../../src/smoke/labels.ts';
import { baseImage, simulate } from '../windows-engine/simulate.ts';

const NOTHING: Leftovers = { runId: '', images: [] };

/** What the post step says. */
function recorder() {
  const said: string[] = [];
  const info = (line: string) => said.push(line);
  const warning = (line: string) => said.push(`warning: ${line}`);
  return { said, core: { info, warning } };
}

/** The post step in a time of its own, in which an engine that fails takes all the time that it is given. */
async function post(left: Leftovers, engine: Partial<LeftoverEngine>) {
  const { said, core } = recorder();
  let time = 0;
  const spend = (milliseconds: number) => {
    time += milliseconds;
  };
  const { removeRun, removeImage } = engine;
  await removeLeftovers(left, {
    core,
    open: async () => ({
      async removeRun(runId, limit) {
        const result = (await removeRun?.(runId, limit)) ?? { removed: [], leftOver: [] };
        if (result.leftOver.length > 0) spend(limit);
        return result;
      },
      async removeImage(image, limit) {
        spend(limit);
        return (await removeImage?.(image, limit)) ?? false;
      },
      close: () => undefined,
    }),
    now: () => time,
    pause: async (milliseconds) => spend(milliseconds),
  });
  return { said, time };
}

describe('what a killed step left, in time', () => {
  it('containers are looked for again, as one may have been asked for just then', async () => {
    let looks = 0;
    const removeRun = async () => ({ removed: ++looks === 2 ? ['late'] : [], leftOver: [] });
    const { said } = await post({ ...NOTHING, runId: 'killed' }, { removeRun });
    expect(said).toEqual(['Removed the smoke container late']);
  });

  it('containers keep the step for two minutes at most where the engine never answers, and are named', async () => {
    const stuck = { removed: [], leftOver: [{ name: 'stuck', reason: 'It did not.' }] };
    const { said, time } = await post({ ...NOTHING, runId: 'killed' }, { removeRun: async () => stuck });
    expect(time).toBeLessThanOrEqual(CONTAINERS_MS);
    expect(said).toEqual([
      'warning: The smoke container stuck could not be removed: It did not. Remove it with `docker rm --force stuck`.',
    ]);
  });

  it('images keep it for two minutes at most in all, and are named', async () => {
    const removeImage = () => Promise.reject(new Error('It did not.'));
    const { said, time } = await post({ ...NOTHING, images: ['a:1', 'b:1'] }, { removeImage });
    expect(time).toBeLessThanOrEqual(IMAGES_MS);
    expect(said).toEqual([
      'warning: The image a:1 could not be removed: It did not. Remove it with `docker image rm a:1`.',
      'warning: The image b:1 could not be removed: The time for it was up. Remove it with `docker image rm b:1`.',
    ]);
  });

  it('no engine is opened where there is nothing to remove', async () => {
    const { core, said } = recorder();
    const open = () => expect.fail('it was opened');
    await removeLeftovers(NOTHING, { core, open, now: () => 0, pause: async () => undefined });
    expect(said).toEqual([]);
  });
});

describe('what a killed step left, on an engine', () => {
  const [before, pulled, late] = [
    baseImage('ltsc2022'),
    baseImage('ltsc2019'),
    baseImage('ltsc2019', 'servercore'),
  ];
  const on = async (dockerHost: string, left: Leftovers) => {
    const { said, core } = recorder();
    const open = () => openLeftoverEngine({ DOCKER_HOST: dockerHost }, (line) => core.info(line));
    await removeLeftovers(left, { core, open, now: () => performance.now(), pause: async () => undefined });
    return said;
  };

  it('goes with its containers and the images that they stand on; what was there before stays', async () => {
    const { engine, create } = await simulate({ images: [before, pulled] });
    await create({ Image: pulled.reference, Labels: { [RUN_LABEL]: 'killed' } }, 'mine');
    await create({ Image: before.reference, Labels: { app: 'theirs' } }, 'theirs');
    const images = [pulled.reference, late.reference];
    expect(await on(engine.dockerHost, { runId: 'killed', images })).toEqual([
      'Removed the smoke container mine',
      `Removed the image ${pulled.reference}`,
    ]);
    expect(engine.containers().map(({ name }) => name)).toEqual(['theirs']);
    expect(engine.images()).toEqual([before.reference]);
  });

  it('an image stays while somebody else stands on it, and that is told', async () => {
    const { engine, create } = await simulate({ images: [pulled] });
    await create({ Image: pulled.reference }, 'theirs');
    const said = await on(engine.dockerHost, { runId: '', images: [pulled.reference] });
    expect(said).toEqual([
      expect.stringMatching(/^warning: The image \S+ltsc2019 could not be removed: .* in use|using/),
    ]);
    expect(engine.images()).toEqual([pulled.reference]);
  });

  it('cannot be removed where no engine is, which names it all', async () => {
    const said = await on('unix:///nowhere/engine.sock', { runId: 'killed', images: [pulled.reference] });
    expect(said).toEqual([expect.stringMatching(/^warning: The engine could not be asked/)]);
    expect(said[0]).toContain('windows-isolation-check.run=killed');
    expect(said[0]).toContain(pulled.reference);
  });
});

it.each([
  [[], ''],
  [['a:1', 'b@sha256:00'], '["a:1","b@sha256:00"]'],
])('the runner keeps %j as %j', (images, text) => {
  expect(imagesText(images)).toBe(text);
  expect(imagesOf(text)).toEqual(images);
});

it.each(['{', '7', '[7]', 'a:1'])('the state %j names no image', (text) => {
  expect(imagesOf(text)).toEqual([]);
});
