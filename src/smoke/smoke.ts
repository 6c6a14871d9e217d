import { setMaxListeners } from 'node:events';
import type { LocalImage } from '../engine/model.ts';
import { ContainerSlots } from './container-slots.ts';
import { hypervState } from './hyperv-state.ts';
import { ImagesToRemove } from './images-to-remove.ts';
import { SHORT_REMOVAL_MS } from './limits.ts';
import type {
  Observation,
  SmokeCandidate,
  SmokeHost,
  SmokeResult,
  SmokeSettings,
  SmokeWorld,
} from './model.ts';
import { imageKey, type PlannedRun, planSmoke } from './plan.ts';
import { createProver } from './proof.ts';
import { startPulls } from './pulls.ts';
import { Removals } from './removal.ts';
import { runContainer } from './run.ts';
import { removeRun, sweepOlder } from './sweep.ts';

/**
 * Runs one container for every pairing that is worth it, several at a time, within a time budget, and removes all of
 * them. Rejects only where the engine cannot be asked at all; whatever happens to one pairing is its observation.
 * @throws EngineError
 */
export async function runSmoke(
  candidates: readonly SmokeCandidate[],
  host: SmokeHost,
  settings: SmokeSettings,
  world: SmokeWorld,
): Promise<SmokeResult> {
  // Every container under way listens to it; Node takes more than ten for a leak.
  setMaxListeners(0, world.signal);
  const ends = world.now() + settings.budgetSeconds * 1000;
  const removals = new Removals(world);
  const [present] = await Promise.all([lookAtImages(candidates, world), sweep(settings, world)]);
  const plan = planSmoke(await withSizes(candidates, present, settings, world), present, settings);
  const observations = new Map<string, Observation>(plan.skipped);
  const before = new Set(candidates.filter((one) => present.has(imageKey(one))).map(({ image }) => image));
  const images = new ImagesToRemove(before, world);
  const pulls = startPulls(plan.pulls, { host, settings: { ...settings, ends }, images, world });
  const slots = new ContainerSlots(settings.parallel, host.memory);
  const prover = createProver({
    ...world,
    endpoint: world.engine.endpoint,
    ...(host.machineName === undefined ? {} : { machineName: host.machineName }),
  });
  let warm = false;
  let hypervAbsent: Observation | undefined;

  const runOne = async (run: PlannedRun, number: number): Promise<Observation> => {
    const { candidate } = run;
    const notPulled = await pulls.ready(candidate);
    if (notPulled !== undefined) return notPulled;
    return slots.run(candidate.isolation, async () => {
      if (world.signal.aborted) {
        return { outcome: 'not-run', reason: 'cancelled', message: 'The run was cancelled before its turn.' };
      }
      if (world.now() >= ends) {
        return {
          outcome: 'not-run',
          reason: 'out-of-time',
          message: `The time budget of ${settings.budgetSeconds} s was spent before its turn.`,
        };
      }
      if (candidate.isolation === 'hyperv' && hypervAbsent !== undefined) return hypervAbsent;
      world.progress(`Running ${candidate.image} in ${candidate.isolation} isolation`);
      const parts = {
        candidate,
        number,
        ...(run.present === undefined ? {} : { local: run.present }),
        host,
        settings,
        world,
        prover,
        removals,
      };
      const first = await runContainer({ ...parts, attempt: 1 });
      const cold = !warm;
      warm = true;
      // The first container on a fresh machine may crash, and the same one run again does not.
      const seen =
        cold && first.error?.class === 'guest-exited'
          ? await again(first, () => runContainer({ ...parts, attempt: 2 }))
          : first;
      if (seen.reason === 'hyperv-unavailable') {
        hypervAbsent = {
          outcome: 'not-run',
          reason: 'hyperv-unavailable',
          message: seen.message,
          ...(seen.error && { error: seen.error }),
        };
      }
      return seen;
    });
  };

  await Promise.all(
    plan.runs.map(async (run, index) => {
      const seen = await runOne(run, index + 1);
      observations.set(run.candidate.key, seen);
      for (const other of run.standsFor) observations.set(other.key, { ...seen, sameAs: run.candidate.key });
    }),
  );
  // No image goes while a container stands on it.
  const leftOver = await removeLeftOver(removals, settings, world);
  await images.remove();
  const hyperv = hypervState(candidates, observations);
  return {
    runId: settings.runId,
    observations,
    ...(hyperv === undefined ? {} : { hyperv }),
    pulled: pulls.pulled,
    leftOver,
  };
}

async function again(first: Observation, run: () => Promise<Observation>): Promise<Observation> {
  const second = await run();
  return second.outcome === 'ran' ? { ...second, warmedUp: true } : first;
}

/** Leftovers of others' runs must not keep this one from its work. */
async function sweep(settings: SmokeSettings, world: SmokeWorld): Promise<void> {
  const { removed, leftOver } = await sweepOlder(world, world.now(), settings.runId);
  if (removed.length > 0)
    world.progress(`Removed ${removed.length} container(s) that older runs left behind`);
  for (const { name, reason } of leftOver) world.tell(`Could not remove ${name} of an older run: ${reason}`);
}

async function lookAtImages(
  candidates: readonly SmokeCandidate[],
  world: SmokeWorld,
): Promise<ReadonlyMap<string, LocalImage>> {
  const images = new Map(
    candidates
      .filter(({ need }) => need === 'run')
      .map((candidate) => [imageKey(candidate), candidate.image]),
  );
  const found = await Promise.all(
    [...images].map(async ([key, image]) => [key, await world.engine.inspectImage(image)] as const),
  );
  return new Map(found.filter((entry): entry is readonly [string, LocalImage] => entry[1] !== undefined));
}

/** Sizes of what may have to be pulled, asked for before anything is decided by them. */
async function withSizes(
  candidates: readonly SmokeCandidate[],
  present: ReadonlyMap<string, LocalImage>,
  { pull }: SmokeSettings,
  { sizeOf }: SmokeWorld,
): Promise<readonly SmokeCandidate[]> {
  const asked = new Map<string, Promise<number | undefined>>();
  return Promise.all(
    candidates.map(async (candidate) => {
      const pulled = pull === 'always' || (pull === 'missing' && !present.has(imageKey(candidate)));
      if (candidate.need !== 'run' || candidate.size !== undefined || !pulled) return candidate;
      const key = imageKey(candidate);
      const answer = asked.get(key) ?? sizeOf(candidate).catch(() => undefined);
      asked.set(key, answer);
      const size = await answer;
      return size === undefined ? candidate : { ...candidate, size };
    }),
  );
}

/** A last try for what could not be removed in its turn, when nothing runs any more. */
async function removeLeftOver(
  { leftOver }: Removals,
  { runId }: SmokeSettings,
  world: SmokeWorld,
): Promise<readonly string[]> {
  if (leftOver.length === 0) return [];
  try {
    return (await removeRun(world, runId, SHORT_REMOVAL_MS)).leftOver.map(({ name }) => name);
  } catch {
    return leftOver;
  }
}
