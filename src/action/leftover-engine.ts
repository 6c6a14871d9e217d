import { wallClock } from '../edge/clock.ts';
import { type Environment, openEngine } from '../edge/engine.ts';
import { REMOVAL_MS, tellingOf } from '../smoke/removal.ts';
import { removeRun } from '../smoke/sweep.ts';
import type { LeftoverEngine } from './leftovers.ts';

/** The engine that the main step used, for the removal of what that left there. */
export async function openLeftoverEngine(
  environment: Environment,
  progress: (line: string) => void,
): Promise<LeftoverEngine> {
  const engine = await openEngine({ environment, startEngine: false, progress });
  const world = { engine, sleep: wallClock.sleep, tell: progress };
  return {
    removeRun: (runId, limit) => removeRun(world, runId, Math.min(limit, REMOVAL_MS)),
    async removeImage(image, limit) {
      if ((await engine.inspectImage(image)) === undefined) return false;
      await tellingOf(`the image ${image}`, limit, world, () =>
        engine.removeImage(image, { milliseconds: limit }),
      );
      return true;
    },
    close: () => engine.close(),
  };
}
