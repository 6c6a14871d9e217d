import { describe, expect, it } from 'vitest';
import { outputsOf } from '../../src/action/outputs.ts';
import { fanOut, formatMatrix, MOST_LEGS } from '../../src/report/matrix.ts';
import type { Report } from '../../src/report/report.ts';
import { type Case, checkCase } from '../check/world.ts';
import { HOSTILE, PASSED } from './samples.ts';

const CORE_2019 = 'mcr.microsoft.com/windows/servercore:ltsc2019';
const CORE_2022 = 'mcr.microsoft.com/windows/servercore:ltsc2022';
const NANO_2022 = 'mcr.microsoft.com/windows/nanoserver:ltsc2022';
const NANO_2025 = 'mcr.microsoft.com/windows/nanoserver:ltsc2025';
const HOST_PROCESS = 'mcr.microsoft.com/oss/kubernetes/windows-host-process-containers-base-image:v1.0.0';
const PUBLISHED = {
  [CORE_2019]: ['10.0.17763.8389'],
  [CORE_2022]: ['10.0.20348.2340'],
  [NANO_2022]: ['10.0.20348.2340'],
  [NANO_2025]: ['10.0.26100.1742'],
  [HOST_PROCESS]: ['10.0.17763.1'],
};

async function planOf(options: Case['options'], files: Case['files'] = {}): Promise<Report> {
  return (await checkCase({ files, published: PUBLISHED, options: { ...options } })).report;
}

describe('the fan-out', () => {
  it('has one leg for an image on a host, with what must work there', async () => {
    const report = await planOf(
      { hosts: ['windows-2022', 'windows-2025'] },
      { 'web/Dockerfile': `FROM ${NANO_2022}\n`, 'api/Dockerfile': `FROM ${NANO_2022}\n` },
    );
    const leg = { dockerfile: 'api/Dockerfile', 'build-args': '', image: NANO_2022, isolation: 'process' };
    expect(fanOut(report)).toEqual({
      legs: [
        { host: 'windows-2022', 'runs-on': 'windows-2022', ...leg },
        { host: 'windows-2025', 'runs-on': 'windows-2025', ...leg },
      ],
      left: [],
    });
  });

  it.each([
    ['default', 'process'],
    ['process', 'process'],
    ['hyperv', 'hyperv'],
    ['any', 'any'],
    ['all', 'all'],
  ] as const)('asks for what isolation: %s demands', async (isolation, asked) => {
    const report = await planOf({ images: [NANO_2022], isolation });
    expect(fanOut(report).legs).toMatchObject([{ dockerfile: '', isolation: asked }]);
  });

  it('leaves out what is refused in both modes, and asks for the mode that may work where one is refused', async () => {
    const report = await planOf({
      images: [NANO_2025, CORE_2019],
      hosts: ['windows-2022'],
      isolation: 'process',
    });
    expect(fanOut(report).legs).toMatchObject([{ image: CORE_2019, isolation: 'hyperv' }]);
  });

  it('leaves out what is only pulled, and host-process images', async () => {
    const report = await planOf(
      {},
      {
        'a/Dockerfile': `FROM ${NANO_2022}\nCOPY --from=${CORE_2022} a b\nRUN dir\n`,
        'b/Dockerfile': `FROM ${HOST_PROCESS}\nRUN a\n`,
      },
    );
    expect(report.images).toHaveLength(3);
    expect(fanOut(report).legs.map(({ image }) => image)).toEqual([NANO_2022]);
  });

  it('has one leg for two hosts that are one runner', async () => {
    const report = await planOf({ images: [NANO_2022], hosts: ['ltsc2022', 'windows-2022', '10.0.20348.1'] });
    expect(fanOut(report).legs).toMatchObject([{ host: 'ltsc2022', 'runs-on': 'windows-2022' }]);
  });

  it('says which hosts no runner is', async () => {
    const report = await planOf({
      images: [CORE_2019],
      hosts: ['ltsc2019', 'windows-11-24h2', 'windows-2022'],
    });
    const { legs, left } = fanOut(report);
    expect(legs).toHaveLength(1);
    expect(left).toEqual([
      {
        why: 'no-runner',
        host: 'ltsc2019',
        message:
          'ltsc2019 gets no leg in the matrix: GitHub has retired the label windows-2019 (10.0.17763, server).',
      },
      {
        why: 'no-runner',
        host: 'windows-11-24h2',
        message:
          'windows-11-24h2 gets no leg in the matrix: no hosted runner has its Windows (10.0.26100, client).',
      },
    ]);
  });

  it('hands on the build arguments of the subject, as the input takes them', () => {
    const [subject] = PASSED.subjects;
    const buildArgs = { TAG: 'ltsc2022', EMPTY: '', SUM: 'a=b', LINES: 'a\nb' };
    const report = { ...PASSED, subjects: [{ ...subject, buildArgs } as Report['subjects'][number]] };
    expect(fanOut(report).legs[0]?.['build-args']).toBe('TAG=ltsc2022\nEMPTY=\nSUM=a=b');
  });

  it('stays within what GitHub takes, what must work first, and says what is beyond', async () => {
    const images = Array.from({ length: 300 }, (_, index) => `docker.io/library/image${index}:latest`);
    const host = PASSED.hosts[0] as Report['hosts'][number];
    const report: Report = {
      ...PASSED,
      hosts: [host],
      subjects: images.map((image) => ({
        origin: 'input',
        hosts: [host.id],
        isolation: 'process',
        legs: [],
        images: [{ image, needs: ['run'] }],
      })),
      pairings: images.map((image, index) => ({
        ...(PASSED.pairings[0] as Report['pairings'][number]),
        image,
        required: index >= 50,
      })),
    };
    const { legs, left } = fanOut(report);
    expect(legs).toHaveLength(MOST_LEGS);
    expect(legs.slice(0, 7).map(({ image }) => image)).toEqual([...images.slice(0, 6), images[50]]);
    expect(left).toHaveLength(300 - MOST_LEGS);
    expect(left[0]).toMatchObject({ why: 'too-many', host: host.id, image: images[6] });
    expect(JSON.parse(outputsOf(report, '').matrix ?? '').include).toHaveLength(MOST_LEGS);
  });
});

describe('the outputs of the fan-out', () => {
  it('are JSON for fromJSON, and whether it has a leg', () => {
    const outputs = outputsOf(PASSED, 'report.json');
    expect(JSON.parse(outputs.matrix ?? '')).toEqual({ include: fanOut(PASSED).legs });
    expect(outputs['has-legs']).toBe('true');
  });

  it('are valid without a leg', () => {
    const outputs = outputsOf({ ...PASSED, subjects: [] }, 'report.json');
    expect(outputs).toMatchObject({ matrix: '{"include":[]}', 'has-legs': 'false' });
  });

  it('hold nothing that a runner obeys', () => {
    const host = { ...PASSED.hosts[0], id: 'windows-2022' } as Report['hosts'][number];
    const hostile: Report = {
      ...HOSTILE,
      hosts: [host],
      subjects: HOSTILE.subjects.map((subject) => ({ ...subject, hosts: [host.id] })),
      pairings: HOSTILE.pairings.map((pairing) => ({ ...pairing, host: host.id })),
    };
    const text = formatMatrix(fanOut(hostile).legs);
    expect(JSON.parse(text).include).toHaveLength(1);
    expect(text).not.toContain('##[');
    expect(text.startsWith('{')).toBe(true);
  });

  it('leave build arguments out that are too long for an output', () => {
    const [subject] = PASSED.subjects;
    const buildArgs = { LONG: 'x'.repeat(200_000) };
    const report = { ...PASSED, subjects: [{ ...subject, buildArgs } as Report['subjects'][number]] };
    const { include } = JSON.parse(outputsOf(report, '').matrix ?? '');
    expect(include).toHaveLength(2);
    expect(include[0]['build-args']).toBe('');
  });
});

describe('a report that was asked for a matrix', () => {
  it('keeps the legs, and says which hosts get none', async () => {
    const report = await planOf({
      images: [NANO_2022],
      hosts: ['windows-2022', 'windows-11-24h2'],
      fanOut: true,
    });
    expect(report.matrix).toEqual([
      { host: 'windows-2022', runsOn: 'windows-2022', image: NANO_2022, isolation: 'process' },
    ]);
    expect(report.findings.filter(({ rule }) => rule === 'host-without-runner')).toMatchObject([
      { level: 'notice', places: [], subject: { host: 'windows-11-24h2' } },
    ]);
    expect(report.counts.notices).toBe(report.findings.filter(({ level }) => level === 'notice').length);
  });

  it.each([
    ['error', 'failed', undefined],
    ['off', 'passed', 1],
  ] as const)('gives its findings the level %s where that is wanted', async (level, result, switchedOff) => {
    const report = await planOf({
      images: [NANO_2022],
      hosts: ['ltsc2022', 'ltsc2019'],
      isolation: 'hyperv',
      hostsMatch: 'any',
      levels: { 'host-without-runner': level, 'host-end-of-life': 'off' },
      fanOut: true,
    });
    // Nothing of this image may run on ltsc2019, so that host is not missed.
    expect(report.findings.some(({ rule }) => rule === 'host-without-runner')).toBe(false);
    const other = await planOf({
      images: [CORE_2019],
      hosts: ['10.0.25398'],
      isolation: 'any',
      levels: { 'host-without-runner': level, 'host-end-of-life': 'notice' },
      fanOut: true,
    });
    expect(other.findings.some(({ rule }) => rule === 'host-without-runner')).toBe(level !== 'off');
    expect(other.result).toBe(level === 'off' ? other.result : result);
    expect(other.switchedOff).toBe(switchedOff);
  });

  it('has none that was not asked for', async () => {
    const report = await planOf({ images: [NANO_2022], hosts: ['windows-11-24h2'] });
    expect(report.matrix).toBeUndefined();
    expect(report.findings.some(({ rule }) => rule === 'host-without-runner')).toBe(false);
  });
});
