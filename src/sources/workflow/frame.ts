import type { Dictionary } from '@actions/expressions/data/dictionary';
import { contextsOf, type KnownContexts } from './contexts.ts';
import type { Environment } from './environment.ts';
import type { TextNode, WorkflowNode } from './node.ts';
import type { Runner } from './runner.ts';
import type { Surroundings } from './surroundings.ts';
import type { Contexts } from './template.ts';
import { ExpandedText } from './values.ts';

/** What steps have around them: those of a job in one leg, or those of an action that one of them uses. */
export class Frame {
  readonly all: Surroundings;
  readonly runner: Runner;
  /** `defaults.run`, the nearest first; an action has none. */
  readonly defaults: readonly WorkflowNode[];
  /** What stands before the names of its steps: those that lead here. */
  readonly prefix: string;
  /** How many actions lead here. */
  readonly depth: number;
  readonly #known: KnownContexts;
  #last: { readonly environment: Environment; readonly contexts: Dictionary } | undefined;

  constructor(
    all: Surroundings,
    known: KnownContexts & { readonly runner: Runner },
    { defaults = [], prefix = '', depth = 0 }: Partial<Pick<Frame, 'defaults' | 'prefix' | 'depth'>> = {},
  ) {
    this.all = all;
    this.runner = known.runner;
    this.defaults = defaults;
    this.prefix = prefix;
    this.depth = depth;
    this.#known = known;
  }

  /** The contexts with an environment; those of the same one are made once. */
  contexts(environment: Environment): Contexts {
    return () => {
      if (this.#last?.environment !== environment) {
        this.#last = { environment, contexts: contextsOf({ ...this.#known, environment }) };
      }
      return this.#last.contexts;
    };
  }

  expand(node: TextNode, environment: Environment): ExpandedText {
    return new ExpandedText(node, this.all.templates.expand(node, this.contexts(environment)));
  }

  /** The frame of an action that a step of this one uses. */
  within(step: string, inputs: Dictionary, actionPath: string): Frame {
    const known = { ...this.#known, inputs, actionPath, runner: this.runner };
    return new Frame(this.all, known, { prefix: `${step} / `, depth: this.depth + 1 });
  }
}
