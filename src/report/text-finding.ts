import { docsUrl } from '../rules/catalogue.ts';
import type { Finding } from '../rules/finding.ts';
import type { Place } from '../sources/reading.ts';
import { excerptOf } from './excerpt.ts';
import { LEVEL_STYLE, type Paint } from './paint.ts';
import { visible } from './visible.ts';

/** The source line with that 1-based number, when the file was read and is as long as that. */
export type LineOf = (file: string, line: number) => string | undefined;

const OTHER_PLACES_SHOWN = 10;
const LEAST_EXCERPT = 40;

/** One finding as lines of text: what and where, the source with carets, other places, remedy, address of the docs. */
export function findingLines(finding: Finding, lineOf: LineOf, paint: Paint, width: number): string[] {
  const [place, ...others] = finding.places;
  const style = LEVEL_STYLE[finding.level];
  const where = place === undefined ? '' : `${paint(placeText(place), 'bold')}: `;
  const rule = paint(`[${finding.rule}]`, 'dim');
  return [
    `${where}${paint(`${finding.level}:`, 'bold', style)} ${visible(finding.message)} ${rule}`,
    ...(place === undefined ? [] : excerptLines(place, lineOf, paint, width)),
    ...others.slice(0, OTHER_PLACES_SHOWN).map((other) => `  also ${placeText(other)}`),
    ...(others.length > OTHER_PLACES_SHOWN
      ? [`  and at ${others.length - OTHER_PLACES_SHOWN} more places`]
      : []),
    `  ${paint('remedy:', 'bold')} ${visible(finding.remedy)}`,
    `  ${paint(docsUrl(finding.rule), 'dim')}`,
  ];
}

/** `path:line:column`, as editors and terminals make a link of it. */
export function placeText(place: Place): string {
  return `${visible(place.file)}:${place.line}:${place.column}`;
}

function excerptLines(place: Place, lineOf: LineOf, paint: Paint, width: number): string[] {
  const line = lineOf(place.file, place.line);
  if (line === undefined) return [];
  const number = String(place.line).padStart(4);
  const gutter = ' '.repeat(number.length);
  const excerpt = excerptOf(line, place, Math.max(LEAST_EXCERPT, width - number.length - 3));
  return [
    `${paint(`${number} |`, 'dim')} ${excerpt.source}`.trimEnd(),
    `${paint(`${gutter} |`, 'dim')} ${paint(excerpt.carets, 'green')}`,
  ];
}
