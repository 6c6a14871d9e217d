import { Array as ArrayData } from '@actions/expressions/data/array';
import { Dictionary } from '@actions/expressions/data/dictionary';
import { type ExpressionData, Kind } from '@actions/expressions/data/index';
import type { Place } from '../reading.ts';
import type { Budget } from './budget.ts';
import {
  type Combination,
  dictionaryOf,
  ListCombination,
  ListNames,
  WholeCombination,
} from './combination.ts';
import { isLike } from './matrix-filter.ts';
import { originOf } from './origins.ts';
import type { Tell } from './problems.ts';
import { type Cause, OpenDictionary, Unknown } from './unknown.ts';

/** GitHub's limit for one matrix. */
const MOST_LEGS = 256;

export interface MatrixSurroundings {
  readonly tell: Tell;
  readonly budget: Budget;
  /** What the combinations hang on and nobody knows. */
  unresolved(cause: Cause): void;
}

type Telling = Pick<MatrixSurroundings, 'tell' | 'unresolved'>;

interface Axis {
  readonly name: string;
  readonly values: readonly ExpressionData[];
}

/**
 * The combinations of a matrix as GitHub makes them: the product of its lists with the first one slowest, without those that
 * `exclude` takes away; `include` adds its values to each combination whose own values it would not change, else it is a
 * combination by itself.
 * Source: GitHub Docs on workflow syntax, `strategy.matrix`; for values, actions/runner, `MatrixBuilder.cs`.
 */
export function combinationsOf(
  value: ExpressionData,
  place: Place,
  { tell, budget, unresolved }: MatrixSurroundings,
): readonly Combination[] {
  if (value instanceof Unknown) {
    if (value.cause !== undefined) unresolved(value.cause);
    return [new WholeCombination(new OpenDictionary(value.cause))];
  }
  if (!(value instanceof Dictionary)) {
    tell.syntax(place, 'The matrix is no mapping', 'Write each key with a list of its values.');
    return [new WholeCombination(new OpenDictionary())];
  }
  const axes: Axis[] = [];
  for (const { key, value: values } of value.pairs()) {
    if (/^(?:include|exclude)$/i.test(key)) continue;
    const axis = axisOf(key, values, originOf(values) ?? place, { tell, unresolved });
    if (axis === undefined) return [];
    axes.push(axis);
  }
  const excludes = listOf(value.get('exclude'), { tell, unresolved }, place, 'exclude').items;
  const { items: includes, open } = listOf(value.get('include'), { tell, unresolved }, place, 'include');
  return new Combiner(axes, open, budget, () =>
    tell.syntax(
      place,
      `The matrix makes more than ${MOST_LEGS} jobs, which GitHub refuses; the first ${MOST_LEGS} are read`,
      'Make several jobs of it, or exclude some combinations.',
    ),
  ).combine(includes, excludes);
}

function axisOf(
  name: string,
  values: ExpressionData,
  place: Place,
  { tell, unresolved }: Telling,
): Axis | undefined {
  if (values instanceof Unknown) {
    if (values.cause !== undefined) unresolved(values.cause);
    return { name, values: [values] };
  }
  if (!(values instanceof ArrayData)) {
    tell.syntax(
      place,
      `The key ${name.slice(0, 60)} of the matrix has no list`,
      'Write a list of its values.',
    );
    return { name, values: [new Unknown()] };
  }
  for (const item of values.values()) {
    if (item instanceof Unknown && item.cause !== undefined) unresolved(item.cause);
  }
  if (values.values().length > 0) return { name, values: values.values() };
  tell.syntax(place, `The key ${name.slice(0, 60)} of the matrix has no values`, 'Write at least one value.');
  return undefined;
}

function listOf(
  value: ExpressionData | undefined,
  { tell, unresolved }: Telling,
  place: Place,
  key: string,
): { readonly items: readonly Dictionary[]; readonly open: boolean } {
  if (value === undefined || (value.kind === Kind.Null && !(value instanceof Unknown)))
    return { items: [], open: false };
  const list = value instanceof ArrayData ? value.values() : [value];
  const items = list.filter((item): item is Dictionary => item instanceof Dictionary);
  const wrong = list.find((item) => !(item instanceof Dictionary) && !(item instanceof Unknown));
  if (wrong !== undefined) {
    tell.syntax(
      originOf(wrong) ?? place,
      `An entry of ${key} is no mapping`,
      `Write ${key} as a list of mappings.`,
    );
  }
  const unknown = list.find((item): item is Unknown => item instanceof Unknown);
  if (unknown?.cause !== undefined) unresolved(unknown.cause);
  return { items, open: unknown !== undefined };
}

/** A combination while it is made: what the lists gave, in their order, and what `include` has added to it. */
interface Draft {
  readonly own: readonly ExpressionData[];
  extra: Map<string, readonly [name: string, value: ExpressionData]> | undefined;
}

/** An entry of `include` or `exclude`: what it says of the lists, by their positions, and what it has beside. */
interface Entry {
  readonly wanted: readonly (readonly [axis: number, value: ExpressionData])[];
  readonly extra: readonly (readonly [name: string, value: ExpressionData])[];
}

class Combiner {
  readonly #axes: readonly Axis[];
  readonly #lists: ListNames;
  readonly #open: boolean;
  readonly #budget: Budget;
  readonly #tooMany: () => void;

  constructor(axes: readonly Axis[], open: boolean, budget: Budget, tooMany: () => void) {
    this.#axes = axes;
    this.#lists = new ListNames(axes.map(({ name }) => name));
    this.#open = open;
    this.#budget = budget;
    this.#tooMany = tooMany;
  }

  combine(includes: readonly Dictionary[], excludes: readonly Dictionary[]): readonly Combination[] {
    const drafts = this.#axes.length === 0 ? [] : this.#product(excludes);
    const alone: Combination[] = [];
    for (const include of includes) {
      if (drafts.length > 0 && this.#added(include, drafts)) continue;
      if (!this.#budget.spend(1)) break;
      if (drafts.length + alone.length >= MOST_LEGS) {
        this.#tooMany();
        break;
      }
      alone.push(new WholeCombination(this.#open ? opened(include) : include, leavesOf(include)));
    }
    const all = [...drafts.map((draft) => this.#made(draft)), ...alone];
    // Nothing but combinations that are not known: one of them stands for all.
    return all.length === 0 && this.#open ? [new WholeCombination(new OpenDictionary())] : all;
  }

  #product(excludes: readonly Dictionary[]): readonly Draft[] {
    const entries = excludes.map((exclude) => this.#entryOf(exclude));
    const drafts: Draft[] = [];
    const at = this.#axes.map(() => 0);
    for (;;) {
      const own = this.#axes.map(({ values }, axis) => values[at[axis] ?? 0] as ExpressionData);
      if (!this.#budget.spend(this.#axes.length + excludes.length)) return drafts;
      if (!entries.some((entry) => isExcluded(own, entry))) {
        if (drafts.length >= MOST_LEGS) {
          this.#tooMany();
          return drafts;
        }
        drafts.push({ own, extra: undefined });
      }
      let axis = this.#axes.length - 1;
      while (axis >= 0 && (at[axis] ?? 0) + 1 >= (this.#axes[axis]?.values.length ?? 0)) at[axis--] = 0;
      if (axis < 0) return drafts;
      at[axis] = (at[axis] ?? 0) + 1;
    }
  }

  #entryOf(entry: Dictionary): Entry {
    const wanted: [number, ExpressionData][] = [];
    const extra: [string, ExpressionData][] = [];
    for (const { key, value } of entry.pairs()) {
      const axis = this.#lists.position(key);
      if (axis === undefined) extra.push([key, value]);
      else wanted.push([axis, value]);
    }
    return { wanted, extra };
  }

  /** Adds what `include` has to every combination that it goes with; false when there is none. */
  #added(include: Dictionary, drafts: readonly Draft[]): boolean {
    const { wanted, extra } = this.#entryOf(include);
    let added = false;
    for (const draft of drafts) {
      if (!this.#budget.spend(1)) return true;
      if (!wanted.every(([axis, value]) => isLike(value, draft.own[axis]))) continue;
      added = true;
      draft.extra ??= new Map();
      for (const one of extra) draft.extra.set(one[0].toLowerCase(), one);
    }
    return added;
  }

  #made({ own, extra }: Draft): Combination {
    const segments: string[] = [];
    for (const value of own) addLeaves(value, segments, segments.length + MOST_LEAVES);
    if (!this.#open) return new ListCombination(this.#lists, own, extra, segments);
    return new WholeCombination(dictionaryOf(new OpenDictionary(), this.#lists.names, own, extra), segments);
  }
}

function opened(include: Dictionary): OpenDictionary {
  const matrix = new OpenDictionary();
  for (const { key, value } of include.pairs()) matrix.add(key, value);
  return matrix;
}

/** A key that no list has is like nothing. */
function isExcluded(own: Draft['own'], { wanted, extra }: Entry): boolean {
  return extra.length === 0 && wanted.length > 0 && wanted.every(([axis, value]) => isLike(value, own[axis]));
}

/** The plain values in a value, as GitHub strings them together in the name of a job, which it cuts off soon. */
function leavesOf(value: ExpressionData): readonly string[] {
  const leaves: string[] = [];
  addLeaves(value, leaves, MOST_LEAVES);
  return leaves;
}

const MOST_LEAVES = 50;

function addLeaves(value: ExpressionData, leaves: string[], most: number): void {
  if (leaves.length >= most) return;
  if (value instanceof Unknown) leaves.push('?');
  else if (value instanceof ArrayData || value instanceof Dictionary) {
    for (const each of value.values().slice(0, most)) addLeaves(each, leaves, most);
  } else {
    const text = value.coerceString();
    if (text !== '') leaves.push(text);
  }
}
