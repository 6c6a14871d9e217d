import { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/index';
import { Null } from '@actions/expressions/data/null';
import { OpenDictionary } from './unknown.ts';

/** One combination of a matrix. */
export interface Combination {
  /** What `matrix` is in expressions; `null` where a job has none. */
  readonly matrix: ExpressionData;
  /** Whether there may be more in it than is known. */
  readonly isOpen: boolean;
  /** What stands in the name of the leg. */
  readonly segments: readonly string[];
  /** The value of a key in lower case. */
  get(key: string): ExpressionData | undefined;
}

/** A combination that is one value. */
export class WholeCombination implements Combination {
  readonly matrix: ExpressionData;
  readonly segments: readonly string[];

  constructor(matrix: ExpressionData, segments: readonly string[] = []) {
    this.matrix = matrix;
    this.segments = segments;
  }

  get isOpen(): boolean {
    return this.matrix instanceof OpenDictionary;
  }

  get(key: string): ExpressionData | undefined {
    return this.matrix instanceof Dictionary ? this.matrix.get(key) : undefined;
  }
}

/** The one leg of a job without a matrix. */
export const NO_MATRIX: readonly Combination[] = [new WholeCombination(new Null())];

/** What the lists of a matrix are called, and where each stands. */
export class ListNames {
  readonly names: readonly string[];
  readonly #positions: ReadonlyMap<string, number>;

  constructor(names: readonly string[]) {
    this.names = names;
    this.#positions = new Map(names.map((name, position) => [name.toLowerCase(), position]));
  }

  position(key: string): number | undefined {
    return this.#positions.get(key.toLowerCase());
  }
}

/** What `include` has added, by its keys in lower case. */
export type Extra = ReadonlyMap<string, readonly [name: string, value: ExpressionData]>;

/** A combination of the values of lists. Most legs are read without asking for its matrix as a whole. */
export class ListCombination implements Combination {
  readonly isOpen = false;
  readonly segments: readonly string[];
  readonly #lists: ListNames;
  readonly #values: readonly ExpressionData[];
  readonly #extra: Extra | undefined;
  #matrix: Dictionary | undefined;

  constructor(
    lists: ListNames,
    values: readonly ExpressionData[],
    extra: Extra | undefined,
    segments: readonly string[],
  ) {
    this.#lists = lists;
    this.#values = values;
    this.#extra = extra;
    this.segments = segments;
  }

  get(key: string): ExpressionData | undefined {
    const position = this.#lists.position(key);
    return position === undefined ? this.#extra?.get(key)?.[1] : this.#values[position];
  }

  get matrix(): ExpressionData {
    this.#matrix ??= dictionaryOf(new Dictionary(), this.#lists.names, this.#values, this.#extra);
    return this.#matrix;
  }
}

export function dictionaryOf(
  made: Dictionary,
  names: readonly string[],
  values: readonly ExpressionData[],
  extra: Extra | undefined,
): Dictionary {
  for (const [position, value] of values.entries()) made.add(names[position] ?? '', value);
  if (extra !== undefined) for (const [key, value] of extra.values()) made.add(key, value);
  return made;
}
