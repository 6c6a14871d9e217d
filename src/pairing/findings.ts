import type { RunHosts } from '../demands/run-hosts.ts';
import type { Host } from '../hosts/model.ts';
import type { HostsMatch, IsolationRequirement } from '../report/report.ts';
import type { Place } from '../sources/reading.ts';
import { findingsOnHost, plainFinding, type RawFinding } from './findings-of-subject.ts';
import { findingsOfImageAlone } from './image-findings.ts';
import { matchHosts } from './match-hosts.ts';
import { mixedStages } from './mixed-stages.ts';
import type { CheckedImage, Pairing, Subject } from './model.ts';
import { hostsOf, type Pairings, requirementOf } from './pairings.ts';
import { registryFindings } from './registry-findings.ts';

export interface FindingSettings {
  readonly isolation: IsolationRequirement;
  readonly hostsMatch: HostsMatch;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Whether the registry's word was demanded (`resolve: registry`). */
  readonly demanded: boolean;
}

/** Everything that is to be said of the subjects, the images and the hosts; not yet merged, and without remedies. */
export function allFindings(
  subjects: readonly Subject[],
  run: RunHosts,
  pairings: Pairings,
  settings: FindingSettings,
): readonly RawFinding[] {
  const found: RawFinding[] = [];
  const legPlaces = new Map<Host, Place[]>();
  const alone = new Map<CheckedImage, readonly RawFinding[]>();
  for (const subject of subjects) {
    const own = subject.demand?.hosts;
    const assumed = own === undefined && run.assumed;
    const requirement = requirementOf(subject, settings.isolation);
    const anyIsolation = requirement === 'any';
    const its = hostsOf(subject, run);
    for (const { host, place } of subject.demand?.legs ?? []) {
      if (host === undefined || host.problems.length === 0) continue;
      const places = legPlaces.get(host);
      if (places === undefined) legPlaces.set(host, [place]);
      else places.push(place);
    }
    const pairing = (image: CheckedImage, host: Host) => pairings.of(image, host, requirement);
    const onHosts = new Map(
      its.map((host) => [
        host,
        findingsOnHost(subject, host, (member, on) => pairing(member.image, on), { anyIsolation, assumed }),
      ]),
    );
    const match =
      own !== undefined ? (subject.demand?.hostsMatch ?? 'every') : assumed ? 'any' : settings.hostsMatch;
    const matched = matchHosts(its, onHosts, match);
    found.push(...matched.filter((finding) => !followsFromFailure(finding, settings.demanded)));
    // Hyper-V carries older releases side by side, so where it is enough they may be mixed.
    const inProcess = subject.members.some(({ image }) =>
      its.some((host) => pairing(image, host).pairings.some(mustRunInProcess)),
    );
    if (inProcess && !anyIsolation) found.push(...mixedStages(subject));
    for (const member of subject.members) {
      const places: readonly Place[] = member.uses.map((use) => use.place);
      const known = alone.get(member.image) ?? findingsOfImageAlone(member.image, [], settings.today);
      alone.set(member.image, known);
      for (const finding of known) found.push({ ...finding, places });
    }
  }
  return [
    ...found,
    ...registryFindings(subjects, settings.demanded),
    ...pairings.hosts.flatMap((host) => findingsOfHost(host, legPlaces.get(host) ?? [])),
  ];
}

/** That the version is not known says nothing new where it is an error already that the image could not be read. */
function followsFromFailure({ rule, pairing }: RawFinding, demanded: boolean): boolean {
  const failure = pairing?.image.resolved.failure;
  return (
    rule === 'image-version-unknown' && failure !== undefined && (demanded || failure.reason === 'not-found')
  );
}

function mustRunInProcess(pairing: Pairing): boolean {
  return pairing.required && pairing.isolation === 'process';
}

/** What is to be said of a host by itself. */
function findingsOfHost(host: Host, places: readonly Place[]): readonly RawFinding[] {
  return host.problems.map((problem) =>
    plainFinding(problem.code, problem.message, places, { host: host.id }, { remedy: problem.remedy }),
  );
}

/** Said once when nobody named a host. */
export function assumedHostsFinding(hosts: readonly Host[]): RawFinding {
  const names = hosts.map((host) => host.id).join(', ');
  return plainFinding(
    'assumed-hosts',
    `No host was named; assumed are the current hosted Windows runners (${names}), one of which must do.`,
    [],
  );
}
