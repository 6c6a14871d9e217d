import type { ExpressionData } from '@actions/expressions/data/index';
import type { Place } from '../reading.ts';
import { remember } from '../remember.ts';
import { matrixKey } from './matrix-key.ts';
import { type MapNode, nodeAt, placeOf } from './node.ts';
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

  constructor(job: MapNode, all: Surroundings) {
    this.#job = job;
    this.#all = all;
  }

  of(matrix: ExpressionData, contexts: Contexts): LegRunner {
    const { templates, tell } = this.#all;
    const node = nodeAt(this.#job, 'runs-on');
    const surroundings = { templates, contexts, matrix, tell };
    const place = node === undefined ? placeOf(this.#job) : decidingPlace(node, surroundings);
    const key = node === undefined ? '' : matrixKey(matrix, templates.matrixKeys(node));
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
