import { messageOf } from '../errors.ts';
import { plainLine } from '../report/plain.ts';
import type { SweepResult } from '../smoke/sweep.ts';
import type { ActionsCore } from './core.ts';

export interface LeftoverParts {
  readonly core: Pick<ActionsCore, 'info' | 'warning'>;
  readonly open: () => Promise<{
    removeRun(runId: string): Promise<SweepResult>;
    close(): void;
  }>;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** A container that the killed step had just asked for may appear after it is gone. */
const LOOK_AGAIN_MS = 1_000;
const MOST_LOOKS = 5;

/** Removes the containers of a run that its step left behind. Never rejects: a job is not failed by its cleaning up. */
export async function removeLeftovers(runId: string, { core, open, pause }: LeftoverParts): Promise<void> {
  if (runId === '') return;
  try {
    const engine = await open();
    try {
      for (let look = 1; look <= MOST_LOOKS; look++) {
        const { removed, leftOver } = await engine.removeRun(runId);
        for (const name of removed) core.info(plainLine(`Removed the smoke container ${name}`));
        const quiet = removed.length === 0 && leftOver.length === 0;
        if (quiet && look > 1) return;
        if (look === MOST_LOOKS) {
          for (const { name, reason } of leftOver)
            core.warning(
              plainLine(
                `The smoke container ${name} could not be removed: ${reason} Remove it with \`docker rm --force ${name}\`.`,
              ),
            );
        } else await pause(LOOK_AGAIN_MS);
      }
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
