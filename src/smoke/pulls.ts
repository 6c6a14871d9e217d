import { PullTally } from '../engine/pull-state.ts';
import { messageOf } from '../errors.ts';
import type { Observation, SmokeCandidate, SmokeHost, SmokeWorld } from './model.ts';
import { observeError } from './observe.ts';
import { imageKey } from './plan.ts';

/** Pulls at a time; more only share the same line. */
const PULLS_AT_A_TIME = 3;

/** Layers of Windows are stored unpacked, beside what is being downloaded (measured on base images: 2 to 2.5 times). */
const UNPACKED_FACTOR = 2.5;

export interface Pulls {
  /** Undefined once the image is there; else why it is not. */
  ready(candidate: SmokeCandidate): Promise<Observation | undefined>;
  /** What was pulled so far. */
  readonly pulled: readonly { readonly image: string; readonly bytes?: number }[];
}

/**
 * Pulls what is wanted, several at once, but never two that stand on the same base image at the same time: the second
 * would download the layers of the first once more. Sizes and the free disk are told before.
 */
export function startPulls(
  wanted: readonly SmokeCandidate[],
  host: SmokeHost,
  /** When the time budget is spent, in milliseconds since 1970. */
  ends: number,
  world: SmokeWorld,
  /** Bytes, compressed. Where no manifest told the size, a pull is given up once the engine has told more than that. */
  maxPullSize = Number.POSITIVE_INFINITY,
): Pulls {
  const pulled: { image: string; bytes?: number }[] = [];
  const done = new Map<string, Promise<Observation | undefined>>();
  if (wanted.length > 0) {
    const slots = new PullSlots(PULLS_AT_A_TIME);
    const told = tellBefore(wanted, world);
    for (const candidate of wanted) {
      done.set(
        imageKey(candidate),
        told.then((free) => slots.run(baseOf(candidate), () => pull(candidate, free))),
      );
    }
  }
  let spoken = 0;
  const pull = async (
    candidate: SmokeCandidate,
    free: number | undefined,
  ): Promise<Observation | undefined> => {
    if (world.signal.aborted)
      return { outcome: 'not-run', reason: 'cancelled', message: 'It was not pulled any more.' };
    const needed = (candidate.size ?? 0) * UNPACKED_FACTOR;
    if (free !== undefined && spoken + needed > free) {
      return {
        outcome: 'not-run',
        reason: 'no-disk-space',
        message: `Pulling it takes about ${gigabytes(needed)}, and ${gigabytes(Math.max(0, free - spoken))} are free where the engine keeps its images.`,
      };
    }
    spoken += needed;
    world.pulls?.begin(candidate.image, candidate.size);
    const tally = new PullTally();
    const tooLarge = new AbortController();
    // The engine's own limit only ends what shows no progress.
    const spent = new AbortController();
    const over = new AbortController();
    world
      .sleep(Math.max(0, ends - world.now()), over.signal)
      .then(() => spent.abort())
      .catch(() => undefined);
    try {
      const login = await world.login(candidate.image);
      await world.engine.pull(
        {
          reference: candidate.image,
          ...(candidate.platform === undefined ? {} : { platform: candidate.platform }),
          ...(login === undefined ? {} : { login }),
          onProgress(progress) {
            world.pulls?.progress(progress);
            tally.add(progress);
            if (tally.state().size > maxPullSize) tooLarge.abort();
          },
        },
        {
          signal: AbortSignal.any([world.signal, tooLarge.signal, spent.signal]),
          milliseconds: Math.max(1, ends - world.now()),
        },
      );
    } catch (thrown) {
      spoken -= needed;
      world.pulls?.end(candidate.image, 'failed');
      if (tooLarge.signal.aborted) {
        return {
          outcome: 'not-run',
          reason: 'too-large',
          message: `Its layers are more than \`max-pull-size\` (${gigabytes(maxPullSize)}), as the engine told while it pulled them; the pull was given up.`,
        };
      }
      if (spent.signal.aborted || world.now() >= ends) {
        return {
          outcome: 'not-run',
          reason: 'out-of-time',
          message: 'The time budget was spent before it was pulled.',
        };
      }
      const seen = observeError(thrown, 'pull', candidate, host);
      return { ...seen, message: `It could not be pulled: ${seen.error?.text ?? messageOf(thrown)}` };
    } finally {
      over.abort();
    }
    world.pulls?.end(candidate.image, 'pulled');
    pulled.push({
      image: candidate.image,
      ...(candidate.size === undefined ? {} : { bytes: candidate.size }),
    });
    return undefined;
  };
  return {
    pulled,
    ready: (candidate) => done.get(imageKey(candidate)) ?? Promise.resolve(undefined),
  };
}

/** Images of one build and family stand on the same base layers, as far as anybody can tell before a pull. */
function baseOf(candidate: SmokeCandidate): string {
  return candidate.version === undefined
    ? imageKey(candidate)
    : `${candidate.family} ${candidate.version.build}.${candidate.version.revision ?? ''}`;
}

async function tellBefore(wanted: readonly SmokeCandidate[], world: SmokeWorld): Promise<number | undefined> {
  const free = await world.freeDisk().catch(() => undefined);
  const known = wanted.filter((candidate) => candidate.size !== undefined);
  const sum = known.reduce((total, candidate) => total + (candidate.size ?? 0), 0);
  const unknown = wanted.length - known.length;
  const size = [
    ...(known.length > 0 ? [`${gigabytes(sum)} to download`] : []),
    ...(unknown > 0 ? [`${unknown} of unknown size`] : []),
    ...(free === undefined ? [] : [`${gigabytes(free)} free`]),
  ];
  world.progress(`Pulling ${wanted.length} image${wanted.length === 1 ? '' : 's'} (${size.join(', ')})`);
  return free;
}

function gigabytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;
}

/** So many at a time in the order they came, and one at a time of each group. */
class PullSlots {
  readonly #busy = new Set<string>();
  readonly #waiting: { group: string; start: () => void }[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  async run<Result>(group: string, work: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((start) => {
      this.#waiting.push({ group, start });
      this.#next();
    });
    try {
      return await work();
    } finally {
      this.#busy.delete(group);
      this.#next();
    }
  }

  #next(): void {
    while (this.#busy.size < this.#limit) {
      const index = this.#waiting.findIndex(({ group }) => !this.#busy.has(group));
      const [entry] = index < 0 ? [] : this.#waiting.splice(index, 1);
      if (entry === undefined) return;
      this.#busy.add(entry.group);
      entry.start();
    }
  }
}
