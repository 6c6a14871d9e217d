import { describe, expect, it } from 'vitest';
import { CONTAINERD_GENERATIONS, containerdGeneration } from '../../src/images/containerd-generations.ts';
import { selectEntry } from '../../src/images/selection.ts';
import { fitsByContainerd } from '../../src/images/selection-containerd.ts';
import { indexOf } from './indexes.ts';

describe('which generation of engines an engine is of', () => {
  it.each([
    ['30.0.0', '29.6'],
    ['29.6.0', '29.6'],
    ['29.6.0-rc.1', '29.6'],
    ['v29.6.0', '29.6'],
    ['29.5.3', '29.0'],
    ['29.1.5', '29.0'],
    ['28.5.2', '28.2'],
    ['28.1.1', '27.1'],
    ['27.5.1', '27.1'],
    ['27.0.3', '25.0'],
    ['25.0.15', '25.0'],
    ['20.10.27', '25.0'],
    // Nobody knows which, so the newest is taken.
    [undefined, '29.6'],
    ['dev', '29.6'],
    ['', '29.6'],
  ])('%s is of %s', (engine, since) => {
    expect(containerdGeneration(engine).since.join('.')).toBe(since);
  });

  it('newest first, each with its sources', () => {
    const order = CONTAINERD_GENERATIONS.map(({ since: [major, minor] }) => major * 100 + minor);
    expect(order).toEqual(order.toSorted((a, b) => b - a));
    for (const { sources } of CONTAINERD_GENERATIONS) expect(sources.length).toBeGreaterThan(0);
  });
});

describe('which builds the store takes to run on a host', () => {
  const today = [20348, 26100];
  it.each([
    ['equal builds below Windows Server 2022', 17763, '10.0.17763.1', today, true],
    ['no older one there', 18363, '10.0.17763.1', today, false],
    ['not even by its neighbour', 19042, '10.0.19041.1', today, false],
    ['Windows Server 2022 takes its own', 20348, '10.0.20348.1', today, true],
    ['and no other', 20348, '10.0.17763.1', today, false],
    ['Windows Server 2025 takes both', 26100, '10.0.20348.1', today, true],
    ['a host between two releases takes the older one', 25398, '10.0.20348.1', today, true],
    ['builds between count, too', 26100, '10.0.22621.1', today, true],
    ['above 26100 the older one is out', 26200, '10.0.20348.1', today, false],
    ['while 26100 itself is in', 26200, '10.0.26100.1', today, true],
    ['engines that know one release only took it', 26200, '10.0.20348.1', [20348], true],
    ['nothing newer than the host', 20348, '10.0.26100.1', today, false],
    ['no version fits everywhere', 14393, undefined, today, true],
    ['an empty one does, too', 14393, '', today, true],
    ['the revision does not count', 20348, '10.0.20348.99999', today, true],
    ['a version without a revision', 20348, '10.0.20348', today, true],
    ['another major version', 20348, '11.0.20348.1', today, false],
    ['two parts', 20348, '10.0', today, false],
    ['a word', 20348, 'ltsc2022', today, false],
  ])('%s: %i, %s', (_, host, osVersion, releases, fits) => {
    expect(fitsByContainerd(host, osVersion, releases)).toBe(fits);
  });
});

describe('what changed between generations', () => {
  const taken = (engineVersion: string, entries: readonly string[], platform?: string, build = 26100) => {
    const host = { build, engineVersion, ...(platform === undefined ? {} : { platform }) };
    const selection = selectEntry(indexOf(...entries), host, 'containerd');
    return selection.kind === 'entry' ? selection.index : 'none';
  };

  it.each<[string, readonly string[], string | undefined, readonly (number | 'none')[]]>([
    [
      'of two that fit: first listed, the greatest text, first listed',
      ['20348.1', '26100.1'],
      undefined,
      [0, 0, 0, 1, 0],
    ],
    ['the greatest text is not the greatest number', ['26100.1000', '26100.999'], undefined, [0, 0, 0, 1, 0]],
    ['a request for any Windows', ['17763.1', '26100.1'], 'windows/amd64', ['none', 0, 0, 0, 0]],
    ['a request for one version', ['26100.1', '17763.1'], 'windows(10.0.17763)/amd64', ['none', 0, 1, 1, 1]],
  ])('%s', (_, entries, platform, expected) => {
    const engines = CONTAINERD_GENERATIONS.toReversed().map(({ since }) => `${since.join('.')}.0`);
    expect(engines.map((engine) => taken(engine, entries, platform))).toEqual(expected);
  });
});
