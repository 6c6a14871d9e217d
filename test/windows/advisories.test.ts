import { describe, expect, it } from 'vitest';
import { ADVISORIES, advisoriesFor } from '../../src/windows/advisories.ts';
import { predict } from '../../src/windows/compatibility.ts';
import type { Family, Isolation } from '../../src/windows/model.ts';
import { PREDICTION_RULES } from '../../src/windows/prediction.ts';
import { SOURCES } from '../../src/windows/sources.ts';
import { host, image, version } from './hosts.ts';

function fired(hostText: string, imageText: string, family: Family, isolation: Isolation): readonly string[] {
  const [number = '', product] = hostText.split(' ');
  return advisoriesFor({
    host: version(number),
    product: product === 'client' ? 'client' : 'server',
    image: version(imageText),
    family,
    isolation,
  }).map(({ id }) => id);
}

type Pairing = readonly [host: string, image: string, family: Family, isolation: Isolation];

/** For each row pairings just inside its range, and such as differ from those in one thing only. */
const RANGES: Readonly<
  Record<string, { readonly inside: readonly Pairing[]; readonly outside: readonly Pairing[] }>
> = {
  'image-17763-1039-hangs': {
    inside: [['17763.973 server', '17763.1039', 'nanoserver', 'process']],
    outside: [
      ['17763.973 server', '17763.1038', 'nanoserver', 'process'],
      ['17763.973 server', '17763.1040', 'nanoserver', 'process'],
      ['17763.973 server', '17763', 'nanoserver', 'process'],
      ['17763.973 server', '17763.1039', 'nanoserver', 'hyperv'],
    ],
  },
  'nanoserver-1903-on-22h2': {
    inside: [['19045 client', '18362', 'nanoserver', 'hyperv']],
    outside: [
      ['19044 client', '18362', 'nanoserver', 'hyperv'],
      ['19045 client', '18363', 'nanoserver', 'hyperv'],
      ['19045 client', '18362', 'servercore', 'hyperv'],
      ['19045 client', '18362', 'nanoserver', 'process'],
      ['19045 server', '18362', 'nanoserver', 'hyperv'],
    ],
  },
  'ltsc2025-iis-stops-slowly': {
    inside: [
      ['26100.1 client', '26100.2314', 'servercore', 'process'],
      ['26100 server', '26100.2314', 'servercore', 'process'],
    ],
    outside: [
      ['26100.1 client', '26100.2313', 'servercore', 'process'],
      ['26100.1 client', '26100.2315', 'servercore', 'process'],
      ['26100.1 client', '26100.2314', 'nanoserver', 'process'],
      ['26100.1 client', '26100.2314', 'servercore', 'hyperv'],
    ],
  },
  'ltsc2025-crosses-february-2025': {
    inside: [
      ['26100.2894 server', '26100.3194', 'servercore', 'process'],
      ['26100.2605 server', '26100.4060', 'unknown', 'process'],
    ],
    outside: [
      ['26100.2895 server', '26100.3194', 'servercore', 'process'],
      ['26100.2894 server', '26100.3193', 'servercore', 'process'],
      ['26100.2894 server', '26100.4061', 'nanoserver', 'process'],
      ['26100.2894 client', '26100.3194', 'servercore', 'process'],
      ['26100 server', '26100.3194', 'servercore', 'process'],
      ['26100.2894 server', '26100.3194', 'servercore', 'hyperv'],
    ],
  },
  'ltsc2019-crosses-may-2025': {
    inside: [['17763.7313 server', '17763.7314', 'servercore', 'process']],
    outside: [
      ['17763.7314 server', '17763.7314', 'servercore', 'process'],
      ['17763.7313 server', '17763.7313', 'servercore', 'process'],
      ['17763.7313 server', '17763.7314', 'nanoserver', 'process'],
      ['17763.7313 client', '17763.7314', 'servercore', 'process'],
    ],
  },
  'ltsc2025-crosses-may-2025': {
    inside: [['26100.4060 server', '26100.4061', 'server', 'process']],
    outside: [
      ['26100.4061 server', '26100.4061', 'server', 'process'],
      ['26100.4060 server', '26100.4060', 'server', 'process'],
      ['26100.4060 server', '26100.4061', 'nanoserver', 'process'],
      ['26100.4060 server', '26100.4061', 'server', 'hyperv'],
    ],
  },
  'http-sys-on-2025': {
    inside: [['26100 server', '20348', 'servercore', 'process']],
    outside: [
      ['26100 client', '20348', 'servercore', 'process'],
      ['25398 server', '20348', 'servercore', 'process'],
      ['26100 server', '26100', 'servercore', 'process'],
      ['26100 server', '20348', 'nanoserver', 'process'],
      ['26100 server', '20348', 'servercore', 'hyperv'],
    ],
  },
  'ltsc2019-process-start-hangs': {
    inside: [
      ['20348 server', '17763.9020', 'servercore', 'hyperv'],
      ['17763.9020 server', '17763.9376', 'servercore', 'process'],
    ],
    outside: [
      ['20348 server', '17763.9019', 'servercore', 'hyperv'],
      ['20348 server', '17763', 'servercore', 'hyperv'],
      ['20348 server', '17763.9020', 'nanoserver', 'hyperv'],
      ['20348 server', '14393.9376', 'servercore', 'hyperv'],
    ],
  },
  'ltsc2025-stalls-on-25h2': {
    inside: [['26200 client', '26100', 'servercore', 'process']],
    outside: [
      ['26100 client', '26100', 'servercore', 'process'],
      ['26300 client', '26100', 'servercore', 'process'],
      ['26200 client', '20348', 'servercore', 'process'],
      ['26200 client', '26100', 'nanoserver', 'process'],
      ['26200 client', '26100', 'servercore', 'hyperv'],
    ],
  },
};

const LOUD = ADVISORIES.filter(({ quiet }) => !quiet);

describe('the advisories', () => {
  it('each have a range tested here', () => {
    expect(Object.keys(RANGES).sort()).toEqual(LOUD.map(({ id }) => id).sort());
  });

  it.each(ADVISORIES)('$id has dates in order, a message and known sources', (advisory) => {
    for (const day of [advisory.since, advisory.until ?? advisory.since]) {
      expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
    }
    expect((advisory.until ?? '9999-12-31') > advisory.since).toBe(true);
    expect(advisory.message).toMatch(/\.$/);
    expect(advisory.sources.length).toBeGreaterThan(0);
    for (const source of advisory.sources) expect(SOURCES).toHaveProperty([source]);
    if (advisory.within) expect(PREDICTION_RULES).toContain(advisory.within);
  });

  it.each(LOUD)('$id fires within its range', ({ id }) => {
    const inside = RANGES[id]?.inside ?? [];
    expect(inside.length).toBeGreaterThan(0);
    for (const pairing of inside) expect(fired(...pairing), pairing.join(', ')).toContain(id);
  });

  it.each(LOUD)('$id does not fire outside it', ({ id }) => {
    const outside = RANGES[id]?.outside ?? [];
    expect(outside.length).toBeGreaterThan(0);
    for (const pairing of outside) expect(fired(...pairing), pairing.join(', ')).not.toContain(id);
  });

  it('that are quiet never fire', () => {
    expect(fired('20348 server', '20348', 'servercore', 'process')).toEqual([]);
    expect(fired('22631 client', '20348', 'servercore', 'process')).toEqual([]);
  });

  it('say nothing of the usual pairings', () => {
    for (const build of ['14393.8000', '17763.8880', '20348.5499', '26100.33296']) {
      for (const isolation of ['process', 'hyperv'] as const) {
        expect(fired(`${build} server`, build, 'servercore', isolation)).toEqual([]);
      }
    }
  });
});

describe('a prediction with an advisory', () => {
  it('tells it as a finding of its own', () => {
    const { prediction, findings } = predict(host('20348 server'), image('17763.9020'), 'hyperv');
    expect(prediction).toBe('runs');
    expect(findings).toMatchObject([{ rule: 'known-advisory', level: 'notice' }]);
  });

  it('tells it within the finding of the rule it belongs to', () => {
    const { findings } = predict(host('26100 server'), image('20348'), 'process');
    expect(findings).toMatchObject([{ rule: 'cross-release-process', level: 'notice' }]);
    expect(findings[0]?.message).toContain('http.sys');
    expect(findings[0]?.sources).toContain('albuild-base-image');
  });

  it('tells it by itself where that rule did not fire', () => {
    const { findings } = predict(host('17763.973 server'), image('17763.1038'), 'process');
    expect(findings.map(({ rule }) => rule)).toEqual(['revision-newer-than-host']);
    const first = predict(host('17763.973 server'), image('17763.1039'), 'process');
    expect(first.findings.map(({ rule, level }) => [rule, level])).toEqual([
      ['revision-newer-than-host', 'warning'],
      ['known-advisory', 'warning'],
    ]);
  });

  it('tells none where the pairing is refused', () => {
    const { findings } = predict(host('20348 server'), image('17763.9020'), 'process');
    expect(findings.map(({ rule }) => rule)).toEqual(['build-mismatch']);
  });
});
