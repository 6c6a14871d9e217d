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

/** What a killed step may have left on the engine. */
export interface Leftovers {
  /** Of its containers; empty where there are none. */
  readonly runId: string;
  /** That it pulled, and that were not there before. */
  readonly images: readonly string[];
}

export interface LeftoverEngine {
  /** @param limit of all together, in milliseconds */
  removeRun(runId: string, limit: number): Promise<SweepResult>;
  /** Whether there was one. @param limit in milliseconds */
  removeImage(image: string, limit: number): Promise<boolean>;
  close(): void;
}

/** A container that the killed step had just asked for may appear after it is gone. */
const LOOK_AGAIN_MS = 1_000;
const MOST_LOOKS = 5;

/**
 * How long containers may take in all, and images behind them. GitHub ends a cancelled job after five minutes, whatever it is
 * at (docs.github.com/actions/reference/workflow-cancellation-reference).
 */
export const CONTAINERS_MS = 120_000;
export const IMAGES_MS = 120_000;

/** Removes what the step of a run left behind. Never rejects: a job is not failed by its cleaning up. */
export async function removeLeftovers(left: Leftovers, parts: LeftoverParts): Promise<void> {
  const { runId, images } = left;
  if (runId === '' && images.length === 0) return;
  const { core, open } = parts;
  try {
    const engine = await open();
    try {
      if (runId !== '') await removeContainers(runId, engine, parts);
      // No image goes while a container stands on it.
      await removeImages(images, engine, parts);
    } finally {
      engine.close();
    }
  } catch (thrown) {
    core.warning(
      plainLine(
        `The engine could not be asked for what smoke containers left behind: ${messageOf(thrown)}${hints(left)}`,
      ),
    );
  }
}

/** By what somebody else finds it. */
function hints({ runId, images }: Leftovers): string {
  return [
    ...(runId === '' ? [] : [` The containers carry the label windows-isolation-check.run=${runId}.`]),
    ...(images.length === 0 ? [] : [` The images are ${images.join(', ')}.`]),
  ].join('');
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

async function removeImages(
  images: readonly string[],
  engine: LeftoverEngine,
  { core, now }: LeftoverParts,
): Promise<void> {
  const ends = now() + IMAGES_MS;
  for (const image of images) {
    const seconds = Math.ceil((ends - now()) / 1000);
    try {
      if (seconds <= 0) throw new Error('The time for it was up.');
      if (await engine.removeImage(image, seconds * 1000)) core.info(plainLine(`Removed the image ${image}`));
    } catch (thrown) {
      core.warning(
        plainLine(
          `The image ${image} could not be removed: ${messageOf(thrown)} Remove it with \`docker image rm ${image}\`.`,
        ),
      );
    }
  }
}
