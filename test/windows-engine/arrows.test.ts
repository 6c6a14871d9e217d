import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const room = path.resolve('test/windows-engine');
const files = readdirSync(room, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));

describe('the simulator knows nothing of what it tests', () => {
  it.each(files)('%s', (file) => {
    const text = readFileSync(path.join(room, file), 'utf8');
    const from = [...text.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)/g)].map(
      ([, first, lazy]) => first ?? lazy ?? '',
    );
    for (const target of from.filter((each) => each.startsWith('.'))) {
      const whole = path.join(path.dirname(path.join(room, file)), target);
      expect(path.relative('test', whole), `${target} in ${file}`).not.toMatch(/^\.\./);
    }
    const isTest = file.endsWith('.test.ts') || file === 'simulate.ts';
    const packages = from.filter((each) => !each.startsWith('.') && !each.startsWith('node:'));
    // As a program of its own it has Node and nothing else.
    expect(isTest ? [] : packages).toEqual([]);
  });
});
