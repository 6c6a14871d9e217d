import type { Observation, SmokeCandidate, SmokeWorld } from './model.ts';
import { imageKey } from './plan.ts';
import { notPulled, type PullParts, pullImage } from './pull-image.ts';
import { gigabytes } from './size-text.ts';

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
export function startPulls(wanted: readonly SmokeCandidate[], parts: PullParts): Pulls {
  const { world } = parts;
  const pulled: { image: string; bytes?: number }[] = [];
  const done = new Map<string, Promise<Observation | undefined>>();
  let spoken = 0;
  const pull = async (
    candidate: SmokeCandidate,
    free: number | undefined,
  ): Promise<Observation | undefined> => {
    if (world.signal.aborted) return notPulled('cancelled', 'It was not pulled any more.');
    const { image, size } = candidate;
    const needed = (size ?? 0) * UNPACKED_FACTOR;
    if (free !== undefined && spoken + needed > free) {
      return notPulled(
        'no-disk-space',
        `Pulling it takes about ${gigabytes(needed)}, and ${gigabytes(Math.max(0, free - spoken))} are free where the engine keeps its images.`,
      );
    }
    spoken += needed;
    const failed = await pullImage(candidate, parts);
    if (failed === undefined) pulled.push({ image, ...(size === undefined ? {} : { bytes: size }) });
    else spoken -= needed;
    return failed;
  };
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
