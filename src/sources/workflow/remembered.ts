import type { ExpressionData } from '@actions/expressions/data/index';
import { actionsOf, type Library } from './library.ts';
import { matrixKey } from './matrix-key.ts';
import type { MapNode, WorkflowNode } from './node.ts';
import { type ReadStep, readStep, type StepResult } from './steps.ts';
import type { Templates } from './template.ts';

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
    return (step, frame, environment) => {
      const { os, arch, temp, shell } = frame.runner;
      const of = matrixKey(matrix, this.#keysOf(step));
      const key = `${environment.id} ${os} ${arch} ${temp === undefined} ${shell} ${of}`;
      let results = this.#results.get(step);
      if (results === undefined) {
        results = new Map();
        this.#results.set(step, results);
      }
      let result = results.get(key);
      if (result === undefined) {
        result = readStep(step, frame, environment);
        results.set(key, result);
      }
      return result;
    };
  }

  /** The keys of the matrix that a step hangs on, by itself, by the defaults, or by an action that it uses. */
  #keysOf(step: MapNode): ReadonlySet<string> {
    let keys = this.#keys.get(step);
    if (keys === undefined) {
      const all = new Set<string>();
      for (const node of [step, ...this.#defaults, ...actionsOf([step], this.#library)])
        for (const key of this.#templates.matrixKeys(node)) all.add(key);
      keys = all;
      this.#keys.set(step, keys);
    }
    return keys;
  }
}
