// Runs one of this project's TypeScript files on any Node that the project supports: bundles it in memory first.
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [entry, ...args] = process.argv.slice(2);
// Inside the project, so that packages are found from where the bundle stands.
const folder = await mkdtemp(path.join(root, 'node_modules', '.run-'));
try {
  const outfile = path.join(folder, 'entry.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    sourcemap: 'inline',
    define: { __VERSION__: '"0.0.0"' },
    logLevel: 'warning',
  });
  process.argv = [process.argv[0], path.resolve(root, entry), ...args];
  await import(pathToFileURL(outfile).href);
} finally {
  await rm(folder, { recursive: true, force: true });
}
