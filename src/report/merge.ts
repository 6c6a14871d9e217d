import { CheckError } from '../errors.ts';
import type { LevelOverrides } from '../rules/catalogue.ts';
import { compareLevels, type Finding } from '../rules/finding.ts';
import { formatJson } from './json.ts';
import { mergedFindings } from './merge/findings.ts';
import { mergedHosts } from './merge/hosts.ts';
import { type MergedPart, seenHosts, unique } from './merge/leg.ts';
import { mergedLegs, silentLegs } from './merge/legs.ts';
import { hostNaming } from './merge/naming.ts';
import { cellsOf, mergedPairings } from './merge/pairings.ts';
import { withPlannedPlatforms } from './merge/platforms.ts';
import { withHostIds } from './merge/rename.ts';
import { mergedFiles, mergedImages, mergedSubjects } from './merge/subjects.ts';
import { byPlace, compareText } from './order.ts';
import type { Report } from './report.ts';
import { withFindings } from './verdict.ts';
import { smokeRuns } from './words.ts';

export interface MergeOptions {
  /** The mildest level that fails; that of the strictest report when left out. */
  readonly failOn?: Report['settings']['failOn'];
  readonly levels?: LevelOverrides;
  /** What is to be said besides, as of reports that could not be read. */
  readonly findings?: readonly Finding[];
}

/**
 * The reports of several runs as one: a plan, and what its legs saw on their runners, or any others. The order in which they
 * come and how often one comes make no difference. One alone stays what it is, apart from legs it planned that never reported.
 * Images that were skipped, and findings that were switched off, may be the same in all, so the most that one report has counts.
 * @throws CheckError `input-invalid` where there is none
 */
export function mergeReports(reports: readonly Report[], options: MergeOptions = {}): Report {
  const all = distinct(reports);
  const merged = combined(all);
  const failOn = options.failOn ?? merged.settings.failOn;
  const legs = mergedLegs(all);
  const found = [
    ...merged.findings.filter(({ rule }) => rule !== 'leg-without-report'),
    ...silentLegs(legs ?? [], all),
    ...(options.findings ?? []),
  ];
  const findings = found.flatMap((finding) => {
    const level = options.levels?.[finding.rule];
    if (level === undefined) return [finding];
    return level === 'off' ? [] : [{ ...finding, level }];
  });
  const switchedOff = (merged.switchedOff ?? 0) + found.length - findings.length;
  return withFindings(
    {
      ...merged,
      settings: { ...merged.settings, failOn },
      ...(legs === undefined ? {} : { matrix: legs }),
      ...(switchedOff === 0 ? {} : { switchedOff }),
    },
    [...findings].sort(byPlace),
  );
}

/** Each once, those that saw no machine first, as they are the plans, and then by what is in them. */
function distinct(reports: readonly Report[]): readonly [Report, ...Report[]] {
  const byText = new Map(reports.map((report) => [formatJson(report), report]));
  const isSeen = (report: Report) => Number(seenHosts(report.hosts).size > 0);
  const [first, ...others] = [...byText]
    .sort(([a, one], [b, other]) => isSeen(one) - isSeen(other) || compareText(a, b))
    .map(([, report]) => report);
  if (first !== undefined) return [first, ...others];
  throw new CheckError(
    'input-invalid',
    'There is no report to merge.',
    'Name the JSON reports of the runs, or a directory that holds them.',
  );
}

function combined(reports: readonly [Report, ...Report[]]): Report {
  const [first] = reports;
  if (reports.length === 1) return first;
  const idsOf = hostNaming(reports);
  const named = reports.map((report) => withHostIds(report, idsOf(report)));
  const parts: readonly MergedPart[] = named.map((report, index) => ({
    report: isOfOneMachine(report)
      ? withPlannedPlatforms(
          report,
          named.filter((other) => !isOfOneMachine(other)),
        )
      : report,
    seen: seenIn(reports[index] as Report, idsOf),
  }));
  const cells = cellsOf(parts);
  const smoke = unique(named.flatMap(smokeRuns)).toSorted(
    (a, b) => compareText(a.host, b.host) || compareText(a.runId, b.runId),
  );
  const [firstSmoke, ...furtherSmoke] = smoke;
  const switchedOff = Math.max(...reports.map((report) => report.switchedOff ?? 0));
  return {
    schemaVersion: first.schemaVersion,
    tool: first.tool,
    date: reports.map(({ date }) => date).reduce((a, b) => (compareText(a, b) < 0 ? b : a)),
    result: reports.some(({ result }) => result === 'incomplete') ? 'incomplete' : 'passed',
    counts: { errors: 0, warnings: 0, notices: 0 },
    settings: { ...first.settings, failOn: strictest(reports) },
    hosts: mergedHosts(parts),
    files: mergedFiles(parts),
    images: mergedImages(parts),
    subjects: mergedSubjects(parts),
    pairings: mergedPairings(cells),
    findings: mergedFindings(parts, cells),
    ...(switchedOff === 0 ? {} : { switchedOff }),
    skippedImages: Math.max(...reports.map(({ skippedImages }) => skippedImages)),
    ...(firstSmoke === undefined ? {} : { smoke: firstSmoke }),
    ...(furtherSmoke.length === 0 ? {} : { furtherSmoke }),
  };
}

/** Of a merged report, only what it says itself of its detected hosts; of any other, its machine. */
function seenIn(report: Report, idsOf: (report: Report) => ReadonlyMap<string, string>): ReadonlySet<string> {
  const ids = idsOf(report);
  return new Set([...seenHosts(report.hosts)].map((id) => ids.get(id) ?? id));
}

function isOfOneMachine({ hosts }: Report): boolean {
  return hosts.every(({ origin }) => origin === 'detected');
}

function strictest(reports: readonly Report[]): Report['settings']['failOn'] {
  const levels = ['notice', 'warning', 'error'] as const;
  const asked = levels.filter((level) => reports.some(({ settings }) => settings.failOn === level));
  return asked.sort(compareLevels)[0] ?? 'never';
}
