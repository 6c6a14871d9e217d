import type { Engine, ListedContainer } from '../engine/model.ts';
import { RUN_LABEL } from './labels.ts';

/** A run that is still at work has containers younger than this; no run may take longer. */
export const LEFTOVER_AGE_MS = 3_600_000;

export interface SweepResult {
  readonly removed: readonly string[];
  /** Names, with the engine's reason. */
  readonly leftOver: readonly { readonly name: string; readonly reason: string }[];
}

/** Removes every container of one run. A list that cannot be had rejects; a container that cannot be removed is told of. */
export async function removeRun(engine: Engine, runId: string): Promise<SweepResult> {
  return removeAll(engine, await engine.listContainers([`${RUN_LABEL}=${runId}`]));
}

/**
 * Removes what older runs of this tool left behind: only what carries its label, and only after an hour, as another run
 * may be at work on the same engine.
 */
export async function sweepOlder(engine: Engine, now: number, runId: string): Promise<SweepResult> {
  const ours = await engine.listContainers([RUN_LABEL]);
  const old = ours.filter(
    (container) =>
      container.labels[RUN_LABEL] !== runId && now - Date.parse(container.created) > LEFTOVER_AGE_MS,
  );
  return removeAll(engine, old);
}

async function removeAll(engine: Engine, containers: readonly ListedContainer[]): Promise<SweepResult> {
  const removed: string[] = [];
  const leftOver: { name: string; reason: string }[] = [];
  await Promise.all(
    containers.map(async (container) => {
      const name = (container.names[0] ?? container.id).replace(/^\//, '');
      try {
        await engine.removeContainer(container.id);
        removed.push(name);
      } catch (error) {
        leftOver.push({ name, reason: error instanceof Error ? error.message : String(error) });
      }
    }),
  );
  return { removed, leftOver };
}
