import { UNKNOWN } from './model.ts';

/** A text, in which `UNKNOWN` stands for what is not known, or the items of an array. */
export type Value = string | readonly string[];

/**
 * Everything that a script changes as it runs, by key: variables, the environment, the directory. A branch writes into a
 * layer of its own, so that it costs no more than what it writes.
 */
export class State {
  readonly parent: State | undefined;
  readonly #own = new Map<string, Value>();
  /** It ended with `exit`: nothing after it sees what it did. */
  ended = false;
  /** It ended as a failure. */
  failed = false;
  /** One of its ways may have ended it, and well: whether what comes after is run at all is not certain. */
  mayHaveEnded = false;

  constructor(parent?: State) {
    this.parent = parent;
  }

  get(key: string): Value | undefined {
    for (let state: State | undefined = this; state !== undefined; state = state.parent) {
      const value = state.#own.get(key);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  set(key: string, value: Value): void {
    this.#own.set(key, value);
  }

  /** Every key with a prefix, the prefix taken off. */
  entries(prefix: string): Map<string, Value> {
    const found = this.parent?.entries(prefix) ?? new Map<string, Value>();
    for (const [key, value] of this.#own) {
      if (key.startsWith(prefix)) found.set(key.slice(prefix.length), value);
    }
    return found;
  }

  /** Takes over what a layer above this one has written. */
  adopt(layer: State): void {
    for (const [key, value] of layer.#own) this.#own.set(key, value);
    if (layer.ended) this.ended = true;
    this.failed = layer.failed;
    if (layer.mayHaveEnded) this.mayHaveEnded = true;
  }

  /** Whether something before may have ended it. */
  get inDoubt(): boolean {
    return this.mayHaveEnded || this.parent?.inDoubt === true;
  }

  /** Takes over what branches have written: what they do not agree on is not known. */
  merge(branches: readonly State[], complete: boolean): void {
    const alive = branches.filter(({ ended }) => !ended);
    if (branches.some(({ ended, failed, mayHaveEnded }) => mayHaveEnded || (ended && !failed)))
      this.mayHaveEnded = true;
    if (alive.length === 0) {
      if (complete && branches.length > 0) {
        this.ended = true;
        this.failed = branches.every(({ failed }) => failed);
      }
      return;
    }
    const [only] = alive;
    if (alive.length === 1 && complete && only !== undefined) {
      this.adopt(only);
      return;
    }
    const keys = new Set(alive.flatMap((branch) => [...branch.#own.keys()]));
    for (const key of keys) {
      const values = alive.map((branch) => branch.get(key));
      if (!complete) values.push(this.get(key));
      const [first] = values;
      const agreed = first !== undefined && values.every((value) => same(value, first));
      this.#own.set(key, agreed ? first : UNKNOWN);
    }
  }
}

function same(one: Value | undefined, other: Value): boolean {
  if (typeof one === 'string' || typeof other === 'string' || one === undefined) return one === other;
  return one.length === other.length && one.every((item, at) => item === other[at]);
}

/** What `+=` makes of two values. */
export function appended(before: Value, added: Value): Value {
  if (typeof before === 'string' && typeof added === 'string') return before + added;
  if (before === UNKNOWN) return UNKNOWN;
  const items = typeof before === 'string' ? (before === '' ? [] : [before]) : before;
  return [...items, ...(typeof added === 'string' ? [added] : added)];
}
