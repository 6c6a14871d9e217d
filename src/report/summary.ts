import { LimitedText } from './limited-text.ts';
import { codeOf, escapeMarkup } from './markup.ts';
import { plainMarkup } from './plain.ts';
import type { Report } from './report.ts';
import { imageRows, pairingReasonRows, settingsLine } from './summary-details.ts';
import { findingRows } from './summary-findings.ts';
import { matrixHead, matrixLegend, matrixRows } from './summary-matrix.ts';
import { smokeNotes, smokeRows } from './summary-smoke.ts';
import { count, countsText, scopeParts, smokeRuns } from './words.ts';

const KIB = 1024;

/**
 * GitHub drops a whole step summary above 1024 KiB (actions/runner `FileCommandManager.cs`);
 * this one stays below 900, as other programs may write to the same file in the same step.
 */
export const SUMMARY_LIMIT = 900 * KIB;
const MATRIX_SHARE = 300 * KIB;
const FINDINGS_SHARE = 300 * KIB;
const DETAILS_SHARE = 150 * KIB;

export interface SummaryOptions {
  /** Where the whole report is, for the note on what was left out. */
  readonly reportFile?: string;
  /** Bytes; `SUMMARY_LIMIT` when left out. */
  readonly limit?: number;
}

/**
 * The job summary: verdict, table of images by hosts, findings with links to their rules, and how each image was
 * resolved. All of it is HTML without empty lines inside a block, so that nothing from outside is read as Markdown.
 */
export function formatSummary(report: Report, options: SummaryOptions = {}): string {
  const text = new LimitedText(options.limit ?? SUMMARY_LIMIT);
  const scale = (options.limit ?? SUMMARY_LIMIT) / SUMMARY_LIMIT;
  const rest =
    options.reportFile === undefined ? 'the JSON report' : `the JSON report (${codeOf(options.reportFile)})`;
  const leftOut = (noun: string, columns: number) => (number: number) =>
    `<tr><td colspan="${columns}"><em>${count(number, `more ${noun}`)} left out here to stay within GitHub's limit; ${rest} has all of them.</em></td></tr>\n`;

  text.add(`<h2>${headline(report)}</h2>\n`);
  text.add(`<p>${[countsText(report), ...scopeParts(report)].map(escapeMarkup).join('; ')}.</p>\n\n`);
  if (report.pairings.length > 0) {
    const head = `<table>\n${matrixHead(report)}`;
    const columns = report.hosts.length + 1;
    text.addRows(head, matrixRows(report), '</table>\n', leftOut('image', columns), MATRIX_SHARE * scale);
    text.add(`${matrixLegend(report)}\n`);
  }
  if (report.findings.length > 0) {
    const head =
      '<h3>Findings</h3>\n<table>\n<tr><th>level</th><th>where</th><th>what, and what to do</th><th>rule</th></tr>\n';
    text.addRows(head, findingRows(report), '</table>\n\n', leftOut('finding', 4), FINDINGS_SHARE * scale);
  }
  if (report.images.length > 0) {
    const head = `${folded('How each image was resolved')}<tr><th>image</th><th>told by</th><th>family</th><th>entries</th><th>named at</th></tr>\n`;
    text.addRows(head, imageRows(report), FOLD_END, leftOut('image', 5), DETAILS_SHARE * scale);
  }
  if (report.pairings.length > 0) {
    const head = `${folded('Why each pairing was judged so')}<tr><th>image</th><th>host</th><th>isolation</th><th>prediction</th><th>why</th></tr>\n`;
    text.addRows(head, pairingReasonRows(report), FOLD_END, leftOut('pairing', 5), DETAILS_SHARE * scale);
  }
  if (report.smoke !== undefined) {
    const head = `${folded('What the smoke containers showed')}<tr><th>image</th><th>isolation</th><th>outcome</th><th>Windows inside</th><th>time</th><th>what was seen</th></tr>\n`;
    text.addRows(head, smokeRows(report), FOLD_END, leftOut('container', 6), DETAILS_SHARE * scale);
    text.add(smokeRuns(report).map(smokeNotes).join(''));
  }
  text.add(`<p><sub>${settingsLine(report)}</sub></p>\n`);
  return plainMarkup(text.toString());
}

const FOLD_END = '</table>\n</details>\n\n';

function folded(title: string): string {
  return `<details>\n<summary>${title}</summary>\n<table>\n`;
}

function headline(report: Report): string {
  const { errors, warnings, notices } = report.counts;
  switch (report.result) {
    case 'failed':
      if (errors > 0) return `❌ Windows isolation check failed: ${count(errors, 'error')}`;
      if (warnings > 0) return `❌ Windows isolation check failed: ${count(warnings, 'warning')}`;
      return `❌ Windows isolation check failed: ${count(notices, 'notice')}`;
    case 'incomplete':
      return '⚠️ Windows isolation check could not be completed';
    case 'passed':
      return report.images.length === 0
        ? '✅ Windows isolation check: no Windows image to judge'
        : `✅ Windows isolation check passed${warnings > 0 ? `, with ${count(warnings, 'warning')}` : ''}`;
  }
}
