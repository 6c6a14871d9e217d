import type { SourceProblem } from '../reading.ts';
import { syntax } from './mistakes.ts';
import { type ComposeNode, type MapEntry, type MapNode, type TextNode, withEntries } from './node.ts';
import { matches } from './path.ts';
import { uniqueItems } from './unique.ts';

/** How two values at a path become one, where it is not by the kind of node. */
type Rule = 'sequence' | 'replace' | 'build' | 'mapping' | 'hosts' | 'logging';

/** Source: compose-go `override/merge.go`. Paths are below a service. */
const RULES: readonly (readonly [path: string, rule: Rule])[] = [
  ...[
    'annotations',
    'build.args',
    'build.additional_contexts',
    'build.labels',
    'deploy.labels',
    'dns',
    'dns_opt',
    'dns_search',
    'env_file',
    'environment',
    'label_file',
    'labels',
    'sysctls',
    'tmpfs',
  ].map((path) => [path, 'sequence'] as const),
  ['build', 'build'],
  ['build.extra_hosts', 'hosts'],
  ['extra_hosts', 'hosts'],
  ['command', 'replace'],
  ['entrypoint', 'replace'],
  ['healthcheck.test', 'replace'],
  ['ulimits.*', 'replace'],
  ['depends_on', 'mapping'],
  ['models', 'mapping'],
  ['networks', 'mapping'],
  ['logging', 'logging'],
];

/**
 * One service laid over another, by the rules of Compose: mappings are merged, lists appended, everything else replaced;
 * then items of a list that mean the same become one. What cannot be laid over what is there replaces it, and is a problem.
 */
export function mergeServices(base: MapNode, over: MapNode, problems: SourceProblem[]): MapNode {
  return uniqueItems(maps(base, over, [], problems));
}

function merged(
  base: ComposeNode,
  over: ComposeNode,
  path: readonly string[],
  problems: SourceProblem[],
): ComposeNode {
  if (over.kind === 'reset' || over.replaces === true || base.kind === 'reset') return over;
  const rule = RULES.find(([pattern]) => matches(pattern, path))?.[1];
  if (rule === 'replace') return over;
  if (over.kind === 'empty') return base;
  if (base.kind === 'empty') return over;
  const [below, above] = [prepared(base, rule), prepared(over, rule)];
  if (rule === 'logging' && !sameDriver(below, above)) return above;
  if (below.kind === 'map' && above.kind === 'map') return maps(below, above, path, problems);
  if (below.kind === 'list' && above.kind === 'list') {
    const there = new Set(rule === 'hosts' ? below.items.map(knownText) : []);
    const added = above.items.filter((item) => {
      const text = knownText(item);
      return text === undefined || !there.has(text);
    });
    return { ...above, items: [...below.items, ...added] };
  }
  if (below.kind === 'map' || below.kind === 'list') {
    const kind = below.kind === 'map' ? 'a mapping' : 'a list';
    problems.push(
      syntax(
        above.place,
        `${path.join('.')} is ${kind} in ${below.place.file}, line ${below.place.line}, and something else here`,
        'Write it in the same form, or lay it over with !override.',
      ),
    );
  }
  return above;
}

function maps(base: MapNode, over: MapNode, path: readonly string[], problems: SourceProblem[]): MapNode {
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const before = entries.get(key);
    const node =
      before === undefined ? entry.node : merged(before.node, entry.node, [...path, key], problems);
    entries.set(key, { keyPlace: entry.keyPlace, node });
  }
  return withEntries(over, entries);
}

/** In the form in which two values of that path are merged. */
function prepared(node: ComposeNode, rule: Rule | undefined): ComposeNode {
  if (rule === 'sequence' || rule === 'hosts') return asList(node);
  if (rule === 'mapping' && node.kind === 'list') return asMap(node.items, node);
  if (rule === 'build' && node.kind === 'text') {
    return { ...common(node), kind: 'map', entries: new Map([['context', { keyPlace: node.place, node }]]) };
  }
  return node;
}

/** A mapping as `key=value` texts, one text as a list of it. */
export function asList(node: ComposeNode): ComposeNode {
  if (node.kind === 'text') return { ...common(node), kind: 'list', items: [node] };
  if (node.kind !== 'map') return node;
  const items = [...node.entries].flatMap(([key, { keyPlace, node: value }]) => {
    const values = value.kind === 'list' ? value.items : [value];
    return values.map((each) => pair(key, keyPlace, each));
  });
  return { ...common(node), kind: 'list', items };
}

function pair(key: string, keyPlace: TextNode['place'], value: ComposeNode): TextNode {
  const { directory } = value;
  const name = { kind: 'text', directory, place: keyPlace, unset: [] as readonly string[] } as const;
  if (value.kind !== 'text') return { ...name, text: key, written: key };
  return {
    ...value,
    place: keyPlace.file === value.place.file ? keyPlace : value.place,
    text: `${key}=${value.text}`,
    written: `${key}=${value.written}`,
  };
}

function asMap(items: readonly ComposeNode[], list: ComposeNode): MapNode {
  const entries = new Map<string, MapEntry>();
  for (const item of items) {
    if (item.kind !== 'text') continue;
    entries.set(item.text, { keyPlace: item.place, node: { ...common(item), kind: 'empty' } });
  }
  return { ...common(list), kind: 'map', entries };
}

function common({ place, directory }: ComposeNode) {
  return { place, directory } as const;
}

/** Options of a log driver are merged only where both name the same driver, or one names none. */
function sameDriver(base: ComposeNode, over: ComposeNode): boolean {
  const [below, above] = [base, over].map((node) => {
    const driver = node.kind === 'map' ? node.entries.get('driver')?.node : undefined;
    return driver?.kind === 'text' ? driver.text : undefined;
  });
  return below === undefined || above === undefined || below === above;
}

function knownText(node: ComposeNode): string | undefined {
  return node.kind === 'text' && node.unknown === undefined ? node.text : undefined;
}
