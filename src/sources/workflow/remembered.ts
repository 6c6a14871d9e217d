import type { ExpressionData } from '@actions/expressions/data/index';
import { remember } from '../remember.ts';
import type { Environment } from './environment.ts';
import { actionsOf, type Library } from './library.ts';
import { matrixKey } from './matrix-key.ts';
import type { MapNode, WorkflowNode } from './node.ts';
import type { Runner } from './runner.ts';
import { type ReadStep, readStep, type StepResult } from './steps.ts';
import type { Templates } from './template.ts';

/** What a step is read for. */
interface ReadFor {
  readonly matrix: ExpressionData;
  readonly runner: Runner;
  readonly environment: Environment;
}

interface FirstResult {
  readonly step: MapNode;
  readonly of: ReadFor;
  readonly result: StepResult;
}

/**
 * What the steps of one job came to, so that legs share what does not differ: a step is read again only where its environment,
 * its runner or a value of the matrix is another one.
 */
export class Remembered {
  readonly #templates: Templates;
  readonly #library: Library;
  readonly #defaults: readonly WorkflowNode[];
  readonly #results = new Map<MapNode, Map<string, StepResult>>();
  readonly #keys = new Map<MapNode, ReadonlySet<string>>();
  #first: FirstResult[] | undefined;

  constructor(
    { templates, library }: { readonly templates: Templates; readonly library: Library },
    defaults: readonly WorkflowNode[],
  ) {
    this.#templates = templates;
    this.#library = library;
    this.#defaults = defaults;
  }

  /** Reads steps for the leg with these values of the matrix. */
  reader(matrix: ExpressionData): ReadStep {
    if (this.#first === undefined) return this.#firstReader(matrix);
    for (const { step, of, result } of this.#first) this.#resultsOf(step).set(this.#keyOf(step, of), result);
    this.#first = [];
    return (step, frame, environment) =>
      remember(this.#resultsOf(step), this.#keyOf(step, { matrix, runner: frame.runner, environment }), () =>
        readStep(step, frame, environment),
      );
  }

  /** Most jobs are read once, so what their steps hang on is only asked for when they are read again. */
  #firstReader(matrix: ExpressionData): ReadStep {
    const read: FirstResult[] = [];
    this.#first = read;
    return (step, frame, environment) => {
      const result = readStep(step, frame, environment);
      read.push({ step, of: { matrix, runner: frame.runner, environment }, result });
      return result;
    };
  }

  #resultsOf(step: MapNode): Map<string, StepResult> {
    return remember(this.#results, step, () => new Map());
  }

  #keyOf(step: MapNode, { matrix, runner, environment }: ReadFor): string {
    const { os, arch, temp, shell } = runner;
    const of = matrixKey(matrix, this.#keysOf(step));
    return `${environment.id} ${os} ${arch} ${temp === undefined} ${shell} ${of}`;
  }

  /** The keys of the matrix that a step hangs on, by itself, by the defaults, or by an action that it uses. */
  #keysOf(step: MapNode): ReadonlySet<string> {
    let keys = this.#keys.get(step);
    if (keys === undefined) {
      const all = new Set<string>();
      for (const node of [step, ...this.#defaults, ...actionsOf([step], this.#library)])
        for (const key of this.#templates.parts.matrixKeys(node)) all.add(key);
      keys = all;
      this.#keys.set(step, keys);
    }
    return keys;
  }
}
