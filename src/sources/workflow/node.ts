import type { ExpressionData } from '@actions/expressions/data/index';
import { shortened } from '../problems.ts';
import {
  type RawAlias,
  type RawMap,
  type RawNode,
  type RawReading,
  type RawScalar,
  readRaw,
} from '../raw.ts';
import type { Place } from '../reading.ts';
import type { SourceText } from '../source-text.ts';
import { Tree } from '../tree.ts';
import { literalOf } from './literal.ts';
import { hasMark } from './marks.ts';
import type { Tell } from './problems.ts';

/** What stands in a workflow or an action once its aliases are followed. Expressions are still in it. */
export type WorkflowNode = TextNode | ListNode | MapNode | EmptyNode;

interface Common {
  readonly source: SourceText;
  readonly raw: RawNode;
}

/** Any scalar that is something. */
export interface TextNode extends Common {
  readonly kind: 'text';
  readonly raw: RawScalar;
  readonly literal: ExpressionData;
}

export interface ListNode extends Common {
  readonly kind: 'list';
  readonly items: readonly WorkflowNode[];
}

export interface MapNode extends Common {
  readonly kind: 'map';
  /** By key; each with the node of its key. */
  readonly entries: ReadonlyMap<string, { readonly key: RawScalar; readonly node: WorkflowNode }>;
}

export interface EmptyNode extends Common {
  readonly kind: 'empty';
}

/** Files with texts in which there are what looks like marks. */
const MARKED = new WeakSet<SourceText>();

/** Whether something in a file could be taken for a mark. */
export function isMarked(source: SourceText): boolean {
  return MARKED.has(source);
}

/** What a file may come to when all its aliases are written out. */
const MOST_NODES = 200_000;

/** The mapping that a file is; undefined with a problem where it is none. */
export function documentOf(source: SourceText, tell: Tell): MapNode | undefined {
  const raw: RawReading = readRaw(source);
  if ('problem' in raw) {
    tell.syntax(raw.problem.place, raw.problem.message.replace(/\.$/, ''), 'Mend the YAML at this place.');
    return undefined;
  }
  const tree = new WorkflowTree(source, tell);
  const [document] = raw.documents;
  const node = document === undefined ? undefined : tree.node(document);
  if (tree.size > MOST_NODES) {
    tell.syntax(
      source.place(0, 0),
      `${source.file} comes to more than ${MOST_NODES} values with all its aliases written out`,
      'Use fewer of them.',
    );
    return undefined;
  }
  if (node?.kind === 'map') return node;
  tell.syntax(
    node === undefined ? source.place(0, 0) : placeOf(node),
    `${source.file} is no mapping`,
    'Write a workflow, with on: and jobs:, or leave the file out.',
  );
  return undefined;
}

export function placeOf({ source, raw }: Common): Place {
  return source.place(raw.from, raw.to);
}

/** The node at a path of keys below another. */
export function nodeAt(
  node: WorkflowNode | undefined,
  key: string,
  ...path: readonly string[]
): WorkflowNode | undefined {
  let at = node?.kind === 'map' ? node.entries.get(key)?.node : undefined;
  for (const next of path) at = at?.kind === 'map' ? at.entries.get(next)?.node : undefined;
  return at?.kind === 'empty' ? undefined : at;
}

/** The text at a path of keys; undefined where something else or nothing is there. */
export function textAt(
  node: WorkflowNode | undefined,
  key: string,
  ...path: readonly string[]
): TextNode | undefined {
  const at = path.length === 0 ? nodeAt(node, key) : nodeAt(node, key, ...path);
  return at?.kind === 'text' ? at : undefined;
}

class WorkflowTree extends Tree<WorkflowNode> {
  readonly #source: SourceText;
  readonly #tell: Tell;

  constructor(source: SourceText, tell: Tell) {
    super();
    this.#source = source;
    this.#tell = tell;
  }

  protected made(raw: Exclude<RawNode, RawAlias>): WorkflowNode {
    const source = this.#source;
    if (raw.tag !== undefined && !raw.tag.startsWith('!!')) {
      const tag = shortened(raw.tag, 60);
      this.wrong(
        raw,
        `${tag} is a tag of YAML here, and GitHub knows none`,
        `Write it in quotes, or as \${{ ${tag} }}.`,
      );
    }
    if (raw.kind === 'map') return { source, raw, kind: 'map', entries: this.#entries(raw) };
    if (raw.kind === 'list')
      return { source, raw, kind: 'list', items: raw.items.map((item) => this.node(item)) };
    if (hasMark(raw.text)) MARKED.add(source);
    const literal = literalOf(raw);
    return literal.kind === NULL ? this.empty(raw) : { source, raw, kind: 'text', literal };
  }

  protected empty(raw: RawNode): WorkflowNode {
    return { source: this.#source, raw, kind: 'empty' };
  }

  protected wrong(raw: RawNode, what: string, remedy: string): void {
    this.#tell.syntax(this.#source.place(raw.from, raw.to), what, remedy);
  }

  #entries(raw: RawMap): MapNode['entries'] {
    const entries = new Map<string, { key: RawScalar; node: WorkflowNode }>();
    for (const [written, value] of raw.entries) {
      const key = written.kind === 'alias' ? written.target : written;
      if (key?.kind !== 'scalar') {
        this.wrong(written, 'A key is no text', 'Write the key as a text.');
        continue;
      }
      if (key.text === '<<' && key.plain) {
        this.wrong(
          key,
          'GitHub has no merge keys',
          'Write the keys out; anchors and aliases of whole values are taken.',
        );
        continue;
      }
      if (hasMark(key.text)) MARKED.add(this.#source);
      if (entries.has(key.text)) {
        this.wrong(key, `The key ${shortened(key.text, 60)} stands here twice`, 'Write it once.');
      }
      entries.set(key.text, { key, node: this.node(value) });
    }
    return entries;
  }
}

/** `Kind.Null` of the library, whose enumeration is there for types alone. */
const NULL = 6;
