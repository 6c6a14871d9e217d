import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImageEntry } from '../../src/images/model.ts';
import { parseReference } from '../../src/images/reference.ts';
import { selectEntry, selectForHost } from '../../src/images/selection.ts';
import { readTag } from '../../src/images/tags.ts';

const entry = (osVersion: string | undefined, os = 'windows', architecture = 'amd64'): ImageEntry => ({
  digest: `sha256:${'0'.repeat(64)}`,
  platform: { os, architecture, ...(osVersion === undefined ? {} : { osVersion }) },
});
const V2016 = entry('10.0.14393.8422');
const V2019 = entry('10.0.17763.8880');
const V2022 = entry('10.0.20348.5499');
const V2025 = entry('10.0.26100.33296');
const NONE = 'none';

describe('which entry of an index an engine takes', () => {
  it.each<[string, readonly ImageEntry[], number, number | string, number | string]>([
    ['the two oldest releases on Windows Server 2022', [V2016, V2019], 20348, 0, NONE],
    ['the same in another order', [V2019, V2016], 20348, 0, NONE],
    ['the own build before what stands first', [V2019, V2022], 20348, 1, 1],
    ['the newer one is dropped', [V2025, V2022], 20348, 1, 1],
    ['two that fit: the own build, or the first in order', [V2022, V2025], 26100, 1, 0],
    ['Windows 11 25H2: the first in order, or what is above the floor', [V2022, V2025], 26200, 0, 1],
    ['all newer', [V2025], 20348, NONE, NONE],
    ['Linux alone', [entry(undefined, 'linux')], 20348, NONE, NONE],
    ['Linux beside Windows', [entry(undefined, 'linux'), V2022], 20348, 1, 1],
    ['another architecture', [entry('10.0.20348.1', 'windows', 'arm64'), V2022], 20348, 1, 1],
    ['attestations are no images', [entry(undefined, 'unknown', 'unknown'), V2022], 20348, 1, 1],
  ])('%s', (_, entries, build, graphdriver, containerd) => {
    const taken = (store: 'graphdriver' | 'containerd') => {
      const selection = selectEntry(entries, { build }, store);
      return selection.kind === 'entry' ? selection.index : selection.kind;
    };
    expect([taken('graphdriver'), taken('containerd')]).toEqual([graphdriver, containerd]);
  });

  it.each([
    ['27.5.1', 'no matching manifest for windows/amd64 10.0.20348 in the manifest list entries'],
    ['29.1.5', 'no matching manifest for windows(10.0.20348)/amd64 in the manifest list entries'],
  ])('engine %s says it in its own words', (engineVersion, text) => {
    const selection = selectEntry([V2025], { build: 20348, engineVersion }, 'graphdriver');
    expect(selection).toMatchObject({ kind: 'none', engineText: text });
  });

  it('a single manifest newer than the host is refused by the pull', () => {
    const selection = selectEntry([V2025], { build: 20348 }, 'graphdriver', 'manifest');
    expect(selection).toMatchObject({
      reason: 'newer-than-host',
      engineText: 'a Windows version 10.0.26100-based image is incompatible with a 10.0.20348 host',
    });
  });

  it('the classic store never takes a newer build', () => {
    const builds = fc.constantFrom(14393, 17763, 19041, 20348, 22621, 26100, 26200);
    fc.assert(
      fc.property(fc.array(builds, { maxLength: 6 }), builds, (held, build) => {
        const selection = selectEntry(
          held.map((each) => entry(`10.0.${each}.1`)),
          { build },
          'graphdriver',
        );
        if (selection.kind === 'entry') expect(held[selection.index]).toBeLessThanOrEqual(build);
        else expect(held.every((each) => each > build)).toBe(true);
      }),
    );
  });
});

describe('what is worth telling about the choice', () => {
  const tag = readTag(parseReference('golang:1.27-windowsservercore'));
  const observe = (
    entries: readonly ImageEntry[],
    build: number,
    imageStore?: 'graphdriver' | 'containerd',
  ) =>
    selectForHost(
      { kind: 'index', entries, tag },
      { version: { build }, product: 'server', ...(imageStore === undefined ? {} : { imageStore }) },
    ).observations.map((observation) => observation.code);

  it.each<
    [string, readonly ImageEntry[], number, 'graphdriver' | 'containerd' | undefined, readonly string[]]
  >([
    ['nothing, where the own build is there', [V2022], 20348, undefined, []],
    ['two stores differ', [V2016, V2019], 20348, undefined, ['selection-depends-on-engine']],
    [
      'nothing is taken',
      [V2016],
      20348,
      'containerd',
      ['no-matching-manifest', 'selection-depends-on-engine'],
    ],
    ['no version to choose by', [entry(undefined)], 20348, undefined, ['missing-os-version']],
    [
      'a fitting one is passed over',
      [V2019, V2022],
      26100,
      'graphdriver',
      ['selection-depends-on-engine', 'fitting-entry-not-taken'],
    ],
  ])('%s', (_, entries, build, store, expected) => {
    expect(observe(entries, build, store)).toEqual(expected);
  });
});
