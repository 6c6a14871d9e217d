import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runnerFiles, type Stage, startStage } from '../bundle/stage.ts';
import { callEngine } from '../windows-engine/client.ts';
import { baseImage, NANOSERVER_2022 } from '../windows-engine/simulate.ts';

/** How many times the action is killed by each signal, at a moment that nobody chose. */
const TIMES = 20;
const AT_ONCE = 4;
const FOREIGN = 'somebody-elses';

const RUN_LABEL = 'windows-isolation-check.run';

describe.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('a run that is ended by %s', (signal) => {
  const stages: Stage[] = [];
  beforeAll(async () => {
    for (let number = 0; number < AT_ONCE; number++) {
      const stage = await startStage({
        images: [baseImage('ltsc2022')],
        registryImages: [baseImage('ltsc2019')],
        delays: { start: 60, boot: 120, stop: 30, remove: 30, pullLayer: 100 },
      });
      stages.push(stage);
      const body = {
        Image: NANOSERVER_2022,
        Cmd: ['ping', '-t', '127.0.0.1'],
        HostConfig: { Isolation: 'process' },
        Labels: { app: 'theirs' },
      };
      await callEngine(stage.engine.dockerHost, 'POST', `/containers/create?name=${FOREIGN}`, { body });
      await callEngine(stage.engine.dockerHost, 'POST', `/containers/${FOREIGN}/start`);
    }
  });
  afterAll(async () => {
    for (const stage of stages) await stage.close();
  });

  it(`at ${TIMES} random moments leaves nothing behind after post, and touches nothing else`, async () => {
    let kills = 0;
    let containers = 0;
    await Promise.all(
      stages.map(async (stage) => {
        const begun = Date.now();
        await killedRun(stage, signal, undefined);
        const whole = Date.now() - begun;
        while (kills < TIMES) {
          const moment = Math.floor(Math.random() * whole);
          if (await killedRun(stage, signal, moment)) kills++;
          expect(ours(stage), `killed after ${moment} ms`).toEqual([]);
          expect(foreign(stage), `killed after ${moment} ms`).toEqual(['running']);
          expect(stage.engine.images(), `killed after ${moment} ms`).toEqual([NANOSERVER_2022]);
        }
        containers += stage.engine.calls.filter(({ path }) => /containers\/create/.test(path)).length - 1;
      }),
    );
    // Three for the run that is not killed; without more the moments would all have been too early.
    expect(containers).toBeGreaterThan(AT_ONCE * 3);
  }, 300_000);
});

/** Whether the signal met the main step before it had ended. */
async function killedRun(stage: Stage, signal: NodeJS.Signals, moment: number | undefined): Promise<boolean> {
  const files = runnerFiles(stage);
  const env = {
    ...files.env,
    GITHUB_WORKSPACE: stage.folder({
      Dockerfile: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN dir\n',
      'old/Dockerfile': 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2019\nRUN dir\n',
    }),
    INPUT_HOSTS: 'runner',
    INPUT_RESOLVE: 'tags',
    'INPUT_CLEANUP-IMAGES': 'true',
  };
  let killed = false;
  let ended = false;
  const main = stage.run('main.js', [], {
    env,
    onStart: async (child) => {
      if (moment === undefined) return;
      await sleep(moment);
      if (!ended) killed = child.kill(signal);
    },
  });
  await main;
  ended = true;
  const post = await stage.run('post.js', [], { env: { ...env, ...files.states() } });
  expect(post).toMatchObject({ exitCode: 0, stderr: '' });
  expect(post.stdout).not.toContain('::warning');
  return killed;
}

function ours(stage: Stage): readonly string[] {
  return stage.engine
    .containers()
    .filter(({ labels }) => RUN_LABEL in labels)
    .map(({ name }) => name);
}

function foreign(stage: Stage): readonly string[] {
  return stage.engine
    .containers()
    .filter(({ name }) => name === FOREIGN)
    .map(({ state }) => state);
}
