import { BooleanData } from '@actions/expressions/data/boolean';
import { STEP } from './budget.ts';
import { environmentWith } from './env.ts';
import type { Environment } from './environment.ts';
import type { Frame } from './frame.ts';
import { type Checkout, Layout } from './layout.ts';
import type { Deed } from './model.ts';
import { type MapNode, nodeAt, textAt, type WorkflowNode } from './node.ts';
import { readRun } from './run-step.ts';
import { readUses } from './uses-step.ts';

/** What a step does, and the environment of the steps after it. */
export interface StepResult {
  readonly deeds: readonly Deed[];
  readonly environment: Environment;
  /** What it puts into the workspace. */
  readonly checkouts?: readonly Checkout[];
  /** Those of its deeds whose paths are those of the repository already, wherever that lies in the workspace. */
  readonly inRepository?: ReadonlySet<Deed>;
}

/** Reads one step, or remembers what another leg has read of it. */
export type ReadStep = (step: MapNode, frame: Frame, environment: Environment) => StepResult;

/** What steps do, one after the other. */
export function readSteps(
  steps: WorkflowNode | undefined,
  frame: Frame,
  environment: Environment,
  read: ReadStep = readStep,
): StepResult {
  const deeds: Deed[] = [];
  const checkouts: Checkout[] = [];
  let current = environment;
  let layout = Layout.WHOLE;
  const inRepository = new Set<Deed>();
  for (const step of steps?.kind === 'list' ? steps.items : []) {
    if (step.kind !== 'map') continue;
    if (!frame.all.budget.spend(STEP)) break;
    const result = read(step, frame, current);
    for (const deed of result.deeds) {
      const done = result.inRepository?.has(deed) === true;
      if (!done && !layout.isWhole) for (const path of pathsOf(deed)) frame.all.looked.at(path);
      const moved = done ? deed : layout.moved(deed);
      if (done || layout.hasRepository) inRepository.add(moved);
      deeds.push(moved);
    }
    layout = layout.with(result.checkouts);
    checkouts.push(...(result.checkouts ?? []));
    current = result.environment;
  }
  return {
    deeds,
    environment: current,
    ...(checkouts.length === 0 ? {} : { checkouts }),
    ...(inRepository.size === 0 ? {} : { inRepository }),
  };
}

/** Where a deed finds its files. */
function pathsOf(deed: Deed): readonly string[] {
  if (deed.kind === 'build') return deed.dockerfilePath === undefined ? [] : [deed.dockerfilePath];
  if (deed.kind !== 'compose' && deed.kind !== 'bake') return [];
  const envFiles = deed.kind === 'compose' ? (deed.envFiles ?? []) : [];
  return [...(deed.files ?? []), ...(deed.directory === undefined ? [] : [deed.directory]), ...envFiles];
}

/** What one step does. A condition that is not known may hold. */
export function readStep(step: MapNode, frame: Frame, environment: Environment): StepResult {
  const { templates } = frame.all;
  const condition = textAt(step, 'if');
  if (condition !== undefined && templates.condition(condition, frame.contexts(environment)) === false) {
    return { deeds: [], environment };
  }
  const own = environmentWith(nodeAt(step, 'env'), environment, frame.all, frame.contexts(environment));
  const run = textAt(step, 'run');
  if (run !== undefined) return tolerated(step, readRun(step, run, { frame, environment, own }));
  const uses = textAt(step, 'uses');
  if (uses === undefined) return { deeds: [], environment };
  return tolerated(step, readUses(step, uses, { frame, environment, own }));
}

/**
 * With `continue-on-error` it does not matter whether a step fails. Images of containers that the runner itself starts it fetches
 * before the steps, where nothing is tolerated.
 */
function tolerated(step: MapNode, result: StepResult): StepResult {
  const literal = textAt(step, 'continue-on-error')?.literal;
  if (!(literal instanceof BooleanData && literal.value)) return result;
  const deeds = result.deeds.map((deed) =>
    deed.kind === 'run' || deed.kind === 'create' || deed.kind === 'pull'
      ? { ...deed, doubtful: true as const }
      : deed,
  );
  return { ...result, deeds };
}

/** What reads a step has: where it stands, the environment before it, and with its own `env`. */
export interface StepSurroundings {
  readonly frame: Frame;
  readonly environment: Environment;
  readonly own: Environment;
}
