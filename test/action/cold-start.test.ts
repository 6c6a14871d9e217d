import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What of the sources only a run with an engine needs. */
const OF_ENGINES = [
  /node_modules\/dockerode\//,
  /^src\/engine\/(?!address|contexts|endpoint)/,
  /^src\/smoke\//,
];
const DIST = path.resolve('dist');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cold-start-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The files of `dist/` that a run loads, as V8 itself lists the scripts that it compiled. */
function loadedBy(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): string[] {
  const work = path.join(folder, name);
  const [checkout, coverage] = [path.join(work, 'checkout'), path.join(work, 'coverage')];
  mkdirSync(checkout, { recursive: true });
  writeFileSync(path.join(checkout, 'Dockerfile'), 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n');
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: checkout,
    env: {
      PATH: process.env.PATH ?? '',
      SystemRoot: process.env.SystemRoot ?? '',
      HOME: work,
      NODE_V8_COVERAGE: coverage,
      GITHUB_WORKSPACE: checkout,
      RUNNER_TEMP: work,
      ...env,
    },
    encoding: 'utf8',
  });
  expect(status, stdout + stderr).toBe(0);
  const urls = readdirSync(coverage).flatMap((file) => {
    const { result } = JSON.parse(readFileSync(path.join(coverage, file), 'utf8')) as {
      result: { url: string }[];
    };
    return result.map(({ url }) => url);
  });
  return [...new Set(urls)]
    .filter((url) => url.startsWith('file:'))
    .map((url) => path.relative(DIST, fileURLToPath(url)))
    .filter((file) => !file.startsWith('..'));
}

/** The sources that a bundle was made of. */
function sourcesOf(file: string): readonly string[] {
  const map = JSON.parse(readFileSync(path.join(DIST, `${file}.map`), 'utf8')) as { sources: string[] };
  return map.sources.map((source) =>
    path.relative(path.resolve(), path.resolve(DIST, path.dirname(file), source)).replaceAll('\\', '/'),
  );
}

const ofEngines = (files: readonly string[]) =>
  files.flatMap(sourcesOf).filter((source) => OF_ENGINES.some((pattern) => pattern.test(source)));
const bytesOf = (files: readonly string[]) =>
  files.reduce((sum, file) => sum + statSync(path.join(DIST, file)).size, 0);

describe('a run that uses no engine loads nothing of one', () => {
  it.each<[string, readonly string[], Record<string, string>]>([
    ['the action', [path.join(DIST, 'main.js')], { INPUT_HOSTS: 'windows-2022', INPUT_RESOLVE: 'tags' }],
    [
      'the action with smoke: never',
      [path.join(DIST, 'main.js')],
      { INPUT_HOSTS: 'windows-2022', INPUT_RESOLVE: 'tags', INPUT_SMOKE: 'never' },
    ],
    ['its post step', [path.join(DIST, 'post.js')], {}],
    ['check', [path.join(DIST, 'cli.js'), 'check', '--resolve', 'tags', '--host', 'windows-2022'], {}],
    ['judge', [path.join(DIST, 'cli.js'), 'judge', '--host', 'ltsc2022', '--image', '10.0.20348.1'], {}],
    ['explain', [path.join(DIST, 'cli.js'), 'explain', '0xc0370101'], {}],
  ])('%s', (name, args, env) => {
    const files = loadedBy(name.replaceAll(/\W/g, '-'), args, env);
    expect(files.length).toBeGreaterThan(0);
    expect(ofEngines(files)).toEqual([]);
    // Room for what a static run needs, and not for a client of engines beside it.
    expect(bytesOf(files)).toBeLessThan(600_000);
  });
});

it('a run that asks an engine is seen to load its client', () => {
  const env = { 'STATE_smoke-run': 'killed', DOCKER_HOST: 'tcp://127.0.0.1:9' };
  const loaded = ofEngines(loadedBy('with-an-engine', [path.join(DIST, 'post.js')], env));
  expect(loaded).toContain('src/engine/client.ts');
  expect(loaded).toContain('node_modules/dockerode/lib/docker.js');
});
