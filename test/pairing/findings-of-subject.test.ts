import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/hosts/model.ts';
import { findingsOnHost, worstLevel } from '../../src/pairing/findings-of-subject.ts';
import type { Subject } from '../../src/pairing/model.ts';
import { type PairingSettings, pairOnHost } from '../../src/pairing/pair.ts';
import { assumedHost, CORE, host, NANO, type Published, SETTINGS, subject } from './builders.ts';

/** `rule level modes lines` of each finding. */
function told(of: Subject, on: Host, settings: Partial<PairingSettings> = {}): readonly string[] {
  const all = { ...SETTINGS, ...settings };
  return findingsOnHost(of, on, (member, each) => pairOnHost(member.image, each, all), {
    anyIsolation: all.isolation === 'any',
    assumed: on.origin === 'assumed',
  }).map(({ rule, level, subject: { isolation }, places }) =>
    [rule, level, isolation?.join('+') ?? '-', places.map(({ line }) => line).join()].join(' '),
  );
}

describe('what the images of one file meet on one host', () => {
  it.each<[string, string, string, Partial<PairingSettings>, readonly string[]]>([
    ['nothing', `FROM ${NANO}:ltsc2022`, 'ltsc2022', {}, []],
    [
      'a refusal, of the mode that must work',
      `FROM ${CORE}:ltsc2019`,
      'ltsc2022',
      {},
      ['build-mismatch error process 1'],
    ],
    ['the other mode is nobody’s trouble', `FROM ${CORE}:ltsc2019`, 'ltsc2022', { isolation: 'hyperv' }, []],
    [
      'both must work: both are told',
      `FROM ${CORE}:ltsc2019`,
      'ltsc2022',
      { isolation: 'all' },
      ['build-mismatch error process 1'],
    ],
    [
      'what holds in both modes is told once',
      `FROM ${CORE}:ltsc2025`,
      'ltsc2022',
      { isolation: 'all' },
      ['image-newer-than-host error process+hyperv 1'],
    ],
    [
      'one mode is enough: the better one is told',
      `FROM ${CORE}:ltsc2019`,
      'ltsc2022',
      { isolation: 'any' },
      [],
    ],
    [
      'none is good enough: the host’s default is told',
      `FROM ${CORE}:ltsc2025`,
      'ltsc2022',
      { isolation: 'any' },
      ['image-newer-than-host error process 1'],
    ],
    [
      'every place of one image',
      `FROM ${CORE}:ltsc2019 AS a\nRUN a\nFROM ${CORE}:ltsc2019\nCOPY --from=a a a\nRUN b`,
      'ltsc2022',
      {},
      ['build-mismatch error process 1,3'],
    ],
    [
      'what is only copied from need not run',
      `FROM ${NANO}:ltsc2022\nCOPY --from=${CORE}:ltsc2019 a a`,
      'ltsc2022',
      {},
      [],
    ],
    [
      'but the engine must be able to pull it',
      `FROM ${NANO}:ltsc2022\nCOPY --from=${CORE}:ltsc2025 a a`,
      'ltsc2022',
      {},
      ['image-newer-than-host error - 2'],
    ],
    [
      'an unknown is a warning',
      'FROM golang:1.27-nanoserver',
      'ltsc2022',
      {},
      ['image-version-unknown warning process 1'],
    ],
  ])('%s', (_, text, on, settings, expected) => {
    expect(told(subject(text), host(on), settings)).toEqual(expected);
  });

  it('on a host that nobody named nothing is more than a warning', () => {
    const old = subject(`FROM ${CORE}:ltsc2019`);
    expect(told(old, assumedHost('windows-2022'))).toEqual(['build-mismatch warning process 1']);
    const newer = subject(`FROM ${CORE}:ltsc2022`);
    expect(told(newer, assumedHost('windows-2025'))).toEqual(['cross-release-process notice process 1']);
  });

  it('of the choice from an index, whatever the need', () => {
    const published: Published = { 'acme/app:1': ['17763.1', '20348.1'] };
    const text = `FROM ${NANO}:ltsc2025\nCOPY --from=acme/app:1 a a`;
    expect(told(subject(text, published), host('ltsc2025,store=graphdriver'))).toEqual([
      'fitting-entry-not-taken warning - 2',
    ]);
  });

  it('names image and host first', () => {
    const [found] = findingsOnHost(
      subject(`FROM ${CORE}:ltsc2019`),
      host('ltsc2022'),
      (member, each) => pairOnHost(member.image, each, SETTINGS),
      { anyIsolation: false, assumed: false },
    );
    expect(found?.message).toMatch(`${CORE}:ltsc2019 on ltsc2022: `);
    expect(found?.subject).toEqual({ image: `${CORE}:ltsc2019`, host: 'ltsc2022', isolation: ['process'] });
  });
});

describe('the worst level', () => {
  it.each([
    [[], undefined],
    [['notice'], 'notice'],
    [['notice', 'error', 'warning'], 'error'],
    [['warning', 'notice'], 'warning'],
  ] as const)('%j: %s', (levels, worst) => {
    expect(worstLevel(levels.map((level) => ({ level })))).toBe(worst);
  });
});
