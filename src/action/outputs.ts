import { fanOut, formatMatrix } from '../report/matrix.ts';
import { bySeverity } from '../report/order.ts';
import { plainJson } from '../report/plain.ts';
import type { Report, ReportHost } from '../report/report.ts';
import { smokeCounts, smokeRuns } from '../report/words.ts';

/**
 * GitHub takes 1 MB of outputs from a job, counted in UTF-16 (github/docs, "Passing information between jobs").
 * The findings get half of it: so many characters of two bytes.
 */
export const FINDINGS_LENGTH = 250_000;

/** Likewise, for the matrix. */
export const MATRIX_LENGTH = 150_000;

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
    ...matrixOutputs(report),
    findings: findingsOutput(report),
  };
}

function smokeOutputs(report: Report): Record<string, string> {
  const runs = smokeRuns(report);
  if (runs.length === 0) return { 'smoke-tried': '', 'smoke-ran': '', hyperv: '' };
  const { tried, ran } = smokeCounts(report);
  const states = new Set(runs.map(({ hyperv }) => hyperv?.state));
  const worst = (['broken', 'absent', 'works'] as const).find((state) => states.has(state));
  return { 'smoke-tried': String(tried), 'smoke-ran': String(ran), hyperv: worst ?? '' };
}

/** GitHub fails a job whose matrix is empty, hence `has-legs` for its `if`. */
function matrixOutputs(report: Report): Record<string, string> {
  const { legs } = fanOut(report);
  const text = formatMatrix(legs);
  if (text.length <= MATRIX_LENGTH) return { matrix: text, 'has-legs': String(legs.length > 0) };
  // Build arguments alone can be that long; legs need none of them.
  return {
    matrix: formatMatrix(legs.map((leg) => ({ ...leg, 'build-args': '' }))),
    'has-legs': String(legs.length > 0),
  };
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
