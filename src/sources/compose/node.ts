import type { Place } from '../reading.ts';

/**
 * What stands in a Compose file once anchors and merge keys are followed and variables are replaced. Never changed:
 * merging makes new nodes, and one node may stand in several places.
 */
export type ComposeNode = TextNode | ListNode | MapNode | EmptyNode | ResetNode;

interface Common {
  readonly place: Place;
  /** What relative paths in it are relative to; itself relative to the workspace, `''` for the workspace. */
  readonly directory: string;
  /** `!override`: it replaces what is below it and is not merged. */
  readonly replaces?: true;
}

/** Any scalar: Compose turns numbers and booleans into text and back as it needs. */
export interface TextNode extends Common {
  readonly kind: 'text';
  /** After all variables. What is not known is left out of it. */
  readonly text: string;
  readonly written: string;
  readonly unknown?: true;
  /** Variables in it that have no value; they became nothing. */
  readonly unset: readonly string[];
  /** A variable in it that must have a value, `${NAME:?message}`, and has none. */
  readonly required?: { readonly name: string; readonly message: string };
}

export interface ListNode extends Common {
  readonly kind: 'list';
  readonly items: readonly ComposeNode[];
}

export interface MapEntry {
  readonly keyPlace: Place;
  readonly node: ComposeNode;
}

export interface MapNode extends Common {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, MapEntry>;
}

/** `null`, `~` or nothing. */
export interface EmptyNode extends Common {
  readonly kind: 'empty';
}

/** `!reset`: takes away what is below it. */
export interface ResetNode extends Common {
  readonly kind: 'reset';
}

/** The node at a path of keys below a map. */
export function nodeAt(node: ComposeNode | undefined, path: readonly string[]): ComposeNode | undefined {
  let at = node;
  for (const key of path) at = at?.kind === 'map' ? at.entries.get(key)?.node : undefined;
  return at;
}

/** The same map with other entries. */
export function withEntries(node: MapNode, entries: ReadonlyMap<string, MapEntry>): MapNode {
  return { ...node, entries };
}

/** Without what `!reset` took away and without marks of `!override`: what is left when all merging is done. */
export function settled(node: ComposeNode): ComposeNode | undefined {
  const { replaces: _, ...plain } = node;
  if (plain.kind === 'reset') return undefined;
  if (plain.kind === 'list') {
    return { ...plain, items: plain.items.map(settled).filter((item) => item !== undefined) };
  }
  if (plain.kind !== 'map') return plain;
  const entries = new Map<string, MapEntry>();
  for (const [key, entry] of plain.entries) {
    const value = settled(entry.node);
    if (value !== undefined) entries.set(key, { ...entry, node: value });
  }
  return { ...plain, entries };
}
