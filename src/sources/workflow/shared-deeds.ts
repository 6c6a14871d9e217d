import type { ExpressionData } from '@actions/expressions/data/index';
import { remember } from '../remember.ts';
import { type Budget, COMMAND } from './budget.ts';
import type { Combination } from './combination.ts';
import { type Filling, fillingOf } from './filling.ts';
import type { MarkedMatrix } from './marked-matrix.ts';
import type { Looked } from './marks.ts';
import type { Deed } from './model.ts';
import type { Runner } from './runner.ts';
import type { Surroundings } from './surroundings.ts';
import { type KnownDockerfiles, tellingPositions } from './telling.ts';

/** What legs do that differ in their values alone. */
interface Shared {
  readonly fill: Filling;
  /** The positions of the values that legs are told apart by. */
  readonly telling: readonly number[];
  /** Made already, by these values. */
  readonly filled: Map<string, readonly Deed[]>;
  /** Of what is filled in, for the budget. */
  readonly cost: number;
}

/** What the legs of one job do: read once for all that do the same with other values, and filled in for each. */
export class SharedDeeds {
  readonly #marked: MarkedMatrix;
  readonly #looked: Looked;
  readonly #budget: Budget;
  readonly #dockerfiles: KnownDockerfiles | undefined;
  readonly #shared = new Map<Runner, Map<string, Shared>>();

  constructor(
    marked: MarkedMatrix,
    { looked, budget, dockerfiles }: Pick<Surroundings, 'looked' | 'budget' | 'dockerfiles'>,
  ) {
    this.#marked = marked;
    this.#looked = looked;
    this.#budget = budget;
    this.#dockerfiles = dockerfiles;
  }

  /** What a leg on a runner does. `read` reads it for a combination, which may have marks in it. */
  of(
    combination: Combination,
    runner: Runner,
    read: (matrix: ExpressionData) => readonly Deed[],
  ): readonly Deed[] {
    const shared = remember(this.#shared, runner, () => new Map<string, Shared>());
    for (;;) {
      const marked = this.#marked.of(combination);
      if (marked === undefined) return read(combination.matrix);
      const { key, values } = marked;
      const known = shared.get(key);
      if (known !== undefined) {
        if (!this.#budget.spend(known.cost)) return [];
        return remember(known.filled, keyOf(values, known.telling), () => known.fill(values));
      }
      const { made, looked } = this.#looked.watch(() => read(marked.matrix()));
      if (looked.size > 0) this.#marked.look(looked);
      else shared.set(key, this.#sharedBy(made, values));
    }
  }

  #sharedBy(deeds: readonly Deed[], values: readonly string[]): Shared {
    const dockerfiles = this.#dockerfiles;
    const telling =
      dockerfiles === undefined
        ? [...values.keys()]
        : [...tellingPositions(deeds, dockerfiles)].sort((a, b) => a - b);
    return { fill: fillingOf(deeds), telling, filled: new Map(), cost: costOf(deeds) };
  }
}

function keyOf(values: readonly string[], telling: readonly number[]): string {
  let key = '';
  for (const position of telling) key += `${values[position] ?? ''}\n`;
  return key;
}

function costOf(deeds: readonly Deed[]): number {
  const held = (deed: Deed) => ('environment' in deed ? Object.keys(deed.environment).length : 0);
  return deeds.reduce((cost, deed) => cost + COMMAND + held(deed), 0);
}
