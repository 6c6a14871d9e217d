import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const CLI = path.resolve('dist/cli.js');

/** The bundle as users run it. */
export function run(
  args: readonly string[],
  more: {
    readonly input?: string | Buffer;
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    encoding: 'utf8',
    input: more.input ?? '',
    cwd: more.cwd,
    env: { ...process.env, ...more.env },
    maxBuffer: 100_000_000,
  });
  return { status, stdout, stderr };
}

/** A folder of its own with these files in it. */
export function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'cli-'));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  }
  return root;
}
