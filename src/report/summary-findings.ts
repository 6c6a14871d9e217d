import { docsUrl } from '../rules/catalogue.ts';
import type { Finding } from '../rules/finding.ts';
import type { Level } from '../windows/model.ts';
import { codeOf, linkOf, prose } from './markup.ts';
import { bySeverity } from './order.ts';
import type { Report } from './report.ts';
import { placeText } from './text-finding.ts';

const SIGNS: Readonly<Record<Level, string>> = { error: '❌', warning: '⚠️', notice: 'ℹ️' };
const PLACES_SHOWN = 10;

/** Findings as rows of a table, the gravest first. */
export function* findingRows(report: Report): Generator<string> {
  for (const finding of [...report.findings].sort(bySeverity)) {
    const cells = [
      `${SIGNS[finding.level]} ${finding.level}`,
      whereOf(finding),
      `${prose(finding.message)}<br><strong>Remedy:</strong> ${prose(finding.remedy)}`,
      linkOf(finding.rule, docsUrl(finding.rule)),
    ];
    yield `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`;
  }
}

function whereOf(finding: Finding): string {
  const shown = finding.places.slice(0, PLACES_SHOWN).map((place) => codeOf(placeText(place)));
  const more = finding.places.length - PLACES_SHOWN;
  if (more > 0) shown.push(`and ${more} more`);
  if (shown.length > 0) return shown.join('<br>');
  const { image, host } = finding.subject;
  return [image, host].flatMap((name) => (name === undefined ? [] : [codeOf(name)])).join('<br>');
}
