import { compareLevels } from '../rules/finding.ts';
import type { Place } from '../sources/reading.ts';
import type { RawFinding } from './findings-of-subject.ts';

/** One finding a cause: what says the same of the same thing becomes one finding with all its places. */
export function mergeFindings(findings: readonly RawFinding[]): readonly RawFinding[] {
  const causes = new Map<string, RawFinding[]>();
  for (const finding of findings) {
    const key = [finding.rule, finding.message, finding.subject.isolation?.join() ?? ''].join('\n');
    const same = causes.get(key);
    if (same === undefined) causes.set(key, [finding]);
    else same.push(finding);
  }
  return Array.from(causes.values(), merged);
}

/** The first of them, at the gravest level of all. Its places are sorted once: a cause may have thousands. */
function merged(same: readonly RawFinding[]): RawFinding {
  const first = same[0] as RawFinding;
  const level = same.reduce(
    (gravest, finding) => (compareLevels(finding.level, gravest) > 0 ? finding.level : gravest),
    first.level,
  );
  const legs = unionOf(same, (finding) => finding.legs);
  const { context: _context, ...rest } = first;
  const own = uniquePlaces(unionOf(same, (finding) => finding.places));
  const lines = new Set(own.map(lineOf));
  // The command that names the image is on the image's own line.
  const context = [...unionOf(same, (finding) => finding.context)].filter(
    (place) => !lines.has(lineOf(place)),
  );
  return {
    ...rest,
    level,
    places: [...uniquePlaces(context), ...own],
    ...(legs.size === 0 ? {} : { legs: [...legs] }),
  };
}

/** What findings have, each once: legs share most of it. */
function unionOf<Value>(
  findings: readonly RawFinding[],
  of: (finding: RawFinding) => readonly Value[] | undefined,
): Set<Value> {
  const union = new Set<Value>();
  for (const finding of findings) for (const value of of(finding) ?? []) union.add(value);
  return union;
}

function uniquePlaces(places: Iterable<Place>): readonly Place[] {
  const seen = new Map<string, Place>();
  for (const place of places) {
    const key = `${lineOf(place)}:${place.column}`;
    if (!seen.has(key)) seen.set(key, place);
  }
  return [...seen.values()].sort(comparePlaces);
}

function lineOf({ file, line }: Place): string {
  return `${file}:${line}`;
}

/** By file, then line, then column. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
