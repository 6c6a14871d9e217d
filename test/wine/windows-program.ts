import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const run = promisify(execFile);

/** Marks the place in every node.exe that says whether a program was put into it (nodejs.org, "Single executable applications"). */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

type Inject = (
  file: string,
  section: string,
  data: Buffer,
  options: { readonly sentinelFuse: string },
) => Promise<void>;

/**
 * Makes a program of Windows from a module of ours that exports `main`: node.exe with the module inside, which hands all
 * its arguments on as they are, also those that begin with a hyphen.
 */
export async function makeWindowsProgram(node: string, module: string, program: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'windows-program-'));
  try {
    const at = (name: string) => join(work, name);
    await build({
      stdin: { contents: `import { main } from ${JSON.stringify(module)}; void main();`, resolveDir: work },
      outfile: at('main.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    });
    const config = { main: at('main.cjs'), output: at('blob'), disableExperimentalSEAWarning: true };
    await writeFile(at('config.json'), JSON.stringify(config));
    await run(process.execPath, ['--experimental-sea-config', at('config.json')]);
    await mkdir(dirname(program), { recursive: true });
    await rm(program, { force: true });
    await copyFile(node, program);
    const { inject } = createRequire(import.meta.url)('postject') as { inject: Inject };
    await inject(program, 'NODE_SEA_BLOB', await readFile(at('blob')), { sentinelFuse: FUSE });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
