import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { imagesCommand } from '../../src/cli/images-command.ts';
import type { Report } from '../../src/report/report.ts';
import { folder } from './bundle.ts';
import { runCommand } from './fake-terminal.ts';

// The bundle has it as a constant.
beforeAll(() => void vi.stubGlobal('__VERSION__', '0.0.0'));
afterAll(() => void vi.unstubAllGlobals());

const NANO = 'mcr.microsoft.com/windows/nanoserver';
const WORKFLOW = (steps: string) => `on: push
jobs:
  build:
    runs-on: windows-2022
    steps:
${steps}`;

const root = folder({
  'compose.yaml': `services:
  web:
    build: web
  db:
    image: ${NANO}:ltsc2025
`,
  'web/Dockerfile': `FROM ${NANO}:ltsc2022\n`,
  'app/src/x': '',
  'alone/compose.yaml': `services:\n  db:\n    image: ${NANO}:ltsc2025\n`,
  '.github/workflows/ci.yml': WORKFLOW(`      - run: docker run ${NANO}:ltsc2025
`),
  '.github/workflows/action.yml': WORKFLOW(`      - uses: ./.github/actions/own
      - run: docker run ${NANO}:ltsc2022
`),
  '.github/actions/own/action.yml': 'name: own\nruns:\n  using: composite\n  steps: []\n',
  'env/compose.yaml': `services:\n  db:\n    image: ${NANO}:$TAG\n`,
  'env/.env': 'TAG=ltsc2022\n',
  'secret.yaml': `services:\n  s:\n    image: ${NANO}:SECRET\n`,
  'steps/.github/workflows/ci.yml': WORKFLOW(`      - run: docker build -f ../secret.Dockerfile .
      - run: docker buildx bake -f ../secret.json
`),
  'steps/docker-bake.json': '{"target": {"default": {"dockerfile": "../secret.Dockerfile"}}}',
  'steps/compose.yaml': 'services: {a: {build: {context: ., dockerfile: ../secret.Dockerfile}}}\n',
  'secret.Dockerfile': `FROM ${NANO}:SECRET\nBROKEN SECRET\n`,
  'secret.json': '{"target": {"default": {"dockerfile-inline": "FROM SECRET"}}}',
  'follows/compose.yaml': `include: [../secret.yaml, ../none.yaml]\nservices:\n  db:\n    image: ${NANO}:ltsc2022\n`,
});

async function check(directory: string, ...paths: readonly string[]) {
  const options = ['--host', 'windows-2022', '--resolve', 'tags', '--format', 'json'];
  const cwd = path.join(root, directory);
  const { exitCode, stdout } = await runCommand(checkCommand, cwd, [...options, ...paths]);
  const report = JSON.parse(stdout) as Report;
  return {
    exitCode,
    stdout,
    found: report.findings.map(({ rule, places: [at] }) => `${at?.file}:${at?.line} ${rule}`),
    messages: report.findings.map(({ message }) => message),
  };
}

describe('files outside the checked directory that the user names', () => {
  it.each([
    ['a Compose file', 'web', '../compose.yaml', '../compose.yaml:5 image-newer-than-host'],
    [
      'by an absolute path',
      'web',
      path.join(root, 'compose.yaml'),
      '../compose.yaml:5 image-newer-than-host',
    ],
    ['by a directory', 'web', '../alone', '../alone/compose.yaml:3 image-newer-than-host'],
    ['by a pattern', 'web', '../compose.y*ml', '../compose.yaml:5 image-newer-than-host'],
    [
      'a workflow',
      'app/src',
      '../../.github/workflows/ci.yml',
      '../../.github/workflows/ci.yml:4 image-newer-than-host',
    ],
  ])('%s', async (_, directory, named, finding) => {
    const { exitCode, found } = await check(directory, named);
    expect(found).toContain(finding);
    expect(exitCode).toBe(1);
  });

  it('images are listed from there', async () => {
    const paths = ['../compose.yaml', '../.github/workflows/ci.yml'];
    const { stdout, exitCode } = await runCommand(imagesCommand, path.join(root, 'web'), paths);
    expect(stdout).toContain(`../compose.yaml:5:12: service (db) ${NANO}:ltsc2025`);
    expect(stdout).toContain(`../.github/workflows/ci.yml:6:25: run ${NANO}:ltsc2025`);
    expect(exitCode).toBe(0);
  });
});

describe('files outside the checked directory that other files name', () => {
  it.each([
    ['beside a Compose file that is named', 'web', '../env/compose.yaml', '../env/.env'],
    [
      'an action of a workflow that is named',
      'web',
      '../.github/workflows/action.yml',
      '../.github/actions/own/action.yml',
    ],
  ])('are not read, which is told, and is no pass: %s', async (_, directory, named, outside) => {
    const { exitCode, stdout, messages } = await check(directory, named);
    expect(messages).toContain(
      `${outside} lies outside the checked directory, and is not read there at the word of another file.`,
    );
    expect(stdout).not.toContain('SECRET');
    expect(exitCode).toBe(1);
  });

  it('from inside they are told as what is not there, in words of their own', async () => {
    const { exitCode, stdout, found, messages } = await check('follows');
    expect(found).toEqual(['compose.yaml:1 compose-unresolved', 'compose.yaml:1 compose-unresolved']);
    expect(messages.join()).toContain('../secret.yaml lies outside the checked directory');
    expect(messages.join()).toContain('There is no file ../none.yaml');
    expect(stdout).not.toContain('SECRET');
    expect(exitCode).toBe(0);
  });
});

describe('files outside the checked directory that only a file names', () => {
  it('Dockerfiles and bake files are not read', async () => {
    const { stdout } = await check('steps');
    expect(stdout).not.toContain('SECRET');
    const { stdout: all } = await check('', 'steps');
    expect(all).toContain('SECRET');
  });

  const SECRET = `FROM ${NANO}:SECRET\nBROKEN SECRET\n`;
  const CASES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['a Dockerfile', { '.github/workflows/ci.yml': WORKFLOW('      - run: docker build -f link.df .\n') }],
    ['a directory', { '.github/workflows/ci.yml': WORKFLOW('      - run: docker build linked\n') }],
    [
      'a Compose file',
      { '.github/workflows/ci.yml': WORKFLOW('      - run: docker compose -f link.yml up\n') },
    ],
    [
      'a bake file',
      { '.github/workflows/ci.yml': WORKFLOW('      - run: docker buildx bake -f link.json\n') },
    ],
    ['a local action', { '.github/workflows/ci.yml': WORKFLOW('      - uses: ./linked\n') }],
    [
      'what Compose builds',
      { 'compose.yaml': 'services: {a: {build: {context: ., dockerfile: link.df}}}\n' },
    ],
    ['what Compose extends', { 'compose.yaml': 'services: {a: {extends: {file: link.yml, service: s}}}\n' }],
    ['what Compose includes', { 'compose.yaml': 'include: [link.yml]\n' }],
    ['variables', { 'compose.yaml': `services: {a: {image: '${NANO}:$V'}}\n` }],
    [
      'a variant',
      {
        '.github/windows-isolation-check.yml':
          'variants: [{dockerfile: linked/Dockerfile, hosts: [windows-2022]}]\n',
      },
    ],
    ['a file of the config', { '.github/windows-isolation-check.yml': 'files: [linked/Dockerfile]\n' }],
    ['the config itself', { '.github/x': '' }],
  ];

  it.skipIf(process.platform === 'win32').each(CASES)('a link that leads out: %s', async (what, files) => {
    const repository = folder(files);
    const out = folder({
      Dockerfile: SECRET,
      'compose.yml': `services:\n  s:\n    image: ${NANO}:SECRET\n`,
      'v.env': 'V=SECRET\n',
      'bake.json': '{"target": {"default": {"dockerfile-inline": "FROM SECRET"}}}',
      'action.yml': `runs: {using: docker, image: 'docker://${NANO}:SECRET'}\n`,
      'config.yml': 'SECRET: SECRET\n',
    });
    const link = (name: string, target: string) =>
      symlinkSync(path.join(out, target), path.join(repository, name));
    link('linked', '');
    link('link.df', 'Dockerfile');
    link('link.yml', 'compose.yml');
    link('link.json', 'bake.json');
    link('.env', 'v.env');
    if (what === 'the config itself') link('.github/windows-isolation-check.yml', 'config.yml');
    const options = ['--host', 'windows-2022', '--resolve', 'tags'];
    const told = await runCommand(checkCommand, repository, options).then(
      ({ stdout }) => stdout,
      (thrown: Error) => thrown.message,
    );
    expect(told).not.toBe('');
    expect(told).not.toContain('SECRET');
  });
});
