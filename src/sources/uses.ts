import { shortened, syntaxProblem } from './problems.ts';
import type { ImageUse, Need } from './reading.ts';
import { type StageSource, sourcesOf } from './stage-sources.ts';
import type { Stage, StageContext } from './stages.ts';
import type { Instruction } from './syntax.ts';
import { placeIn } from './unfold.ts';

type Reach = Pick<ImageUse, 'reachable' | 'behindTarget'>;

/** What some instructions of a stage ask for. */
interface Work {
  readonly runs: boolean;
  readonly sources: readonly StageSource[];
}

/** A stage with everything it needs of others. */
interface Linked {
  readonly stage: Stage;
  readonly own: Work;
  /** The `ONBUILD` instructions: done by the stages that stand directly on this one, not by itself. */
  readonly triggers: Work;
  /** The index of the lowest stage below it, whose base is no stage. */
  readonly root: number;
}

/** What is built when the target is. */
interface Reached {
  readonly target: number;
  readonly stages: ReadonlySet<number>;
  /** Stages whose triggers are run. */
  readonly triggers: ReadonlySet<number>;
}

/**
 * Every place where the stages name an image, in the order of the file. `target` is the stage that is built.
 * A base image is needed to `build` when a `RUN` of a stage on top of it is, to `run` when the target stands on it.
 * Stages that the target needs neither as base nor to copy or mount from are not reachable.
 */
export function usesOf(stages: readonly Stage[], target: number, context: StageContext): readonly ImageUse[] {
  const linked = link(stages, context);
  const reached = reachedFrom(target, linked);
  const needs = needsOf(linked, reached, target);
  const uses: ImageUse[] = [];
  for (const { stage, own } of linked) {
    const reachable = reached.stages.has(stage.index);
    const reach = reachOf(reachable, stage, reached);
    const base = baseUse(stage, needs(stage.index), reach, context);
    if (base !== undefined) uses.push(base);
    uses.push(...sourceUses(own.sources, stage, reach));
    checkOrder(own.sources, stage, reachable, context);
  }
  for (const [index, child] of firstChildren(linked, reached)) {
    const sources = linked[index]?.triggers.sources ?? [];
    const reachable = reached.triggers.has(index);
    uses.push(...sourceUses(sources, child, reachOf(reachable, child, reached)));
    checkOrder(sources, child, reachable, context);
  }
  return uses.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}

function link(stages: readonly Stage[], context: StageContext): readonly Linked[] {
  const linked: Linked[] = [];
  for (const stage of stages) {
    const below = stage.base.kind === 'stage' ? linked[stage.base.index] : undefined;
    linked.push({
      stage,
      own: workOf(stage, false, stages, context),
      triggers: workOf(stage, true, stages, context),
      root: below?.root ?? stage.index,
    });
  }
  return linked;
}

function workOf(stage: Stage, triggers: boolean, stages: readonly Stage[], context: StageContext): Work {
  const instructions: readonly Instruction[] = stage.instructions.filter(
    ({ trigger }) => trigger === triggers,
  );
  return {
    runs: instructions.some(({ keyword }) => keyword === 'RUN'),
    sources: sourcesOf(instructions, stages, context),
  };
}

function reachedFrom(target: number, linked: readonly Linked[]): Reached {
  const stages = new Set<number>();
  const triggers = new Set<number>();
  const waiting = [target];
  const wait = (sources: readonly StageSource[]) => {
    for (const source of sources) if (source.kind === 'stage') waiting.push(source.index);
  };
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    const entry = linked[index];
    if (entry === undefined || stages.has(index)) continue;
    stages.add(index);
    wait(entry.own.sources);
    const { base } = entry.stage;
    if (base.kind !== 'stage') continue;
    waiting.push(base.index);
    if (!triggers.has(base.index)) wait(linked[base.index]?.triggers.sources ?? []);
    triggers.add(base.index);
  }
  return { target, stages, triggers };
}

/**
 * Whether the builders get to what a stage does. The classic builder, which Windows has by default, works through all stages up to
 * the target and stops there; BuildKit builds the ones that the target needs.
 */
function reachOf(reachable: boolean, { index }: Stage, { target }: Reached): Reach {
  return { reachable, ...(!reachable && index > target ? { behindTarget: true } : {}) };
}

/** By stage, the first stage that stands on it, a reachable one if there is any: the one that its triggers are told of. */
function firstChildren(linked: readonly Linked[], reached: Reached): ReadonlyMap<number, Stage> {
  const children = new Map<number, Stage>();
  for (const { stage } of linked) {
    if (stage.base.kind !== 'stage') continue;
    const earlier = children.get(stage.base.index);
    const better = earlier && !reached.stages.has(earlier.index) && reached.stages.has(stage.index);
    if (earlier === undefined || better) children.set(stage.base.index, stage);
  }
  return children;
}

function needsOf(linked: readonly Linked[], reached: Reached, target: number) {
  const built = new Set<number>();
  const builtUnreached = new Set<number>();
  for (const { stage, own, root } of linked) {
    const parent = stage.base.kind === 'stage' ? linked[stage.base.index] : undefined;
    if (!own.runs && parent?.triggers.runs !== true) continue;
    (reached.stages.has(stage.index) ? built : builtUnreached).add(root);
  }
  const final = linked[target]?.root;
  return (root: number): readonly Need[] => {
    const builds = built.has(root) || (!reached.stages.has(root) && builtUnreached.has(root));
    if (root === final) return builds ? ['build', 'run'] : ['run'];
    return builds ? ['build'] : ['pull'];
  };
}

function baseUse(
  stage: Stage,
  needs: readonly Need[],
  reach: Reach,
  context: StageContext,
): ImageUse | undefined {
  const { base, from, word, platform } = stage;
  if (base.kind !== 'image' || word === undefined) return undefined;
  return {
    role: 'stage',
    reference: base.reference,
    written: word.text,
    needs,
    stage: labelOf(stage),
    ...(platform === undefined ? {} : { platform: platform.value, platformWritten: platform.written }),
    ...reach,
    place: placeIn(context.source, from.line, word.from, word.to),
  };
}

function sourceUses(sources: readonly StageSource[], stage: Stage, reach: Reach): readonly ImageUse[] {
  return sources.flatMap((source) => {
    if (source.kind !== 'image') return [];
    const { role, reference, written, place } = source;
    return [{ role, reference, written, needs: ['pull'] as const, stage: labelOf(stage), ...reach, place }];
  });
}

function labelOf({ name, index }: Stage): string {
  return name ?? String(index);
}

function checkOrder(
  sources: readonly StageSource[],
  stage: Stage,
  reachable: boolean,
  context: StageContext,
): void {
  for (const source of sources) {
    if (source.kind !== 'stage' || source.index < stage.index) continue;
    // Of stages that are not built, builders look only at circles.
    if (!reachable && source.index !== stage.index) continue;
    const what = source.index === stage.index ? 'this very stage' : 'a stage that is defined further down';
    context.problems.push(
      syntaxProblem(
        source.place,
        `${shortened(source.written)} is ${what}; only earlier stages can be copied or mounted from.`,
        'Move the stage above this one, or write the image name in full if an image is meant.',
      ),
    );
  }
}
