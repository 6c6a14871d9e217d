import { compareLevels, type Finding } from '../rules/finding.ts';
import type { Report, Result } from './report.ts';

/** Findings by level. */
export function countsOf(findings: readonly Finding[]): Report['counts'] {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  return { errors: count('error'), warnings: count('warning'), notices: count('notice') };
}

/** What the findings alone make of a check. */
export function resultOf(findings: readonly Finding[], failOn: Report['settings']['failOn']): Result {
  const level = (['error', 'warning', 'notice'] as const).find((one) => one === failOn);
  if (level === undefined) return 'passed';
  return findings.some((finding) => compareLevels(finding.level, level) >= 0) ? 'failed' : 'passed';
}

/** The report with other findings, counted and judged anew; what could not be done stays undone. */
export function withFindings(report: Report, findings: readonly Finding[]): Report {
  return {
    ...report,
    findings,
    counts: countsOf(findings),
    result: report.result === 'incomplete' ? 'incomplete' : resultOf(findings, report.settings.failOn),
  };
}
