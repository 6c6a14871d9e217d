import type { LocalImage } from '../engine/model.ts';
import type { Observation, SmokeCandidate, SmokeSettings } from './model.ts';
import { exactSize } from './size-text.ts';

/** A pairing that is run, and those for which it stands: the same digest in the same mode. */
export interface PlannedRun {
  readonly candidate: SmokeCandidate;
  readonly standsFor: readonly SmokeCandidate[];
  /** What the engine holds of it before anything is pulled. */
  readonly present?: LocalImage;
}

export interface SmokePlan {
  /** In the order they are started where there is room. */
  readonly runs: readonly PlannedRun[];
  /** Images to be pulled, in the order they are wanted, each once. */
  readonly pulls: readonly SmokeCandidate[];
  /** By key: what is not run, and why. */
  readonly skipped: ReadonlyMap<string, Observation>;
}

export type PlanSettings = Pick<SmokeSettings, 'mode' | 'pull' | 'maxPullSize'>;

/** What makes two candidates the same image to an engine: it knows no other platform than its own unless asked. */
export function imageKey(candidate: Pick<SmokeCandidate, 'image' | 'platform'>): string {
  return candidate.platform === undefined ? candidate.image : `${candidate.image} for ${candidate.platform}`;
}

/**
 * Which pairings are run: what is predicted `runs`, `undefined` or `unknown`, and with `smoke: always` the refused ones too.
 * Present images first and the smallest first, so that something is known soon and a time budget is spent on many.
 *
 * @param present What the engine holds, by `imageKey`.
 */
export function planSmoke(
  candidates: readonly SmokeCandidate[],
  present: ReadonlyMap<string, LocalImage>,
  settings: PlanSettings,
): SmokePlan {
  const skipped = new Map<string, Observation>();
  const wanted: SmokeCandidate[] = [];
  for (const candidate of candidates) {
    const reason = reasonToSkip(candidate, present.has(imageKey(candidate)), settings);
    if (reason === undefined) wanted.push(candidate);
    else skipped.set(candidate.key, { outcome: 'not-run', ...reason });
  }

  const groups = new Map<string, SmokeCandidate[]>();
  for (const candidate of wanted) {
    const key = `${identity(candidate, present)}\n${candidate.isolation}`;
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  const runs = [...groups.values()]
    .map((group): PlannedRun => {
      const inEngine = group.find((candidate) => present.has(imageKey(candidate)));
      const candidate = inEngine ?? (group[0] as SmokeCandidate);
      const local = present.get(imageKey(candidate));
      return {
        candidate,
        standsFor: group.filter((other) => other !== candidate),
        ...(local === undefined ? {} : { present: local }),
      };
    })
    .sort(byCost);
  const pulls = new Map<string, SmokeCandidate>();
  for (const { candidate, present: local } of runs) {
    const needed = settings.pull === 'always' || (settings.pull === 'missing' && local === undefined);
    if (needed && !pulls.has(imageKey(candidate))) pulls.set(imageKey(candidate), candidate);
  }
  return { runs, pulls: [...pulls.values()], skipped };
}

function reasonToSkip(
  candidate: SmokeCandidate,
  present: boolean,
  { mode, pull, maxPullSize }: PlanSettings,
): Pick<Observation, 'reason' | 'message'> | undefined {
  if (candidate.need === 'pull') {
    return { reason: 'only-pulled', message: 'It is only copied from, so it need not run.' };
  }
  if (candidate.family === 'hostprocess') {
    return {
      reason: 'host-process',
      message: 'It is a host-process image: it shows nothing in an ordinary container.',
    };
  }
  if (candidate.prediction === 'refused' && mode !== 'always') {
    return {
      reason: 'predicted-refused',
      message: 'It is predicted to be refused; `smoke: always` runs it all the same.',
    };
  }
  if (present && pull !== 'always') return undefined;
  if (!present && pull === 'never') {
    return {
      reason: 'not-present',
      message: 'The engine does not have the image, and `pull: never` forbids to pull it.',
    };
  }
  if (maxPullSize !== undefined && candidate.size !== undefined && candidate.size > maxPullSize) {
    return {
      reason: 'too-large',
      message: `Its layers are ${inMegabytes(candidate.size)} to pull, more than \`max-pull-size\` (${exactSize(maxPullSize)}).`,
    };
  }
  return undefined;
}

/** The digest where it is known; an image that is present is known by its own id. */
function identity(candidate: SmokeCandidate, present: ReadonlyMap<string, LocalImage>): string {
  return present.get(imageKey(candidate))?.id ?? candidate.digest ?? imageKey(candidate);
}

function byCost(a: PlannedRun, b: PlannedRun): number {
  return (
    Number(a.present === undefined) - Number(b.present === undefined) ||
    sizeOf(a) - sizeOf(b) ||
    Number(b.candidate.required) - Number(a.candidate.required) ||
    compareText(a.candidate.key, b.candidate.key)
  );
}

function sizeOf({ candidate, present }: PlannedRun): number {
  return present?.size ?? candidate.size ?? Number.MAX_SAFE_INTEGER;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function inMegabytes(bytes: number): string {
  if (bytes < 1_000_000) return exactSize(bytes);
  return `${Math.ceil(bytes / 1_000_000).toLocaleString('en-US')} MB`;
}
