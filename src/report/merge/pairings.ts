import type { Outcome } from '../../smoke/model.ts';
import type { Verdict } from '../../windows/model.ts';
import type { ReportPairing } from '../report.ts';
import { firstBy, grouped, imageKey, type MergedPart } from './leg.ts';

/** What one cell was said to be, and what it turned out to be. */
export interface Cell {
  /** By parts that only know what the host was declared to be. */
  readonly predicted: readonly ReportPairing[];
  /** By parts that stood on that host. */
  readonly seen: readonly ReportPairing[];
}

/** The pairings of all parts by image, host and isolation. */
export function cellsOf(parts: readonly MergedPart[]): ReadonlyMap<string, Cell> {
  const all = parts.flatMap(({ report, seen }) =>
    report.pairings.map((pairing) => ({ pairing, seen: seen.has(pairing.host) })),
  );
  const groups = grouped(all, ({ pairing }) => cellKey(pairing));
  return new Map(
    Array.from(groups, ([key, group]) => [
      key,
      {
        predicted: group.filter(({ seen }) => !seen).map(({ pairing }) => pairing),
        seen: group.filter(({ seen }) => seen).map(({ pairing }) => pairing),
      },
    ]),
  );
}

export function cellKey(pairing: Pick<ReportPairing, 'image' | 'platform' | 'host' | 'isolation'>): string {
  return JSON.stringify([imageKey(pairing), pairing.host, pairing.isolation]);
}

// The first of these is shown where there are several: nothing bad is covered by something good.
const OUTCOMES: readonly Outcome[] = ['failed', 'timed-out', 'refused', 'ran', 'not-run'];
const VERDICTS: readonly Verdict[] = ['refused', 'undefined', 'unknown', 'runs'];

/**
 * One pairing of each cell: as it was judged and seen on the machine itself where it was, and else as it was predicted.
 * Whether it must work is the word of the plan, where there is one.
 */
export function mergedPairings(cells: ReadonlyMap<string, Cell>): readonly ReportPairing[] {
  return Array.from(cells.values(), ({ predicted, seen }) => {
    const shown = (firstBy(seen, rankOfOutcome) ?? firstBy(predicted, rankOfVerdict)) as ReportPairing;
    const asking = predicted.length > 0 ? predicted : seen;
    return { ...shown, required: asking.some(({ required }) => required) };
  });
}

function rankOfOutcome({ observation }: ReportPairing): number {
  return observation === undefined ? OUTCOMES.length : OUTCOMES.indexOf(observation.outcome);
}

function rankOfVerdict({ prediction }: ReportPairing): number {
  return VERDICTS.indexOf(prediction);
}
