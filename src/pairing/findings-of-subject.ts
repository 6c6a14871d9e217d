import type { DemandLeg } from '../demands/model.ts';
import type { Host } from '../hosts/model.ts';
import { type RuleId, ruleOf } from '../rules/catalogue.ts';
import { atMost, compareLevels, type Finding } from '../rules/finding.ts';
import type { Place } from '../sources/reading.ts';
import type { Isolation, Level } from '../windows/model.ts';
import type { HostPairing, Pairing, Subject, SubjectImage, VerdictFinding } from './model.ts';
import { needsToRun } from './subjects.ts';

/** A finding before its remedy is worded, with the pairing that it came from where there is one. */
export interface RawFinding extends Omit<Finding, 'remedy'> {
  readonly remedy?: string;
  readonly pairing?: Pairing;
  /** It rests on a host that nobody named. */
  readonly assumed?: true;
  /** The legs of workflows that it comes from. */
  readonly legs?: readonly DemandLeg[];
  /** Where it is said that the file is built or run; before its own places. */
  readonly context?: readonly Place[];
}

/** What the images of one subject meet on one host. `assumed`: that it must run there was not said by anybody. */
export function findingsOnHost(
  subject: Subject,
  host: Host,
  pairingOf: (member: SubjectImage, host: Host) => HostPairing,
  { anyIsolation, assumed }: { readonly anyIsolation: boolean; readonly assumed: boolean },
): readonly RawFinding[] {
  const found = subject.members.flatMap((member) =>
    findingsOfImage(member, pairingOf(member, host), anyIsolation),
  );
  if (found.length === 0) return found;
  const legs = (subject.demand?.legs ?? []).filter((leg) => leg.host === undefined || leg.host === host);
  const context = contextOf(subject, legs);
  return found.map((finding) => ({
    ...finding,
    ...(assumed ? { level: atMost(finding.level, 'warning'), assumed } : {}),
    ...(legs.length === 0 ? {} : { legs }),
    ...(context.length === 0 ? {} : { context }),
  }));
}

/** Where it is said that the file is built or run: it is there that another host or tag would be put in. */
function contextOf({ demand }: Subject, legs: readonly DemandLeg[]): readonly Place[] {
  const places = new Set<Place>();
  for (const { place, at } of legs) places.add(place).add(at);
  if (demand?.place !== undefined) places.add(demand.place);
  return [...places];
}

/** The worst level among findings; undefined when there are none. */
export function worstLevel(findings: readonly { readonly level: Level }[]): Level | undefined {
  return findings
    .map((finding) => finding.level)
    .sort(compareLevels)
    .at(-1);
}

/** What is to be said of a pairing, whatever the places are that name its image: said of hundreds of subjects, made once. */
const SAID = new WeakMap<HostPairing, Map<string, readonly RawFinding[]>>();

function findingsOfImage(
  member: SubjectImage,
  onHost: HostPairing,
  anyIsolation: boolean,
): readonly RawFinding[] {
  const runs = needsToRun(member);
  const key = `${runs} ${anyIsolation}`;
  const said = SAID.get(onHost) ?? new Map<string, readonly RawFinding[]>();
  SAID.set(onHost, said);
  const known = said.get(key) ?? findingsOfPairing(onHost, runs, anyIsolation);
  said.set(key, known);
  if (known.length === 0) return known;
  const places = member.uses.map((use) => use.place);
  return known.map((finding) => ({ ...finding, places }));
}

function findingsOfPairing(onHost: HostPairing, runs: boolean, anyIsolation: boolean): RawFinding[] {
  const { image, host } = onHost;
  const raw = (finding: VerdictFinding, isolation: readonly Isolation[], pairing?: Pairing): RawFinding => ({
    rule: finding.rule,
    level: finding.level,
    message: `${image.resolved.name} on ${host.id}: ${finding.message}`,
    places: [],
    subject: { image: image.resolved.name, host: host.id, ...(isolation.length > 0 ? { isolation } : {}) },
    ...(pairing === undefined ? {} : { pairing }),
  });
  const notes = onHost.notes.map((note) => raw(note, []));
  if (!runs) {
    // What is only copied from need not fit the kernel, but the engine there must be able to pull it.
    const refusal = onHost.pullRefusal;
    return refusal === undefined ? notes : [...notes, raw(refusal, [], onHost.pairings[0])];
  }
  const required = onHost.pairings.filter((pairing) => pairing.required);
  const told = anyIsolation ? bestOf(required) : required;
  const byMessage = new Map<string, { finding: VerdictFinding; pairing: Pairing; isolation: Isolation[] }>();
  for (const pairing of told) {
    for (const finding of pairing.verdict.findings) {
      const key = `${finding.rule}\n${finding.message}`;
      const same = byMessage.get(key);
      if (same === undefined) byMessage.set(key, { finding, pairing, isolation: [pairing.isolation] });
      else same.isolation.push(pairing.isolation);
    }
  }
  return [...notes, ...[...byMessage.values()].map((one) => raw(one.finding, one.isolation, one.pairing))];
}

/** With one mode being enough: the one that works best, the host's default before the other. */
function bestOf(pairings: readonly Pairing[]): readonly Pairing[] {
  const rank = (pairing: Pairing) => {
    const worst = worstLevel(pairing.verdict.findings);
    return worst === undefined ? 0 : { notice: 1, warning: 2, error: 3 }[worst];
  };
  return [...pairings].sort((a, b) => rank(a) - rank(b)).slice(0, 1);
}

/** A finding about an image or a file, which no host has to do with. */
export function plainFinding(
  rule: RuleId,
  message: string,
  places: RawFinding['places'],
  subject: RawFinding['subject'] = {},
  more: { readonly level?: Level; readonly remedy?: string } = {},
): RawFinding {
  return { rule, level: more.level ?? ruleOf(rule).level, message, places, subject, remedy: more.remedy };
}
