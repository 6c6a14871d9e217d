import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesOf, parseBrackets, parseCommand, runnerCommands } from '../runner-commands.ts';

const CLI = path.resolve('dist/cli.js');
const WINDOWS = process.platform === 'win32';

interface More {
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The bundle as a `run:` step runs it. */
function run(args: readonly string[], more: More = {}) {
  return spawnSync(process.execPath, [CLI, ...args], {
    encoding: 'utf8',
    input: more.input ?? '',
    cwd: more.cwd ?? mkdtempSync(path.join(tmpdir(), 'hostile-')),
    env: { ...process.env, ...more.env },
  });
}

/** What a runner would do about a run of the command line; it reads both streams. */
function commandsOf(ran: { readonly stdout: string; readonly stderr: string }): string[] {
  return [...runnerCommands(ran.stdout), ...runnerCommands(ran.stderr)];
}

const BOTH = '::error::no ##[error]no';
const LINES = `a\n::error::no\r ::error::no\r\n##[error]no`;

/** Folders; Windows allows no such names but the first. Those with line ends are given by name, as no pattern finds them. */
const NAMES = WINDOWS
  ? ['##[error]no']
  : ['##[error]no', '::error::no', 'a\n::error::no', 'a\r ::error::no', 'a\u0085::error::no##[error]no'];
const PATHS = ['.', ...NAMES.map((name) => `${name}/Dockerfile`)];

/** Files whose names, stages, images, arguments and texts try to be commands. */
function folder(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'hostile-'));
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  write(
    'Dockerfile',
    [
      'ARG NAME=::error::no',
      'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025 AS ##[error]stage',
      'FROM ::error::no',
      'FROM ##[error]no AS ::error::stage',
      'FROM ${NAME}',
      'FROM mcr.microsoft.com/windows/servercore:${GIVEN} AS last',
      'COPY --from=##[error]no\u0085::error::no a b',
      '::error::no ##[error]no',
      'FROM "mcr.microsoft.com/windows/nanoserver:ltsc2019\t::error::no##[error]no"',
      'FROM --platform=##[error]no mcr.microsoft.com/windows/nanoserver:ltsc2022',
    ].join('\n'),
  );
  for (const name of NAMES)
    write(`${name}/Dockerfile`, 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\n');
  write('binary/##[error]no.Dockerfile', '\0\0\0');
  return root;
}

const CHECK = [
  ...['check', ...PATHS, '--resolve', 'tags', '--host', 'windows-2022', '--target', BOTH],
  ...['--build-arg', `GIVEN=${LINES}`, '--build-arg', `${BOTH}=${BOTH}`],
];

describe('what is printed of hostile files holds no command', () => {
  it.each(['text', 'json', 'sarif', 'junit', 'summary'])('check --format %s', (format) => {
    const ran = run([...CHECK, '--format', format], { cwd: folder() });
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain('no');
    expect(commandsOf(ran)).toEqual([]);
  });

  it('check in colours', () => {
    const ran = run(CHECK, { cwd: folder(), env: { FORCE_COLOR: '1', NO_COLOR: '' } });
    expect(ran.stdout).toContain('\u001b[');
    expect(commandsOf(ran)).toEqual([]);
  });

  it('check --format github, beside one command a finding', () => {
    const cwd = folder();
    const findings: { level: string }[] = JSON.parse(
      run([...CHECK, '--format', 'json'], { cwd }).stdout,
    ).findings;
    const ran = run([...CHECK, '--format', 'github'], { cwd });
    const lines = linesOf(ran.stdout).slice(0, -1);
    const shown = (level: string) =>
      Math.min(10, findings.filter((finding) => finding.level === level).length);
    const levels = ['error', 'warning', 'notice'].flatMap((level) => Array(shown(level)).fill(level));
    expect(lines.map((line) => parseCommand(line)?.name)).toEqual(levels);
    expect(lines.flatMap((line) => parseBrackets(line) ?? [])).toEqual([]);
    expect(runnerCommands(ran.stderr)).toEqual([]);
  });

  it('check --output FILE, when a step prints the file', () => {
    const cwd = folder();
    const toFile = run([...CHECK, '--output', 'report.txt'], { cwd });
    const file = readFileSync(path.join(cwd, 'report.txt'), 'utf8');
    expect(file).toBe(run(CHECK, { cwd }).stdout);
    expect([...commandsOf(toFile), ...runnerCommands(file)]).toEqual([]);
  });

  it.each(['text', 'json'])('images --format %s', (format) => {
    const ran = run(['images', ...PATHS, '--format', format, '--build-arg', `GIVEN=${LINES}`], {
      cwd: folder(),
    });
    expect(ran.stdout).toContain('nanoserver');
    expect(ran.stderr).toContain('no');
    expect(commandsOf(ran)).toEqual([]);
  });

  it('images --format json has the names as they are', () => {
    const ran = run(['images', ...PATHS, '--format', 'json'], { cwd: folder() });
    const rows: { file: string; stage: string | null }[] = JSON.parse(ran.stdout);
    const named = [...new Set(rows.map(({ file }) => file))].sort();
    expect(named).toEqual(['Dockerfile', ...NAMES.map((name) => `${name}/Dockerfile`)].sort());
    expect(rows.map(({ stage }) => stage)).toContain('##[error]stage');
  });
});

const index = (platform: Record<string, string>, digest = `sha256:${'a'.repeat(64)}`) =>
  JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', size: 1, digest, platform }],
  });
const question = (os: string) =>
  JSON.stringify({
    host: { version: '10.0.20348.1', product: 'server', engineVersion: BOTH },
    image: { version: '10.0.17763.1', os },
    isolation: 'process',
  });

describe('what is printed of hostile input holds no command', () => {
  it('judge, for lines good and bad', () => {
    const lines = [
      question(BOTH),
      question('windows'),
      BOTH,
      `"${BOTH}"`,
      '',
      '{"host":"##[error]no"}',
      '\r::error::no',
    ];
    const ran = run(['judge'], { input: lines.join('\n') });
    const answers = ran.stdout.trimEnd().split('\n');
    expect(answers).toHaveLength(lines.length);
    for (const answer of answers) expect(() => JSON.parse(answer)).not.toThrow();
    expect(JSON.parse(answers[0] ?? '').reason).toContain('::error::no ##[error]no');
    expect(commandsOf(ran)).toEqual([]);
  });

  it('select', () => {
    const platform = {
      os: 'windows',
      architecture: 'amd64',
      'os.version': `10.0.20348.1 ${BOTH}`,
      variant: LINES,
    };
    const ran = run(['select', '--host', 'windows-2022'], { input: index(platform) });
    expect(ran.status).toBe(0);
    expect(commandsOf(ran)).toEqual([]);
    const entry = JSON.parse(ran.stdout).containerd.taken ?? JSON.parse(ran.stdout).graphdriver.taken;
    expect(entry.platform.osVersion).toBe(platform['os.version']);
  });

  it.each([
    ['explain', ['explain', BOTH]],
    ['explain, the old form', ['explain', '##[error]no']],
    ['explain, in words', ['explain', '::set-output', 'name=x::y']],
    ['explain, lines', ['explain', LINES]],
    ['explain, known text', ['explain', `${LINES} (0xc0370101)`]],
    ['a command', [BOTH]],
    ['a command of lines', [LINES]],
    ['help on a command', ['--help', LINES]],
    ['an option', ['check', `--${LINES}`]],
    ['an option with a value', ['check', `--${LINES}=${BOTH}`]],
    ['a short option', ['check', '-##[error]no']],
    ['a switch with a value', ['images', `--format=${LINES}`]],
    ['an option without its value', ['check', '--host']],
    ['a format', ['check', '--format', BOTH]],
    ['an isolation', ['check', '--isolation', LINES]],
    ['a host', ['check', '--host', LINES, '--host', BOTH]],
    ['an image', ['check', '--resolve', 'tags', '--host', 'windows-2022', '--image', LINES]],
    ['a level', ['check', '--level', LINES]],
    ['the level of a rule', ['check', '--level', `${BOTH}=off`]],
    ['the level a rule has', ['check', '--level', `build-mismatch=${LINES}`]],
    ['a build argument', ['check', '--build-arg', `=${LINES}`]],
    ['a time', ['check', '--timeout', LINES]],
    ['a mirror', ['check', '--registry-mirror', LINES]],
    ['paths', ['check', '--host', 'windows-2022', LINES, BOTH]],
    ['paths of images', ['images', LINES, BOTH]],
    ['an output', ['check', '--host', 'windows-2022', '--output', path.join(CLI, LINES)]],
    ['judge', ['judge', '--host', LINES, '--image', LINES]],
    ['the image of judge', ['judge', '--host', 'windows-2022', '--image', LINES]],
    ['the family of judge', ['judge', '--host', 'windows-2022', '--image', '10.0.20348', '--family', LINES]],
    ['a word too many for judge', ['judge', LINES]],
    ['the host of select', ['select', '--host', LINES]],
  ])('the arguments: %s', (_, args) => {
    const ran = run(args);
    expect(ran.stdout + ran.stderr).not.toBe('');
    expect(commandsOf(ran)).toEqual([]);
  });

  it.each([
    ['explain', ['explain', '-'], LINES],
    ['select, no index', ['select', '--host', 'windows-2022'], `\n::error::no\n##[error]no`],
    ['select, a media type', ['select', '--host', 'windows-2022'], JSON.stringify({ mediaType: LINES })],
    ['select, a digest', ['select', '--host', 'windows-2022'], index({ os: 'windows' }, LINES)],
    [
      'select, a platform',
      ['select', '--host', 'windows-2022', '--platform', LINES],
      index({ os: 'windows' }),
    ],
  ])('stdin: %s', (_, args, input) => {
    const ran = run(args, { input });
    expect(ran.stdout + ran.stderr).not.toBe('');
    expect(commandsOf(ran)).toEqual([]);
  });

  it('the environment, and the trace of a fault', () => {
    const ran = run(['check'], { env: { SOURCE_DATE_EPOCH: LINES, DEBUG: '1' } });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('SOURCE_DATE_EPOCH');
    expect(commandsOf(ran)).toEqual([]);
  });
});

/** A check of one image of a registry that gives such answers, while this process serves it. */
async function checkAgainst(answer: RequestListener, format: string) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const registry = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const args = [
    ...['check', '--host', 'windows-2022', '--image', `${registry}/windows/nanoserver:ltsc2022`],
    ...['--insecure-registry', registry, '--timeout', '5', '--format', format],
  ];
  try {
    return await new Promise<{ stdout: string; stderr: string }>((resolve) => {
      execFile(process.execPath, [CLI, ...args], (_, stdout, stderr) => resolve({ stdout, stderr }));
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const ANSWERS: Readonly<Record<string, RequestListener>> = {
  'an error': (_, response) => {
    const errors = [{ code: BOTH, message: LINES, detail: BOTH }];
    response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ errors }));
  },
  'a challenge': (_, response) => {
    const challenge = `Bearer realm="http://127.0.0.1:9/##[error]no",service="${BOTH}",scope="::error::no"`;
    response.writeHead(401, { 'www-authenticate': challenge }).end(BOTH);
  },
  'no index': (_, response) => {
    response.writeHead(200, { 'content-type': '##[error]no' }).end(LINES);
  },
  'a hostile index': (_, response) => {
    const platform = { os: 'windows', architecture: BOTH, 'os.version': LINES, variant: BOTH };
    const type = 'application/vnd.oci.image.index.v1+json';
    response.writeHead(200, { 'content-type': type }).end(index(platform));
  },
};

describe.each(Object.entries(ANSWERS))('a registry that answers with %s', (_, answer) => {
  it.each(['text', 'json', 'sarif', 'junit', 'summary'])('--format %s', async (format) => {
    const ran = await checkAgainst(answer, format);
    expect(ran.stdout).toContain('nanoserver');
    expect(commandsOf(ran)).toEqual([]);
  });
});
