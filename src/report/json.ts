import { byPlace, compareText } from './order.ts';
import { plainJson } from './plain.ts';
import type { Report } from './report.ts';

// What a reader looks for first stands first. A name that is not in the list comes behind them, by the alphabet.
const NAMES = [
  'schemaVersion',
  'tool',
  'id',
  'name',
  'version',
  'date',
  'result',
  'counts',
  'errors',
  'warnings',
  'notices',
  'rule',
  'level',
  'message',
  'remedy',
  'reason',
  'places',
  'subject',
  'image',
  'platform',
  'host',
  'isolation',
  'required',
  'prediction',
  'origin',
  'file',
  'line',
  'column',
  'endLine',
  'endColumn',
  'role',
  'stage',
  'needs',
  'place',
  'settings',
  'hosts',
  'files',
  'images',
  'subjects',
  'pairings',
  'findings',
  'skippedImages',
];
const RANKS: ReadonlyMap<string, number> = new Map(NAMES.map((name, index) => [name, index]));

/**
 * The report as JSON to the schema `schema/report.schema.json`: two spaces, names always in the same order,
 * files by name, findings by place. Two runs that learned the same give the same bytes.
 */
export function formatJson(report: Report): string {
  return `${plainJson(inOrder(sorted(report)), 2)}\n`;
}

function sorted(report: Report): Report {
  return {
    ...report,
    files: [...report.files].sort((a, b) => compareText(a.file, b.file)),
    findings: [...report.findings].sort(byPlace),
  };
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => rank(a) - rank(b) || compareText(a, b))
      .map(([name, inner]) => [name, inOrder(inner)]),
  );
}

function rank(name: string): number {
  return RANKS.get(name) ?? NAMES.length;
}
