import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../src/report/report.ts';
import { outputsIn } from './action/runner.ts';
import { runnerFiles, STAGE_MISSING, type Stage, startStage } from './bundle/stage.ts';
import type { WindowsEngineOptions } from './windows-engine/engine.ts';
import { baseImage } from './windows-engine/simulate.ts';

/**
 * The job of CI that nothing here can run: its inputs, as the workflow has them, on a simulated Windows, and the script that
 * judges its reports on what came of them, and on what must not pass.
 */
interface Job {
  readonly strategy: { readonly matrix: { readonly include: readonly { os: string; release: string }[] } };
  readonly steps: readonly { readonly id?: string; readonly with?: Readonly<Record<string, unknown>> }[];
}

const { jobs } = load(readFileSync('.github/workflows/ci.yml', 'utf8')) as { jobs: { smoke: Job } };
const HOSTS = { 'windows-2022': 'windows-server-2022', 'windows-2025': 'windows-server-2025' } as const;
const { include: LEGS } = jobs.smoke.strategy.matrix;

function inputsOf(step: string, release: string): Record<string, string> {
  const { with: given = {} } = jobs.smoke.steps.find(({ id }) => id === step) ?? {};
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      `INPUT_${name.toUpperCase()}`,
      String(value).replaceAll('${{ matrix.release }}', release),
    ]),
  );
}

const judge = (expected: string, env: Readonly<Record<string, string>>) => {
  const { PATH = '' } = process.env;
  const { status, stdout } = spawnSync(process.execPath, ['.github/expect-smoke.mjs', expected], {
    env: { PATH, ...env },
    encoding: 'utf8',
  });
  return { status, stdout };
};

describe.skipIf(STAGE_MISSING !== undefined).each(LEGS)('the smoke job on $os', ({ os, release }) => {
  let stage: Stage;
  const stages: Stage[] = [];
  const start = async (options: Partial<WindowsEngineOptions> = {}) => {
    const started = await startStage({
      host: HOSTS[os as keyof typeof HOSTS],
      // The runner is as new as the images; a revision above its own is another matter.
      hostRevision: 40000,
      images: [],
      registryImages: [
        ...(['nanoserver', 'servercore'] as const).map((family) => baseImage(release as 'ltsc2022', family)),
        baseImage('ltsc2019'),
      ],
      ...options,
    });
    stages.push(started);
    return started;
  };
  beforeAll(async () => {
    stage = await start();
  });
  afterAll(async () => {
    for (const each of stages) await each.close();
  });

  async function step(id: string, on = stage) {
    const files = runnerFiles(on);
    const env = {
      ...files.env,
      GITHUB_WORKSPACE: on.folder({ 'schema/report.schema.json': '{}', Dockerfile: 'FROM scratch\n' }),
      ...inputsOf(id, release),
      // No registry is at hand; the simulated engine has its own.
      INPUT_RESOLVE: 'tags',
    };
    const { exitCode, stdout } = await on.run('main.js', [], { env });
    const { report = '' } = outputsIn(files.read('output'));
    const outcome = exitCode === 0 ? 'success' : 'failure';
    return { stdout, env: { REPORT: report, STEP_OUTCOME: outcome }, outcome };
  }

  it('runs both images in both modes, with proof', async () => {
    const { outcome, stdout, env } = await step('own');
    expect(outcome, stdout).toBe('success');
    expect(judge('ran', env)).toEqual({ status: 0, stdout: 'As expected (ran).\n' });
    expect(stage.engine.containers()).toEqual([]);
  });

  it('has the older image refused by Windows, and sees that it was', async () => {
    const { outcome, env } = await step('older');
    expect(outcome).toBe('failure');
    expect(judge('refused', env)).toEqual({ status: 0, stdout: 'As expected (refused).\n' });
  });

  it('says so where the runner has no Hyper-V, and is content', async () => {
    const { env, outcome } = await step('own', await start({ hyperv: 'absent' }));
    expect(outcome).toBe('success');
    const { status, stdout } = judge('ran', env);
    expect(status, stdout).toBe(0);
    expect(stdout).toContain('::notice::Hyper-V isolation on this runner is absent.');
  });

  it('is not content with what was not proved', async () => {
    const { env } = await step('own', await start({ processList: 'without-command-lines' }));
    const { status, stdout } = judge('ran', env);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error::.*not proved/m);
  });

  it('is not content where the older image was not refused', async () => {
    const { env } = await step('older');
    const report = JSON.parse(readFileSync(env.REPORT, 'utf8')) as Report;
    const changed = (change: object) => {
      const pairings = report.pairings.map((pairing) => ({
        ...pairing,
        observation: { ...pairing.observation, ...change },
      }));
      const folder = stage.folder({ 'report.json': JSON.stringify({ ...report, pairings }) });
      return { ...env, REPORT: path.join(folder, 'report.json') };
    };
    expect(judge('refused', { ...env, STEP_OUTCOME: 'success' }).status).toBe(1);
    expect(judge('refused', changed({ outcome: 'ran', reason: 'ran' })).status).toBe(1);
    expect(judge('refused', changed({ reason: 'refused-by-engine' })).status).toBe(1);
    expect(judge('refused', changed({ error: { class: 'unknown' } })).status).toBe(1);
  });

  it('is content with no report that is none', () => {
    const empty = stage.folder({ 'report.json': '{"pairings":[]}' });
    for (const REPORT of ['', 'nowhere.json', path.join(empty, 'report.json')]) {
      const { status, stdout } = judge('ran', { REPORT });
      expect(status).toBe(1);
      expect(stdout).toMatch(/^::error::the report/);
    }
  });
});
