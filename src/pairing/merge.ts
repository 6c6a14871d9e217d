import { compareLevels } from '../rules/finding.ts';
import type { Place } from '../sources/reading.ts';
import type { RawFinding } from './findings-of-subject.ts';

/** One finding a cause: what says the same of the same thing becomes one finding with all its places. */
export function mergeFindings(findings: readonly RawFinding[]): readonly RawFinding[] {
  const merged = new Map<string, RawFinding>();
  for (const finding of findings) {
    const key = [finding.rule, finding.message, finding.subject.isolation?.join() ?? ''].join('\n');
    const same = merged.get(key);
    if (same === undefined) merged.set(key, finding);
    else {
      const level = compareLevels(finding.level, same.level) > 0 ? finding.level : same.level;
      merged.set(key, { ...same, level, places: uniquePlaces([...same.places, ...finding.places]) });
    }
  }
  return [...merged.values()].map((finding) => ({ ...finding, places: uniquePlaces(finding.places) }));
}

function uniquePlaces(places: readonly Place[]): readonly Place[] {
  const seen = new Map<string, Place>();
  for (const place of places) {
    const key = `${place.file}:${place.line}:${place.column}`;
    if (!seen.has(key)) seen.set(key, place);
  }
  return [...seen.values()].sort(comparePlaces);
}

/** By file, then line, then column. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
