import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/**
 * Compares text with the file `test/golden/<name>`.
 * With `UPDATE_GOLDEN=1` in the environment the file is written instead; read the difference before committing it.
 */
export function expectGolden(name: string, actual: string): void {
  const file = fileURLToPath(new URL(`./golden/${name}`, import.meta.url));
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  if (!existsSync(file)) {
    expect.fail(`no golden file test/golden/${name}: run the test once with UPDATE_GOLDEN=1`);
  }
  expect(actual, `differs from test/golden/${name}`).toBe(readFileSync(file, 'utf8'));
}
