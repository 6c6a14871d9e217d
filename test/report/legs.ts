import { withHostIds } from '../../src/report/merge/rename.ts';
import type { Report, ReportObservation } from '../../src/report/report.ts';
import { withFindings } from '../../src/report/verdict.ts';
import type { Finding } from '../../src/rules/finding.ts';
import type { Isolation } from '../../src/windows/model.ts';
import { type Case, checkCase } from '../check/world.ts';

export const CORE_2019 = 'mcr.microsoft.com/windows/servercore:ltsc2019';
export const NANO_2022 = 'mcr.microsoft.com/windows/nanoserver:ltsc2022';
export const NANO_2025 = 'mcr.microsoft.com/windows/nanoserver:ltsc2025';

export const PUBLISHED = {
  [CORE_2019]: ['10.0.17763.8389'],
  [NANO_2022]: ['10.0.20348.2340'],
  [NANO_2025]: ['10.0.26100.1742'],
};

/** What a plan on any runner reports. */
export async function planOf(options: Case['options'], files: Case['files'] = {}): Promise<Report> {
  return (await checkCase({ files, published: PUBLISHED, options: { fanOut: true, ...options } })).report;
}

export interface LegSettings {
  readonly image: string;
  /** Of its machine, `10.0.20348.2340`. */
  readonly version: string;
  readonly options?: Case['options'];
  readonly observations?: Readonly<Partial<Record<Isolation, Partial<ReportObservation>>>>;
  readonly findings?: readonly Finding[];
  readonly runId?: string;
}

/** What a leg reports of an image on its own machine: judged for real, with observations as they are given. */
export async function legOf(settings: LegSettings): Promise<Report> {
  const { image, version, options, observations = {}, findings = [], runId = 'run' } = settings;
  const { report } = await checkCase({
    published: PUBLISHED,
    options: { images: [image], hosts: [version], failOn: 'never', ...options },
  });
  const here = withHostIds(report, new Map([[report.hosts[0]?.id ?? '', 'runner']]));
  const observed = (isolation: Isolation): ReportObservation => ({
    outcome: 'ran',
    reason: 'ran',
    message: 'It started, and the smoke command succeeded.',
    isolation,
    evidence: 'proved',
    ...observations[isolation],
  });
  return withFindings(
    {
      ...here,
      hosts: here.hosts.map((host) => ({ ...host, origin: 'detected', engineVersion: '29.7.2' })),
      pairings: here.pairings.map((pairing) => ({ ...pairing, observation: observed(pairing.isolation) })),
      smoke: { host: 'runner', runId, pulled: [{ image }], leftOver: [] },
    },
    [...here.findings, ...findings],
  );
}
