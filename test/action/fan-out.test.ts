import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatrixLeg } from '../../src/report/matrix.ts';
import type { Report } from '../../src/report/report.ts';
import { runnerFiles, type Stage, startStage } from '../bundle/stage.ts';
import { baseImage } from '../windows-engine/simulate.ts';
import { commandsOf, outputsIn } from './runner.ts';

interface Step {
  readonly uses: string;
  readonly with?: Readonly<Record<string, string | boolean>>;
}

const recipe = load(readFileSync('examples/fan-out/workflow.yml', 'utf8')) as {
  readonly jobs: Readonly<Record<'plan' | 'smoke' | 'verdict', { readonly steps: readonly Step[] }>>;
};
const NANO = 'mcr.microsoft.com/windows/nanoserver:ltsc2022';
const FILES = {
  'web/Dockerfile': `FROM ${NANO}\nRUN dir\n`,
  'api/Dockerfile': `FROM ${NANO} AS build\nRUN dir\nFROM ${NANO}\n`,
};

let stages: Readonly<Record<string, Stage>>;
beforeAll(async () => {
  const images = [baseImage('ltsc2022')];
  stages = {
    'windows-2022': await startStage({ images }),
    'windows-2025': await startStage({ images, host: 'windows-server-2025' }),
  };
});
afterAll(() => Promise.all(Object.values(stages).map((stage) => stage.close())));

/** Runs the step of a job that uses this action, with the inputs that stand in the recipe. */
async function job(
  name: keyof typeof recipe.jobs,
  stage: Stage,
  workspace: string,
  matrix: Readonly<Record<string, string>> = {},
) {
  const step = recipe.jobs[name].steps.find(({ uses }) => uses.startsWith('windows-isolation-check/'));
  const inputs = Object.entries(step?.with ?? {}).map(([input, value]) => [
    `INPUT_${input.toUpperCase()}`,
    String(value).replace(/\$\{\{ matrix\.([\w-]+) \}\}/g, (_, key: string) => matrix[key] ?? ''),
  ]);
  const files = runnerFiles(stage);
  const env = { ...files.env, GITHUB_WORKSPACE: workspace, NO_COLOR: '1', ...Object.fromEntries(inputs) };
  const ran = await stage.run('main.js', [], {
    env: name === 'verdict' ? env : { ...env, INPUT_RESOLVE: 'tags' },
  });
  return {
    ...ran,
    commands: commandsOf(ran.stdout),
    outputs: outputsIn(files.read('output')),
    summary: files.read('summary'),
  };
}

describe('the recipe: plan, legs, verdict', () => {
  it('runs each image once on each runner, and ends in one verdict', async () => {
    const stage = stages['windows-2022'] as Stage;
    const workspace = stage.folder(FILES);
    const plan = await job('plan', stage, workspace);
    expect(plan.exitCode, plan.stdout).toBe(0);
    expect(plan.outputs['has-legs']).toBe('true');
    const { include } = JSON.parse(plan.outputs.matrix ?? '') as { include: MatrixLeg[] };
    expect(include.map((leg) => [leg['runs-on'], leg.image, leg.isolation])).toEqual([
      ['windows-2022', NANO, 'process'],
      ['windows-2025', NANO, 'process'],
    ]);

    const reports = path.join(workspace, 'reports');
    const keep = (folder: string, file: string | undefined) => {
      mkdirSync(path.join(reports, folder), { recursive: true });
      writeFileSync(path.join(reports, folder, 'report.json'), readFileSync(file ?? ''));
    };
    keep('isolation-plan', plan.outputs.report);
    const early = await job('verdict', stage, workspace);
    expect(early.exitCode).toBe(1);
    expect(early.outputs.errors).toBe('2');

    for (const [index, leg] of include.entries()) {
      const ran = await job('smoke', stages[leg['runs-on']] as Stage, workspace, { ...leg });
      expect(ran.exitCode, ran.stdout).toBe(0);
      expect(ran.commands.filter(({ name }) => ['error', 'warning', 'notice'].includes(name))).toEqual([]);
      expect(ran.summary).toBe('');
      keep(`isolation-leg-${index}`, ran.outputs.report);
    }
    const verdict = await job('verdict', stage, workspace);
    expect(verdict.exitCode, verdict.stdout).toBe(0);
    expect(verdict.outputs).toMatchObject({ result: 'passed', errors: '0', images: '1', 'smoke-tried': '4' });
    expect(verdict.summary).toContain('windows-2025');
    const merged = JSON.parse(readFileSync(verdict.outputs.report ?? '', 'utf8')) as Report;
    expect(merged.hosts.map(({ id, origin }) => [id, origin])).toEqual([
      ['windows-2022', 'detected'],
      ['windows-2025', 'detected'],
    ]);
    expect(merged.files.map(({ file }) => file)).toEqual(['api/Dockerfile', 'web/Dockerfile']);
    expect(merged.pairings).toHaveLength(4);
    expect(merged.pairings.every(({ observation }) => observation?.outcome === 'ran')).toBe(true);
    expect(merged.matrix?.every(({ reported }) => reported)).toBe(true);
    expect(stages['windows-2022']?.engine.containers()).toEqual([]);
  }, 60_000);
});
