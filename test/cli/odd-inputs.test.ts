import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { commandsOf } from '../action/runner.ts';
import { CLI, folder, run } from './bundle.ts';

const FITS = 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n';
const NEWER = 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\n';
const CHECK = ['check', '--resolve', 'tags', '--host', 'windows-2022'] as const;
const onUnix = describe.skipIf(process.platform === 'win32');

/** `file:line rule` of each finding of a check in that folder. */
function found(cwd: string, ...args: readonly string[]): readonly string[] {
  const { stdout } = run([...CHECK, '--format', 'json', ...args], { cwd });
  const report = JSON.parse(stdout) as {
    findings: { rule: string; places: { file: string; line: number }[] }[];
  };
  return report.findings.map(({ rule, places: [first] }) =>
    first === undefined ? rule : `${first.file}:${first.line} ${rule}`,
  );
}

describe('odd repositories', () => {
  it('an empty one', () => {
    const { status, stdout } = run(CHECK, { cwd: folder({}) });
    expect(status).toBe(0);
    expect(stdout).toContain('No Dockerfile was found.');
    expect(run(['images', '--format', 'json'], { cwd: folder({}) })).toEqual({
      status: 0,
      stdout: '[]\n',
      stderr: 'No Dockerfile was found.\n',
    });
  });

  it('an empty Dockerfile is one finding', () => {
    expect(found(folder({ Dockerfile: '' }))).toEqual(['Dockerfile:1 dockerfile-syntax']);
  });

  it('nothing but scratch', () => {
    const { stdout } = run(CHECK, { cwd: folder({ Dockerfile: 'FROM scratch\n' }) });
    expect(stdout).toContain('1 file names no Windows image.');
  });

  it('directories named after a Dockerfile are searched like any other', () => {
    const cwd = folder({ 'Dockerfile/Dockerfile': NEWER, 'app.Dockerfile/readme.txt': 'x' });
    expect(found(cwd)).toEqual(['Dockerfile/Dockerfile:1 image-newer-than-host']);
    expect(found(cwd, 'Dockerfile')).toEqual(['Dockerfile/Dockerfile:1 image-newer-than-host']);
    expect(found(cwd, 'app.Dockerfile')).toEqual(['path-matches-nothing']);
  });

  it('names in other writings, with spaces and brackets', () => {
    const name = 'bänk ü 日本/[a] {b} (c)/!d';
    const cwd = folder({ [`${name}/Dockerfile`]: NEWER });
    expect(found(cwd)).toEqual([`${name}/Dockerfile:1 image-newer-than-host`]);
    expect(found(cwd, `${name}/Dockerfile`)).toEqual([`${name}/Dockerfile:1 image-newer-than-host`]);
    expect(found(cwd, 'bänk ü 日本\\[a] {b} (c)')).toEqual([`${name}/Dockerfile:1 image-newer-than-host`]);
  });

  it('paths of another machine match nothing', () => {
    const cwd = folder({ Dockerfile: NEWER });
    expect(found(cwd, 'Q:\\repo\\Dockerfile', '\\\\server\\share\\Dockerfile')).toEqual([
      'path-matches-nothing',
      'path-matches-nothing',
    ]);
  });

  it('a thousand stages on each other are one place', () => {
    const stages = Array.from({ length: 1000 }, (_, at) => `FROM s${at} AS s${at + 1}\nRUN a\n`).join('');
    expect(found(folder({ Dockerfile: `${NEWER.trim()} AS s0\n${stages}` }))).toEqual([
      'Dockerfile:1 image-newer-than-host',
    ]);
  });

  it('arguments that double line by line end, and what stands beside them is judged', () => {
    const lines = Array.from({ length: 80 }, (_, at) => `ARG A${at + 1}=$A${at}$A${at}\n`).join('');
    const cwd = folder({ Dockerfile: `ARG A0=0123456789\n${lines}FROM $A80 AS a\n${NEWER}` });
    expect(found(cwd)).toContain('Dockerfile:83 image-newer-than-host');
  });
});

onUnix('links', () => {
  it('in circles, to nothing and to themselves are passed over, or told where they are named', () => {
    const cwd = folder({ 'a/x': '' });
    symlinkSync('../a', path.join(cwd, 'a/loop'));
    symlinkSync('Dockerfile', path.join(cwd, 'Dockerfile'));
    symlinkSync('nowhere', path.join(cwd, 'Dockerfile.gone'));
    expect(found(cwd)).toEqual(['nothing-to-check']);
    expect(found(cwd, 'Dockerfile', 'Dockerfile.gone')).toEqual([
      'Dockerfile:1 file-unreadable',
      'path-matches-nothing',
    ]);
  });

  it('to a file of the repository are files', () => {
    const cwd = folder({ 'docker/windows.txt': NEWER });
    symlinkSync('docker/windows.txt', path.join(cwd, 'Dockerfile'));
    expect(found(cwd)).toEqual(['Dockerfile:1 image-newer-than-host']);
  });

  it('to a file outside of it are left alone', () => {
    const cwd = folder({ 'repository/x': '', 'secret.txt': 'TOP SECRET\n' });
    symlinkSync('../secret.txt', path.join(cwd, 'repository/Dockerfile'));
    const { stdout } = run(CHECK, { cwd: path.join(cwd, 'repository') });
    expect(stdout).not.toContain('SECRET');
  });
});

onUnix('names that a runner would take for commands', () => {
  const cwd = folder({
    '::error::x.Dockerfile': NEWER,
    '##[add-mask]x.Dockerfile': NEWER.replace('\n', ' AS ##[error]x\n'),
    'a\n::warning::y.Dockerfile': 'FROM\n',
  });

  it.each([
    ['the text of a check', CHECK],
    ['the list of images', ['images']],
    ['a path that is not there', [...CHECK, '::error::gone']],
    ['a usage error', ['::stop-commands::x']],
    ['a host', ['check', '--host', '::error::x']],
    ['an error text to explain', ['explain', 'x\n::error::y\n##[error]z']],
    ['an option', ['check', '--::error::x']],
    ['an output that cannot be written', [...CHECK, '--output', '::error::x/##[error]/../..']],
  ])('%s', (_, args) => {
    const { stdout, stderr } = run(args, { cwd });
    expect(stdout + stderr).not.toBe('');
    expect(commandsOf(stdout)).toEqual([]);
    expect(commandsOf(stderr)).toEqual([]);
  });

  it('annotations name the files as they are, in the escapes of the runner', () => {
    const { stdout } = run([...CHECK, '--format', 'github'], { cwd });
    expect(commandsOf(stdout).map(({ name }) => name)).toEqual(expect.arrayContaining(['error']));
    expect(new Set(commandsOf(stdout).map(({ name }) => name))).toEqual(new Set(['error']));
  });
});

describe('odd flags', () => {
  const cwd = folder({ Dockerfile: NEWER });
  it.each<[readonly string[], string]>([
    [['check', '--host', ''], '--host was given nothing'],
    [['check', '--host', ' '], '--host was given nothing'],
    [['check', '--image', ''], '--image was given nothing'],
    [['check', '--output', ''], '--output was given nothing'],
    [['check', '--build-arg='], '--build-arg was given nothing'],
    [['check', '--host'], '--host'],
    [['check', '--host', 'windows-2022,windows-2025'], 'one by one'],
    [['check', '--host', 'ubuntu-latest'], 'Linux runner'],
    [['check', '--host', 'windows-2022', '--format', 'html5'], '--format takes'],
    [['check', '--host', 'windows-2022', '--level', 'floating-tag'], '--level takes NAME=VALUE'],
    [['check', '--host', 'windows-2022', '--level', 'flaoting-tag=off'], 'Did you mean floating-tag?'],
    [['check', '--timeout', '0'], '--timeout takes seconds'],
    [['check', '--insecure-registry', 'http://a:5000'], 'without a scheme'],
    [['check', '--registry-mirror', 'a'], '--registry-mirror takes NAME=VALUE'],
    [['check', '--image', 'a', '--registry-mirror', 'a=ftp://b'], 'ftp://b'],
    [['judge', '--host', 'windows-2022'], '--image'],
    [['judge', '--host', 'windows-2022', '--image', 'NO WAY'], 'NO WAY'],
    [['judge', '--host', 'windows-2022', '--image', 'foo'], 'is no Windows version'],
    [['judge', '--host', 'windows-2022', '--image', '6.3.9600'], 'is no Windows version'],
    [['judge', '--host', 'windows-2022', '--image', '10.0.26100.1/client'], 'is no Windows version'],
    [['check', '--timeout', '-1'], '--timeout may not be negative'],
    [['check', '--target', ''], '--target was given nothing'],
    [['merge', ''], 'merge was given an empty path'],
    [['select'], '--host'],
    [['--nope'], '--nope'],
  ])('%j', (args, told) => {
    const { status, stdout, stderr } = run(args, { cwd });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(told);
  });

  it('one host in three spellings is one host', () => {
    const args = ['--host', 'windows-2022', '--host', ' Windows-2022 ', '--host', 'windows 2022'];
    const { stdout } = run(['check', '--resolve', 'tags', '--format', 'json', ...args], { cwd });
    expect(JSON.parse(stdout).hosts).toHaveLength(1);
    expect(JSON.parse(stdout).findings).toHaveLength(1);
  });

  it.each([
    ['ltsc2019', 'build-mismatch'],
    ['1809', 'build-mismatch'],
    ['LTSC2022', 'same-build'],
    ['10.0.26100', 'image-newer-than-host'],
    ['golang:1.27-nanoserver-ltsc2019', 'build-mismatch'],
    ['golang:1.27', 'image-version-unknown'],
  ])('judge --image %s: %s', (image, rule) => {
    const { stdout } = run(['judge', '--host', 'ltsc2022', '--image', image, '--format', 'json']);
    expect(JSON.parse(stdout).rule).toBe(rule);
  });
});

describe('--output', () => {
  const files = { Dockerfile: NEWER, 'a-file': '' };

  it('holds the report, and the verdict is told beside it', () => {
    const cwd = folder(files);
    const { status, stdout, stderr } = run(
      [...CHECK, '--format', 'json', '--output', 'new/deep/report.json'],
      {
        cwd,
      },
    );
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Failed: 1 error, .*The report is in new\/deep\/report\.json\.\n$/);
    expect(JSON.parse(readFileSync(path.join(cwd, 'new/deep/report.json'), 'utf8')).result).toBe('failed');
  });

  it.each([
    ['a directory', '.', 'it is a directory'],
    ['below a file', 'a-file/report.txt', 'a part of its path is a file'],
    ['too long a name', 'x'.repeat(300), 'its name is too long'],
  ])('that cannot be written: %s', (_, output, why) => {
    const cwd = folder(files);
    const { status, stderr } = run([...CHECK, '--output', output], { cwd });
    expect(status).toBe(3);
    expect(stderr).toContain(why);
    expect(stderr).not.toContain('.tmp');
    expect(readdirSync(cwd).sort()).toEqual(['Dockerfile', 'a-file']);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('where this user may not write', () => {
    const cwd = folder(files);
    mkdirSync(path.join(cwd, 'closed'));
    chmodSync(path.join(cwd, 'closed'), 0o555);
    const { status, stderr } = run([...CHECK, '--output', 'closed/report.txt'], { cwd });
    expect(status).toBe(3);
    expect(stderr).toContain('this user may not write there');
  });
});

onUnix('streams that are closed', () => {
  const cwd = folder({ Dockerfile: FITS.repeat(20_000) });
  /** In a shell, as it is the shell that closes streams. */
  const shell = (command: string) =>
    spawnSync('bash', ['-c', `set -o pipefail; cli() { "${process.execPath}" "${CLI}" "$@"; }; ${command}`], {
      encoding: 'utf8',
      cwd,
      maxBuffer: 100_000_000,
    });

  it.each([
    ['a reader that has enough, of images', 'cli images | head -1'],
    ['of a report', 'cli check --resolve tags --host windows-2022 --format json | head -1'],
    ['of help', 'cli --help | head -1'],
    [
      'of judgements',
      `yes '{"host":{"version":"10.0.20348","product":"server"},"image":{"version":"10.0.17763"}}' | head -20000 | cli judge | head -1`,
    ],
    ['no stdin to judge', 'cli judge <&-'],
    ['no stdout', 'cli check --resolve tags --host windows-2022 >&-'],
    ['no stderr', 'cli images 2>&-'],
  ])('is no failure: %s', (_, command) => {
    const { status, stderr } = shell(command);
    expect(stderr).toBe('');
    expect([0, 141]).toContain(status);
  });

  it.each([
    ['select', 'cli select --host windows-2022 <&-', 2],
    ['explain', 'cli explain - <&-', 2],
    ['a command nobody knows, with nobody to tell', 'cli nope 2>&-', 2],
  ])('is a usage error where input is needed: %s', (_, command, expected) => {
    const { status, stderr } = shell(command);
    expect(status).toBe(expected);
    expect(stderr).not.toMatch(/fault of the tool|at .*node:/);
  });

  it
    .skipIf(!existsSync('/dev/full'))
    .each([
      'cli --help',
      'cli --version',
      'cli explain build-mismatch',
      'cli judge --host windows-2022 --image ltsc2019',
      'cli check --resolve tags --host windows-2022',
    ])('a disk that is full: %s', (command) => {
    const { status, stderr } = shell(`${command} >/dev/full`);
    expect(status).toBe(3);
    expect(stderr).toContain('The output could not be written');
    expect(stderr).not.toMatch(/fault of the tool|at .*node:/);
  });
});

describe('what shells of Windows pipe', () => {
  const question = '{"host":{"version":"10.0.20348","product":"server"},"image":{"version":"10.0.20348"}}';
  it('a byte order mark in front is none of the first line', () => {
    const { stdout } = run(['judge'], { input: `\uFEFF${question}\r\n${question}\r\n` });
    const rules = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).rule);
    expect(rules).toEqual(['same-build', 'same-build']);
  });

  it('nor of an index, nor of a text', () => {
    const index = '\uFEFF{"schemaVersion":2,"manifests":[]}';
    expect(run(['select', '--host', 'windows-2022'], { input: index }).status).toBe(0);
    expect(run(['explain', '-'], { input: '\uFEFF0xc0370101' }).stdout).toContain('HCS_E_IMAGE_MISMATCH');
  });

  it('lines that are no text are answered each', () => {
    const input = Buffer.concat([Buffer.from([0xff, 0xfe, 0x0a, 0x00, 0x0a]), Buffer.from(question)]);
    const { stdout } = run(['judge'], { input });
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => Object.keys(JSON.parse(line))[0]),
    ).toEqual(['error', 'error', 'prediction']);
  });
});
