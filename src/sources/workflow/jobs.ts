import { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/index';
import { remember } from '../remember.ts';
import { LEG } from './budget.ts';
import { type Combination, NO_MATRIX } from './combination.ts';
import { contextsOf, type KnownContexts } from './contexts.ts';
import { environmentWith } from './env.ts';
import type { Environment } from './environment.ts';
import { Frame } from './frame.ts';
import { calledInputs } from './inputs.ts';
import { jobContainers } from './job-containers.ts';
import { JobRunners } from './job-runners.ts';
import { legName } from './leg-name.ts';
import { actionsOf } from './library.ts';
import { MarkedMatrix } from './marked-matrix.ts';
import { combinationsOf } from './matrix.ts';
import { matrixKey } from './matrix-key.ts';
import type { Deed, WorkflowLeg } from './model.ts';
import { type MapNode, nodeAt, placeOf, type TextNode, textAt, type WorkflowNode } from './node.ts';
import { Remembered } from './remembered.ts';
import type { Runner } from './runner.ts';
import { SharedDeeds } from './shared-deeds.ts';
import { readSteps } from './steps.ts';
import type { Surroundings } from './surroundings.ts';
import type { Contexts } from './template.ts';
import type { Cause } from './unknown.ts';

/** Workflows that call each other: the one that is started, and nine below it. Source: GitHub Docs on reusing workflows. */
const DEEPEST = 10;

/** A workflow that is started or called. */
export interface Call {
  readonly document: MapNode;
  readonly inputs: Dictionary;
  /** What stands before the names of its legs: `build / `. */
  readonly prefix: string;
  /** The workflows that lead here, the one that is started first. */
  readonly callers: readonly MapNode[];
}

/** Every leg of a workflow, with those of the workflows that it calls. */
export function readJobs(call: Call, file: string, all: Surroundings): readonly WorkflowLeg[] {
  const { document, inputs } = call;
  const contexts = once(() => contextsOf({ inputs }));
  const environment = environmentWith(nodeAt(document, 'env'), all.environments.empty, all, contexts);
  const jobs = nodeAt(document, 'jobs');
  if (jobs?.kind !== 'map') {
    all.tell.syntax(
      jobs === undefined ? placeOf(document) : placeOf(jobs),
      `${document.source.file} has no jobs`,
      'Write jobs: with at least one job below it.',
    );
    return [];
  }
  const legs: WorkflowLeg[] = [];
  for (const [id, { node: job }] of jobs.entries) {
    if (job.kind !== 'map') continue;
    if (!all.budget.spend(LEG)) break;
    const condition = textAt(job, 'if');
    if (condition !== undefined && all.templates.condition(condition, contexts) === false) continue;
    for (const leg of new Job(id, job, { call, file, all, contexts, environment }).legs()) legs.push(leg);
  }
  return legs;
}

interface JobSurroundings {
  readonly call: Call;
  readonly file: string;
  readonly all: Surroundings;
  /** Of the workflow, without a matrix. */
  readonly contexts: Contexts;
  /** Of the workflow. */
  readonly environment: Environment;
}

class Job {
  readonly #id: string;
  readonly #job: MapNode;
  readonly #around: JobSurroundings;
  readonly #defaults: readonly WorkflowNode[];
  readonly #remembered: Remembered;
  /** What the combinations and the runners hang on, and is not known; told where the job does anything with images. */
  readonly #causes = new Set<Cause>();
  readonly #runners: JobRunners;
  readonly #environments = new Map<string, Environment>();
  readonly #deeds: SharedDeeds;

  constructor(id: string, job: MapNode, around: JobSurroundings) {
    this.#id = id;
    this.#job = job;
    this.#around = around;
    this.#defaults = [job, around.call.document].flatMap((node) => nodeAt(node, 'defaults', 'run') ?? []);
    this.#runners = new JobRunners(job, around.all);
    this.#remembered = new Remembered(around.all, this.#defaults);
    const { library, templates } = around.all;
    const list = nodeAt(job, 'steps');
    const steps = list?.kind === 'list' ? list.items : [];
    const { inputs } = around.call;
    const nodes = { job, steps, defaults: this.#defaults, actions: actionsOf(steps, library), inputs };
    this.#deeds = new SharedDeeds(new MarkedMatrix(nodes, templates), around.all);
  }

  legs(): readonly WorkflowLeg[] {
    const { budget, tell } = this.#around.all;
    const uses = textAt(this.#job, 'uses');
    const legs: WorkflowLeg[] = [];
    for (const combination of this.#combinations()) {
      if (!budget.spend(LEG)) break;
      if (uses === undefined) legs.push(this.#leg(combination));
      else for (const leg of this.#called(uses, combination)) legs.push(leg);
    }
    // A step with this very action tells its own inputs when it runs.
    if (legs.some(({ deeds }) => deeds.some(({ kind }) => kind !== 'check')))
      for (const cause of this.#causes) tell.unresolved(cause);
    return legs;
  }

  #combinations(): readonly Combination[] {
    const node = nodeAt(this.#job, 'strategy', 'matrix');
    if (node === undefined) return NO_MATRIX;
    const { all, contexts } = this.#around;
    const value = all.templates.value(node, contexts);
    return combinationsOf(value, placeOf(node), {
      tell: all.tell,
      budget: all.budget,
      unresolved: (cause) => this.#causes.add(cause),
    });
  }

  #leg(combination: Combination): WorkflowLeg {
    const { all, call, file } = this.#around;
    const contexts = once(() => contextsOf({ inputs: call.inputs, matrix: combination.matrix }));
    const { on, place } = this.#runners.of(combination, contexts);
    const { labels, causes, runner } = on;
    for (const cause of causes) this.#causes.add(cause);
    const deeds = this.#deeds.of(combination, runner, (read) => this.#read(read, runner));
    const name =
      call.prefix + legName(this.#id, this.#job, combination, { templates: all.templates, contexts });
    return labels === undefined
      ? { workflow: file, name, place, deeds }
      : { workflow: file, name, place, labels, deeds };
  }

  #read(matrix: ExpressionData, runner: Runner): readonly Deed[] {
    const { all, call } = this.#around;
    const contexts = once(() => contextsOf({ inputs: call.inputs, matrix }));
    const environment = this.#environment(matrix, contexts);
    const frame = this.#frame({ inputs: call.inputs, matrix, environment }, runner);
    const containers = jobContainers(this.#job, all, contexts);
    const steps = nodeAt(this.#job, 'steps');
    const { deeds } = readSteps(steps, frame, environment, this.#remembered.reader(matrix));
    return containers.length === 0 ? deeds : [...containers, ...deeds];
  }

  /** Once for all legs that have the same values of the matrix in it. */
  #environment(matrix: ExpressionData, contexts: Contexts): Environment {
    const { all, environment } = this.#around;
    const node = nodeAt(this.#job, 'env');
    if (node === undefined) return environment;
    return remember(this.#environments, matrixKey(matrix, all.templates.parts.matrixKeys(node)), () =>
      environmentWith(node, environment, all, contexts),
    );
  }

  #frame(known: KnownContexts, runner: Runner): Frame {
    return new Frame(this.#around.all, { ...known, runner }, { defaults: this.#defaults });
  }

  /** The legs of a workflow that the job calls; none where it is elsewhere. */
  #called(uses: TextNode, combination: Combination): readonly WorkflowLeg[] {
    const { all, call, file } = this.#around;
    const document = all.library.workflow(uses);
    if (document === undefined) return [];
    const callers = [...call.callers, call.document];
    const first = callers.indexOf(document);
    if (first >= 0) {
      const files = [...callers.slice(first), document].map(({ source }) => source.file);
      all.tell.syntax(
        placeOf(uses),
        `Workflows call each other in a circle, which GitHub refuses: ${files.join(' calls ')}`,
        'Take one of these calls out.',
      );
      return [];
    }
    if (callers.length >= DEEPEST) {
      all.tell.syntax(
        placeOf(uses),
        `More than ${DEEPEST} workflows that call each other lead here`,
        'Call fewer workflows within each other.',
      );
      return [];
    }
    const { matrix } = combination;
    const contexts = once(() => contextsOf({ inputs: call.inputs, matrix }));
    const given = nodeAt(this.#job, 'with');
    const inputs = calledInputs(
      nodeAt(document, 'on', 'workflow_call', 'inputs'),
      given === undefined ? new Dictionary() : all.templates.value(given, contexts),
      { templates: all.templates, contexts, asText: false },
    );
    const name = legName(this.#id, this.#job, combination, { templates: all.templates, contexts });
    const prefix = `${call.prefix}${name} / `;
    return readJobs({ document, inputs, prefix, callers }, file, all);
  }
}

function once(make: () => Dictionary): Contexts {
  let made: Dictionary | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
