import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runnerFiles, STAGE_MISSING, type Stage, startStage } from '../bundle/stage.ts';
import { callEngine } from '../windows-engine/client.ts';
import { baseImage, NANOSERVER_2022 } from '../windows-engine/simulate.ts';
import { commandsOf, outputsIn } from './runner.ts';

const DOCKERFILE = 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN dir\n';

let stage: Stage;
beforeAll(async () => {
  if (STAGE_MISSING !== undefined) return console.warn(`skipped: ${STAGE_MISSING}`);
  stage = await startStage({ images: [baseImage('ltsc2022')] });
});
afterAll(() => stage?.close());

async function step(inputs: Readonly<Record<string, string>> = {}) {
  const files = runnerFiles(stage);
  const env = {
    ...files.env,
    GITHUB_WORKSPACE: stage.folder({ Dockerfile: DOCKERFILE }),
    INPUT_HOSTS: 'runner',
    INPUT_RESOLVE: 'tags',
    ...inputs,
  };
  const main = await stage.run('main.js', [], { env });
  const state = files.states();
  const post = await stage.run('post.js', [], { env: { ...env, ...state } });
  return { main, post, state, outputs: outputsIn(files.read('output')), summary: files.read('summary') };
}

describe.skipIf(STAGE_MISSING !== undefined)('the action on a Windows engine', () => {
  it('runs containers without being told to, and says so in its summary and outputs', async () => {
    const { main, outputs, summary, state, post } = await step();
    expect(main.exitCode).toBe(0);
    expect(outputs).toMatchObject({
      result: 'passed',
      'smoke-tried': '2',
      'smoke-ran': '2',
      hyperv: 'works',
    });
    expect(summary).toContain('smoke: ran, proved');
    expect(summary).toContain('What the smoke containers showed');
    expect(state).toEqual({ 'STATE_smoke-run': '' });
    expect(post).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(stage.engine.containers()).toEqual([]);
  });

  it('runs none with smoke: never', async () => {
    const before = stage.engine.calls.length;
    const { outputs, state } = await step({ INPUT_SMOKE: 'never' });
    expect(outputs).toMatchObject({ result: 'passed', 'smoke-tried': '', 'smoke-ran': '', hyperv: '' });
    expect(stage.engine.calls.slice(before).filter(({ method }) => method === 'POST')).toEqual([]);
    expect(state).toEqual({});
  });

  it('fails where the smoke command does, whatever its log says', async () => {
    const { main, outputs } = await step({
      'INPUT_SMOKE-COMMAND': 'echo ::error::no & echo ##[error]app & exit 3',
    });
    expect(main.exitCode).toBe(1);
    expect(outputs).toMatchObject({ result: 'failed', 'smoke-ran': '0' });
    const errors = commandsOf(main.stdout).filter(({ name }) => name === 'error');
    expect(errors.every(({ data }) => data.trim() !== 'no')).toBe(true);
  });

  it('names every input that is wrong', async () => {
    const { main } = await step({
      INPUT_SMOKE: 'perhaps',
      INPUT_PARALLEL: '99',
      'INPUT_MAX-PULL-SIZE': 'big',
      INPUT_NETWORK: 'container:x',
      'INPUT_SMOKE-TIMEOUT': '0',
    });
    expect(main.exitCode).toBe(1);
    for (const name of ['smoke', 'parallel', 'max-pull-size', 'network', 'smoke-timeout'])
      expect(main.stdout).toContain(`\`${name}\``);
  });
});

describe.skipIf(STAGE_MISSING !== undefined)('the post step', () => {
  const labelled = async (name: string, labels: Readonly<Record<string, string>>) => {
    const body = { Image: NANOSERVER_2022, Labels: labels, HostConfig: { Isolation: 'process' } };
    const made = await callEngine(stage.engine.dockerHost, 'POST', `/containers/create?name=${name}`, {
      body,
    });
    expect(made.status).toBe(201);
  };

  it('removes what the run left behind, and nothing else', async () => {
    await labelled('mine', { 'windows-isolation-check.run': 'killed' });
    await labelled('of-another-run', { 'windows-isolation-check.run': 'another' });
    await labelled('somebody-else', { app: 'killed' });
    const post = await stage.run('post.js', [], { env: { 'STATE_smoke-run': 'killed' } });
    expect(post).toMatchObject({ exitCode: 0, stdout: 'Removed the smoke container mine\n' });
    const left = stage.engine.containers().map(({ name }) => name);
    expect(left.sort()).toEqual(['of-another-run', 'somebody-else']);
  });

  it('warns where the engine cannot be asked, and fails no job', async () => {
    const env = { 'STATE_smoke-run': 'killed', DOCKER_HOST: 'unix:///nowhere/engine.sock' };
    const post = await stage.run('post.js', [], { env });
    expect(post.exitCode).toBe(0);
    expect(post.stdout).toContain('::warning::The engine could not be asked');
    expect(post.stdout).toContain('windows-isolation-check.run=killed');
  });
});
