import { describe, expect, it } from 'vitest';
import type { ImageEntry, ResolvedImage } from '../../src/images/model.ts';
import { parseReference } from '../../src/images/reference.ts';
import { type ChoosingHost, type Offered, selectEntry, selectForHost } from '../../src/images/selection.ts';
import { readTag } from '../../src/images/tags.ts';
import { indexOf } from './indexes.ts';

type Store = 'graphdriver' | 'containerd';

describe('why an entry is passed over, by name', () => {
  it.each<[string, string, readonly ImageEntry[], number, readonly (string | undefined)[]]>([
    [
      'attestation',
      'provenance and SBOMs are no images',
      indexOf('attestation', '20348.1'),
      20348,
      ['attestation', undefined],
    ],
    [
      'operating-system',
      'for another system',
      indexOf('linux', '20348.1'),
      20348,
      ['operating-system', undefined],
    ],
    [
      'architecture',
      'for another processor',
      indexOf('20348.1 arm64', '20348.1'),
      20348,
      ['architecture', undefined],
    ],
    [
      'newer-than-host',
      'of a build above the host’s',
      indexOf('26100.1', '20348.1'),
      20348,
      ['newer-than-host', undefined],
    ],
    [
      'later-in-order',
      'it would do, but another stands before it',
      indexOf('20348.1', '20348.2'),
      20348,
      [undefined, 'later-in-order'],
    ],
  ])('%s: %s, in both stores', (_, __, entries, build, expected) => {
    for (const store of ['graphdriver', 'containerd'] as const) {
      const { passedOver } = selectEntry(entries, { build }, store);
      expect(entries.map((_, at) => passedOver.find(({ index }) => index === at)?.why)).toEqual(expected);
    }
  });

  it('not-compatible: older than what the containerd store takes; the other store has no such rule', () => {
    const why = (store: Store) => selectEntry(indexOf('17763.1'), { build: 20348 }, store).passedOver;
    expect(why('containerd')).toEqual([{ index: 0, why: 'not-compatible' }]);
    expect(why('graphdriver')).toEqual([]);
  });
});

describe('what the engine says when it takes none', () => {
  const NEWER = indexOf('26100.1');
  it.each<[Store, string, readonly ImageEntry[], Offered, string | undefined, string]>([
    [
      'graphdriver',
      '20.10.27',
      NEWER,
      'index',
      undefined,
      'no matching manifest for windows/amd64 10.0.20348 in the manifest list entries',
    ],
    [
      'graphdriver',
      '27.5.1',
      NEWER,
      'index',
      undefined,
      'no matching manifest for windows/amd64 10.0.20348 in the manifest list entries',
    ],
    [
      'graphdriver',
      '28.0.0',
      NEWER,
      'index',
      undefined,
      'no matching manifest for windows(10.0.20348)/amd64 in the manifest list entries',
    ],
    [
      'graphdriver',
      '29.1.5',
      NEWER,
      'index',
      'windows/amd64',
      'no matching manifest for windows/amd64 in the manifest list entries',
    ],
    [
      'containerd',
      '29.1.5',
      NEWER,
      'index',
      undefined,
      'no matching manifest for windows(10.0.20348)/amd64 in the manifest list entries: no match for platform in manifest: not found',
    ],
    [
      'containerd',
      '29.1.5',
      NEWER,
      'index',
      'windows(10.0.17763)/amd64',
      'no matching manifest for windows(10.0.17763)/amd64 in the manifest list entries: no match for platform in manifest: not found',
    ],
    [
      'graphdriver',
      '29.1.5',
      NEWER,
      'manifest',
      undefined,
      'a Windows version 10.0.26100-based image is incompatible with a 10.0.20348 host',
    ],
    ['graphdriver', '20.10.27', indexOf('linux'), 'manifest', undefined, 'operating system is not supported'],
    [
      'graphdriver',
      '29.1.5',
      indexOf('linux'),
      'manifest',
      undefined,
      'image operating system "linux" cannot be used on this platform: operating system is not supported',
    ],
    [
      'graphdriver',
      '29.1.5',
      indexOf('linux'),
      'index',
      undefined,
      'no matching manifest for windows(10.0.20348)/amd64 in the manifest list entries',
    ],
    [
      'graphdriver',
      '29.1.5',
      indexOf('linux'),
      'index',
      'windows/amd64',
      'image operating system "linux" cannot be used on this platform: operating system is not supported',
    ],
  ])('%s of %s: %#', (store, engineVersion, entries, offered, platform, text) => {
    const host = { build: 20348, engineVersion, ...(platform === undefined ? {} : { platform }) };
    expect(selectEntry(entries, host, store, offered)).toMatchObject({ kind: 'none', engineText: text });
  });
});

const image = (
  entries: readonly ImageEntry[],
  reference = 'golang:1.27-windowsservercore',
): Pick<ResolvedImage, 'kind' | 'entries' | 'tag'> => ({
  kind: 'index',
  entries,
  tag: readTag(parseReference(reference)),
});
const SERVER_2022: ChoosingHost = { version: { build: 20348 }, product: 'server' };
const osVersionOf = (entry: ImageEntry | undefined) => entry?.platform.osVersion ?? entry?.platform.os;

describe('which entry is judged', () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['the one that is taken', ['20348.1', '17763.1'], '10.0.20348.1'],
    [
      'none is taken: the newest that is not above the host',
      ['14393.1', '17763.1', '26100.1'],
      '10.0.17763.1',
    ],
    ['all are above it: the oldest of these', ['29999.1', '26100.1'], '10.0.26100.1'],
    ['none is for Windows: what it is for', ['attestation', 'linux'], 'linux'],
    ['Windows for other processors alone: none', ['linux', '20348.1 arm64'], undefined],
    ['nothing there', [], undefined],
  ])('%s', (_, entries, expected) => {
    // The containerd store takes no older entry on this host, so the nearest is looked for.
    const host = { ...SERVER_2022, imageStore: 'containerd' as const };
    expect(osVersionOf(selectForHost(image(indexOf(...entries)), host).judged?.entry)).toBe(expected);
  });

  it.each<[string, Partial<ChoosingHost>, Pick<ResolvedImage, 'kind' | 'entries' | 'tag'>]>([
    ['nothing was read', {}, { ...image([]), kind: 'unread' }],
    ['the host’s version is not known', { version: undefined }, image(indexOf('20348.1'))],
    ['the engine there runs Linux containers', { containerOs: 'linux' }, image(indexOf('20348.1'))],
  ])('no choice is made where %s', (_, more, resolved) => {
    const chosen = selectForHost(resolved, { ...SERVER_2022, ...more });
    expect(chosen.selection).toBeUndefined();
    expect(chosen.byStore).toBeUndefined();
    expect(chosen.judged).toBeUndefined();
    expect(chosen.observations).toEqual([]);
  });

  it('the store is the one that Windows has by default, until it is known', () => {
    expect(selectForHost(image([]), SERVER_2022)).toMatchObject({ store: 'graphdriver', storeKnown: false });
    expect(selectForHost(image([]), { ...SERVER_2022, imageStore: 'containerd' })).toMatchObject({
      store: 'containerd',
      storeKnown: true,
    });
  });
});

describe('what is worth telling about a choice, by name', () => {
  const CLIENT_25H2: ChoosingHost & { readonly defaultIsolation: 'hyperv' } = {
    version: { build: 26200 },
    product: 'client',
    defaultIsolation: 'hyperv',
  };
  const observed = (
    resolved: Pick<ResolvedImage, 'kind' | 'entries' | 'tag'>,
    host: ChoosingHost,
    options: Parameters<typeof selectForHost>[2] = {},
  ) => selectForHost(resolved, host, options).observations;
  const codes = (...given: Parameters<typeof observed>) => observed(...given).map(({ code }) => code);
  const withStore = (imageStore: Store): ChoosingHost => ({ ...SERVER_2022, imageStore });

  it('platform-not-understood, and the choice goes on without it', () => {
    const chosen = selectForHost(image(indexOf('20348.1')), SERVER_2022, { platform: 'window' });
    expect(chosen.observations).toEqual([{ code: 'platform-not-understood', written: 'window' }]);
    expect(chosen.judged?.index).toBe(0);
  });

  it('no-matching-manifest, in the words of the host’s own store', () => {
    expect(observed(image(indexOf('26100.1')), SERVER_2022)).toEqual([
      {
        code: 'no-matching-manifest',
        store: 'graphdriver',
        engineText: 'no matching manifest for windows(10.0.20348)/amd64 in the manifest list entries',
      },
    ]);
  });

  it.each<[string, readonly string[], ChoosingHost, boolean]>([
    ['different entries', ['20348.1', '26100.1'], { version: { build: 26100 }, product: 'server' }, true],
    ['one takes none', ['17763.1'], SERVER_2022, true],
    ['both take the same', ['17763.1', '20348.1'], SERVER_2022, false],
    ['both take none', ['26100.1'], SERVER_2022, false],
  ])('selection-depends-on-engine: %s', (_, entries, host, differs) => {
    expect(codes(image(indexOf(...entries)), host).includes('selection-depends-on-engine')).toBe(differs);
  });

  it('selection-depends-on-engine is about indexes: of a single manifest both stores have but one', () => {
    const single = { ...image(indexOf('26100.1')), kind: 'manifest' as const };
    expect(codes(single, withStore('graphdriver'))).toEqual(['no-matching-manifest']);
    expect(codes(single, withStore('containerd'))).toEqual([]);
  });

  it.each<[string, readonly string[], string, unknown]>([
    ['the one that is taken', ['windows'], 'golang:1.27-nanoserver', { entries: [0], taken: true }],
    [
      'beside the one that is taken',
      ['20348.1', 'windows'],
      'golang:1.27-nanoserver',
      { entries: [1], taken: false },
    ],
    ['all of several', ['windows', 'windows'], 'golang:1.27-nanoserver', { entries: [0, 1], taken: true }],
    [
      'of another processor: nobody’s concern',
      ['20348.1', 'windows arm64'],
      'golang:1.27-nanoserver',
      undefined,
    ],
    ['of another system: never had one', ['20348.1', 'linux'], 'golang:1.27-nanoserver', undefined],
    [
      'host-process images have none to miss',
      ['windows'],
      'a.b/windows-host-process-containers-base-image',
      undefined,
    ],
  ])('missing-os-version: %s', (_, entries, reference, expected) => {
    const found = observed(image(indexOf(...entries), reference), SERVER_2022).find(
      ({ code }) => code === 'missing-os-version',
    );
    expect(found).toEqual(expected && { code: 'missing-os-version', ...expected });
  });

  it.each<
    [
      string,
      readonly string[],
      ChoosingHost & { readonly defaultIsolation?: 'process' | 'hyperv' },
      number | undefined,
    ]
  >([
    [
      'an older one is taken although a fitting one follows',
      ['17763.1', '20348.1'],
      { version: { build: 26100 }, product: 'server' },
      1,
    ],
    [
      'none is taken, although one would run in the host’s default isolation',
      ['20348.1'],
      { ...CLIENT_25H2, imageStore: 'containerd' },
      0,
    ],
    [
      'the one that is taken runs: nothing to tell',
      ['20348.1', '26100.1'],
      { version: { build: 26100 }, product: 'server' },
      undefined,
    ],
    ['none of them would run', ['14393.1', '17763.1'], SERVER_2022, undefined],
    ['a fitting one for another processor', ['17763.1', '20348.1 arm64'], SERVER_2022, undefined],
    ['Hyper-V takes every older one', ['17763.1', '20348.1'], CLIENT_25H2, undefined],
  ])('fitting-entry-not-taken: %s', (_, entries, host, expected) => {
    const found = observed(image(indexOf(...entries)), host).find(
      ({ code }) => code === 'fitting-entry-not-taken',
    );
    expect(found && 'fitting' in found ? found.fitting.index : undefined).toBe(expected);
  });

  it.each([
    ['compatible', false],
    ['exact', true],
  ] as const)('fitting-entry-not-taken: by the policy that is asked for: %s', (policy, told) => {
    // This store takes the older one, which runs on the newer host unless equal builds are demanded.
    const host: ChoosingHost = { version: { build: 26100 }, product: 'server', imageStore: 'containerd' };
    const found = codes(image(indexOf('20348.1', '26100.1')), host, { policy });
    expect(found.includes('fitting-entry-not-taken')).toBe(told);
  });
});
