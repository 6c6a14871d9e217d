import type { SourceProblem } from '../reading.ts';
import type { SourceValue } from '../source-value.ts';
import { required, syntax, unset } from './mistakes.ts';
import { type ComposeNode, type MapNode, nodeAt, type TextNode } from './node.ts';

/** Reads the values of one service, and tells what is wrong with those that are read, and with no others. */
export class Values {
  readonly service: MapNode;
  readonly #name: string;
  readonly #problems: SourceProblem[];
  readonly #told = new Set<ComposeNode>();

  constructor(name: string, service: MapNode, problems: SourceProblem[]) {
    this.#name = name;
    this.service = service;
    this.#problems = problems;
  }

  at(...path: readonly string[]): ComposeNode | undefined {
    return nodeAt(this.service, path);
  }

  /** One text; undefined where there is none. */
  text(...path: readonly string[]): SourceValue | undefined {
    return this.textOf(this.at(...path), path);
  }

  textOf(node: ComposeNode | undefined, path: readonly string[]): SourceValue | undefined {
    if (node === undefined || node.kind === 'empty' || node.kind === 'reset') return undefined;
    if (node.kind !== 'text') {
      this.wrong(
        node,
        path,
        `is no text but ${node.kind === 'map' ? 'a mapping' : 'a list'}`,
        'Write one value.',
      );
      return undefined;
    }
    return this.told(node);
  }

  /** A text that is used: variables in it that have no value are told. */
  told(node: TextNode): SourceValue {
    if (!this.#told.has(node)) {
      this.#told.add(node);
      const { place, written, required: missing } = node;
      if (missing !== undefined) this.#problems.push(required(place, missing.name, missing.message));
      else if (node.unset.length > 0) this.#problems.push(unset(place, node.unset, written));
    }
    const { text, written, place, unknown } = node;
    return { value: text, written, place, ...(unknown === undefined ? {} : { unknown }) };
  }

  /** The texts of a list, or one text as a list of it. */
  texts(...path: readonly string[]): readonly SourceValue[] {
    const node = this.at(...path);
    if (node === undefined || node.kind === 'empty' || node.kind === 'reset') return [];
    if (node.kind === 'text') return [this.told(node)];
    if (node.kind === 'map') {
      this.wrong(node, path, 'is a mapping and no list', 'Write a list.');
      return [];
    }
    return node.items.flatMap((item) => this.textOf(item, path) ?? []);
  }

  wrong(node: ComposeNode, path: readonly string[], what: string, remedy: string): void {
    if (this.#told.has(node)) return;
    this.#told.add(node);
    this.#problems.push(syntax(node.place, `${path.join('.')} of the service ${this.#name} ${what}`, remedy));
  }
}
