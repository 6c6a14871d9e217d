import type { DemandContainer } from '../demands/model.ts';
import type { RunHosts } from '../demands/run-hosts.ts';
import type { Host } from '../hosts/model.ts';
import { boundaryFindings } from '../windows/boundary.ts';
import { plainFinding, type RawFinding } from './findings-of-subject.ts';
import type { Subject } from './model.ts';
import { hostsOf } from './pairings.ts';

/** What Windows makes of the options of the containers that the subjects are run in: refused, ignored, opening the host. */
export function containerFindings(subjects: readonly Subject[], run: RunHosts): readonly RawFinding[] {
  return subjects.flatMap((subject) =>
    (subject.demand?.containers ?? []).flatMap((container) =>
      modesOf(hostsOf(subject, run)).flatMap((host) => findingsOf(container, host)),
    ),
  );
}

/** The same of the network that the input asks for: smoke containers have it in both modes. */
export function networkFindings(network: string, host: Host): readonly RawFinding[] {
  const option = { name: 'network', written: 'the input network', value: network, place: undefined };
  return boundaryFindings([option]).map(({ rule, level, message, remedy, isolation }) =>
    plainFinding(rule, `Smoke containers: ${message}`, [], { host: host.id, isolation }, { level, remedy }),
  );
}

/** What the options come to depends on the mode that a host takes by default, and on nothing else of it. */
function modesOf(hosts: readonly Host[]): readonly Host[] {
  const byMode = new Map(hosts.map((host) => [host.defaultIsolation, host]));
  return [...byMode.values()];
}

function findingsOf(container: DemandContainer, host: Host): readonly RawFinding[] {
  const { what, options, networkOwner, legs: made = [] } = container;
  const found = boundaryFindings(options, {
    defaultIsolation: host.defaultIsolation,
    ...(networkOwner === undefined ? {} : { networkOwner }),
  });
  if (found.length === 0) return [];
  const legs = made.filter(
    (leg) => leg.host === undefined || leg.host.defaultIsolation === host.defaultIsolation,
  );
  return found.map(({ rule, level, message, remedy, options: causes, isolation }) => ({
    ...plainFinding(
      rule,
      `${what}: ${message}`,
      causes.map(({ place }) => place),
      { isolation },
      { level, remedy },
    ),
    ...(legs.length === 0 ? {} : { legs }),
  }));
}
