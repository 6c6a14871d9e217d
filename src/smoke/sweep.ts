import type { ListedContainer } from '../engine/model.ts';
import { messageOf } from '../errors.ts';
import { RUN_LABEL } from './labels.ts';
import { SHORT_REMOVAL_MS } from './limits.ts';
import { type RemovalWorld, removeContainer } from './removal.ts';

/** A run that is still at work has containers younger than this; no run may take longer. */
export const LEFTOVER_AGE_MS = 3_600_000;

export interface SweepResult {
  readonly removed: readonly string[];
  /** Names, with the engine's reason. */
  readonly leftOver: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * Removes every container of one run. A list that cannot be had rejects; a container that cannot be removed is told of.
 * @param limit of each removal, in milliseconds
 */
export async function removeRun(world: RemovalWorld, runId: string, limit: number): Promise<SweepResult> {
  return removeAll(world, await world.engine.listContainers([`${RUN_LABEL}=${runId}`]), limit);
}

/**
 * Removes what older runs of this tool left behind: only what carries its label, and only after an hour, as another run
 * may be at work on the same engine.
 */
export async function sweepOlder(world: RemovalWorld, now: number, runId: string): Promise<SweepResult> {
  const ours = await world.engine.listContainers([RUN_LABEL]);
  const old = ours.filter(
    (container) =>
      container.labels[RUN_LABEL] !== runId && now - Date.parse(container.created) > LEFTOVER_AGE_MS,
  );
  return removeAll(world, old, SHORT_REMOVAL_MS);
}

async function removeAll(
  world: RemovalWorld,
  containers: readonly ListedContainer[],
  limit: number,
): Promise<SweepResult> {
  const removed: string[] = [];
  const leftOver: { name: string; reason: string }[] = [];
  await Promise.all(
    containers.map(async ({ id, names: [called = id] }) => {
      const name = called.replace(/^\//, '');
      try {
        await removeContainer({ id, name }, world, limit);
        removed.push(name);
      } catch (thrown) {
        leftOver.push({ name, reason: messageOf(thrown) });
      }
    }),
  );
  return { removed, leftOver };
}
