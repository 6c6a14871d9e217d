import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predict } from '../../src/windows/compatibility.ts';
import { type HostFacts, type ImageFacts, ISOLATIONS, type Isolation } from '../../src/windows/model.ts';
import { imageSupportEnd, RELEASES, releaseOfTagWord } from '../../src/windows/releases.ts';
import { type RemedyOptions, remediesFor } from '../../src/windows/remedy.ts';
import { parseWindowsVersion } from '../../src/windows/version.ts';
import { host, image } from './hosts.ts';

function remedies(
  facts: HostFacts,
  of: ImageFacts,
  isolation: Isolation,
  options?: RemedyOptions,
): readonly string[] {
  return remediesFor(facts, of, isolation, options).map((remedy) =>
    [remedy.kind, remedy.tag, remedy.isolation].filter((word) => word !== undefined).join(' '),
  );
}

describe('remedies', () => {
  it('are none where the pairing runs', () => {
    expect(remedies(host('20348 server'), image('20348'), 'process')).toEqual([]);
    expect(remedies(host('26100 server'), image('20348'), 'process')).toEqual([]);
  });

  it('for a build mismatch are the tag of the host, Hyper-V, and the host of the image', () => {
    expect(remedies(host('20348 server'), image('17763'), 'process')).toEqual([
      'tag ltsc2022',
      'isolation hyperv',
      'host',
    ]);
    const texts = remediesFor(host('20348 server'), image('17763'), 'process').map(({ text }) => text);
    expect(texts[0]).toContain('mcr.microsoft.com/windows/servercore:ltsc2022');
    expect(texts[1]).toContain('Hyper-V must be installed');
    expect(texts[2]).toContain('Windows Server 2019');
  });

  it("put the host's own release first, then the newest", () => {
    expect(remedies(host('26100 server'), image('17763', 'nanoserver'), 'process').slice(0, 2)).toEqual([
      'tag ltsc2025',
      'tag ltsc2022',
    ]);
    expect(remedies(host('22631 client'), image('26100'), 'hyperv')).toEqual([
      'tag ltsc2022',
      'tag ltsc2019 hyperv',
      'tag ltsc2016 hyperv',
      'host',
    ]);
  });

  it('take the tag that the family has', () => {
    expect(remedies(host('17763 server'), image('20348', 'nanoserver'), 'process')).toContain('tag 1809');
    expect(remedies(host('17763 server'), image('20348', 'server'), 'process')).toContain('tag ltsc2019');
    expect(remedies(host('20348 server'), image('17763', 'windows'), 'process')).toContain('tag ltsc2022');
  });

  it('leave out what is no longer in support on the day', () => {
    const ask = (day: string) => remedies(host('26100 server'), { family: 'servercore' }, 'hyperv', { day });
    expect(ask('2027-01-11')).toContain('tag ltsc2016 hyperv');
    expect(ask('2027-01-12')).not.toContain('tag ltsc2016 hyperv');
    expect(remedies(host('14393 server'), image('17763', 'nanoserver'), 'process')).not.toContain(
      'tag sac2016',
    );
  });

  it('do not offer Hyper-V where it does not work, and say how it would', () => {
    expect(remedies(host('20348 server', { hyperv: 'absent' }), image('17763'), 'process')).toEqual([
      'tag ltsc2022',
      'host',
    ]);
    expect(remedies(host('20348 server', { hyperv: 'broken' }), image('17763'), 'hyperv')).toEqual([
      'tag ltsc2022 process',
      'host',
      'host',
    ]);
    expect(remedies(host('20348 server', { hyperv: 'absent' }), image('20348'), 'hyperv')[0]).toBe(
      'isolation process',
    );
  });

  it("for an image newer than its host's revision are an older image, Hyper-V, or an update", () => {
    expect(remedies(host('20348.2340 server'), image('20348.2461'), 'process')).toEqual([
      'tag 10.0.20348.2340',
      'isolation hyperv',
      'host',
    ]);
    const last = remediesFor(host('20348.2340 server'), image('20348.2461'), 'process').at(-1);
    expect(last?.text).toContain('10.0.20348.2461');
  });

  it.each([
    ['20348.100 server', '20348.200', "the host's revision, 10.0.20348.100, or of an earlier monthly update"],
    ['14393.1914 server', '14393.1944', "exactly the host's revision, 10.0.14393.1914"],
    [
      '17763.5000 server',
      '17763.973',
      "the host's revision, 10.0.17763.5000, or of an earlier monthly update down to 10.0.17763.1040",
    ],
    [
      '17763.900 server',
      '17763.1040',
      "the host's revision, 10.0.17763.900, or of an earlier monthly update",
    ],
  ])('on %s for %s speak of the revision, never of a tag that may not be published', (on, of, words) => {
    const [first] = remediesFor(host(on), image(of), 'process');
    expect(first?.text).toBe(`Build on a base image of ${words}.`);
    expect(first?.text).not.toMatch(/tag|`/);
  });

  it('join a tag with the other mode where neither works alone', () => {
    // Windows 11 25H2: of ltsc2025 reports differ in both modes, of ltsc2022 in process isolation.
    const [first, ...others] = remediesFor(host('26200 client'), image('26100'), 'process');
    expect(first).toMatchObject({ kind: 'tag', tag: 'ltsc2022', isolation: 'hyperv' });
    expect(first?.text).toMatch(
      /ltsc2022.* and run it in Hyper-V isolation \(--isolation=hyperv\); Hyper-V must/,
    );
    expect(others.map(({ kind }) => kind)).toEqual(['host']);
    const [inHyperv] = remediesFor(host('26200 client'), image('26100'), 'hyperv');
    expect(inHyperv?.text).toMatch(/ltsc2022.*, in Hyper-V isolation\.$/);
    expect(remedies(host('26200 client'), image('20348'), 'process')).toEqual(['isolation hyperv', 'host']);
    expect(remedies(host('15063 client'), image('20348'), 'process')).toEqual([
      'tag ltsc2016 hyperv',
      'host',
    ]);
  });

  it('for a host-process image in Hyper-V isolation are what it is made for', () => {
    expect(remediesFor(host('20348 server'), { family: 'hostprocess' }, 'hyperv')).toEqual([
      {
        kind: 'isolation',
        isolation: 'process',
        text: 'Run it as a Kubernetes host-process container, which is a process on the host itself.',
      },
    ]);
  });

  it('for the host side of February 2020 do not name an image of the broken week', () => {
    expect(remedies(host('17763.1039 server'), image('17763.973'), 'process')).toEqual(['isolation hyperv']);
  });

  it('name the engine where the engine is in the way', () => {
    expect(remedies(host('20348 server', { containerOs: 'linux' }), image('20348'), 'process')).toEqual([
      'engine',
    ]);
    expect(
      remedies(host('17763 client', { engineVersion: '18.06.1-ce' }), image('17763'), 'process'),
    ).toEqual(['isolation hyperv', 'engine', 'host']);
  });

  it('ask for the product where it decides, and only for one that the build has', () => {
    const texts = remediesFor(host('14393'), image('14393'), 'process').map(({ text }) => text);
    expect(texts).toContainEqual(expect.stringContaining('Windows Server 2016, a server'));
    const unlisted = remediesFor(host('30000'), image('26100'), 'process').map(({ text }) => text);
    expect(unlisted).toContain('Say that the host is a server, if it is one.');
    expect(
      remediesFor(host('26200'), image('26100'), 'process').some(({ text }) => text.includes('Say')),
    ).toBe(false);
  });

  it('are a host where nothing else works', () => {
    expect(remedies({}, image('20348'), 'process')).toEqual(['host']);
    expect(remedies({ containerOs: 'windows' }, image('17763'), 'hyperv')).toEqual(['host']);
  });

  it('keep to the exact policy', () => {
    expect(remedies(host('26100 server'), image('20348'), 'process', { policy: 'exact' })).toEqual([
      'tag ltsc2025',
      'isolation hyperv',
      'host',
    ]);
  });
});

describe('every remedy', () => {
  const versions = fc.record(
    {
      build: fc.constantFrom(...RELEASES.map(({ build }) => build), 30_000),
      revision: fc.constantFrom(0, 973, 1039, 1040, 3504, 3506, 9020),
    },
    { requiredKeys: ['build'] },
  );
  const hosts = fc.record(
    {
      version: versions,
      product: fc.constantFrom('server' as const, 'client' as const),
      containerOs: fc.constantFrom('windows' as const, 'linux' as const),
      engineVersion: fc.constantFrom('18.06.1-ce', '29.1.5'),
      hyperv: fc.constantFrom('works' as const, 'absent' as const, 'broken' as const),
    },
    { requiredKeys: [] },
  );
  const images = fc.record(
    {
      operatingSystem: fc.constantFrom('windows', 'linux'),
      version: versions,
      family: fc.constantFrom(
        'nanoserver' as const,
        'servercore' as const,
        'windows' as const,
        'hostprocess' as const,
        'unknown' as const,
      ),
    },
    { requiredKeys: [] },
  );

  it('that is a tag or a mode is predicted to run, and a tag is in support', () => {
    fc.assert(
      fc.property(hosts, images, fc.constantFrom(...ISOLATIONS), (facts, of, isolation) => {
        const day = '2026-11-23';
        for (const remedy of remediesFor(facts, of, isolation, { day })) {
          expect(remedy.text).toMatch(/\.$/);
          const mode = remedy.isolation ?? isolation;
          if (!remedy.tag) {
            if (remedy.isolation) expect(predict(facts, of, mode).prediction).toBe('runs');
            continue;
          }
          const release = releaseOfTagWord(remedy.tag);
          const version = parseWindowsVersion(remedy.tag) ?? (release && { build: release.build });
          if (!version) throw new Error(`a tag without a version: ${remedy.tag}`);
          const candidate: ImageFacts = { version, ...(of.family && { family: of.family }) };
          expect(predict(facts, candidate, mode).prediction).toBe('runs');
          if (release?.images)
            expect(imageSupportEnd(release.images, of.family ?? 'unknown') >= day).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
