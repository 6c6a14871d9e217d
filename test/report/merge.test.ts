import { describe, expect, it } from 'vitest';
import { formatJson } from '../../src/report/json.ts';
import { mergeReports } from '../../src/report/merge.ts';
import type { Report } from '../../src/report/report.ts';
import type { Finding } from '../../src/rules/finding.ts';
import { CORE_2019, legOf, NANO_2022, NANO_2025, planOf } from './legs.ts';
import { FAILED, finding, HOSTILE, PASSED } from './samples.ts';

const DOCKERFILE = { 'web/Dockerfile': `FROM ${NANO_2022}\nRUN dir\n` };
const HOSTS = ['windows-2022', 'windows-2025'];

const cell = ({ pairings }: Report, host: string, isolation = 'process', image = NANO_2022) =>
  pairings.filter((one) => one.image === image && one.host === host && one.isolation === isolation);
const rules = ({ findings }: Report) => findings.map(({ rule, level }) => `${rule} ${level}`);

describe('one report', () => {
  it.each([
    ['failed', FAILED],
    ['passed', PASSED],
    ['hostile', HOSTILE],
  ])('that %s, alone or several times, is given back', (_, report) => {
    expect(formatJson(mergeReports([report]))).toBe(formatJson(report));
    expect(formatJson(mergeReports([report, report, structuredClone(report)]))).toBe(formatJson(report));
  });

  it('of a leg keeps its host', async () => {
    const leg = await legOf({ image: NANO_2022, version: '10.0.20348.2340' });
    expect(mergeReports([leg])).toEqual(leg);
  });

  it('cannot be made of none', () => {
    expect(() => mergeReports([])).toThrow('There is no report to merge');
  });
});

describe('a plan and its legs', () => {
  it('are one report: each cell once, with what was predicted and seen, at the places of the plan', async () => {
    const plan = await planOf({ hosts: HOSTS, failOn: 'never' }, DOCKERFILE);
    const merged = mergeReports(
      [
        plan,
        await legOf({ image: NANO_2022, version: '10.0.20348.2402', runId: 'a' }),
        await legOf({ image: NANO_2022, version: '10.0.26100.1742', runId: 'b' }),
      ],
      { failOn: 'error' },
    );
    expect(merged.result).toBe('passed');
    expect(merged.hosts).toMatchObject([
      { id: 'windows-2022', origin: 'detected', version: '10.0.20348.2402', engineVersion: '29.7.2' },
      { id: 'windows-2025', origin: 'detected', version: '10.0.26100.1742' },
    ]);
    expect(merged.hosts[0]?.name).toBe('windows-2022: Windows Server 2022 (10.0.20348.2402)');
    expect(merged.pairings).toHaveLength(4);
    for (const host of HOSTS) {
      expect(cell(merged, host)).toMatchObject([
        { required: true, prediction: 'runs', observation: { outcome: 'ran' } },
      ]);
    }
    expect(merged.images).toEqual(plan.images);
    expect(merged.subjects).toEqual(plan.subjects);
    expect([merged.smoke, ...(merged.furtherSmoke ?? [])]).toMatchObject([
      { host: 'windows-2022', runId: 'a' },
      { host: 'windows-2025', runId: 'b' },
    ]);
    expect(merged.matrix?.map(({ reported }) => reported)).toEqual([true, true]);
    const crossing = merged.findings.filter(({ rule }) => rule === 'cross-release-process');
    expect(crossing).toMatchObject([
      { subject: { host: 'windows-2025' }, places: [{ file: 'web/Dockerfile', line: 1 }] },
    ]);
    expect(crossing[0]?.message).toContain('10.0.26100.1742');
    expect(JSON.stringify(merged)).not.toContain('runner');
  });

  it('say what a leg saw, once, at the places of the plan', async () => {
    const plan = await planOf({ hosts: ['windows-2022'], failOn: 'never' }, DOCKERFILE);
    const smokeFailed: Finding = {
      rule: 'smoke-failed',
      level: 'error',
      message: `${NANO_2022} on runner in process isolation: It is predicted to run, but failed.\nlog on runner: x`,
      remedy: 'Look.',
      places: [],
      subject: { image: NANO_2022, host: 'runner', isolation: ['process'] },
    };
    const leg = await legOf({
      image: NANO_2022,
      version: '10.0.20348.2340',
      observations: { process: { outcome: 'failed', reason: 'exited-early' } },
      findings: [smokeFailed],
    });
    const merged = mergeReports([plan, leg], { failOn: 'error' });
    expect(merged).toMatchObject({ result: 'failed', counts: { errors: 1 } });
    expect(merged.findings.find(({ rule }) => rule === 'smoke-failed')).toEqual({
      ...smokeFailed,
      message: `${NANO_2022} on windows-2022 in process isolation: It is predicted to run, but failed.\nlog on runner: x`,
      places: [{ file: 'web/Dockerfile', line: 1, column: 6, endLine: 1, endColumn: 6 + NANO_2022.length }],
      subject: { ...smokeFailed.subject, host: 'windows-2022' },
    });
    expect(cell(merged, 'windows-2022')[0]?.observation?.outcome).toBe('failed');
  });

  it('judge by what the leg knows: the revision of its machine', async () => {
    const plan = await planOf({ images: [NANO_2022, CORE_2019], hosts: ['ltsc2019'], isolation: 'all' });
    const leg = await legOf({ image: CORE_2019, version: '10.0.17763.2000', options: { isolation: 'all' } });
    expect(rules(plan)).not.toContain('revision-newer-than-host warning');
    expect(rules(leg)).toContain('revision-newer-than-host warning');
    const merged = mergeReports([plan, leg]);
    expect(cell(merged, 'ltsc2019', 'process', CORE_2019)).toMatchObject([
      { rule: 'revision-newer-than-host', prediction: 'undefined' },
    ]);
    expect(rules(merged)).toContain('revision-newer-than-host warning');
  });

  it('leave a doubt of the plan to the leg that settled it', async () => {
    const unread = await planOf({ images: [`${NANO_2022}@sha256:${'1'.repeat(64)}`], resolve: 'tags' });
    const image = unread.images[0]?.name ?? '';
    const plan: Report = {
      ...unread,
      pairings: unread.pairings.map((pairing) => ({
        ...pairing,
        rule: 'image-version-unknown',
        prediction: 'unknown',
      })),
      findings: [
        finding(1, {
          rule: 'image-version-unknown',
          level: 'warning',
          subject: { image, host: 'windows-2022', isolation: ['process'] },
        }),
      ],
    };
    const leg = await legOf({ image: NANO_2022, version: '10.0.20348.2340' });
    const known = JSON.parse(JSON.stringify(leg).replaceAll(NANO_2022, image)) as Report;
    expect(rules(mergeReports([plan, known]))).not.toContain('image-version-unknown warning');
    // A leg that knows no more leaves it open.
    const other = await legOf({ image: CORE_2019, version: '10.0.20348.2340' });
    expect(rules(mergeReports([plan, other]))).toContain('image-version-unknown warning');
  });

  it('fail by nothing that the plan does not demand', async () => {
    const plan = await planOf({ images: [CORE_2019], hosts: ['windows-2022'], hostsMatch: 'every' });
    const leg = await legOf({
      image: CORE_2019,
      version: '10.0.20348.2340',
      options: { isolation: 'hyperv' },
      findings: [
        finding(1, {
          rule: 'hyperv-unavailable',
          message: 'Hyper-V isolation is not available on runner: no.',
          places: [],
          subject: { host: 'runner', isolation: ['hyperv'] },
        }),
      ],
    });
    const merged = mergeReports([plan, leg]);
    expect(rules(merged)).toContain('hyperv-unavailable notice');
    expect(merged.findings.find(({ rule }) => rule === 'hyperv-unavailable')?.message).toBe(
      'Hyper-V isolation is not available on windows-2022: no.',
    );
    expect(cell(merged, 'windows-2022', 'hyperv', CORE_2019)[0]?.required).toBe(false);
  });

  it('warn at most of one host where another is enough', async () => {
    const plan = await planOf({ images: [NANO_2022], hosts: HOSTS, hostsMatch: 'any' });
    const broken = finding(1, {
      rule: 'smoke-failed',
      subject: { image: NANO_2022, host: 'runner', isolation: ['process'] },
    });
    const merged = mergeReports([
      plan,
      await legOf({ image: NANO_2022, version: '10.0.26100.1742', findings: [broken] }),
      await legOf({ image: NANO_2022, version: '10.0.20348.2340' }),
    ]);
    expect(rules(merged)).toContain('smoke-failed warning');
    expect(merged.result).toBe('passed');
  });

  it('fail where the image is bound to one host, though one is enough for others', async () => {
    const plan = await planOf({ images: [NANO_2022], hosts: HOSTS, hostsMatch: 'any' });
    const bound: Report = {
      ...plan,
      subjects: plan.subjects.map((subject) => ({ ...subject, hosts: ['windows-2025'] })),
    };
    const broken = finding(1, {
      rule: 'smoke-failed',
      subject: { image: NANO_2022, host: 'runner', isolation: ['process'] },
    });
    const merged = mergeReports([
      bound,
      await legOf({ image: NANO_2022, version: '10.0.26100.1742', findings: [broken] }),
    ]);
    expect(rules(merged)).toContain('smoke-failed error');
  });

  it('show the worst of what two legs saw of one cell', async () => {
    const plan = await planOf({ images: [NANO_2022], hosts: ['windows-2022'] });
    const good = await legOf({ image: NANO_2022, version: '10.0.20348.2340', runId: 'good' });
    const bad = await legOf({
      image: NANO_2022,
      version: '10.0.20348.2402',
      runId: 'bad',
      observations: { process: { outcome: 'timed-out', reason: 'timed-out' } },
    });
    const merged = mergeReports([good, plan, bad]);
    expect(cell(merged, 'windows-2022')).toMatchObject([{ observation: { outcome: 'timed-out' } }]);
    expect(merged.hosts).toMatchObject([
      { version: '10.0.20348', name: 'windows-2022: Windows Server 2022 (10.0.20348)' },
    ]);
  });

  it('meet in one cell where the file asks for a platform and the leg got the name alone', async () => {
    const plan = await planOf(
      { hosts: ['windows-2022'] },
      { Dockerfile: `FROM --platform=windows/amd64 ${NANO_2022}\nRUN dir\n` },
    );
    const merged = mergeReports([plan, await legOf({ image: NANO_2022, version: '10.0.20348.2340' })]);
    expect(merged.images).toEqual(plan.images);
    expect(merged.pairings).toHaveLength(2);
    expect(merged.pairings[0]).toMatchObject({ platform: 'windows/amd64', observation: { outcome: 'ran' } });
  });
});

describe('legs that never reported', () => {
  it('are errors, each with its host and image', async () => {
    const plan = await planOf({ hosts: HOSTS, failOn: 'never' }, DOCKERFILE);
    const leg = await legOf({ image: NANO_2022, version: '10.0.20348.2340' });
    const merged = mergeReports([plan, leg], { failOn: 'error' });
    expect(merged.result).toBe('failed');
    expect(merged.findings.filter(({ rule }) => rule === 'leg-without-report')).toMatchObject([
      {
        level: 'error',
        message: `The leg of ${NANO_2022} on windows-2025 (runs-on: windows-2025) was planned, and no report of it was merged.`,
        places: [{ file: 'web/Dockerfile', line: 1 }],
        subject: { image: NANO_2022, host: 'windows-2025' },
      },
    ]);
  });

  it('are all of them where the plan came alone', async () => {
    const plan = await planOf({ hosts: HOSTS, failOn: 'error' }, DOCKERFILE);
    expect(plan.result).toBe('passed');
    expect(mergeReports([plan])).toMatchObject({ result: 'failed', counts: { errors: 2 } });
  });

  it('are such as ran on another Windows than was planned', async () => {
    const plan = await planOf({ hosts: ['windows-2022'] }, DOCKERFILE);
    const moved = await legOf({ image: NANO_2022, version: '10.0.26100.1742' });
    const merged = mergeReports([plan, moved]);
    expect(rules(merged)).toContain('leg-without-report error');
    expect(merged.hosts.map(({ id }) => id)).toEqual(['windows-2022', '10.0.26100.1742']);
  });

  it('are found again once the late one is merged too', async () => {
    const plan = await planOf({ hosts: HOSTS }, DOCKERFILE);
    const early = await legOf({ image: NANO_2022, version: '10.0.20348.2340' });
    const late = await legOf({ image: NANO_2022, version: '10.0.26100.1742' });
    const first = mergeReports([plan, early]);
    expect(rules(first)).toContain('leg-without-report error');
    const second = mergeReports([first, late]);
    expect(rules(second)).not.toContain('leg-without-report error');
    expect(second.result).toBe('passed');
  });

  it('are counted by the machine, also where the host was declared with a revision', async () => {
    const plan = await planOf({ images: [NANO_2022], hosts: ['10.0.20348.2340'] });
    const leg = await legOf({ image: NANO_2022, version: '10.0.20348.2402' });
    const merged = mergeReports([plan, leg]);
    expect(rules(merged)).not.toContain('leg-without-report error');
    expect(merged.hosts.map(({ id }) => id)).toEqual(['10.0.20348.2340', '10.0.20348.2402']);
  });

  it('have the level that is wanted', async () => {
    const plan = await planOf({ hosts: HOSTS }, DOCKERFILE);
    const merged = mergeReports([plan], { levels: { 'leg-without-report': 'off' } });
    expect(merged).toMatchObject({ result: 'passed', switchedOff: 2 });
  });
});

describe('legs without a plan', () => {
  it('stand side by side, each under the version of its machine', async () => {
    const merged = mergeReports([
      await legOf({ image: NANO_2022, version: '10.0.26100.1742' }),
      await legOf({ image: NANO_2022, version: '10.0.20348.2340' }),
      await legOf({ image: NANO_2025, version: '10.0.26100.1742' }),
    ]);
    expect(merged.hosts.map(({ id }) => id).sort()).toEqual(['10.0.20348.2340', '10.0.26100.1742']);
    expect(merged.images.map(({ name }) => name).sort()).toEqual([NANO_2022, NANO_2025]);
    expect(merged.pairings).toHaveLength(6);
    expect(merged.subjects).toHaveLength(2);
    expect(merged.matrix).toBeUndefined();
  });

  it('on a client and a server of one build are two hosts', async () => {
    const merged = mergeReports([
      await legOf({ image: NANO_2025, version: '10.0.26100.1742/server' }),
      await legOf({ image: NANO_2025, version: '10.0.26100.1742/client' }),
    ]);
    expect(merged.hosts.map(({ id }) => id).sort()).toEqual(['10.0.26100.1742', '10.0.26100.1742/client']);
  });
});

describe('the result', () => {
  it.each([
    [['passed', 'passed'], 'error', 'passed'],
    [['passed', 'incomplete'], 'error', 'incomplete'],
  ] as const)('of %j, failing on %s, is %s', (results, failOn, result) => {
    const reports = results.map((one, index) => ({ ...PASSED, result: one, skippedImages: index }));
    expect(mergeReports(reports, { failOn }).result).toBe(result);
  });

  it('is that of all findings by the strictest level', () => {
    const strict: Report = { ...PASSED, settings: { ...PASSED.settings, failOn: 'notice' } };
    const noticed: Report = { ...PASSED, findings: [finding(1, { level: 'notice' })] };
    expect(mergeReports([strict, noticed])).toMatchObject({
      result: 'failed',
      settings: { failOn: 'notice' },
    });
    expect(mergeReports([strict, noticed], { failOn: 'never' }).result).toBe('passed');
  });
});
