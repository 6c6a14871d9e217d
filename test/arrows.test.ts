import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** The line of a check stands on all of these. */
const BELOW_CHECK = [
  'errors',
  'windows',
  'sources',
  'images',
  'hosts',
  'engine',
  'smoke',
  'rules',
  'demands',
  'pairing',
  'report',
] as const;

/** What each room may import of ours, beside itself. `errors` is the one file that everybody may use. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  windows: [],
  sources: ['windows', 'errors'],
  images: ['windows', 'errors'],
  hosts: ['windows', 'errors'],
  engine: ['windows', 'errors'],
  smoke: ['windows', 'engine', 'errors'],
  rules: ['windows', 'sources'],
  demands: ['windows', 'sources', 'images', 'hosts', 'errors', 'report'],
  pairing: ['windows', 'sources', 'images', 'hosts', 'smoke', 'rules', 'demands', 'errors', 'report'],
  report: [
    'windows',
    'sources',
    'images',
    'hosts',
    'smoke',
    'rules',
    'demands',
    'pairing',
    'errors',
    'check',
  ],
  check: BELOW_CHECK,
  edge: [...BELOW_CHECK, 'check'],
  action: [...BELOW_CHECK, 'check', 'edge'],
  cli: [...BELOW_CHECK, 'check', 'edge'],
};

/** Arrows that carry a type and nothing that runs. */
const TYPES_ONLY: ReadonlySet<string> = new Set([
  'demands -> report',
  'pairing -> report',
  'pairing -> smoke',
  'report -> check',
  'report -> smoke',
]);

const root = path.resolve('src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));

const roomOf = (file: string) => (file.split('/')[0] ?? '').replace(/\.ts$/, '');

describe('imports point one way', () => {
  it.each(files)('%s', (file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    const room = roomOf(file);
    const imports = [
      ...text.matchAll(/(import|export)(\s+type)?[^'";]*?from '(\.[^']+)'|import\('(\.[^']+)'\)/g),
    ];
    for (const [, , type, from, lazily] of imports) {
      const target = path.posix.join(path.posix.dirname(file), from ?? lazily ?? '');
      const to = roomOf(target);
      if (to === room) continue;
      const arrow = `${room} -> ${to}`;
      expect(ARROWS[room], `${arrow} in ${file}`).toContain(to);
      if (TYPES_ONLY.has(arrow) && type === undefined)
        expect.fail(`${file} imports more than types of ${to}`);
    }
  });

  it('only the action edge knows @actions/core', () => {
    const knowing = files.filter((file) =>
      readFileSync(path.join(root, file), 'utf8').includes("'@actions/core'"),
    );
    expect(knowing.filter((file) => !file.startsWith('action/'))).toEqual([]);
  });
});
