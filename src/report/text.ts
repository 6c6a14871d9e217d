import { byPlace } from './order.ts';
import { painter } from './paint.ts';
import { plainText } from './plain.ts';
import type { Report } from './report.ts';
import { findingLines, type LineOf } from './text-finding.ts';
import { tableLines } from './text-table.ts';
import { verdictSentence } from './words.ts';

/** A report, and the files that it speaks of. */
export interface ReportWithSources {
  readonly report: Report;
  readonly lineOf: LineOf;
}

export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal; tables and source lines are fitted to it, messages are never broken. */
  readonly width?: number;
}

const USUAL_WIDTH = 120;
const RESULT_STYLE = { passed: 'green', failed: 'red', incomplete: 'yellow' } as const;

/** The report for a terminal or a log: findings by place, the table of pairings, one sentence for the whole. */
export function formatText(outcome: ReportWithSources, options: TextOptions): string {
  const { report, lineOf } = outcome;
  const paint = painter(options.color);
  const width = options.width ?? USUAL_WIDTH;
  const findings = [...report.findings]
    .sort(byPlace)
    .map((finding) => findingLines(finding, lineOf, paint, width));
  const blocks = [...findings, tableLines(report, paint, width)].filter((lines) => lines.length > 0);
  const verdict = paint(verdictSentence(report), 'bold', RESULT_STYLE[report.result]);
  return plainText(`${[...blocks.map((lines) => lines.join('\n')), verdict].join('\n\n')}\n`);
}
