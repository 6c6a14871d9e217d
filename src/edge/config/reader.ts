import { nearestName } from '../../hosts/nearest.ts';
import { shortened } from '../../sources/problems.ts';
import type { RawMap, RawNode, RawScalar } from '../../sources/raw.ts';
import type { Place } from '../../sources/reading.ts';
import type { SourceText } from '../../sources/source-text.ts';

/** A node that is no alias. */
export type Node = Exclude<RawNode, { readonly kind: 'alias' }>;

/** An alias that leads to itself leads nowhere. */
const LONGEST_CHAIN = 20;
const NOTHING = /^(?:|~|null|Null|NULL)$/;

/** Reads values of a text in YAML one by one and keeps what is wrong with them, each with its place. */
export class ConfigReader {
  readonly source: SourceText;
  readonly #faults: { readonly place: Place; readonly what: string }[] = [];

  constructor(source: SourceText) {
    this.source = source;
  }

  /** Each once, in the order of the text: alias and anchor may be far apart, and a value may be looked at twice. */
  get faults(): readonly { readonly place: Place; readonly what: string }[] {
    const unique = new Map(this.#faults.map((fault) => [JSON.stringify(fault), fault]));
    return [...unique.values()].sort(
      (a, b) => a.place.line - b.place.line || a.place.column - b.place.column,
    );
  }

  place({ from, to }: RawNode): Place {
    return this.source.place(from, to);
  }

  fault(node: RawNode, what: string): undefined {
    this.#faults.push({ place: this.place(node), what });
  }

  /** What an alias means; undefined for nothing at all, and for an alias that means nothing, which is told. */
  node(raw: RawNode | undefined): Node | undefined {
    let node = raw;
    for (let step = 0; node?.kind === 'alias'; step++) {
      if (node.target === undefined || step === LONGEST_CHAIN) {
        return this.fault(node, `the alias *${shortened(node.name, 60)} leads nowhere`);
      }
      node = node.target;
    }
    return node === undefined || isNothing(node) ? undefined : node;
  }

  text(raw: RawNode | undefined, what: string): string | undefined {
    const node = this.node(raw);
    if (node === undefined) return undefined;
    if (node.kind !== 'scalar') return this.fault(node, `${what} takes a text, not a ${nameOf(node)}`);
    if (node.text.trim() === '') return this.fault(node, `${what} is empty`);
    return node.text;
  }

  /** The texts of a list, or one text as a list of it. */
  texts(raw: RawNode | undefined, what: string): readonly string[] | undefined {
    const node = this.node(raw);
    if (node === undefined) return undefined;
    if (node.kind === 'map') return this.fault(node, `${what} takes a list, not a mapping`);
    const items = node.kind === 'list' ? node.items : [node];
    return items.flatMap((item) => {
      const text = this.text(item, what);
      if (text === undefined && this.node(item) === undefined) this.fault(item, `${what} has an empty item`);
      return text ?? [];
    });
  }

  choice<const T extends string>(
    raw: RawNode | undefined,
    what: string,
    choices: readonly T[],
  ): T | undefined {
    const text = this.text(raw, what);
    if (text === undefined) return undefined;
    const found = choices.find((choice) => choice === text.toLowerCase());
    if (found === undefined && raw !== undefined) {
      const words = `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
      this.fault(raw, `${what} takes ${words}, not \`${shortened(text, 100)}\`${meant(text, choices)}`);
    }
    return found;
  }

  /** The values of a mapping by name; what stands in it twice or under no name is told. */
  map(raw: RawNode | undefined, what: string): ReadonlyMap<string, NamedNode> | undefined {
    const node = this.node(raw);
    if (node === undefined) return undefined;
    if (node.kind !== 'map') {
      return this.fault(node, `${what} takes a mapping, not a ${nameOf(node)}`);
    }
    return this.#entries(node);
  }

  /** A mapping that has these keys and no others. */
  fields(
    raw: RawNode | undefined,
    what: string,
    known: readonly string[],
  ): ReadonlyMap<string, NamedNode> | undefined {
    const entries = this.map(raw, what);
    for (const [name, { key }] of entries ?? []) {
      if (known.includes(name)) continue;
      this.fault(key, `${what} has no key \`${shortened(name, 60)}\`${meant(name, known)}`);
    }
    return entries;
  }

  #entries(map: RawMap): ReadonlyMap<string, NamedNode> {
    const entries = new Map<string, NamedNode>();
    for (const [key, value] of map.entries) {
      const name = this.node(key);
      if (name?.kind !== 'scalar') this.fault(key, 'a key must be a text');
      else if (entries.has(name.text)) this.fault(key, `\`${shortened(name.text, 60)}\` stands here twice`);
      else entries.set(name.text, { key, value });
    }
    return entries;
  }
}

export interface NamedNode {
  readonly key: RawNode;
  readonly value: RawNode;
}

/** ` (did you mean …?)`, or nothing. */
export function meant(text: string, known: Iterable<string>): string {
  const nearest = nearestName(text, known);
  return nearest === undefined ? '' : ` (did you mean \`${nearest}\`?)`;
}

function isNothing(node: Node): boolean {
  return node.kind === 'scalar' && isPlainNothing(node);
}

function isPlainNothing({ plain, text, tag }: RawScalar): boolean {
  return plain && tag !== '!!str' && NOTHING.test(text);
}

function nameOf({ kind }: Node): string {
  return { scalar: 'text', list: 'list', map: 'mapping' }[kind];
}
