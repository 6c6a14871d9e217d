import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import * as core from '@actions/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { configure } from '../../src/action/configure.ts';
import { readInputs } from '../../src/action/inputs.ts';
import { merge } from '../../src/action/merge.ts';
import { publish } from '../../src/action/publish.ts';
import { runAction } from '../../src/action/run.ts';
import type { CheckOptions, World } from '../../src/check.ts';
import { writeFileWhole } from '../../src/edge/atomic-file.ts';
import type { WorldSettings } from '../../src/edge/world.ts';
import { CheckError } from '../../src/errors.ts';
import type { Report } from '../../src/report/report.ts';
import { FAILED, finding, HOSTILE, PASSED, withSources } from '../report/samples.ts';
import { commandsOf, outputsIn, type RunnerCommand } from './runner.ts';

const RESUME_WORD = 'a-word-nobody-can-guess';
const NEVER_USED = {} as World;

let folder: string;

// One for all runs, as @actions/core keeps the path of the summary for as long as it lives.
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'action-test-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  for (const name of ['output', 'summary.md']) {
    await rm(path.join(folder, name), { recursive: true, force: true });
    await writeFile(path.join(folder, name), '');
  }
  vi.stubEnv('GITHUB_OUTPUT', path.join(folder, 'output'));
  vi.stubEnv('GITHUB_STEP_SUMMARY', path.join(folder, 'summary.md'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

interface Ran {
  readonly log: string;
  readonly commands: readonly RunnerCommand[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly failed: boolean;
}

/** Runs the action with the real `@actions/core`, and reads what it did as a runner would. */
async function run(
  check: Report | ((options: CheckOptions, settings: WorldSettings) => Report | Promise<Report>),
  environment: Record<string, string> = {},
): Promise<Ran> {
  let log = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    log += String(chunk);
    return true;
  });
  const all = {
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md'),
    NO_COLOR: '1',
    ...environment,
  };
  let settings: WorldSettings | undefined;
  await runAction({
    environment: all,
    directories: { current: folder, temporary: folder },
    core,
    readInputs,
    createWorld: (given) => {
      settings = given;
      return NEVER_USED;
    },
    check: async (options) => {
      if (settings === undefined) throw new Error('the check came before its world');
      return withSources(typeof check === 'function' ? await check(options, settings) : check);
    },
    configure,
    merge,
    publish: (outcome, inputs) =>
      publish(outcome, inputs, {
        core,
        writeFile: writeFileWhole,
        randomWord: () => RESUME_WORD,
        environment: all,
      }),
    today: () => '2026-11-23',
  });
  vi.restoreAllMocks();
  return {
    log,
    commands: commandsOf(log),
    outputs: outputsIn(await readFile(path.join(folder, 'output'), 'utf8')),
    summary: await readFile(path.join(folder, 'summary.md'), 'utf8').catch(() => ''),
    failed: process.exitCode === 1,
  };
}

const names = (ran: Ran) => ran.commands.map(({ name }) => name);
const errors = (ran: Ran) => ran.commands.filter(({ name }) => name === 'error');

describe('a run of the action', () => {
  it('that finds nothing passes, with outputs, summary and report', async () => {
    const ran = await run(PASSED);
    expect(ran.failed).toBe(false);
    expect(names(ran)).toEqual(['group', 'stop-commands', 'endgroup']);
    expect(ran.outputs).toMatchObject({
      result: 'passed',
      errors: '0',
      images: '1',
      findings: '[]',
      'host-build': '',
    });
    expect(ran.summary).toContain('<h2>✅');
    expect(JSON.parse(await readFile(ran.outputs.report ?? '', 'utf8'))).toEqual(PASSED);
    expect(ran.log).toContain('Passed: no errors');
  });

  it('that finds an error fails, with an annotation for each finding and one sentence', async () => {
    const ran = await run(FAILED);
    expect(ran.failed).toBe(true);
    expect(names(ran)).toEqual(['group', 'stop-commands', 'endgroup', 'error', 'warning', 'notice', 'error']);
    expect(ran.commands[3]?.properties).toEqual({
      title: 'build-mismatch',
      file: 'docker/web/Dockerfile',
      line: '2',
      endLine: '2',
      col: '6',
      endColumn: '48',
    });
    expect(ran.commands.at(-1)?.data).toMatch(/^Failed: 1 error/);
    expect(ran.outputs).toMatchObject({
      result: 'failed',
      errors: '1',
      warnings: '1',
      notices: '1',
      'skipped-images': '1',
      'host-version': '10.0.20348.2340',
      'host-build': '20348',
      'host-revision': '2340',
      'host-product': 'server',
      'host-isolation': 'process',
    });
    expect(JSON.parse(ran.outputs.findings ?? '')).toHaveLength(3);
  });

  it('makes no annotations where they are not wanted, and fails all the same', async () => {
    const ran = await run(FAILED, { INPUT_ANNOTATIONS: 'false' });
    expect(ran.failed).toBe(true);
    expect(names(ran)).toEqual(['group', 'stop-commands', 'endgroup', 'error']);
    expect(ran.log).toContain('[build-mismatch]');
  });

  it('with errors that were not to fail it passes', async () => {
    const ran = await run({ ...FAILED, result: 'passed' }, { 'INPUT_FAIL-ON': 'never' });
    expect(ran.failed).toBe(false);
    expect(errors(ran)).toHaveLength(1);
  });

  it('that could not be done fails', async () => {
    const ran = await run({ ...PASSED, result: 'incomplete' });
    expect(ran.failed).toBe(true);
    expect(ran.outputs.result).toBe('incomplete');
  });

  it('prints nothing from outside that a runner obeys', async () => {
    const ran = await run((_, settings) => {
      settings.progress('::set-output name=a::b');
      settings.progress('asking ##[error]registry\n::error::no');
      return HOSTILE;
    });
    expect(names(ran)).toEqual(['group', 'stop-commands', 'endgroup', 'error', 'error']);
    expect(ran.commands.at(-1)?.data).toMatch(/^Incomplete/);
    expect(ran.log).toContain(`::${RESUME_WORD}::`);
    expect(ran.log).not.toMatch(/(?![\r\n])\p{Cc}/u);
  });

  it('makes ten errors at most, the sentence that fails it among them', async () => {
    const findings = Array.from({ length: 30 }, (_, index) => finding(index + 1));
    const ran = await run({ ...FAILED, findings });
    expect(errors(ran)).toHaveLength(10);
    expect(errors(ran)[8]?.data).toMatch(/22 more errors.*job summary/);
  });

  it('points annotations at files of the checkout, from wherever it was run', async () => {
    const ran = await run(FAILED, { 'INPUT_WORKING-DIRECTORY': 'services/shop' });
    expect(ran.commands.find(({ name }) => name === 'error')?.properties.file).toBe(
      'services/shop/docker/web/Dockerfile',
    );
  });

  it('tells all faults in its inputs at once and checks nothing', async () => {
    const check = vi.fn(() => PASSED);
    const ran = await run(check, { INPUT_ISOLATION: 'both', INPUT_TIMEOUT: 'soon' });
    expect(check).not.toHaveBeenCalled();
    expect(ran.failed).toBe(true);
    expect(ran.outputs.result).toBe('incomplete');
    expect(errors(ran)).toHaveLength(1);
    expect(errors(ran)[0]?.data).toMatch(/`isolation`[^\n]*\n[^\n]*`timeout`/);
  });

  it('warns of an input nobody knows, and leaves room for that among the warnings', async () => {
    const findings = Array.from({ length: 30 }, (_, index) => finding(index + 1, { level: 'warning' }));
    const ran = await run({ ...PASSED, findings }, { INPUT_HOST: 'windows-2022', INPUT_IMAGE: 'x' });
    const warnings = ran.commands.filter(({ name }) => name === 'warning');
    expect(warnings).toHaveLength(10);
    expect(warnings[0]?.data).toMatch(/did you mean `hosts`.*\n.*did you mean `images`/);
  });

  it('hands over what was asked, and masks secrets', async () => {
    const ran = await run(
      (options, settings) => {
        settings.onSecret?.('hunter2');
        expect(options.hosts).toEqual(['ltsc2022']);
        expect(settings).toMatchObject({
          today: '2026-11-23',
          timeoutSeconds: 5,
          insecureRegistries: ['registry.example'],
          mirrors: { 'docker.io': ['mirror.example'] },
        });
        return PASSED;
      },
      {
        INPUT_HOSTS: 'ltsc2022',
        INPUT_TIMEOUT: '5',
        'INPUT_INSECURE-REGISTRIES': 'registry.example',
        'INPUT_REGISTRY-MIRRORS': 'docker.io=mirror.example',
      },
    );
    expect(ran.failed).toBe(false);
    expect(ran.commands[0]).toEqual({ name: 'add-mask', properties: {}, data: 'hunter2' });
  });

  it.each([
    ['is not wanted', { INPUT_SUMMARY: 'false' }],
    ['is not to be had', { GITHUB_STEP_SUMMARY: '' }],
  ])('writes no summary where that %s', async (_, environment) => {
    const ran = await run(PASSED, environment);
    expect(ran.summary).toBe('');
    expect(ran.failed).toBe(false);
  });

  it('goes on when the summary cannot be written', async () => {
    await rm(path.join(folder, 'summary.md'));
    await mkdir(path.join(folder, 'summary.md'));
    const ran = await run(PASSED);
    expect(ran.failed).toBe(false);
    expect(ran.log).toContain('No job summary was written');
    expect(ran.outputs.result).toBe('passed');
  });

  it('publishes all else and fails when the report cannot be written', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const ran = await run(PASSED, { 'INPUT_REPORT-FILE': 'file/report.json' });
    expect(ran.failed).toBe(true);
    expect(ran.outputs).toMatchObject({ result: 'passed', report: '' });
    expect(ran.summary).not.toBe('');
    expect(errors(ran)).toHaveLength(1);
    expect(errors(ran)[0]?.data).toContain('could not be written');
  });

  it('tells an error with its remedy', async () => {
    const ran = await run(() => {
      throw new CheckError('host-invalid', 'No host `\u001b[31m`.', 'Name another.');
    });
    expect(ran.failed).toBe(true);
    expect(errors(ran)[0]?.data).toBe('No host `\\x1b[31m`.\nName another.');
    expect(ran.outputs.result).toBe('incomplete');
  });

  it('says what is left to the post step, also where the check fails, and nothing where nothing is', async () => {
    const left = (ran: Ran) => ran.log.split('\n').filter((line) => line.startsWith('Left to the post step'));
    const gone = await run((_, { onSmokeRun }) => {
      onSmokeRun?.('4f1c');
      onSmokeRun?.(undefined);
      return PASSED;
    });
    expect(left(gone)).toEqual([]);
    const failed = await run((_, { onSmokeRun, onSmokeImages }) => {
      onSmokeRun?.('4f1c');
      onSmokeImages?.(['a:1', 'b:1']);
      onSmokeImages?.(['b:1']);
      throw new CheckError('engine-broken', 'It went away.', 'Try again.');
    });
    expect(left(failed)).toEqual([
      'Left to the post step: the smoke containers of the run 4f1c, the image b:1',
    ]);
    const saved = failed.commands.filter(({ name }) => name === 'save-state');
    expect(saved.map(({ properties, data }) => `${properties.name}=${data}`)).toEqual([
      'smoke-run=4f1c',
      'smoke-images=["a:1","b:1"]',
      'smoke-images=["b:1"]',
    ]);
  });

  it('asks to report what should not have happened, and keeps the stack for debug mode', async () => {
    const ran = await run(() => {
      throw new TypeError('x is not a function');
    });
    expect(ran.failed).toBe(true);
    expect(errors(ran)[0]?.data).toMatch(/^Unexpected: x is not a function\n.*please report/);
    expect(ran.commands.find(({ name }) => name === 'debug')?.data).toContain('TypeError');
  });

  it('takes what the config file says, and tells all that is wrong with it and with the variants', async () => {
    await mkdir(path.join(folder, '.github'), { recursive: true });
    const file = path.join(folder, '.github/windows-isolation-check.yml');
    await writeFile(file, 'hosts: [windows-2022]\npolicy: exact\nvariants:\n  - dockerfile: a/Dockerfile\n');
    await run(
      (options) => {
        expect(options).toMatchObject({ hosts: ['ltsc2025'], policy: 'exact' });
        expect(options.variants).toEqual([{ dockerfile: 'b/Dockerfile', buildArgs: { A: '1' }, hosts: [] }]);
        return PASSED;
      },
      { INPUT_HOSTS: 'ltsc2025', INPUT_VARIANTS: '- dockerfile: b/Dockerfile\n  build-args: {A: 1}' },
    );
    await writeFile(file, 'host: [windows-2022]\npolicy: exakt\n');
    const check = vi.fn(() => PASSED);
    const ran = await run(check, { INPUT_VARIANTS: '[{"dockerfile": 1, "targets": "x"}]' });
    await rm(file);
    expect(check).not.toHaveBeenCalled();
    expect(errors(ran)[0]?.data.split('\n')).toEqual([
      '.github/windows-isolation-check.yml:1:1: the configuration has no key `host` (did you mean `hosts`?)',
      '.github/windows-isolation-check.yml:2:9: `policy` takes compatible or exact, not `exakt` (did you mean `exact`?)',
      'variants:1:21: a variant has no key `targets` (did you mean `target`?)',
      expect.stringContaining('schema/config.schema.json'),
    ]);
  });

  it('merges reports in place of a check, and publishes the one that they make', async () => {
    await mkdir(path.join(folder, 'reports/leg'), { recursive: true });
    await writeFile(path.join(folder, 'reports/plan.json'), JSON.stringify(PASSED));
    await writeFile(path.join(folder, 'reports/leg/report.json'), JSON.stringify(FAILED));
    await writeFile(path.join(folder, 'reports/leg/other.json'), '{"name":"::error::x"}');
    const check = vi.fn(() => PASSED);
    const ran = await run(check, { INPUT_REPORTS: 'reports', INPUT_HOSTS: 'ltsc2022' });
    expect(check).not.toHaveBeenCalled();
    expect(ran.failed).toBe(true);
    expect(ran.outputs).toMatchObject({ result: 'failed', errors: '2', images: '2', 'smoke-ran': '1' });
    expect(errors(ran).map(({ data }) => data)).toEqual([
      expect.stringContaining('the builds must be equal'),
      expect.stringMatching(/^reports\/leg\/other\.json is JSON and no report of this check/),
      expect.stringMatching(/^Failed: 2 errors/),
    ]);
    expect(ran.commands.find(({ name }) => name === 'warning')?.data).toMatch(/`hosts` was not used/);
    expect(ran.summary).toContain('<h2>❌');
    expect(JSON.parse(await readFile(ran.outputs.report ?? '', 'utf8')).hosts).toHaveLength(3);
  });

  it('fails where there is no report to merge, naming what is wrong with each', async () => {
    await rm(path.join(folder, 'reports'), { recursive: true, force: true });
    await mkdir(path.join(folder, 'reports'));
    await writeFile(path.join(folder, 'reports/a.json'), 'half {');
    const ran = await run(PASSED, { INPUT_REPORTS: 'reports/*.json\nnowhere/*.json' });
    expect(ran.failed).toBe(true);
    expect(ran.outputs.result).toBe('incomplete');
    expect(errors(ran)[0]?.data).toMatch(
      /no report to merge.*\n.*nowhere.*no file\.\nreports\/a\.json is no JSON/,
    );
  });

  it('fails in a sentence even where its outputs cannot be written', async () => {
    vi.stubEnv('GITHUB_OUTPUT', path.join(folder, 'missing', 'output'));
    const ran = await run(PASSED);
    expect(ran.failed).toBe(true);
    expect(errors(ran)[0]?.data).toMatch(/GITHUB_OUTPUT.*Missing file at path/);
    expect(errors(ran)[0]?.data).not.toContain('report it');
  });

  it('tells its findings even where its outputs cannot be written', async () => {
    vi.stubEnv('GITHUB_OUTPUT', path.join(folder, 'missing', 'output'));
    const ran = await run(FAILED);
    expect(ran.log).toContain('[build-mismatch]');
    expect(errors(ran).map(({ data }) => data)).toEqual([
      expect.stringContaining('in process isolation the builds must be equal'),
      expect.stringMatching(/GITHUB_OUTPUT.*The check itself: Failed: 1 error/s),
    ]);
    expect(ran.summary).toContain('build-mismatch');
  });

  it('keeps the output of findings within what GitHub takes, and valid', async () => {
    const findings = Array.from({ length: 3000 }, (_, index) =>
      finding(index + 1, { message: 'm'.repeat(500), level: index === 2999 ? 'error' : 'notice' }),
    );
    const ran = await run({ ...PASSED, findings });
    const text = ran.outputs.findings ?? '';
    expect(text.length * 2).toBeLessThanOrEqual(500_000);
    expect(JSON.parse(text).length).toBeGreaterThan(100);
    expect(JSON.parse(text)[0].level).toBe('error');
  });
});
