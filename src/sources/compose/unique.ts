import { type ComposeNode, type MapEntry, type MapNode, nodeAt, withEntries } from './node.ts';
import { matches } from './path.ts';
import { splitPort, splitVolume } from './volume-text.ts';

/** By what two items of a list are the same; undefined where it cannot be told, and then they are not. */
type Identity = (node: ComposeNode) => string | undefined;

const text = (node: ComposeNode | undefined): string | undefined =>
  node?.kind === 'text' && node.unknown === undefined ? node.text : undefined;

const field = (node: ComposeNode, key: string) => text(nodeAt(node, [key]));

const whole: Identity = (node) => text(node);

const beforeEquals: Identity = (node) => text(node)?.split('=', 1)[0];

const volumeTarget: Identity = (node) => {
  if (node.kind === 'map') return field(node, 'target');
  const value = text(node);
  return value === undefined ? undefined : splitVolume(value)?.target;
};

const deviceTarget: Identity = (node) => {
  if (node.kind === 'map') return field(node, 'target');
  const parts = text(node)?.split(':');
  return parts?.[1] ?? parts?.[0];
};

const publishedPort: Identity = (node) => {
  if (node.kind === 'map') {
    const target = field(node, 'target');
    if (target === undefined) return undefined;
    const [ip, published, protocol] = ['host_ip', 'published', 'protocol'].map(
      (key) => field(node, key) ?? '',
    );
    return portKey({ hostIp: ip ?? '', published: published ?? '', target, protocol: protocol || 'tcp' });
  }
  const value = text(node);
  return value === undefined ? undefined : portKey(splitPort(value));
};

const mountTarget: Identity = (node) => {
  if (node.kind !== 'map') return text(node);
  return field(node, 'target') ?? field(node, 'source');
};

const environmentFile: Identity = (node) => (node.kind === 'map' ? field(node, 'path') : text(node));

function portKey({ hostIp, published, target, protocol }: ReturnType<typeof splitPort>): string {
  return `${hostIp || '0.0.0.0'}:${published}:${target}/${protocol}`;
}

/** Source: compose-go `override/uncity.go`. Paths are below a service. */
const UNIQUE: readonly (readonly [path: string, identity: Identity])[] = [
  ...[
    'annotations',
    'build.args',
    'build.additional_contexts',
    'build.tags',
    'build.labels',
    'cap_add',
    'cap_drop',
    'deploy.labels',
    'dns',
    'dns_opt',
    'dns_search',
    'environment',
    'labels',
    'links',
    'networks.*.aliases',
    'networks.*.link_local_ips',
    'profiles',
    'sysctls',
    'tmpfs',
  ].map((path) => [path, beforeEquals] as const),
  ['expose', whole],
  ['volumes', volumeTarget],
  ['devices', deviceTarget],
  ['ports', publishedPort],
  ['secrets', mountTarget],
  ['configs', mountTarget],
  ['env_file', environmentFile],
];

/** Of items of a list that mean the same, the last one, in the place of the first. */
export function uniqueItems(service: MapNode): MapNode {
  return below(service, []) as MapNode;
}

function below(node: ComposeNode, path: readonly string[]): ComposeNode {
  if (node.kind === 'map') {
    // Nothing deeper has such a list.
    if (path.length > 2) return node;
    const entries = new Map<string, MapEntry>();
    for (const [key, entry] of node.entries) {
      entries.set(key, { ...entry, node: below(entry.node, [...path, key]) });
    }
    return withEntries(node, entries);
  }
  if (node.kind !== 'list') return node;
  const identity = UNIQUE.find(([pattern]) => matches(pattern, path))?.[1];
  return identity === undefined ? node : { ...node, items: unique(node.items, identity) };
}

function unique(items: readonly ComposeNode[], identity: Identity): readonly ComposeNode[] {
  const result: ComposeNode[] = [];
  const at = new Map<string, number>();
  for (const item of items) {
    const key = identity(item);
    const before = key === undefined ? undefined : at.get(key);
    if (before !== undefined) {
      result[before] = item;
      continue;
    }
    if (key !== undefined) at.set(key, result.length);
    result.push(item);
  }
  return result;
}
