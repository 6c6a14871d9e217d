/** One place of a pattern: a character, or null for any one character. */
type Place = string | null;

/** The runs between the stars of a shell pattern; one run when it has no star. */
export type Pattern = readonly (readonly Place[])[];

interface Match {
  readonly start: number;
  readonly end: number;
}

/** Thrown for a backslash before a character that needs none. */
export class PatternError extends Error {}

/**
 * Reads a shell pattern as BuildKit's `${name#pattern}` knows it: `*`, `?` and a backslash before `*`, `?`, `\`, `}`, `/`;
 * no bracket expressions. Throws a PatternError for any other backslash.
 * Source: moby/buildkit `frontend/dockerfile/shell/lex.go`, convertShellPatternToRegex.
 */
export function readPattern(pattern: string): Pattern {
  const runs: Place[][] = [[]];
  for (let index = 0; index < pattern.length; index++) {
    const run = runs[runs.length - 1];
    let character = pattern[index] ?? '';
    if (character === '*') {
      runs.push([]);
      continue;
    }
    if (character === '?') {
      run?.push(null);
      continue;
    }
    if (character === '\\') {
      character = pattern[++index] ?? '';
      if (!['*', '?', '\\', '}', '/'].includes(character)) throw new PatternError(`\\${character}`);
    }
    run?.push(character);
  }
  return runs;
}

/** The value without the shortest or longest prefix that the pattern describes. */
export function trimPrefix(value: string, pattern: Pattern, longest: boolean): string {
  return value.slice(matchAt(pattern, value, 0, longest)?.end ?? 0);
}

/** The value without the shortest or longest suffix that the pattern describes: a prefix, read from behind. */
export function trimSuffix(value: string, pattern: Pattern, longest: boolean): string {
  const backwards = pattern.map((run) => run.toReversed()).toReversed();
  const trimmed = matchAt(backwards, value.split('').reverse().join(''), 0, longest);
  return value.slice(0, value.length - (trimmed?.end ?? 0));
}

/** The value with the first match, or each, replaced; a match is the longest at the first place where the pattern fits. */
export function replacePattern(value: string, pattern: Pattern, replacement: string, all: boolean): string {
  let result = '';
  let copied = 0;
  for (let from = 0; from <= value.length; ) {
    const match = find(pattern, value, from);
    if (match === undefined) break;
    const empty = match.end === match.start;
    // As in Go, an empty match right behind another match does not count.
    if (!empty || match.start !== copied || match.start === 0) {
      result += value.slice(copied, match.start) + replacement;
      copied = match.end;
    }
    if (!all) break;
    from = empty ? match.end + 1 : match.end;
  }
  return result + value.slice(copied);
}

function find(pattern: Pattern, value: string, from: number): Match | undefined {
  const first = pattern[0] ?? [];
  const start = pattern.length > 1 && first.length === 0 ? from : firstFit(first, value, from);
  return start === undefined ? undefined : matchAt(pattern, value, start, true);
}

/**
 * Placing each run at its first fit gives the shortest match, the last run at its last fit the longest:
 * no backtracking, so no pattern takes long.
 */
function matchAt(pattern: Pattern, value: string, start: number, longest: boolean): Match | undefined {
  const first = pattern[0] ?? [];
  if (!fits(first, value, start)) return undefined;
  let end = start + first.length;
  for (let index = 1; index < pattern.length; index++) {
    const run = pattern[index] ?? [];
    const last = index === pattern.length - 1;
    const at = last && longest ? lastFit(run, value, end) : firstFit(run, value, end);
    if (at === undefined) return undefined;
    end = at + run.length;
  }
  return { start, end };
}

function firstFit(run: readonly Place[], value: string, from: number): number | undefined {
  for (let at = from; at + run.length <= value.length; at++) if (fits(run, value, at)) return at;
  return undefined;
}

function lastFit(run: readonly Place[], value: string, from: number): number | undefined {
  for (let at = value.length - run.length; at >= from; at--) if (fits(run, value, at)) return at;
  return undefined;
}

function fits(run: readonly Place[], value: string, at: number): boolean {
  if (at + run.length > value.length) return false;
  return run.every((place, index) => place === null || place === value[at + index]);
}
