import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, run } from './bundle.ts';

const FITS = 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n';
const NEWER = 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\n';
const CHECK = ['check', '--resolve', 'tags', '--host', 'windows-2022'] as const;

describe('exit codes', () => {
  it('0: nothing found', () => {
    expect(run(CHECK, { cwd: folder({ Dockerfile: FITS }) }).status).toBe(0);
  });

  it('1: findings', () => {
    expect(run(CHECK, { cwd: folder({ Dockerfile: NEWER }) }).status).toBe(1);
  });

  it.each([
    [['chekc'], 'Did you mean check?'],
    [['check', '--hots', 'windows-2022'], 'Did you mean --host?'],
    [['check', '--isolation', 'hyper-v'], '--isolation takes'],
    [['check', '--host', 'windows-2021'], 'windows-2021'],
    [['explain', 'build-missmatch'], 'build-mismatch'],
    [[], 'Usage'],
  ])('2: %j', (args, hint) => {
    const { status, stderr } = run(args);
    expect(status).toBe(2);
    expect(stderr).toContain(hint);
  });

  it('3: the check could not be done', () => {
    const args = [
      'check',
      '--resolve',
      'registry',
      '--timeout',
      '2',
      '--host',
      'windows-2022',
      '--image',
      '127.0.0.1:9/a:b',
    ];
    expect(run(args).status).toBe(3);
  });
});

describe('judge', () => {
  const question = (host: string, image: string) =>
    `{"host":{"version":"${host}","product":"server"},"image":{"version":"${image}","family":"servercore"},"isolation":"process"}`;

  it('tells remedies by the policy that is asked for', () => {
    const args = ['judge', '--host', 'windows-2025', '--image', 'ltsc2022', '--policy', 'exact'];
    const { stdout, status } = run(args);
    expect(status).toBe(1);
    expect(stdout).toContain('in process isolation [exact-build-policy]');
    expect(stdout).toContain('Remedy: Use an image for `ltsc2025`');
  });

  it('answers each line on its line, bad ones too', () => {
    const input = [
      question('10.0.20348.2340', '10.0.17763.5329'),
      'nonsense',
      '',
      `${question('10.0.20348.2340', '10.0.20348.1')}\r`,
      'x'.repeat(2_000_000),
      question('10.0.14393.1', '10.0.14393.2'),
    ].join('\n');
    const { stdout, status } = run(['judge'], { input });
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(answers.map((answer) => answer.rule ?? typeof answer.error)).toEqual([
      'build-mismatch',
      'string',
      'string',
      'same-build',
      'string',
      'revision-mismatch',
    ]);
    expect(answers[0]).toMatchObject({
      prediction: 'refused',
      findings: [{ rule: 'build-mismatch', level: 'error' }],
    });
  });
});

describe('images', () => {
  it('rows have the fields that scripts count on', () => {
    const text =
      '# escape=`\nARG TAG=ltsc2022\nFROM mcr.microsoft.com/windows/servercore:"${TAG}" AS build\nCOPY --from=golang:1.27-nanoserver a b\n';
    const { stdout } = run(['images', '--format', 'json'], { cwd: folder({ 'a/Dockerfile': text }) });
    expect(JSON.parse(stdout)).toEqual([
      {
        file: 'a/Dockerfile',
        line: 3,
        column: 6,
        role: 'stage',
        stage: 'build',
        reference: 'mcr.microsoft.com/windows/servercore:ltsc2022',
        os: 'windows',
        version: '10.0.20348',
        tag: 'ltsc2022',
      },
      expect.objectContaining({
        line: 4,
        role: 'copy-from',
        reference: 'golang:1.27-nanoserver',
        version: null,
      }),
    ]);
  });
});

describe('select', () => {
  const entry = (version: string, letter: string) => ({
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    size: 1,
    digest: `sha256:${letter.repeat(64)}`,
    platform: { os: 'windows', architecture: 'amd64', 'os.version': version },
  });
  const index = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.docker.distribution.manifest.list.v2+json',
    manifests: [entry('10.0.14393.8422', 'a'), entry('10.0.17763.8880', 'b')],
  });

  it('the shared tag of the .NET Framework SDK on Windows Server 2022', () => {
    const { stdout, status } = run(['select', '--host', 'windows-2022'], { input: index });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      graphdriver: { taken: { index: 0 }, predictions: { process: { prediction: 'refused' } } },
      containerd: { taken: null, reason: 'no-matching-manifest' },
    });
  });

  it.each(['window', 'windows/amd64:10.0.17763'])('no platform: %s', (platform) => {
    const { status, stderr } = run(['select', '--host', 'windows-2022', '--platform', platform], {
      input: index,
    });
    expect(status).toBe(2);
    expect(stderr).toContain('windows(10.0.17763)/amd64');
  });

  it('what is no index', () => {
    expect(run(['select', '--host', 'windows-2022'], { input: '<html>' }).status).toBe(2);
  });
});

describe('explain', () => {
  it.each([
    ['build-mismatch', 'process isolation'],
    ['0xc0370101', 'HCS_E_IMAGE_MISMATCH'],
    ['0x80370101', 'HCS_E_IMAGE_MISMATCH'],
    ['-1073741502', '0xc0000142'],
    ['Der virtuelle Computer oder Container wurde unerwartet beendet. (0xc0370106)', 'HCS_E_UNEXPECTED_EXIT'],
  ])('%s', (text, expected) => {
    const { status, stdout } = run(['explain', text]);
    expect(status).toBe(0);
    expect(stdout).toContain(expected);
  });
});

describe('bad files are findings, and the rest of the run is done', () => {
  it('binary, UTF-16, 10 MB, 100,000 lines, a link to itself', () => {
    const cwd = folder({
      'binary/Dockerfile': Buffer.from([0, 1, 2, 3, 255, 254, 0, 0]),
      'utf16/Dockerfile': Buffer.from(`\ufeff${FITS}`, 'utf16le'),
      'huge/Dockerfile': `${FITS}${'# filler\n'.repeat(1_200_000)}`,
      'long/Dockerfile': `${FITS}${'RUN echo hello\n'.repeat(100_000)}`,
      'good/Dockerfile': NEWER,
    });
    if (process.platform !== 'win32') symlinkSync(cwd, path.join(cwd, 'good/loop'));
    const { stdout, status } = run([...CHECK, '--format', 'json'], { cwd });
    const report = JSON.parse(stdout);
    const told = report.findings.map((finding: { rule: string; places: { file: string }[] }) => [
      finding.rule,
      finding.places[0]?.file,
    ]);
    expect(status).toBe(1);
    expect(told.sort()).toEqual([
      ['file-not-text', 'binary/Dockerfile'],
      ['file-not-text', 'utf16/Dockerfile'],
      ['file-too-large', 'huge/Dockerfile'],
      ['image-newer-than-host', 'good/Dockerfile'],
    ]);
  });

  it('a path that is not there', () => {
    const { stdout, status } = run([...CHECK, 'none/Dockerfile', '--format', 'json'], { cwd: folder({}) });
    expect(status).toBe(1);
    expect(JSON.parse(stdout).findings[0].rule).toMatch(/path-matches-nothing|file-unreadable/);
  });
});
