import { Array as ArrayData } from '@actions/expressions/data/array';
import { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/index';
import { Null } from '@actions/expressions/data/null';
import type { Place } from '../reading.ts';

/** The expression for which a value is not known. */
export interface Cause {
  /** As written: `${{ secrets.TAG }}`. */
  readonly written: string;
  readonly place: Place;
}

/** A value that nobody can say before the run. The library takes it for `null` where it is not asked about first. */
export class Unknown extends Null {
  readonly cause: Cause | undefined;
  /** Whether it counts as true, where at least that is known: `github.ref == 'x' && false` is false whatever the ref. */
  readonly truth: boolean | undefined;

  constructor(cause?: Cause, truth?: boolean) {
    super();
    this.cause = cause;
    this.truth = truth;
  }
}

/** A context of which not all is known: what is not in it is not known, rather than `null`. */
export class OpenDictionary extends Dictionary {
  readonly #cause: Cause | undefined;

  constructor(cause?: Cause) {
    super();
    this.#cause = cause;
  }

  override get(key: string): ExpressionData {
    return super.get(key) ?? new Unknown(this.#cause);
  }
}

/** Far more than any value of a workflow has. */
const MOST_VALUES = 20_000;

/** What is not known in a value, or in a part of it; a value that is too large to look through counts as not known. */
export function unknownIn(value: ExpressionData): Unknown | undefined {
  const open: ExpressionData[] = [value];
  for (let seen = 0; open.length > 0; seen++) {
    const next = open.pop();
    if (next instanceof Unknown) return next;
    if (next instanceof OpenDictionary || seen > MOST_VALUES) return new Unknown();
    if (next instanceof ArrayData || next instanceof Dictionary)
      for (const each of next.values()) open.push(each);
  }
  return undefined;
}
