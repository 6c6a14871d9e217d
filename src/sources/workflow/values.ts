import type { Place } from '../reading.ts';
import { UNKNOWN } from '../shell/model.ts';
import type { SourceValue } from '../source-value.ts';
import type { TextNode } from './node.ts';
import { placeOf } from './node.ts';
import { offsetIn } from './positions.ts';
import type { Tell } from './problems.ts';
import type { Expanded, Segment } from './template.ts';
import { withoutWorkspace } from './workspace.ts';

/** A text with its expressions replaced, and where each part of it stands in the file. */
export class ExpandedText {
  readonly node: TextNode;
  readonly text: string;
  readonly segments: readonly Segment[];

  constructor(node: TextNode, { text, segments }: Pick<Expanded, 'text' | 'segments'>) {
    this.node = node;
    this.text = text;
    this.segments = segments;
  }

  /** The place of `text.slice(from, to)`; all of an expression where it begins or ends within what that came to. */
  place(from: number, to: number): Place {
    const [first, last] = this.#written(from, to);
    return this.node.source.place(offsetIn(this.node, first), offsetIn(this.node, last - 1) + 1);
  }

  /** `text.slice(from, to)` as a value. */
  value(from: number, to: number, text = this.text.slice(from, to)): SourceValue {
    const [first, last] = this.#written(from, to);
    const known = !text.includes(UNKNOWN);
    return {
      value: knownPart(text),
      written: this.node.raw.text.slice(first, last),
      ...(known ? {} : { unknown: true as const }),
      place: this.place(from, to),
    };
  }

  /** All of it. */
  get whole(): SourceValue {
    const unknown = this.text.includes(UNKNOWN) ? { unknown: true as const } : {};
    return {
      value: knownPart(this.text),
      written: this.node.raw.text,
      ...unknown,
      place: placeOf(this.node),
    };
  }

  /** Expressions that are not known and stand in `text.slice(from, to)`. */
  tellUnknown(tell: Tell, from = 0, to = this.text.length): void {
    for (const { at, length, cause } of this.segments) {
      if (cause !== undefined && at < to && at + length > from) tell.unresolved(cause);
    }
  }

  /** Expressions that are not known and stand behind a name on its line, as in an assignment to it. */
  tellAssigned(tell: Tell, name: string, before: number): void {
    for (const { at, cause } of this.segments) {
      if (cause === undefined || at >= before) continue;
      const line = this.text.slice(this.text.lastIndexOf('\n', at - 1) + 1, at);
      if (line.includes(name) && line.includes('=')) tell.unresolved(cause);
    }
  }

  /** `text.slice(from, to)` as it is written. */
  written(from: number, to: number): string {
    return this.node.raw.text.slice(...this.#written(from, to));
  }

  /** Where `text.slice(from, to)` is in the text as written. */
  #written(from: number, to: number): readonly [number, number] {
    const [first] = this.#around(from);
    const [last, end] = this.#around(Math.max(from, to - 1));
    return [first, to > from ? Math.max(end, last) : first];
  }

  /** Where the character at an offset comes from, from and to. */
  #around(offset: number): readonly [number, number] {
    let shift = 0;
    for (const { at, length, from, written } of this.segments) {
      if (offset < at) break;
      if (offset < at + length) return [from, from + written];
      shift = from + written - (at + length);
    }
    return [offset + shift, offset + shift + 1];
  }
}

/** What is not known is left out, as nothing may be made of it. */
function knownPart(text: string): string {
  return withoutWorkspace(text.replaceAll(UNKNOWN, ''));
}

/** One entry of a list that is written as a text. */
export interface ListItem {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The entries of an input of Docker's actions: one a line, or with commas between; `#` begins a comment, quotes are taken away. */
export function itemsOf(text: string, commas: boolean): readonly ListItem[] {
  const items: ListItem[] = [];
  const pattern = commas ? /"[^"\n]*"|[^,\n]+/g : /[^\n]+/g;
  for (const match of text.matchAll(pattern)) {
    const trimmed = match[0].trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const quoted = /^"(.*)"$/s.exec(trimmed)?.[1];
    const from = match.index + match[0].indexOf(trimmed) + (quoted === undefined ? 0 : 1);
    const item = quoted ?? trimmed;
    if (item !== '') items.push({ text: item, from, to: from + item.length });
  }
  return items;
}
