import { describe, expect, it } from 'vitest';
import { CONTAINERD_GENERATIONS } from '../../src/images/containerd-generations.ts';
import type { ImageEntry } from '../../src/images/model.ts';
import { type ImageStore, type Offered, type Selection, selectEntry } from '../../src/images/selection.ts';
import { expectGolden } from '../golden.ts';
import { entryOf, indexOf } from './indexes.ts';

interface Shape {
  readonly name: string;
  readonly entries: readonly ImageEntry[];
  readonly platform?: string;
  readonly offered?: Offered;
}

const SHAPES: readonly Shape[] = [
  { name: 'one release, as a plain base image has it', entries: indexOf('20348.5499') },
  { name: 'the releases of today, older first', entries: indexOf('20348.5499', '26100.33296') },
  { name: 'the releases of today, newer first', entries: indexOf('26100.33296', '20348.5499') },
  { name: 'releases of the past: dotnet/framework/sdk:4.8', entries: indexOf('14393.8422', '17763.8880') },
  {
    name: 'every LTSC release, newest first',
    entries: indexOf('26100.33296', '20348.5499', '17763.8880', '14393.8422'),
  },
  { name: 'a SAC release nobody has a host for', entries: indexOf('19042.1889') },
  {
    name: 'Linux before Windows: golang:1.27',
    entries: indexOf('linux', 'linux arm64', '26100.1', '20348.1'),
  },
  { name: 'Linux alone', entries: indexOf('linux', 'linux arm64') },
  { name: 'two architectures', entries: indexOf('26100.1 arm64', '26100.1') },
  { name: 'attestations between', entries: indexOf('attestation', '20348.1', 'attestation') },
  { name: 'two revisions, which one store compares as text', entries: indexOf('20348.1000', '20348.999') },
  { name: 'no version', entries: indexOf('windows') },
  { name: 'no version before one that fits', entries: indexOf('windows', '20348.1') },
  { name: 'no platform', entries: indexOf('?') },
  {
    name: 'versions that cannot be read',
    entries: ['ltsc2022', '10.0', '6.3.9600.1', '10.0.20348x'].map((osVersion) =>
      entryOf('windows', { osVersion }),
    ),
  },
  {
    name: 'an older feature level',
    entries: [entryOf('20348.1', { osFeatures: ['win32k'] }), entryOf('20348.2')],
  },
  {
    name: 'a feature no host has',
    entries: [entryOf('20348.1', { osFeatures: ['gpu'] }), entryOf('20348.2')],
  },
  { name: 'an empty index', entries: [] },
  {
    name: 'any Windows asked for',
    platform: 'windows/amd64',
    entries: indexOf('linux', '26100.1', '20348.1', '17763.1'),
  },
  {
    name: 'Windows Server 2019 asked for',
    platform: 'windows(10.0.17763)/amd64',
    entries: indexOf('26100.1', '20348.1', '17763.1'),
  },
  { name: 'Linux asked for', platform: 'linux/amd64', entries: indexOf('linux', '20348.1') },
  { name: 'Arm asked for', platform: 'windows/arm64', entries: indexOf('26100.1', '26100.1 arm64') },
  { name: 'a single manifest', offered: 'manifest', entries: indexOf('20348.5499') },
  { name: 'a single Linux manifest', offered: 'manifest', entries: indexOf('linux') },
  { name: 'a single manifest without a version', offered: 'manifest', entries: indexOf('windows') },
];

const HOSTS = [14393, 17763, 19045, 20348, 22631, 25398, 26100, 26200, 29999];
const version = ([major, minor]: readonly [number, number]) => `${major}.${minor}.0`;
/** Oldest first, as engines came. */
const COLUMNS: readonly {
  readonly title: string;
  readonly store: ImageStore;
  readonly engineVersion: string;
}[] = [
  { title: 'graphdriver', store: 'graphdriver', engineVersion: '29.6.0' },
  ...CONTAINERD_GENERATIONS.toReversed().map(({ since }) => ({
    title: `containerd ${since.join('.')}`,
    store: 'containerd' as const,
    engineVersion: version(since),
  })),
];

const LETTERS = {
  attestation: 'a',
  'operating-system': 'o',
  architecture: 'c',
  'newer-than-host': '>',
  'not-compatible': 'x',
  'later-in-order': '.',
} as const;

/** One letter for each entry: `T` for the one that is taken, else why it was passed over. */
function letters(selection: Selection, count: number): string {
  const marks = Array.from({ length: count }, () => '-');
  for (const { index, why } of selection.passedOver) marks[index] = LETTERS[why];
  if (selection.kind === 'entry') marks[selection.index] = 'T';
  return count === 0 ? '(none)' : marks.join('');
}

function table({ name, entries, platform, offered = 'index' }: Shape): string {
  const said = entries
    .map(({ platform: { os, architecture, osVersion, osFeatures } }) =>
      [osVersion ?? (os || '?'), architecture === 'amd64' ? '' : architecture, osFeatures?.join() ?? '']
        .filter((part) => part !== '')
        .join(' '),
    )
    .join(' | ');
  const lines = HOSTS.map((build) => {
    const cells = COLUMNS.map(({ title, store, engineVersion }) => {
      const host = { build, engineVersion, ...(platform === undefined ? {} : { platform }) };
      return letters(selectEntry(entries, host, store, offered), entries.length).padEnd(title.length);
    });
    return `${build}  ${cells.join('  ')}`.trimEnd();
  });
  const asked = platform === undefined ? '' : ` (--platform ${platform})`;
  return [
    `## ${name}${asked}`,
    said === '' ? 'no entries' : said,
    '',
    `host   ${COLUMNS.map(({ title }) => title).join('  ')}`,
    ...lines,
    '',
  ].join('\n');
}

const LEGEND = [
  'One letter for each entry of the index, in its order:',
  'T taken   . it would do, but another stands before it   > newer than the host   x outside of what this store takes',
  'o another operating system   c another architecture   a attestation, no image   - never looked at',
  '',
];

describe('which entry each store takes, for every host and every shape of index', () => {
  it('is as the golden table has it', () => {
    expectGolden('selection.txt', [...LEGEND, ...SHAPES.map(table)].join('\n'));
  });

  it('tells of every entry either that it is taken or why it is not', () => {
    for (const { name, entries, platform, offered = 'index' } of SHAPES) {
      for (const build of HOSTS) {
        for (const { store, engineVersion } of COLUMNS) {
          const host = { build, engineVersion, ...(platform === undefined ? {} : { platform }) };
          const selection = selectEntry(entries, host, store, offered);
          const told = selection.passedOver.map(({ index }) => index);
          if (selection.kind === 'entry') {
            told.push(selection.index);
            expect(selection.entry, name).toBe(entries[selection.index]);
          }
          expect(told.sort(), `${name} on ${build}, ${store} of ${engineVersion}`).toEqual(
            entries.map((_, index) => index),
          );
        }
      }
    }
  });
});
