import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildResult, build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { createEngine } from '../../src/engine/client.ts';
import { realClock } from './clock.ts';
import { answerJson, startFakeEngine } from './fake-engine.ts';

const root = join(import.meta.dirname, '../..');
const script = (name: string) => import(pathToFileURL(join(root, 'scripts', name)).href);

/** The client by itself, made as `scripts/build.mjs` makes a bundle. */
async function bundle(): Promise<BuildResult<{ metafile: true; write: false }>> {
  const { plugins } = (await script('build.mjs')) as { plugins: Plugin[] };
  return build({
    absWorkingDir: root,
    entryPoints: { client: 'src/engine/client.ts' },
    outdir: 'client',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    minify: true,
    write: false,
    metafile: true,
    plugins,
    logLevel: 'error',
  });
}

describe('the client in a bundle', () => {
  let result: Awaited<ReturnType<typeof bundle>>;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'client-bundle-'));
    result = await bundle();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds nothing of a package but what dockerode makes requests with', () => {
    const packages = new Set(
      Object.keys(result.metafile.inputs).flatMap(
        (input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? [],
      ),
    );
    expect([...packages]).toEqual(['dockerode']);
  });

  it('has dockerode in a chunk of its own, which is loaded with the first call', () => {
    const outputs = Object.entries(result.metafile.outputs);
    const holding = outputs.filter(([, { inputs }]) => 'node_modules/dockerode/lib/docker.js' in inputs);
    expect(holding).toHaveLength(1);
    const [[chunk, { bytes }] = ['', { bytes: 0 }]] = holding;
    expect(bytes).toBeLessThan(60_000);
    const importers = outputs.flatMap(([, { imports }]) => imports.filter(({ path }) => path === chunk));
    expect(importers.map(({ kind }) => kind)).toEqual(['dynamic-import']);
  });

  it('is the same whenever it is made', async () => {
    const again = await bundle();
    const contents = (made: typeof result) => made.outputFiles.map(({ path, hash }) => [path, hash]);
    expect(contents(again)).toEqual(contents(result));
  });

  it('has its licences', async () => {
    const { collectLicenses } = (await script('licenses.mjs')) as {
      collectLicenses: (root: string, metafile: unknown) => Promise<string>;
    };
    expect(await collectLicenses(root, result.metafile)).toMatch(
      /^dockerode \d+\.\d+\.\d+ \(Apache-2\.0\)\n/,
    );
  });

  it('makes calls', async () => {
    for (const { path, contents } of result.outputFiles) {
      await writeFile(join(folder, basename(path)), contents);
    }
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    const fake = await startFakeEngine((_arrived, response) =>
      answerJson(response, 200, { OSType: 'windows' }),
    );
    const bundled = (await import(pathToFileURL(join(folder, 'client.js')).href)) as {
      createEngine: typeof createEngine;
    };
    expect(await bundled.createEngine(fake.endpoint, { clock: realClock }).info()).toEqual({
      OSType: 'windows',
    });
    await fake.stop();
  });
});
