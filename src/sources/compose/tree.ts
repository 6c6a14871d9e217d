import { shortened } from '../problems.ts';
import {
  type RawAlias,
  type RawMap,
  type RawNode,
  type RawReading,
  type RawScalar,
  readRaw,
} from '../raw.ts';
import type { Place, SourceProblem } from '../reading.ts';
import type { SourceText } from '../source-text.ts';
import { Tree } from '../tree.ts';
import { interpolate } from './interpolate.ts';
import type { LoadedFiles, Loading } from './loading.ts';
import { syntax } from './mistakes.ts';
import type { ComposeNode, MapEntry, MapNode } from './node.ts';
import { lookupIn, type Variables } from './variables.ts';

/** What a project may come to when all its aliases are written out; compose-go has 100 000 for one file. */
const MOST_NODES = 200_000;

/** What plain text is nothing. */
const NOTHING = /^(?:|~|null|Null|NULL)$/;

/** Read once, however often a file is taken: its YAML is the same, its variables may differ. */
const RAW = new WeakMap<SourceText, RawReading>();

/** Nodes that each project may still have. */
const LEFT = new WeakMap<Loading, number>();

/**
 * The documents of a file that are mappings, with anchors and merge keys followed and variables replaced. What is wrong with
 * the file is told, and then it has none, or a part of what is in it. `from` is where it is named.
 */
export async function documentsOf(
  file: string,
  { directory, variables }: Pick<LoadedFiles, 'directory' | 'variables'>,
  from: Place,
  loading: Loading,
): Promise<readonly MapNode[]> {
  const { problems } = loading;
  const source = await loading.files.source(file, from);
  if (source === undefined) return [];
  const raw = RAW.get(source) ?? readRaw(source);
  RAW.set(source, raw);
  if ('problem' in raw) {
    problems.push({ code: 'compose-syntax', ...raw.problem, remedy: 'Mend the YAML at this place.' });
    return [];
  }
  const tree = new ComposeTree(source, directory, variables, problems);
  const left = LEFT.get(loading) ?? MOST_NODES;
  const result: MapNode[] = [];
  for (const document of raw.documents) {
    const node = tree.node(document);
    if (node.kind === 'map') result.push(node);
    else
      problems.push(
        syntax(node.place, `${file} is no mapping`, 'Begin with services: and name each service below it.'),
      );
  }
  LEFT.set(loading, left - tree.size);
  if (tree.size <= left) return result;
  problems.push(
    syntax(
      source.place(0, 0),
      `${file} comes to more than ${MOST_NODES} values with all its aliases and includes written out`,
      'Use fewer of them.',
    ),
  );
  return [];
}

class ComposeTree extends Tree<ComposeNode> {
  readonly #source: SourceText;
  readonly #directory: string;
  readonly #variables: Variables;
  readonly #problems: SourceProblem[];

  constructor(source: SourceText, directory: string, variables: Variables, problems: SourceProblem[]) {
    super();
    this.#source = source;
    this.#directory = directory;
    this.#variables = variables;
    this.#problems = problems;
  }

  protected made(raw: Exclude<RawNode, RawAlias>): ComposeNode {
    const common = { place: this.#place(raw), directory: this.#directory };
    if (raw.tag === '!reset') return { ...common, kind: 'reset' };
    const marked = raw.tag === '!override' ? { ...common, replaces: true as const } : common;
    if (raw.kind === 'scalar') return this.#scalar(raw, marked);
    if (raw.kind === 'list')
      return { ...marked, kind: 'list', items: raw.items.map((item) => this.node(item)) };
    return { ...marked, kind: 'map', entries: this.#entries(raw) };
  }

  #scalar(raw: RawScalar, common: Pick<ComposeNode, 'place' | 'directory'>): ComposeNode {
    if (raw.plain && raw.tag !== '!!str' && NOTHING.test(raw.text)) return { ...common, kind: 'empty' };
    const { text, unknown, unset, fault } = interpolate(
      raw.text,
      lookupIn(this.#variables),
      this.#variables.unset,
    );
    if (fault !== undefined && fault.kind !== 'required') {
      const why =
        fault.kind === 'too-long' ? 'comes to far too long a text' : 'holds a ${ that begins no variable';
      this.#problems.push(
        syntax(
          common.place,
          `${shortened(raw.text)} ${why}`,
          'Write ${NAME} or ${NAME:-default}, and $$ for a dollar.',
        ),
      );
    }
    return {
      ...common,
      kind: 'text',
      text,
      written: raw.text,
      unset,
      ...(unknown ? { unknown } : {}),
      ...(fault?.kind === 'required' ? { required: fault } : {}),
    };
  }

  protected empty(raw: RawNode): ComposeNode {
    return { place: this.#place(raw), directory: this.#directory, kind: 'empty' };
  }

  #entries(raw: RawMap): ReadonlyMap<string, MapEntry> {
    const merged = new Map<string, MapEntry>();
    const own = new Map<string, MapEntry>();
    for (const [key, value] of raw.entries) {
      if (key.kind !== 'scalar') {
        this.wrong(key, 'A key is no text', 'Write the key as a text.');
        continue;
      }
      if (key.text === '<<' && key.plain) {
        for (const [name, entry] of this.#merged(value)) if (!merged.has(name)) merged.set(name, entry);
        continue;
      }
      if (own.has(key.text)) {
        this.wrong(key, `The key ${shortened(key.text, 60)} stands here twice`, 'Write it once.');
      }
      own.set(key.text, { keyPlace: this.#place(key), node: this.node(value) });
    }
    return merged.size === 0 ? own : new Map([...merged, ...own]);
  }

  /** What a merge key brings: of several mappings, the first one that has a key. */
  #merged(raw: RawNode): ReadonlyMap<string, MapEntry> {
    const node = this.node(raw);
    if (node.kind === 'map') return node.entries;
    const all = new Map<string, MapEntry>();
    const maps = node.kind === 'list' ? node.items : [];
    for (const map of maps) {
      if (map.kind !== 'map') continue;
      for (const [name, entry] of map.entries) if (!all.has(name)) all.set(name, entry);
    }
    if (node.kind === 'text' || maps.some(({ kind }) => kind !== 'map')) {
      this.wrong(raw, 'A merge key takes no mapping', 'Write <<: *anchor, where the anchor is of a mapping.');
    }
    return all;
  }

  #place({ from, to }: RawNode): Place {
    return this.#source.place(from, to);
  }

  protected wrong(raw: RawNode, what: string, remedy: string): void {
    this.#problems.push(syntax(this.#place(raw), what, remedy));
  }
}
