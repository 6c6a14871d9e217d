import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import type { SourceProblem } from './reading.ts';
import type { SourceText } from './source-text.ts';

/** A node of YAML as it is written, with the offsets of its text. JSON is read by the same rules. */
export type RawNode = RawScalar | RawList | RawMap | RawAlias;

interface RawCommon {
  /** As written, `!reset`. */
  readonly tag?: string | undefined;
  /** Aliases may lead to it. */
  readonly anchored: boolean;
  readonly from: number;
  readonly to: number;
}

export interface RawScalar extends RawCommon {
  readonly kind: 'scalar';
  readonly text: string;
  /** Without quotes: `null`, numbers and booleans are what they look like. */
  readonly plain: boolean;
}

export interface RawList extends RawCommon {
  readonly kind: 'list';
  readonly items: RawNode[];
}

export interface RawMap extends RawCommon {
  readonly kind: 'map';
  readonly entries: (readonly [key: RawNode, value: RawNode])[];
}

export interface RawAlias extends RawCommon {
  readonly kind: 'alias';
  readonly name: string;
  /** Undefined where no anchor of that name stands before it. It may be a node that the alias itself is in. */
  readonly target: RawNode | undefined;
}

/** Deeper than any file that people write. */
const DEEPEST = 60;

/** What reading a file gives: its documents that are not empty, or why it could not be read. */
export type RawReading =
  | { readonly documents: readonly RawNode[] }
  | { readonly problem: Pick<SourceProblem, 'message' | 'place'> };

/** Reads YAML, or JSON. Never throws. */
export function readRaw(source: SourceText): RawReading {
  let events: readonly Event[];
  try {
    events = parseEvents(source.text, { maxDepth: DEEPEST });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    // A file that ends too early has its mistake behind its last character, and not behind the line end after it.
    const at = Math.min(error.mark?.position ?? 0, source.text.trimEnd().length);
    return {
      problem: {
        message: `${source.file} is no YAML that can be read: ${error.reason}.`,
        place: source.place(at, at),
      },
    };
  }
  return { documents: new Builder(source.text).build(events) };
}

/** A node that others are in, with the key of a mapping whose value is still to come; undefined for a document. */
type Open = { readonly node: RawList | RawMap; key: RawNode | undefined } | undefined;

class Builder {
  readonly #text: string;
  #anchors = new Map<string, RawNode>();
  readonly #open: Open[] = [];
  /** Behind the last thing that was read: where a value that is not there would be. */
  #end = 0;
  #document: RawNode | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  build(events: readonly Event[]): readonly RawNode[] {
    const documents: RawNode[] = [];
    for (const event of events) {
      if (event.type === EVENT_ID.DOCUMENT) {
        this.#anchors = new Map();
        this.#document = undefined;
        this.#open.push(undefined);
      } else if (event.type === EVENT_ID.POP) {
        if (this.#open.pop() === undefined && this.#document !== undefined) documents.push(this.#document);
      } else this.#add(event);
    }
    return documents.filter((node) => node.kind !== 'scalar' || node.text !== '' || !node.plain);
  }

  #add(event: Exclude<Event, { type: 1 | 6 }>): void {
    const node = this.#nodeOf(event);
    if (event.type !== EVENT_ID.ALIAS && event.anchorStart >= 0) {
      this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), node);
    }
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#document = node;
    else if (parent.node.kind === 'list') parent.node.items.push(node);
    else if (parent.key === undefined) parent.key = node;
    else {
      parent.node.entries.push([parent.key, node]);
      parent.key = undefined;
    }
    if (node.kind === 'list' || node.kind === 'map') this.#open.push({ node, key: undefined });
  }

  #nodeOf(event: Exclude<Event, { type: 1 | 6 }>): RawNode {
    if (event.type === EVENT_ID.ALIAS) {
      const name = this.#text.slice(event.anchorStart, event.anchorEnd);
      const target = this.#anchors.get(name);
      this.#end = event.anchorEnd;
      const from = event.anchorStart - 1;
      return { kind: 'alias', name, anchored: false, from, to: event.anchorEnd, target };
    }
    this.#end = Math.max(this.#end, event.tagEnd, event.anchorEnd);
    const tag = event.tagStart < 0 ? undefined : this.#text.slice(event.tagStart, event.tagEnd);
    const anchored = event.anchorStart >= 0;
    if (event.type === EVENT_ID.SCALAR) {
      const from = event.valueStart < 0 ? this.#end : event.valueStart;
      const to = event.valueStart < 0 ? this.#end : event.valueEnd;
      this.#end = Math.max(this.#end, to);
      const text = getScalarValue(this.#text, event);
      const plain = event.style === SCALAR_STYLE.PLAIN;
      return { kind: 'scalar', text, plain, anchored, from, to, tag };
    }
    const from = event.start;
    const to = Math.min(from + 1, this.#text.length);
    this.#end = Math.max(this.#end, from);
    return event.type === EVENT_ID.SEQUENCE
      ? { kind: 'list', items: [], anchored, from, to, tag }
      : { kind: 'map', entries: [], anchored, from, to, tag };
  }
}
