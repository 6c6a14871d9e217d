import { comparePlaces } from '../../pairing/merge.ts';
import { atMost, compareLevels, type Finding } from '../../rules/finding.ts';
import type { Level } from '../../windows/model.ts';
import { byPlace, compareText } from '../order.ts';
import type { ReportPairing } from '../report.ts';
import { firstBy, grouped, isPlan, type MergedPart, placesByImage, unique } from './leg.ts';
import type { Cell } from './pairings.ts';

/**
 * The findings of all parts, one a cause: the same rule, message and subject is one finding with all its places. What a leg
 * says of a pairing takes the place of what the plan says of it, where the files of the plan name the image, and at no graver
 * level than a pairing can have that need not work.
 */
export function mergedFindings(
  parts: readonly MergedPart[],
  cells: ReadonlyMap<string, Cell>,
): readonly Finding[] {
  const pairings = new Pairings(cells);
  const plans = parts.filter(isPlan);
  const anyHost = plans.some(oneHostIsEnough);
  const bound = boundToOneHost(plans);
  const isEnoughElsewhere = ({ subject: { image, host } }: Finding) =>
    anyHost && !bound.has(JSON.stringify([image, host]));
  const placesOf = placesByImage(parts.map(({ report }) => report));
  const seen: Finding[] = [];
  const predicted: Finding[] = [];
  for (const part of parts) {
    for (const finding of part.report.findings) {
      if (!part.seen.has(finding.subject.host ?? '')) predicted.push(finding);
      else
        seen.push({
          ...finding,
          level: atMost(finding.level, pairings.ceiling(finding, isEnoughElsewhere(finding))),
        });
    }
  }
  const places = grouped(predicted, causeKey);
  const settled = new Set(seen.map(causeKey));
  const told = seen.map((finding) => {
    const known = [
      ...finding.places,
      ...(places.get(causeKey(finding)) ?? []).flatMap((same) => same.places),
    ];
    return {
      ...finding,
      places: known.length > 0 ? known : (placesOf.get(finding.subject.image ?? '') ?? []),
    };
  });
  const open = predicted.filter(
    (finding) =>
      finding.subject.host === undefined ||
      !(settled.has(causeKey(finding)) || pairings.decidedOtherwise(finding)),
  );
  const causes = grouped([...told, ...open], ({ rule, message, subject }) =>
    JSON.stringify([rule, message, subject.image, subject.host, isolationsOf(subject)]),
  );
  return Array.from(causes.values(), oneOf).sort(
    (a, b) => byPlace(a, b) || compareText(JSON.stringify(a), JSON.stringify(b)),
  );
}

function oneHostIsEnough({ report }: MergedPart): boolean {
  return report.settings.hostsMatch === 'any' && report.hosts.length > 1;
}

/** What has one host alone, as where a workflow pairs it with its runner, must work there, whatever is enough for others. */
function boundToOneHost(plans: readonly MergedPart[]): ReadonlySet<string> {
  const single = plans.flatMap(({ report }) => report.subjects.filter(({ hosts }) => hosts.length === 1));
  return new Set(
    single.flatMap(({ hosts: [host], images }) =>
      [...images.map(({ image }) => image), undefined].map((image) => JSON.stringify([image, host])),
    ),
  );
}

/** What a leg and a plan say of one pairing by one rule is one cause, though the leg knows the revision and the plan does not. */
function causeKey({ rule, subject }: Finding): string {
  return JSON.stringify([rule, subject.image, subject.host, isolationsOf(subject)]);
}

function isolationsOf({ isolation }: Finding['subject']): readonly string[] | undefined {
  return isolation === undefined ? undefined : [...isolation].sort();
}

/** At the gravest level of all, with every place. */
function oneOf(same: readonly Finding[]): Finding {
  const first = firstBy(same, ({ level }) => -compareLevels(level, 'notice')) as Finding;
  const places = unique(same.flatMap((finding) => finding.places));
  return { ...first, places: [...places].sort(comparePlaces) };
}

/** What the cells know of what a finding is about. */
class Pairings {
  readonly #byHost: ReadonlyMap<string, Cell[]>;

  constructor(cells: ReadonlyMap<string, Cell>) {
    this.#byHost = grouped(cells.values(), ({ predicted, seen }) => (predicted[0] ?? seen[0])?.host ?? '');
  }

  /** A leg does not know what the plan demands. */
  ceiling(finding: Finding, anyHost: boolean): Level {
    const planned = this.#of(finding).flatMap(({ predicted }) => predicted);
    if (planned.length === 0) return 'error';
    if (!planned.some(({ required }) => required)) return 'notice';
    return anyHost ? 'warning' : 'error';
  }

  /** Whether a leg, which knows more, judged each pairing of a finding by another rule. */
  decidedOtherwise(finding: Finding): boolean {
    const cells = this.#of(finding);
    return (
      finding.subject.image !== undefined &&
      cells.length > 0 &&
      cells.every(
        ({ predicted, seen }) =>
          seen.length > 0 &&
          predicted.some(({ rule }) => rule === finding.rule) &&
          seen.every(({ rule }) => rule !== finding.rule),
      )
    );
  }

  #of({ subject }: Finding): readonly Cell[] {
    const isAbout = ({ image, isolation }: ReportPairing) =>
      (subject.image === undefined || image === subject.image) &&
      (subject.isolation === undefined || subject.isolation.includes(isolation));
    return (this.#byHost.get(subject.host ?? '') ?? []).filter(({ predicted, seen }) =>
      [...predicted, ...seen].slice(0, 1).some(isAbout),
    );
  }
}
