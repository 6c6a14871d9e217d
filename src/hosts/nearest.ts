/** Longer words are no slips of the finger, and measuring them would cost more than the hint is worth. */
const LONGEST_WORD = 64;

/**
 * The known name that was most likely meant by `word`, compared without case, or `undefined` when none is near.
 * Near is one slip for every three letters, at least one: a letter wrong, missing, doubled or swapped with its neighbour.
 * Of equally near names the first in `known` is given.
 */
export function nearestName(word: string, known: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) {
    return undefined;
  }
  const wanted = word.toLowerCase();
  let distance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  let nearest: string | undefined;
  for (const name of known) {
    if (Math.abs(name.length - wanted.length) >= distance) {
      continue;
    }
    const slips = slipsBetween(wanted, name.toLowerCase());
    if (slips < distance) {
      distance = slips;
      nearest = name;
    }
  }
  return nearest;
}

/** Optimal string alignment: the number of insertions, deletions, replacements and swaps of neighbours. */
function slipsBetween(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let slips = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) {
        slips = Math.min(slips, at(beforeLast, column - 2) + 1);
      }
      current.push(slips);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
