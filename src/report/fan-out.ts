import { type LevelOverrides, ruleOf } from '../rules/catalogue.ts';
import type { Finding } from '../rules/finding.ts';
import { fanOut, type LeftOut, type MatrixLeg } from './matrix.ts';
import { byPlace } from './order.ts';
import type { Report, ReportLeg } from './report.ts';
import { withFindings } from './verdict.ts';

/** The report with the matrix that was asked for: its legs, and a word on what gets none. */
export function withMatrix(report: Report, levels: LevelOverrides): Report {
  const { legs, left } = fanOut(report);
  const said = [...withoutRunner(report, left), ...tooMany(left)];
  const kept = said.flatMap((finding) => {
    const level = levels[finding.rule] ?? finding.level;
    return level === 'off' ? [] : [{ ...finding, level }];
  });
  const switchedOff = (report.switchedOff ?? 0) + said.length - kept.length;
  return {
    ...withFindings(report, [...report.findings, ...kept].sort(byPlace)),
    ...(switchedOff === 0 ? {} : { switchedOff }),
    matrix: legs.map(reportLeg),
  };
}

function reportLeg({ host, 'runs-on': runsOn, image, isolation }: MatrixLeg): ReportLeg {
  return { host, runsOn, image, isolation };
}

function withoutRunner({ hosts, smoke }: Report, left: readonly LeftOut[]): readonly Finding[] {
  // What ran here needs no other runner.
  const here = smoke === undefined ? undefined : hosts.find(({ origin }) => origin === 'detected')?.id;
  return left
    .filter(({ why, host }) => why === 'no-runner' && host !== here)
    .map(({ message, host }) => finding('host-without-runner', message, { host }));
}

function tooMany(left: readonly LeftOut[]): readonly Finding[] {
  const beyond = left.filter(({ why }) => why === 'too-many');
  const [first] = beyond;
  if (first === undefined) return [];
  const others = beyond.length > 1 ? ` The same holds for ${beyond.length - 1} more.` : '';
  return [finding('matrix-too-large', first.message + others, {})];
}

function finding(
  rule: 'host-without-runner' | 'matrix-too-large',
  message: string,
  subject: Finding['subject'],
): Finding {
  const { level, remedy } = ruleOf(rule);
  return { rule, level, message, remedy, places: [], subject };
}
