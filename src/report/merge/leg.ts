import { comparePlaces } from '../../pairing/merge.ts';
import type { Place } from '../../sources/reading.ts';
import { compareText } from '../order.ts';
import type { Report, ReportHost } from '../report.ts';

/** A report as one of many: hosts already named as in the merged one. */
export interface MergedPart {
  readonly report: Report;
  /** Ids of the hosts that this report saw; of the others it only says what is predicted. */
  readonly seen: ReadonlySet<string>;
}

/** Whether a part says what was planned of a cell, an image or a host, beside what others saw there. */
export function isPlan({ report, seen }: MergedPart): boolean {
  return report.hosts.some(({ id }) => !seen.has(id));
}

/** Where the files of the reports name each image: a leg that was given it by input does not know. */
export function placesByImage(reports: readonly Report[]): ReadonlyMap<string, readonly Place[]> {
  const uses = reports.flatMap(({ images }) =>
    images.flatMap((image) =>
      image.uses.flatMap(({ place }) => (place ? [{ name: image.name, place }] : [])),
    ),
  );
  return new Map(
    Array.from(
      grouped(uses, ({ name }) => name),
      ([name, same]) => [name, [...unique(same.map(({ place }) => place))].sort(comparePlaces)],
    ),
  );
}

/** An image, whatever its host. */
export function imageKey({
  image,
  platform,
}: {
  readonly image: string;
  readonly platform?: string;
}): string {
  return JSON.stringify([image, platform]);
}

/** Unique values by their JSON, in the order in which they came. */
export function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** The first by a rank, then by their JSON, so that the order in which they came decides nothing. */
export function firstBy<T>(values: readonly T[], rank: (value: T) => number): T | undefined {
  return [...values].sort(
    (a, b) => rank(a) - rank(b) || compareText(JSON.stringify(a), JSON.stringify(b)),
  )[0];
}

/** Values by a key, in the order of their first. */
export function grouped<T>(values: Iterable<T>, keyOf: (value: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

/** Ids of the hosts that are machines which were looked at. */
export function seenHosts(hosts: readonly ReportHost[]): ReadonlySet<string> {
  return new Set(hosts.filter(({ origin }) => origin === 'detected').map(({ id }) => id));
}
