import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { type Ran, STAGE_MISSING, type Stage, startStage } from '../bundle/stage.ts';
import { baseImage } from '../windows-engine/simulate.ts';

const NANOSERVER = 'mcr.microsoft.com/windows/nanoserver';

let stage: Stage;
beforeAll(async () => {
  if (STAGE_MISSING !== undefined) return console.warn(`skipped: ${STAGE_MISSING}`);
  stage = await startStage({ images: [baseImage('ltsc2022'), baseImage('ltsc2019')] });
});
afterAll(() => stage?.close());

const check = (args: readonly string[], files: Readonly<Record<string, string>> = {}) =>
  stage.run('cli.js', ['check', '--host', 'runner', '--resolve', 'tags', ...args], {
    cwd: stage.folder(files),
  });

const reportOf = ({ stdout }: Ran) => JSON.parse(stdout) as Report;

const seenIn = (report: Report) =>
  report.pairings.map(({ image, isolation, prediction, observation }) => [
    image.replace(/^.*:/, ''),
    isolation,
    prediction,
    observation?.outcome,
    observation?.evidence,
  ]);

describe.skipIf(STAGE_MISSING !== undefined)('check --smoke', () => {
  it('runs what is not predicted to be refused in both modes, proves them, and leaves nothing', async () => {
    const files = {
      Dockerfile: `FROM ${NANOSERVER}:ltsc2022\nRUN dir\n`,
      'old/Dockerfile': `FROM ${NANOSERVER}:ltsc2019\nRUN dir\n`,
    };
    const ran = await check(['--smoke', '--format', 'json'], files);
    expect(ran.exitCode).toBe(1);
    expect(seenIn(reportOf(ran))).toEqual([
      ['ltsc2022', 'process', 'runs', 'ran', 'proved'],
      ['ltsc2022', 'hyperv', 'runs', 'ran', 'proved'],
      ['ltsc2019', 'process', 'refused', 'not-run', undefined],
      ['ltsc2019', 'hyperv', 'runs', 'ran', 'proved'],
    ]);
    expect(reportOf(ran).smoke).toMatchObject({ host: 'runner', hyperv: { state: 'works' }, leftOver: [] });
    expect(stage.engine.containers()).toEqual([]);
  });

  it('tells in its table what was seen beside what was predicted', async () => {
    const { stdout, stderr } = await check(['--smoke', '--image', `${NANOSERVER}:ltsc2022`]);
    expect(stdout).toMatch(/process {4}runs\*; ran, proved\n/);
    expect(stdout).toMatch(/hyperv {5}runs \[1\]; ran, proved\n/);
    expect(stdout).toContain('2 of 2 smoke containers ran');
    expect(stderr).toBe('');
  });

  it('with always runs what is predicted to be refused, and tells the cause that Windows gives', async () => {
    const ran = await check(['--smoke=always', '--image', `${NANOSERVER}:ltsc2019`, '--format', 'json']);
    const [process] = reportOf(ran).pairings;
    expect(process?.observation).toMatchObject({
      outcome: 'refused',
      reason: 'refused-by-windows',
      error: { class: 'image-mismatch', text: expect.stringContaining('does not match the host') },
    });
    expect(ran.exitCode).toBe(1);
  });

  it('fails where the smoke command does, with the end of its log', async () => {
    const args = [
      '--smoke',
      '--smoke-command',
      'echo running app & exit 7',
      '--image',
      `${NANOSERVER}:ltsc2022`,
    ];
    const { exitCode, stdout } = await check(args);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('[smoke-command-failed]');
    expect(stdout).toContain('exit code 7');
    expect(stdout).toContain('running app');
  });

  it('with pull: never does not pull what is not there, and says so', async () => {
    const args = [
      '--smoke',
      '--pull',
      'never',
      '--image',
      `${NANOSERVER}:ltsc2025`,
      '--host',
      'windows-2025',
    ];
    const { stdout } = await check([...args, '--format', 'json']);
    expect(seenIn(JSON.parse(stdout)).filter(([, , , seen]) => seen !== undefined)).toEqual([
      ['ltsc2025', 'process', 'refused', 'not-run', undefined],
      ['ltsc2025', 'hyperv', 'refused', 'not-run', undefined],
    ]);
  });

  it('says why there was no container where none could be', async () => {
    const { stderr, exitCode } = await stage.run('cli.js', [
      ...['check', '--host', 'windows-2022', '--resolve', 'tags', '--smoke'],
      ...['--image', `${NANOSERVER}:ltsc2022`],
    ]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('No smoke container was run');
  });

  it('with always is an error where there is no engine of this machine', async () => {
    const { stderr, exitCode } = await stage.run('cli.js', [
      ...['check', '--host', 'windows-2022', '--resolve', 'tags', '--smoke=always'],
      ...['--image', `${NANOSERVER}:ltsc2022`],
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--smoke=always');
  });

  it.each([
    [['--smoke=sometimes'], '--smoke takes auto, always, never'],
    [['--smoke', '--parallel', '0'], '--parallel takes a whole number'],
    [['--smoke', '--parallel', '1.5'], '--parallel takes a whole number'],
    [['--smoke', '--smoke-timeout', '1e9'], '--smoke-timeout takes seconds'],
    [['--smoke', '--time-budget', '99999'], 'at most 3300'],
    [['--smoke', '--max-pull-size', 'huge'], '--max-pull-size takes a size'],
    [['--smoke', '--network', 'container:other'], '--network takes the name of a network'],
    [['--smoke-command', 'dir'], '--smoke-command is about smoke containers'],
  ])('%j is a usage error that names the option', async (args, told) => {
    const { exitCode, stderr } = await check(args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(told);
  });
});

describe.skipIf(STAGE_MISSING !== undefined)('an image that only the engine knows', () => {
  it('is what the engine says of it, where no registry answers', async () => {
    const local = await startStage({ images: [{ ...baseImage('ltsc2022'), reference: 'web:latest' }] });
    try {
      const { stdout } = await local.run('cli.js', [
        ...['check', '--host', 'runner', '--image', 'web', '--format', 'json', '--timeout', '2'],
        ...['--registry-mirror', 'docker.io=http://127.0.0.1:9', '--smoke'],
      ]);
      const report = JSON.parse(stdout) as Report;
      expect(report.images[0]).toMatchObject({ answeredBy: 'engine', name: 'docker.io/library/web:latest' });
      expect(report.pairings[0]).toMatchObject({
        prediction: 'runs',
        imageVersion: '10.0.20348.4052',
        observation: { outcome: 'ran', evidence: 'proved' },
      });
    } finally {
      await local.close();
    }
  });
});
