import { describe, expect, test } from 'vitest';
import { assumedHosts } from '../../src/hosts/assumed.ts';
import {
  findRunnerLabel,
  otherSystemOfLabel,
  RUNNER_LABELS,
  RUNNER_LABELS_READ,
} from '../../src/hosts/labels.ts';
import { productsOfBuild } from '../../src/windows/releases.ts';

const ISO_DATE = /^20\d\d-\d\d-\d\d$/;

describe('the table of hosted runner labels', () => {
  test('names each label once, in lower case, with a source and a known build of that product', () => {
    expect(new Set(RUNNER_LABELS.map((row) => row.label)).size).toBe(RUNNER_LABELS.length);
    for (const row of RUNNER_LABELS) {
      expect(row.label).toBe(row.label.toLowerCase());
      expect(row.sources.length).toBeGreaterThan(0);
      expect(row.sources.every((source) => source.startsWith('https://github.com/'))).toBe(true);
      expect(productsOfBuild(row.build)).toContain(row.product);
    }
  });

  test('dates are ISO dates no later than the reading, and a label without Docker says since when', () => {
    expect(RUNNER_LABELS_READ).toMatch(ISO_DATE);
    for (const row of RUNNER_LABELS) {
      for (const date of [row.retired, row.dockerRemoved].filter((date) => date !== undefined)) {
        expect(date).toMatch(ISO_DATE);
        expect(date <= RUNNER_LABELS_READ).toBe(true);
      }
      expect(row.docker).toBe(row.dockerRemoved === undefined);
    }
  });

  test('a moving label names a row of the same Windows that does not move', () => {
    for (const row of RUNNER_LABELS.filter((row) => row.movesWith)) {
      const target = findRunnerLabel(row.movesWith ?? '');
      expect(target).toMatchObject({ build: row.build, product: row.product });
      expect(target?.movesWith).toBeUndefined();
    }
  });

  test.each([
    ['windows-2025', 26100],
    ['windows-2025-vs2026', 26100],
    ['windows-latest', 26100],
    ['Windows-2022', 20348],
    ['windows-11-arm', 26200],
    ['windows-11-vs2026-arm', 26200],
    ['windows-2019', 17763],
    ['windows-2016', 14393],
  ])('%s is build %i', (label, build) => {
    expect(findRunnerLabel(label)?.build).toBe(build);
  });

  test.each([
    ['ubuntu-latest', 'Linux'],
    ['ubuntu-24.04-arm', 'Linux'],
    ['macos-15', 'macOS'],
    ['windows-2022', undefined],
    ['self-hosted', undefined],
  ])('%s runs %s', (label, system) => {
    expect(otherSystemOfLabel(label)).toBe(system);
  });
});

describe('assumed hosts', () => {
  test('are the hosted labels with Docker, one for each build, newest first', () => {
    expect(
      assumedHosts('2026-11-23').map((host) => [host.id, host.version, host.origin, host.problems]),
    ).toEqual([
      ['windows-2025', { build: 26100 }, 'assumed', []],
      ['windows-2022', { build: 20348 }, 'assumed', []],
    ]);
  });

  test('follow the day: before its retirement windows-2019 is among them', () => {
    expect(assumedHosts('2025-06-29').map((host) => host.id)).toContain('windows-2019');
    expect(assumedHosts('2025-06-30').map((host) => host.id)).not.toContain('windows-2019');
  });
});
