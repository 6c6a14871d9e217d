import type { ReportHost } from '../report.ts';
import { firstBy, grouped, type MergedPart } from './leg.ts';

/** Every host once. What was seen of a machine goes before what was declared of it, as far as all who saw it agree. */
export function mergedHosts(parts: readonly MergedPart[]): readonly ReportHost[] {
  const groups = grouped(
    parts.flatMap(({ report }) => report.hosts),
    ({ id }) => id,
  );
  return Array.from(groups.values(), mergedHost);
}

const ORIGINS = ['detected', 'declared', 'assumed'] as const;

function mergedHost(same: readonly ReportHost[]): ReportHost {
  const rank = ({ origin }: ReportHost) => ORIGINS.indexOf(origin);
  const first = firstBy(same, rank) as ReportHost;
  const peers = same.filter(({ origin }) => origin === first.origin);
  const agreed = <Key extends keyof ReportHost>(key: Key): Partial<Pick<ReportHost, Key>> => {
    const differs = peers.some((peer) => peer[key] !== first[key]);
    return differs || first[key] === undefined ? {} : ({ [key]: first[key] } as Pick<ReportHost, Key>);
  };
  const version = agreedVersion(peers);
  const { id, origin, defaultIsolation } = first;
  const revisionsDiffer = peers.some((peer) => peer.version !== version);
  return {
    id,
    // The name holds the version, and the declared one holds no revision.
    name: (revisionsDiffer && same.find((host) => host.version === version)?.name) || first.name,
    origin,
    ...(version === undefined ? {} : { version }),
    ...agreed('product'),
    ...agreed('architecture'),
    defaultIsolation,
    ...agreed('imageStore'),
    ...agreed('engineVersion'),
  };
}

/** The version of all, or the build that they share: hosted images are rolled out over days. */
function agreedVersion(hosts: readonly ReportHost[]): string | undefined {
  const versions = new Set(hosts.map(({ version }) => version));
  const [first] = versions;
  if (versions.size < 2 || first === undefined) return first;
  const builds = new Set([...versions].map((version) => version?.split('.').slice(0, 3).join('.')));
  return builds.size === 1 ? [...builds][0] : undefined;
}
