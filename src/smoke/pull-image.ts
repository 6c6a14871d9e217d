import { EngineError } from '../engine/engine-error.ts';
import { PullTally } from '../engine/pull-state.ts';
import { messageOf } from '../errors.ts';
import type { ImagesToRemove } from './images-to-remove.ts';
import { PULL_ENDS_MS } from './limits.ts';
import type { Observation, SmokeCandidate, SmokeHost, SmokeWorld } from './model.ts';
import { observeError } from './observe.ts';
import { exactSize } from './size-text.ts';

export interface PullSettings {
  /** When the time budget is spent, in milliseconds since 1970. */
  readonly ends: number;
  /** Bytes, compressed. Where no manifest told the size, a pull is given up once the engine has told more than that. */
  readonly maxPullSize?: number;
  /** What is pulled is removed when the run is over. */
  readonly cleanupImages: boolean;
}

export interface PullParts {
  readonly host: SmokeHost;
  readonly settings: PullSettings;
  readonly images: ImagesToRemove;
  readonly world: SmokeWorld;
}

/** Undefined once the image is there; else why it is not. Never rejects. */
export async function pullImage(
  candidate: SmokeCandidate,
  parts: PullParts,
): Promise<Observation | undefined> {
  const { settings, images, world } = parts;
  const { ends, maxPullSize = Number.POSITIVE_INFINITY } = settings;
  const { image, platform, size } = candidate;
  const tally = new PullTally();
  const tooLarge = new AbortController();
  // The engine's own limit only ends what shows no progress.
  const spent = new AbortController();
  const givenUp = AbortSignal.any([world.signal, tooLarge.signal, spent.signal]);
  const over = new AbortController();
  world
    .sleep(Math.max(0, ends - world.now()), over.signal)
    .then(() => spent.abort())
    .catch(() => undefined);
  world.pulls?.begin(image, size);
  if (settings.cleanupImages) images.add(image);
  try {
    const login = await world.login(image);
    await world.engine.pull(
      {
        reference: image,
        ...(platform === undefined ? {} : { platform }),
        ...(login === undefined ? {} : { login }),
        onProgress(progress) {
          world.pulls?.progress(progress);
          tally.add(progress);
          if (tally.state().size > maxPullSize) tooLarge.abort();
        },
      },
      { signal: givenUp, milliseconds: Math.max(1, ends - world.now()) },
    );
  } catch (thrown) {
    world.pulls?.end(image, 'failed');
    if (tooLarge.signal.aborted) images.add(image);
    if (givenUp.aborted) await takeBack(image, parts);
    if (tooLarge.signal.aborted) return notPulled('too-large', tooLargeText(maxPullSize));
    if (spent.signal.aborted || world.now() >= ends) {
      return notPulled('out-of-time', 'The time budget was spent before it was pulled.');
    }
    if (thrown instanceof EngineError && thrown.code === 'engine-refused') images.drop(image);
    const seen = observeError(thrown, 'pull', candidate, parts.host);
    return { ...seen, message: `It could not be pulled: ${seen.error?.text ?? messageOf(thrown)}` };
  } finally {
    over.abort();
  }
  world.pulls?.end(image, 'pulled');
  return undefined;
}

/** An engine that was at the end of a pull when it was given up has the image all the same. */
async function takeBack(image: string, { images, world }: PullParts): Promise<void> {
  if (!images.has(image)) return;
  await world.sleep(PULL_ENDS_MS);
  await images.remove([image]);
}

function tooLargeText(maxPullSize: number): string {
  return `Its layers are more than \`max-pull-size\` (${exactSize(maxPullSize)}), as the engine told while it pulled them; the pull was given up.`;
}

export function notPulled(reason: Observation['reason'], message: string): Observation {
  return { outcome: 'not-run', reason, message };
}
