import { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/index';
import { StringData } from '@actions/expressions/data/string';
import type { Budget } from './budget.ts';
import { DOES } from './does.ts';
import { mayBePieces } from './marks.ts';
import { OpenDictionary, Unknown, unknownIn } from './unknown.ts';

/** The environment of a step: what `env` has at each level, and what steps before it have exported. Never changed. */
export class Environment {
  /** The same for every environment with the same content. */
  readonly id: number;
  /** Texts, or `Unknown`. */
  readonly values: ReadonlyMap<string, ExpressionData>;
  /** There may be more in it than is known. */
  readonly open: boolean;
  #context: Dictionary | undefined;
  #mayMatter: boolean | undefined;
  #mayDo: boolean | undefined;
  #variables: ReadonlyMap<string, string | undefined> | undefined;

  constructor(id: number, values: ReadonlyMap<string, ExpressionData>, open: boolean) {
    this.id = id;
    this.values = values;
    this.open = open;
  }

  /** What `env` is in expressions. */
  get context(): Dictionary {
    if (this.#context === undefined) {
      this.#context = this.open ? new OpenDictionary() : new Dictionary();
      // Of names that differ in case alone, the last one counts; the library takes the first.
      for (const [name, value] of [...this.values].reverse()) this.#context.add(name, value);
    }
    return this.#context;
  }

  /** What a shell has of it; undefined for what is not known. */
  get variables(): ReadonlyMap<string, string | undefined> {
    if (this.#variables === undefined) {
      const all = new Map<string, string | undefined>();
      for (const [name, value] of this.values)
        all.set(name, value instanceof Unknown ? undefined : value.coerceString());
      this.#variables = all;
    }
    return this.#variables;
  }

  /** Whether a script may get a program from it: `$ENGINE build .`. */
  get mayMatter(): boolean {
    this.#mayMatter ??= this.#hasValue(/docker/i);
    return this.#mayMatter;
  }

  /** Whether a script may get a command from it: `docker $DO .`. */
  get mayDo(): boolean {
    this.#mayDo ??= this.#hasValue(DOES);
    return this.#mayDo;
  }

  #hasValue(pattern: RegExp): boolean {
    for (const value of this.variables.values())
      if (value !== undefined && (pattern.test(value) || mayBePieces(value))) return true;
    return false;
  }

  /** What is known of it, for tools that take variables by themselves. */
  get known(): Readonly<Record<string, string>> {
    const known = [...this.values].filter(([, value]) => !(value instanceof Unknown));
    return Object.fromEntries(known.map(([name, value]) => [name, value.coerceString()]));
  }
}

/** Makes environments, each content once, so that legs with the same one can share what was read with it. */
export class Environments {
  readonly #known = new Map<string, Environment>();
  readonly #budget: Budget;
  readonly empty = new Environment(0, new Map(), false);

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Another environment over one. `unknown` is a whole map of which nothing is known. */
  over(base: Environment, entries: Iterable<readonly [string, ExpressionData]> | 'unknown'): Environment {
    if (this.#budget.spent) return base;
    if (entries === 'unknown') return base.open ? base : this.#interned(base.values, true);
    const values = new Map(base.values);
    for (const [name, value] of entries) {
      const unknown = value instanceof Unknown ? value : unknownIn(value);
      values.set(
        name,
        unknown ?? (value instanceof StringData ? value : new StringData(value.coerceString())),
      );
    }
    return this.#interned(values, base.open);
  }

  /** An environment with what steps within an action have exported: what differs from the one that they began with. */
  exported(before: Environment, begun: Environment, ended: Environment): Environment {
    if (begun === ended) return before;
    return this.over(
      before,
      [...ended.values].filter(([name, value]) => begun.values.get(name) !== value),
    );
  }

  #interned(values: ReadonlyMap<string, ExpressionData>, open: boolean): Environment {
    const content = [...values].map(([name, value]) => [
      name,
      value instanceof Unknown ? (value.cause ?? null) : value.coerceString(),
    ]);
    const key = JSON.stringify([open, content]);
    this.#budget.spend(key.length);
    let environment = this.#known.get(key);
    if (environment === undefined) {
      environment = new Environment(this.#known.size + 1, values, open);
      this.#known.set(key, environment);
    }
    return environment;
  }
}
