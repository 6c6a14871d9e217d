import { messageOf } from '../errors.ts';
import { plainLine } from '../report/plain.ts';
import type { SweepResult } from '../smoke/sweep.ts';
import type { ActionsCore } from './core.ts';

export interface LeftoverParts {
  readonly core: Pick<ActionsCore, 'info' | 'warning'>;
  readonly open: () => Promise<LeftoverEngine>;
  /** Milliseconds since any moment. */
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
}

export interface LeftoverEngine {
  /** @param limit of all together, in milliseconds */
  removeRun(runId: string, limit: number): Promise<SweepResult>;
  close(): void;
}

/** A container that the killed step had just asked for may appear after it is gone. */
const LOOK_AGAIN_MS = 1_000;
const MOST_LOOKS = 5;

/**
 * How long containers may take in all. GitHub ends a cancelled job five minutes later, whatever it is at
 * (docs.github.com/actions/reference/workflow-cancellation-reference).
 */
export const CONTAINERS_MS = 120_000;

/** Removes the containers of a run that its step left behind. Never rejects: a job is not failed by its cleaning up. */
export async function removeLeftovers(runId: string, parts: LeftoverParts): Promise<void> {
  if (runId === '') return;
  const { core, open } = parts;
  try {
    const engine = await open();
    try {
      await removeContainers(runId, engine, parts);
    } finally {
      engine.close();
    }
  } catch (thrown) {
    core.warning(
      plainLine(
        `The engine could not be asked for smoke containers that were left behind: ${messageOf(thrown)} They carry the label windows-isolation-check.run=${runId}.`,
      ),
    );
  }
}

async function removeContainers(
  runId: string,
  engine: LeftoverEngine,
  { core, now, pause }: LeftoverParts,
): Promise<void> {
  const ends = now() + CONTAINERS_MS;
  for (let look = 1; ; look++) {
    const seconds = Math.ceil((ends - now()) / 1000);
    const { removed, leftOver } = await engine.removeRun(runId, seconds * 1000);
    for (const name of removed) core.info(plainLine(`Removed the smoke container ${name}`));
    const quiet = removed.length === 0 && leftOver.length === 0;
    if (quiet && look > 1) return;
    if (look === MOST_LOOKS || now() + LOOK_AGAIN_MS >= ends) {
      for (const { name, reason } of leftOver)
        core.warning(
          plainLine(
            `The smoke container ${name} could not be removed: ${reason} Remove it with \`docker rm --force ${name}\`.`,
          ),
        );
      return;
    }
    await pause(LOOK_AGAIN_MS);
  }
}
