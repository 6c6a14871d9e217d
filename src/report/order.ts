import { compareLevels, type Finding } from '../rules/finding.ts';

// Compared by code unit, not by locale: the same on every machine.
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** As a reader goes through files: by file and line, errors first within a line; what has no place comes last. */
export function byPlace(a: Finding, b: Finding): number {
  const [placeA, placeB] = [a.places[0], b.places[0]];
  if (placeA === undefined || placeB === undefined) {
    return Number(placeA === undefined) - Number(placeB === undefined) || byRest(a, b);
  }
  return (
    compareText(placeA.file, placeB.file) ||
    placeA.line - placeB.line ||
    compareLevels(b.level, a.level) ||
    placeA.column - placeB.column ||
    byRest(a, b)
  );
}

/** The gravest first, then by place. */
export function bySeverity(a: Finding, b: Finding): number {
  return compareLevels(b.level, a.level) || byPlace(a, b);
}

function byRest(a: Finding, b: Finding): number {
  return compareLevels(b.level, a.level) || compareText(a.rule, b.rule) || compareText(a.message, b.message);
}
