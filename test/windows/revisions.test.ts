import { describe, expect, it } from 'vitest';
import { predict } from '../../src/windows/compatibility.ts';
import { FEBRUARY_2020 } from '../../src/windows/revisions.ts';
import { host, image } from './hosts.ts';

function rules(
  hostText: string,
  imageText: string,
  family: 'servercore' | 'nanoserver' | 'unknown' = 'servercore',
) {
  const { prediction, rule, findings } = predict(host(hostText), image(imageText, family), 'process');
  const told = findings.filter((finding) => finding.rule !== 'client-process-for-development');
  return [prediction, rule, told.map((finding) => `${finding.rule} ${finding.level}`).join(', ')];
}

const MISMATCH = 'revision-mismatch error';
const FEBRUARY = 'february-2020-baseline error';
const NEWER = 'revision-newer-than-host warning';
const RUNS = ['runs', 'same-build', ''];

describe('Windows Server 2016 asks for equal revisions', () => {
  it.each([
    ['14393.1914 server', '14393.1914', RUNS],
    ['14393.1914 server', '14393.1913', ['undefined', 'revision-mismatch', MISMATCH]],
    ['14393.1914 server', '14393.1944', ['undefined', 'revision-mismatch', `${MISMATCH}, ${NEWER}`]],
    ['14393.3504 server', '14393.3443', ['undefined', 'revision-mismatch', `${MISMATCH}, ${FEBRUARY}`]],
    [
      '14393.3443 server',
      '14393.3506',
      ['undefined', 'revision-mismatch', `${MISMATCH}, ${FEBRUARY}, ${NEWER}`],
    ],
  ])('host %s, image %s', (hostText, imageText, expected) => {
    expect(rules(hostText, imageText)).toEqual(expected);
  });

  it.each([
    ['14393 server', '14393.1944'],
    ['14393.1914 server', '14393'],
    ['14393 server', '14393'],
  ])('host %s, image %s: runs on condition', (hostText, imageText) => {
    const prediction = predict(host(hostText), image(imageText), 'process');
    expect(prediction).toMatchObject({ prediction: 'runs', rule: 'same-build', findings: [] });
    expect(prediction.conditions).toEqual([expect.stringContaining('revisions')]);
  });

  it('names no such condition once both are known, or on another release', () => {
    expect(predict(host('14393.1 server'), image('14393.1'), 'process').conditions).toEqual([]);
    expect(predict(host('20348 server'), image('20348'), 'process').conditions).toEqual([]);
  });
});

// The numbers are written out here too: a slip in the table must not pass.
const THRESHOLDS = [
  { build: 14393, host: 3504, image: 3506 },
  { build: 17134, host: 1304, image: 1305 },
  { build: 17763, host: 1039, image: 1040 },
  { build: 18362, host: 658, image: 658 },
  { build: 18363, host: 658, image: 658 },
];

describe('the update of February 2020', () => {
  it('has the thresholds of the published tags', () => {
    expect(FEBRUARY_2020.map(({ build, host, image }) => ({ build, host, image }))).toEqual(THRESHOLDS);
  });

  it.each(THRESHOLDS)('parts hosts and images of build $build', ({ build, host: onHost, image: inImage }) => {
    const fires = (hostRevision: number, imageRevision: number): boolean =>
      predict(
        host(`${build}.${hostRevision} server`),
        image(`${build}.${imageRevision}`),
        'process',
      ).findings.some(({ rule }) => rule === 'february-2020-baseline');
    expect(fires(onHost - 1, inImage - 1)).toBe(false);
    expect(fires(onHost, inImage)).toBe(false);
    expect(fires(onHost + 1000, inImage)).toBe(false);
    expect(fires(onHost, inImage + 1000)).toBe(false);
    expect(fires(onHost - 1, inImage)).toBe(true);
    expect(fires(onHost, inImage - 1)).toBe(true);
  });

  it('counts for clients as well, and for Nano Server', () => {
    expect(rules('18363.592 client', '18363.658')).toEqual(['undefined', 'february-2020-baseline', FEBRUARY]);
    expect(rules('17763.1039 server', '17763.973', 'nanoserver')).toEqual([
      'undefined',
      'february-2020-baseline',
      FEBRUARY,
    ]);
  });

  it('comes before the newer revision that holds as well', () => {
    expect(rules('17763.1038 server', '17763.1040')).toEqual([
      'undefined',
      'february-2020-baseline',
      `${FEBRUARY}, ${NEWER}`,
    ]);
  });

  it.each([
    ['17763 server', '17763.1040'],
    ['17763.973 server', '17763'],
    ['19041.1 server', '19041.1'],
  ])('says nothing of host %s with image %s', (hostText, imageText) => {
    expect(rules(hostText, imageText)).toEqual(RUNS);
  });
});

describe('an image revision above that of the host', () => {
  it.each([
    ['20348.2340 server', '20348.2341', 'servercore', true],
    ['20348.2340 server', '20348.2341', 'unknown', true],
    ['20348.2340 server', '20348.2341', 'nanoserver', false],
    ['20348.2340 server', '20348.2340', 'servercore', false],
    ['20348.2340 server', '20348.2339', 'servercore', false],
    ['20348.2340 server', '20348', 'servercore', false],
    ['20348 server', '20348.2340', 'servercore', false],
    ['26100.8000 server', '26100.33000', 'servercore', true],
    ['26100.8000 client', '26100.33000', 'servercore', false],
    ['19042.1 client', '19042.2', 'servercore', false],
  ] as const)('host %s, image %s of family %s: %s', (hostText, imageText, family, fires) => {
    expect(rules(hostText, imageText, family)).toEqual(
      fires ? ['undefined', 'revision-newer-than-host', NEWER] : RUNS,
    );
  });

  it('says nothing across builds or in Hyper-V isolation', () => {
    expect(rules('26100.1 server', '20348.9999')[2]).toBe('cross-release-process notice');
    expect(predict(host('20348.1 server'), image('20348.2'), 'hyperv')).toMatchObject({
      prediction: 'runs',
      findings: [],
    });
  });

  it('of a family nobody told counts as any but Nano Server', () => {
    const prediction = predict(host('20348.1 server'), { version: { build: 20348, revision: 2 } }, 'process');
    expect(prediction.rule).toBe('revision-newer-than-host');
  });
});
