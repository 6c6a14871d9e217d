import type { Dictionary } from '@actions/expressions/data/dictionary';
import { type ExpressionData, Kind } from '@actions/expressions/data/index';
import { Unknown } from './unknown.ts';

const ID = Symbol('id');
const IDS = new Map<string, number>();
let last = 0;

type Numbered = ExpressionData & { [ID]?: number };

/** On the value itself, as every step of every leg asks for it. */
function idOf(value: ExpressionData): number {
  const numbered = value as Numbered;
  numbered[ID] ??= ++last;
  return numbered[ID];
}

/** The same for values that no expression can tell apart. */
function idOfContent(value: ExpressionData): number {
  if (value instanceof Unknown || !value.primitive) return idOf(value);
  const text = value.kind === Kind.String ? value.coerceString() : value.number();
  const content = `${value.kind} ${text}`;
  let id = IDS.get(content);
  if (id === undefined) {
    id = ++last;
    IDS.set(content, id);
  }
  return id;
}

/** The same text for combinations that have the same values for the keys of the matrix; `*` is all of it. */
export function matrixKey(matrix: ExpressionData, keys: ReadonlySet<string>): string {
  if (keys.size === 0) return '';
  if (keys.has('*') || !('get' in matrix)) return `*${idOf(matrix)}`;
  const values = matrix as Dictionary;
  let key = '';
  for (const name of keys) key += keyPart(values.get(name));
  return key;
}

/** What a value has in such a key. */
export function keyPart(value: ExpressionData | undefined): string {
  return value === undefined ? '-,' : `${idOfContent(value)},`;
}
