import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { createPrefix, everythingRequired, removePrefix, runNode, wineMissing } from '../wine/prefix.ts';

const missing = wineMissing();
if (missing && !everythingRequired())
  process.stderr.write(`The simulated engine behind a named pipe is skipped: ${missing}.\n`);

it.skipIf(missing !== undefined && !everythingRequired())(
  'the simulated engine answers on a named pipe of Windows',
  async () => {
    expect(missing).toBeUndefined();
    const work = await mkdtemp(join(tmpdir(), 'windows-engine-pipe-'));
    const driver = join(work, 'driver.mjs');
    const [prefix] = await Promise.all([
      createPrefix(),
      build({
        entryPoints: [join(import.meta.dirname, '../wine/engine-pipe-driver.ts')],
        outfile: driver,
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node20',
      }),
    ]);
    try {
      const { stdout, stderr } = await runNode(prefix, driver);
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual({
        platform: 'win32',
        dockerHost: 'npipe:////./pipe/simulated_engine',
        ping: [200, 'OK', 'windows'],
        statuses: [201, 204, 204],
        exitCode: 0,
        seen: 1,
      });
    } finally {
      await removePrefix(prefix);
      await rm(work, { recursive: true, force: true });
    }
  },
);
