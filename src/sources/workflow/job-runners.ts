import type { ExpressionData } from '@actions/expressions/data/index';
import type { Place } from '../reading.ts';
import { remember } from '../remember.ts';
import type { Combination } from './combination.ts';
import { matrixKey } from './matrix-key.ts';
import { type MapNode, nodeAt, placeOf, type WorkflowNode } from './node.ts';
import { type Runner, runnerOf } from './runner.ts';
import { decidingPlace, type RunsOnLabels, runsOnLabels } from './runs-on.ts';
import type { Surroundings } from './surroundings.ts';
import type { Contexts } from './template.ts';

/** Where a leg runs. */
export interface LegRunner {
  readonly on: RunsOnLabels & { readonly runner: Runner };
  /** What decides on it. */
  readonly place: Place;
}

/** Where the legs of one job run. Runners of which the same is known are one object, however they are called. */
export class JobRunners {
  readonly #job: MapNode;
  readonly #all: Surroundings;
  readonly #known = new Map<string, LegRunner['on']>();
  readonly #runners = new Map<string, Runner>();
  readonly #node: WorkflowNode | undefined;
  /** The key of the matrix whose value `runs-on` is. */
  readonly #key: string | undefined;
  readonly #byValue = new Map<ExpressionData, LegRunner>();

  constructor(job: MapNode, all: Surroundings) {
    this.#job = job;
    this.#all = all;
    this.#node = nodeAt(job, 'runs-on');
    this.#key = this.#node?.kind === 'text' ? all.templates.parts.keyHandedOn(this.#node) : undefined;
  }

  of(combination: Combination, contexts: Contexts): LegRunner {
    const value = this.#key === undefined ? undefined : combination.get(this.#key);
    if (value === undefined) return this.#made(combination.matrix, contexts);
    let known = this.#byValue.get(value);
    if (known === undefined) {
      known = this.#made(combination.matrix, contexts);
      this.#byValue.set(value, known);
    }
    return known;
  }

  #made(matrix: ExpressionData, contexts: Contexts): LegRunner {
    const { templates, tell } = this.#all;
    const node = this.#node;
    const surroundings = { templates, contexts, matrix, tell };
    const place = node === undefined ? placeOf(this.#job) : decidingPlace(node, surroundings);
    const key = node === undefined ? '' : matrixKey(matrix, templates.parts.matrixKeys(node));
    const on = remember(this.#known, key, () => {
      const labels = node === undefined ? { causes: [] } : runsOnLabels(node, place, surroundings);
      return { ...labels, runner: this.#runner(labels.labels) };
    });
    return { on, place };
  }

  #runner(labels: readonly string[] | undefined): Runner {
    const of = runnerOf(labels);
    // In a container of the job, there may be no bash.
    const isInContainer = nodeAt(this.#job, 'container') !== undefined && of.os !== 'Windows';
    const runner: Runner = isInContainer ? { ...of, shell: 'sh' } : of;
    const { os, arch, temp, shell } = runner;
    return remember(this.#runners, [os, arch, temp, shell].join(), () => runner);
  }
}
