import type { Host } from '../hosts/model.ts';
import type { HostsMatch } from '../report/report.ts';
import type { Place } from '../sources/reading.ts';
import { findingsOnHost, plainFinding, type RawFinding } from './findings-of-subject.ts';
import { findingsOfImageAlone } from './image-findings.ts';
import { matchHosts } from './match-hosts.ts';
import { mixedStages } from './mixed-stages.ts';
import type { CheckedImage, HostPairing, Pairing, Subject } from './model.ts';
import { registryFindings } from './registry-findings.ts';

export interface FindingSettings {
  readonly hostsMatch: HostsMatch;
  readonly anyIsolation: boolean;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Whether the registry's word was demanded (`resolve: registry`). */
  readonly demanded: boolean;
}

/** Everything that is to be said of the subjects, the images and the hosts; not yet merged, and without remedies. */
export function allFindings(
  subjects: readonly Subject[],
  hosts: readonly Host[],
  pairingOf: (image: CheckedImage, host: Host) => HostPairing,
  settings: FindingSettings,
): readonly RawFinding[] {
  const found: RawFinding[] = [];
  for (const subject of subjects) {
    const onHosts = new Map(
      hosts.map((host) => [
        host,
        findingsOnHost(subject, host, (member, on) => pairingOf(member.image, on), settings.anyIsolation),
      ]),
    );
    const matched = matchHosts(hosts, onHosts, settings.hostsMatch);
    found.push(...matched.filter((finding) => !followsFromFailure(finding, settings.demanded)));
    // Hyper-V carries older releases side by side, so where it is enough they may be mixed.
    const inProcess = subject.members.some(({ image }) =>
      hosts.some((host) => pairingOf(image, host).pairings.some(mustRunInProcess)),
    );
    if (inProcess && !settings.anyIsolation) found.push(...mixedStages(subject));
    for (const member of subject.members) {
      const places: readonly Place[] = member.uses.map((use) => use.place);
      found.push(...findingsOfImageAlone(member.image, places, settings.today));
    }
  }
  return [
    ...found,
    ...registryFindings(subjects, settings.demanded),
    ...hosts.flatMap((host) => findingsOfHost(host)),
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
function findingsOfHost(host: Host): readonly RawFinding[] {
  return host.problems.map((problem) =>
    plainFinding(problem.code, problem.message, [], { host: host.id }, { remedy: problem.remedy }),
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
