import { bySeverity } from '../report/order.ts';
import { plainJson } from '../report/plain.ts';
import type { Report, ReportHost } from '../report/report.ts';
import { smokeCounts } from '../report/words.ts';

/**
 * GitHub takes 1 MB of outputs from a job, counted in UTF-16 (github/docs, "Passing information between jobs").
 * The findings get half of it: so many characters of two bytes.
 */
export const FINDINGS_LENGTH = 250_000;

/** The outputs of the action, by the names that `action.yml` gives them. */
export function outputsOf(report: Report, reportFile: string): Readonly<Record<string, string>> {
  const host = report.hosts.find(({ origin }) => origin === 'detected') ?? report.hosts[0];
  return {
    result: report.result,
    report: reportFile,
    errors: String(report.counts.errors),
    warnings: String(report.counts.warnings),
    notices: String(report.counts.notices),
    images: String(report.images.length),
    'skipped-images': String(report.skippedImages),
    ...hostOutputs(host),
    ...smokeOutputs(report),
    findings: findingsOutput(report),
  };
}

function smokeOutputs(report: Report): Record<string, string> {
  if (report.smoke === undefined) return { 'smoke-tried': '', 'smoke-ran': '', hyperv: '' };
  const { tried, ran } = smokeCounts(report);
  return { 'smoke-tried': String(tried), 'smoke-ran': String(ran), hyperv: report.smoke.hyperv?.state ?? '' };
}

function hostOutputs(host: ReportHost | undefined): Record<string, string> {
  const [, build = '', revision = ''] = /^10\.0\.(\d+)(?:\.(\d+))?$/.exec(host?.version ?? '') ?? [];
  return {
    'host-version': host?.version ?? '',
    'host-build': build,
    'host-revision': revision,
    'host-product': host?.product ?? '',
    'host-isolation': host?.defaultIsolation ?? '',
  };
}

/** A JSON array of findings, the gravest first; a step may print it. What does not fit is left out at the end; the counts stay those of all. */
function findingsOutput(report: Report): string {
  const kept: string[] = [];
  let length = 2;
  for (const finding of [...report.findings].sort(bySeverity)) {
    const text = plainJson(finding);
    length += text.length + 1;
    if (length > FINDINGS_LENGTH) break;
    kept.push(text);
  }
  return `[${kept.join(',')}]`;
}
