import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/hosts/model.ts';
import { pairOnHost } from '../../src/pairing/pair.ts';
import { checkedImage } from '../../src/pairing/subjects.ts';
import { host, resolved, SETTINGS } from './builders.ts';

const notes = (entries: readonly string[], on: Host, platform?: string) =>
  pairOnHost(checkedImage(resolved('acme/app:1-nanoserver', ...entries), platform), on, SETTINGS).notes.map(
    ({ rule, level, message }) => `${rule} ${level}: ${message}`,
  );

describe('what is said of a choice from an index', () => {
  it.each<[string, readonly string[], string, string | undefined, readonly string[]]>([
    ['nothing, where there is no doubt', ['20348.1'], 'ltsc2022', undefined, []],
    [
      'nothing of an index of which none is taken: the verdict says it',
      ['26100.1'],
      'ltsc2022',
      undefined,
      [],
    ],
    [
      'both answers where the store is not known',
      ['20348.1', '26100.1'],
      'ltsc2025,engine=29.6.0',
      undefined,
      [
        "selection-depends-on-engine notice: With the graphdriver store, Docker's default on Windows, the engine takes windows 10.0.26100.1 (sha256:000000000000…); with the containerd store windows 10.0.20348.1 (sha256:000000000000…).",
      ],
    ],
    [
      'one answer where it is',
      ['20348.1', '26100.1'],
      'ltsc2025,engine=29.6.0,store=containerd',
      undefined,
      [],
    ],
    [
      'that one of them takes none',
      ['17763.1'],
      'ltsc2022',
      undefined,
      [
        "selection-depends-on-engine notice: With the graphdriver store, Docker's default on Windows, the engine takes windows 10.0.17763.1 (sha256:000000000000…); with the containerd store none.",
      ],
    ],
    [
      'an entry without a version',
      ['20348.1', 'windows'],
      'ltsc2022,store=graphdriver',
      undefined,
      ['missing-os-version warning: 1 Windows entry of its index has no os.version.'],
    ],
    [
      'several, of which one is taken',
      ['windows', 'windows'],
      'ltsc2022,store=graphdriver',
      undefined,
      [
        'missing-os-version warning: 2 Windows entries of its index have no os.version, and the engine takes one of these.',
      ],
    ],
    [
      'one that would run and is not taken',
      ['17763.1', '20348.1'],
      'ltsc2025,store=graphdriver',
      undefined,
      [
        'fitting-entry-not-taken warning: The index has windows 10.0.20348.1 (sha256:000000000000…), which would run on ltsc2025,store=graphdriver, but with the graphdriver store the engine takes windows 10.0.17763.1 (sha256:000000000000…).',
      ],
    ],
    [
      'a platform that is none',
      ['20348.1'],
      'ltsc2022',
      'window/',
      ['invalid-platform error: `window/` is no platform that a builder would take.'],
    ],
  ])('%s', (_, entries, on, platform, expected) => {
    expect(notes(entries, host(on), platform)).toEqual(expected);
  });
});
