import { listed, shortened } from '../problems.ts';
import type { RawMap, RawNode } from '../raw.ts';
import type { Place, SourceProblem } from '../reading.ts';
import type { SourceText } from '../source-text.ts';
import type { SourceValue } from '../source-value.ts';
import { type BakeLookup, expandTemplate } from './template.ts';

/** Longer chains of variables are nobody's. */
const DEEPEST = 100;

/** A block by its name: a target, a group or a variable. */
export interface Block {
  readonly place: Place;
  readonly body: RawMap;
}

/** A bake file taken apart, before anything is inherited. Its values are read when they are asked for. */
export class Definition {
  readonly groups: ReadonlyMap<string, Block>;
  readonly targets: ReadonlyMap<string, Block>;
  readonly problems: SourceProblem[];
  readonly #source: SourceText;
  readonly #variables: ReadonlyMap<string, Block>;
  readonly #attributes: ReadonlyMap<string, RawNode>;
  readonly #given: Readonly<Record<string, string>>;
  readonly #values = new Map<string, string | null | undefined>();
  readonly #told = new Set<RawNode>();
  #depth = 0;

  constructor(
    source: SourceText,
    root: RawMap,
    given: Readonly<Record<string, string>>,
    problems: SourceProblem[],
  ) {
    this.#source = source;
    this.#given = given;
    this.problems = problems;
    this.groups = this.#blocks(root, 'group');
    this.targets = this.#blocks(root, 'target');
    this.#variables = this.#blocks(root, 'variable');
    this.#attributes = new Map(
      root.entries.flatMap(([key, value]) =>
        key.kind === 'scalar' && value.kind === 'scalar' ? [[key.text, value] as const] : [],
      ),
    );
  }

  /** One text; undefined where there is none. */
  text(body: RawMap, key: string): SourceValue | undefined {
    const node = field(body, key);
    return node === undefined || isNull(node) ? undefined : this.#textOf(node, key);
  }

  /** The texts of a list; undefined where there is none. */
  texts(body: RawMap, key: string): readonly SourceValue[] | undefined {
    const node = field(body, key);
    if (node === undefined || isNull(node)) return undefined;
    if (node.kind === 'list') return node.items.flatMap((item) => this.#textOf(item, key) ?? []);
    // A text that is one expression may be a list in bake's eyes.
    const text = node.kind === 'scalar' ? this.#textOf(node, key) : undefined;
    if (text?.unknown === true) return [];
    this.syntax(this.place(node), `${key} is no list`, 'Write a list of texts.');
    return undefined;
  }

  /** The texts of an object by name; those that are null are left out. */
  pairs(body: RawMap, key: string): ReadonlyMap<string, SourceValue> {
    const node = field(body, key);
    const pairs = new Map<string, SourceValue>();
    if (node === undefined || isNull(node)) return pairs;
    if (node.kind !== 'map') {
      this.syntax(this.place(node), `${key} is no object`, 'Write each value by its name.');
      return pairs;
    }
    for (const [name, value] of node.entries) {
      if (name.kind !== 'scalar' || isNull(value)) continue;
      const text = this.#textOf(value, `${key}.${name.text}`);
      if (text !== undefined) pairs.set(name.text, text);
    }
    return pairs;
  }

  place({ from, to }: RawNode): Place {
    return this.#source.place(from, to);
  }

  syntax(place: Place, what: string, remedy: string): void {
    this.problems.push({ code: 'bake-syntax', message: `${what}.`, remedy, place });
  }

  notPrinted(place: Place, what: string): void {
    this.problems.push({
      code: 'bake-not-printed',
      message: `${what}.`,
      remedy: `Print what bake makes of it, and check that: docker buildx bake --file ${this.#source.file} --print > bake.json`,
      place,
    });
  }

  #textOf(node: RawNode, key: string): SourceValue | undefined {
    if (node.kind !== 'scalar') {
      this.syntax(this.place(node), `${key} is no text`, 'Write a text.');
      return undefined;
    }
    const place = this.place(node);
    if (node.plain) return { value: node.text, written: node.text, place };
    const { text, unknown, missing, expressions } = expandTemplate(node.text, this.#lookup);
    if (!this.#told.has(node)) {
      this.#told.add(node);
      if (missing.length > 0) {
        this.syntax(
          place,
          `There is no variable ${listed(missing)} for ${shortened(node.text)}`,
          'Add it under "variable".',
        );
      }
      if (expressions.length > 0)
        this.notPrinted(place, `Only bake knows what ${listed(expressions)} comes to`);
    }
    return { value: text, written: node.text, place, ...(unknown ? { unknown } : {}) };
  }

  readonly #lookup: BakeLookup = (name) => {
    if (this.#values.has(name)) return this.#values.get(name);
    // A variable whose value leads back to itself has none.
    this.#values.set(name, null);
    this.#depth++;
    const value = this.#depth > DEEPEST ? null : this.#valueOf(name);
    this.#depth--;
    this.#values.set(name, value);
    return value;
  };

  /** Source: `resolveValue` in buildx's `bake/hclparser/hclparser.go`. */
  #valueOf(name: string): string | null | undefined {
    // Made by bake from the machine that it runs on.
    if (name === 'BAKE_CMD_CONTEXT' || name === 'BAKE_LOCAL_PLATFORM') return null;
    const attribute = this.#attributes.get(name);
    const block = this.#variables.get(name);
    if (attribute === undefined && block === undefined) return undefined;
    if (attribute === undefined && Object.hasOwn(this.#given, name)) return this.#given[name];
    const node = attribute ?? (block === undefined ? undefined : field(block.body, 'default'));
    // Without a default it is an empty text; a list or an object goes into no text.
    if (node === undefined) return '';
    if (node.kind !== 'scalar' || isNull(node)) return null;
    const text = this.#textOf(node, name);
    return text === undefined || text.unknown === true ? null : text.value;
  }

  /** Blocks of one kind: an object by name, or a list of such objects. */
  #blocks(root: RawMap, kind: string): ReadonlyMap<string, Block> {
    const blocks = new Map<string, Block>();
    for (const [key, value] of root.entries) {
      if (key.kind !== 'scalar' || key.text !== kind) continue;
      for (const named of value.kind === 'list' ? value.items : [value]) {
        if (named.kind !== 'map') {
          this.syntax(this.place(named), `${kind} is no object`, `Write each ${kind} by its name.`);
          continue;
        }
        this.#addBlocks(named, kind, blocks);
      }
    }
    return blocks;
  }

  #addBlocks(named: RawMap, kind: string, blocks: Map<string, Block>): void {
    for (const [name, body] of named.entries) {
      if (name.kind !== 'scalar') continue;
      const bodies = body.kind === 'list' ? body.items : [body];
      for (const each of bodies) {
        if (each.kind !== 'map') {
          this.syntax(
            this.place(each),
            `The ${kind} ${shortened(name.text)} is no object`,
            'Write its keys in braces.',
          );
          continue;
        }
        const before = blocks.get(name.text);
        // The same name twice is laid over itself: what comes later counts.
        const entries = [...(before?.body.entries ?? []), ...each.entries];
        blocks.set(name.text, { place: before?.place ?? this.place(name), body: { ...each, entries } });
      }
    }
  }
}

/** The value of a key; the last one, where it stands twice. */
export function field(body: RawMap, key: string): RawNode | undefined {
  return body.entries.findLast(([name]) => name.kind === 'scalar' && name.text === key)?.[1];
}

function isNull(node: RawNode): boolean {
  return node.kind === 'scalar' && node.plain && node.text === 'null';
}
