import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** Puts a `powershell.exe` into a folder that is to be in `PATH`: it asks the simulator for the processes of its host. */
export async function placePowershell(folder: string): Promise<void> {
  const script = path.join(folder, 'powershell.mjs');
  await build({
    entryPoints: [path.resolve('test/windows-engine/powershell.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'warning',
  });
  const program = path.join(folder, 'powershell.exe');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`);
  chmodSync(program, 0o755);
}
