import { Array as ArrayData } from '@actions/expressions/data/array';
import { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/index';
import { equals } from '@actions/expressions/result';
import { Unknown } from './unknown.ts';

/**
 * Whether a value of `include` or `exclude` is that of a combination: texts without case, a mapping by the keys that it has.
 * What is not known is like nothing. Source: actions/runner, `MatrixBuilder.cs`, which makes `==` of each.
 */
export function isLike(wanted: ExpressionData, value: ExpressionData | undefined): boolean {
  if (value === undefined || wanted instanceof Unknown || value instanceof Unknown) return false;
  if (wanted instanceof Dictionary) {
    return (
      value instanceof Dictionary && wanted.pairs().every((pair) => isLike(pair.value, value.get(pair.key)))
    );
  }
  if (wanted instanceof ArrayData) {
    if (!(value instanceof ArrayData)) return false;
    const values = value.values();
    return (
      wanted.values().length === values.length &&
      wanted.values().every((each, at) => isLike(each, values[at]))
    );
  }
  return equals(wanted, value);
}
