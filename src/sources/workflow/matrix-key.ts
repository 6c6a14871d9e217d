import type { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/index';

const IDS = new WeakMap<object, number>();
let last = 0;

function idOf(value: object): number {
  let id = IDS.get(value);
  if (id === undefined) {
    id = ++last;
    IDS.set(value, id);
  }
  return id;
}

/** The same text for combinations that have the same values for the keys of the matrix; `*` is all of it. */
export function matrixKey(matrix: ExpressionData, keys: ReadonlySet<string>): string {
  if (keys.size === 0) return '';
  if (keys.has('*') || !('get' in matrix)) return `*${idOf(matrix)}`;
  const values = matrix as Dictionary;
  let key = '';
  for (const name of keys) {
    const value = values.get(name);
    // Combinations share the values of their lists as objects.
    key += value === undefined ? '-,' : `${idOf(value)},`;
  }
  return key;
}
