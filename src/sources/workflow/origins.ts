import { Array as ArrayData } from '@actions/expressions/data/array';
import { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/index';
import type { Place } from '../reading.ts';
import { placeOf, type WorkflowNode } from './node.ts';

/**
 * Where values stand in their files. Expressions hand values on as they are, so that what `matrix.os` comes to still knows the
 * entry of the matrix that it is.
 */
const ORIGIN = Symbol('origin');

/** A place, or the node that stands there: few places are ever asked for. */
export type Origin = Place | WorkflowNode;

/** On the value itself, as a table beside it would cost more than all the rest of a leg. */
type Placed = ExpressionData & { [ORIGIN]?: Origin };

/** More than any list that an expression makes. */
const MOST = 2000;

/** Where a value comes from, if it is not known by a better place; what is in it comes from there too. */
export function setOrigin(data: ExpressionData, place: Origin): void {
  const open: ExpressionData[] = [data];
  for (let seen = 0; open.length > 0 && seen < MOST; seen++) {
    const next = open.pop();
    if (next === undefined || (next as Placed)[ORIGIN] !== undefined) continue;
    (next as Placed)[ORIGIN] = place;
    if (next instanceof ArrayData || next instanceof Dictionary) open.push(...next.values().slice(0, MOST));
  }
}

/** Where a value comes from whose parts know it already. */
export function setOwnOrigin(data: ExpressionData, place: Origin): void {
  (data as Placed)[ORIGIN] = place;
}

export function originOf(data: ExpressionData | undefined): Place | undefined {
  const origin = (data as Placed | undefined)?.[ORIGIN];
  return origin !== undefined && 'raw' in origin ? placeOf(origin) : origin;
}
