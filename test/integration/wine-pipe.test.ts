import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createPrefix,
  everythingRequired,
  removePrefix,
  runNode,
  type WinePrefix,
  wineMissing,
} from '../wine/prefix.ts';

const missing = wineMissing();
if (missing && !everythingRequired())
  process.stderr.write(`Named pipes under Wine are skipped: ${missing}.\n`);

describe.skipIf(missing !== undefined && !everythingRequired())('engines behind named pipes', () => {
  let prefix: WinePrefix;
  let work: string;
  let results: Record<string, unknown>;

  beforeAll(async () => {
    expect(missing).toBeUndefined();
    work = await mkdtemp(join(tmpdir(), 'wine-pipe-'));
    const driver = join(work, 'driver.mjs');
    const { plugins } = (await import(
      pathToFileURL(join(import.meta.dirname, '../../scripts/build.mjs')).href
    )) as { plugins: Plugin[] };
    const [created] = await Promise.all([
      createPrefix(),
      build({
        entryPoints: [join(import.meta.dirname, '../wine/pipe-driver.ts')],
        outfile: driver,
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node20',
        plugins,
        banner: {
          js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
        },
      }),
    ]);
    prefix = created;
    const { stdout, stderr, exitCode } = await runNode(prefix, driver);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    results = JSON.parse(stdout);
  });
  afterAll(async () => {
    if (prefix) await removePrefix(prefix);
    if (work) await rm(work, { recursive: true, force: true });
  });

  it.each<[string, unknown]>([
    ['platform', 'win32'],
    ['greeting', { os: 'windows', apiVersion: '1.44', engineApiVersion: '1.52' }],
    ['sloppy', []],
    ['log', { stdout: 'out\r\n', stderr: 'err\r\n' }],
    ['exit', { exitCode: 0xc000013a }],
    ['cut', 'engine-broken'],
    ['hang', 'engine-timeout'],
    ['sideBySide', 40],
    ['absent', 'engine-absent'],
    ['closing', 'engine-broken'],
  ])('%s', (name, expected) => {
    expect(results[name]).toEqual(expected);
  });
});
