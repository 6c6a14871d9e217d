import { describe, expect, it } from 'vitest';
import {
  describeVersion,
  FACTS_READ,
  hostsNamed,
  imageSupportEnd,
  imageTagsOf,
  NEWEST_KNOWN_BUILD,
  productsOfBuild,
  RELEASES,
  recommendedBase,
  recommendedTag,
  releaseOfBuild,
  releaseOfTagWord,
} from '../../src/windows/releases.ts';
import { SOURCES } from '../../src/windows/sources.ts';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

function isDate(text: string): boolean {
  return ISO_DATE.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

describe('the release table', () => {
  it('lists every build once, oldest first', () => {
    const builds = RELEASES.map(({ build }) => build);
    expect(builds).toEqual([...new Set(builds)].sort((a, b) => a - b));
    expect(builds.at(-1)).toBe(NEWEST_KNOWN_BUILD);
  });

  it('holds the builds that containers are known on', () => {
    expect(RELEASES.map(({ build }) => build)).toEqual([
      14393, 15063, 16299, 17134, 17763, 18362, 18363, 19041, 19042, 19043, 19044, 19045, 20348, 22000, 22621,
      22631, 25398, 26100, 26200, 26300, 28000,
    ]);
  });

  it.each(RELEASES)('$build has real dates in order, a product and known sources', (release) => {
    expect(productsOfBuild(release.build).length).toBeGreaterThan(0);
    expect(release.sources.length).toBeGreaterThan(0);
    for (const source of release.sources) expect(SOURCES).toHaveProperty([source]);
    const { images } = release;
    if (images) {
      const dates = [images.available, images.mainstreamEnd, images.extendedEnd].filter(
        (date) => date !== undefined,
      );
      expect(dates.filter((date) => !isDate(date))).toEqual([]);
      expect(dates).toEqual([...dates].sort());
      expect(imageTagsOf(release).length).toBeGreaterThan(0);
    }
    for (const name of Object.values(release.names)) {
      const dates = [name.mainstreamEnd, name.extendedEnd].filter((date) => date !== undefined);
      expect(dates.filter((date) => !isDate(date))).toEqual([]);
      expect(name.words.filter((word) => word !== word.toLowerCase())).toEqual([]);
    }
  });

  it('gives images to every server release but the annual channel, and to no client', () => {
    const without = RELEASES.filter(({ images }) => !images).map(({ channel }) => channel);
    expect(new Set(without)).toEqual(new Set(['client', 'annual']));
  });

  it('names no tag for two builds', () => {
    const tags = RELEASES.flatMap((release) => imageTagsOf(release).map((tag) => tag.toLowerCase()));
    expect(tags).toEqual([...new Set(tags)]);
  });
});

describe('the sources table', () => {
  it.each(Object.entries(SOURCES))('%s has a title, an https address and a date', (_id, source) => {
    expect(source.title).not.toBe('');
    expect(new URL(source.url).protocol).toBe('https:');
    expect(isDate(source.read)).toBe(true);
  });

  it('holds no address twice', () => {
    const urls = Object.values(SOURCES).map(({ url }) => url);
    expect(urls).toEqual([...new Set(urls)]);
  });
});

describe('a tag word', () => {
  it.each([
    ['ltsc2016', 14393],
    ['sac2016', 14393],
    ['1709', 16299],
    ['1803', 17134],
    ['1809', 17763],
    ['ltsc2019', 17763],
    ['1903', 18362],
    ['1909', 18363],
    ['2004', 19041],
    ['20H2', 19042],
    ['20h2', 19042],
    ['2009', 19042],
    ['LTSC2022', 20348],
    ['ltsc2025', 26100],
  ])('%s names build %i', (word, build) => {
    expect(releaseOfTagWord(word)?.build).toBe(build);
  });

  it.each([
    '',
    'latest',
    '1703',
    '21H2',
    '22H2',
    '24H2',
    'ltsc2021',
    'ltsc2012',
    '4.8',
    'nanoserver',
    'constructor',
  ])('%j names none', (word) => {
    expect(releaseOfTagWord(word)).toBeUndefined();
  });
});

describe('a host by name', () => {
  it.each([
    ['ltsc2022', ['20348 server']],
    ['Windows-Server-2022', ['20348 server']],
    ['windows-11-24h2', ['26100 client']],
    ['windows-server-2025', ['26100 server']],
    ['24h2', ['26100 server', '26100 client']],
    ['1809', ['17763 server', '17763 client']],
    ['23h2', ['22631 client', '25398 server']],
    ['21h2', ['19044 client', '20348 server', '22000 client']],
    ['windows-95', []],
    ['toString', []],
  ])('%s may mean %j', (word, expected) => {
    expect(hostsNamed(word).map(({ release, product }) => `${release.build} ${product}`)).toEqual(expected);
  });
});

describe('describing a version', () => {
  it.each([
    [{ build: 20348, revision: 2340 }, undefined, 'Windows Server 2022 (10.0.20348.2340)'],
    [{ build: 26100 }, 'client', 'Windows 11 24H2 (10.0.26100)'],
    [{ build: 26100 }, 'server', 'Windows Server 2025 (10.0.26100)'],
    [{ build: 26100 }, undefined, 'Windows Server 2025 or Windows 11 24H2 (10.0.26100)'],
    [{ build: 22631 }, 'server', 'Windows 11 23H2 (10.0.22631)'],
    [{ build: 29999, revision: 1 }, 'server', 'Windows of an unlisted release (10.0.29999.1)'],
  ] as const)('%j as %s is %s', (version, product, expected) => {
    expect(describeVersion(version, product)).toBe(expected);
  });
});

describe('the tag to recommend', () => {
  it.each([
    [14393, 'nanoserver', 'mcr.microsoft.com/windows/nanoserver', 'sac2016'],
    [14393, 'servercore', 'mcr.microsoft.com/windows/servercore', 'ltsc2016'],
    [17763, 'nanoserver', 'mcr.microsoft.com/windows/nanoserver', '1809'],
    [17763, 'servercore', 'mcr.microsoft.com/windows/servercore', 'ltsc2019'],
    [17763, 'windows', 'mcr.microsoft.com/windows', 'ltsc2019'],
    [17763, 'server', 'mcr.microsoft.com/windows', 'ltsc2019'],
    [19042, 'nanoserver', 'mcr.microsoft.com/windows/nanoserver', '20H2'],
    [20348, 'windows', 'mcr.microsoft.com/windows/server', 'ltsc2022'],
    [20348, 'unknown', 'mcr.microsoft.com/windows/servercore', 'ltsc2022'],
    [26100, 'server', 'mcr.microsoft.com/windows/server', 'ltsc2025'],
  ] as const)('for build %i and family %s is %s:%s', (build, family, repository, tag) => {
    expect(recommendedBase(build, family)).toEqual({ repository, tag });
    expect(recommendedTag(build, family)).toBe(tag);
  });

  it.each([
    [22631, 'servercore'],
    [25398, 'nanoserver'],
    [14393, 'windows'],
    [20348, 'hostprocess'],
    [12345, 'servercore'],
  ] as const)('for build %i and family %s is none', (build, family) => {
    expect(recommendedBase(build, family)).toBeUndefined();
  });

  it('always leads back to the build it was asked for', () => {
    for (const { build } of RELEASES) {
      for (const family of ['nanoserver', 'servercore', 'windows', 'server', 'unknown'] as const) {
        const tag = recommendedTag(build, family);
        if (tag) expect(releaseOfTagWord(tag)?.build).toBe(build);
      }
    }
  });
});

describe('support of base images', () => {
  it.each([
    [14393, 'servercore', '2027-01-11'],
    [14393, 'nanoserver', '2018-10-09'],
    [19042, 'servercore', '2022-08-09'],
    [20348, 'nanoserver', '2031-10-14'],
  ] as const)('of build %i, %s ends on %s', (build, family, end) => {
    const images = releaseOfBuild(build)?.images;
    expect(images && imageSupportEnd(images, family)).toBe(end);
  });

  it('is judged against a real day', () => {
    expect(isDate(FACTS_READ)).toBe(true);
  });
});
