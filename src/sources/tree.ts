import { shortened } from './problems.ts';
import type { RawAlias, RawNode } from './raw.ts';

/** Deeper than a file can be nested, and than people let aliases lead. */
const DEEPEST = 200;

/**
 * Makes nodes of a format out of the nodes of its YAML, with aliases followed: each raw node once, however many aliases lead to
 * it, and never a node within itself.
 */
export abstract class Tree<Node> {
  /** Of those that aliases may lead to. */
  readonly #known = new Map<RawNode, { readonly node: Node; readonly size: number }>();
  readonly #within = new Set<RawNode>();
  #depth = 0;
  /** How many nodes there are with every alias written out. */
  size = 0;

  node(raw: RawNode): Node {
    const known = raw.anchored ? this.#known.get(raw) : undefined;
    if (known !== undefined) {
      this.size += known.size;
      return known.node;
    }
    const before = this.size;
    this.size++;
    if (this.#depth >= DEEPEST) {
      this.wrong(raw, 'Aliases lead too deep here', 'Use fewer of them.');
      return this.empty(raw);
    }
    this.#depth++;
    if (raw.anchored) this.#within.add(raw);
    const node = raw.kind === 'alias' ? this.#alias(raw) : this.made(raw);
    this.#depth--;
    if (raw.anchored) {
      this.#within.delete(raw);
      this.#known.set(raw, { node, size: this.size - before });
    }
    return node;
  }

  #alias(raw: RawAlias): Node {
    if (raw.target !== undefined && !this.#within.has(raw.target)) return this.node(raw.target);
    const why = raw.target === undefined ? 'has no anchor before it' : 'stands in what it means';
    this.wrong(raw, `The alias *${shortened(raw.name, 60)} ${why}`, 'Correct the name of the alias.');
    return this.empty(raw);
  }

  protected abstract made(raw: Exclude<RawNode, RawAlias>): Node;
  protected abstract empty(raw: RawNode): Node;
  protected abstract wrong(raw: RawNode, what: string, remedy: string): void;
}
