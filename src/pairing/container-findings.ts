import type { DemandContainer } from '../demands/model.ts';
import type { RunHosts } from '../demands/run-hosts.ts';
import type { Host } from '../hosts/model.ts';
import type { Place } from '../sources/reading.ts';
import { remember } from '../sources/remember.ts';
import { boundaryFindings } from '../windows/boundary.ts';
import type { BoundaryFinding } from '../windows/boundary-model.ts';
import { plainFinding, type RawFinding } from './findings-of-subject.ts';
import type { Subject } from './model.ts';
import { hostsOf } from './pairings.ts';

/** What Windows makes of the options of the containers that the subjects are run in: refused, ignored, opening the host. */
export function containerFindings(subjects: readonly Subject[], run: RunHosts): readonly RawFinding[] {
  const known: KnownFindings = new Map();
  return subjects.flatMap((subject) =>
    (subject.demand?.containers ?? []).flatMap((container) =>
      modesOf(hostsOf(subject, run)).flatMap((host) => findingsOf(container, host, known)),
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

/** What options come to, by the modes of the host and of the owner of the network: hundreds of legs share their options. */
type KnownFindings = Map<DemandContainer['options'], Map<string, Found>>;

type Found = readonly BoundaryFinding<Place>[];

function findingsOf(container: DemandContainer, host: Host, known: KnownFindings): readonly RawFinding[] {
  const { what, options, networkOwner, legs: made = [] } = container;
  const { defaultIsolation } = host;
  const byModes = remember(known, options, () => new Map<string, Found>());
  const found = remember(byModes, `${defaultIsolation} ${networkOwner}`, () =>
    boundaryFindings(options, {
      defaultIsolation,
      ...(networkOwner === undefined ? {} : { networkOwner }),
    }),
  );
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
