import type { SourceValue } from '../source-value.ts';
import type { Environment } from './environment.ts';
import type { Looked } from './marks.ts';
import { type MapNode, nodeAt, type TextNode, type WorkflowNode } from './node.ts';
import type { Tell } from './problems.ts';
import { stepName } from './step-name.ts';
import type { StepSurroundings } from './steps.ts';
import { ExpandedText, itemsOf } from './values.ts';

/** The `with` of a step that uses an action. */
export class StepInputs {
  readonly uses: TextNode;
  readonly step: string;
  readonly environment: Environment;
  readonly tell: Tell;
  readonly looked: Looked;
  readonly #around: StepSurroundings;
  readonly #given: ReadonlyMap<string, WorkflowNode>;

  constructor(step: MapNode, uses: TextNode, around: StepSurroundings) {
    this.uses = uses;
    this.step = stepName(step, uses, around);
    this.environment = around.own;
    this.tell = around.frame.all.tell;
    this.looked = around.frame.all.looked;
    this.#around = around;
    const given = nodeAt(step, 'with');
    const entries = given?.kind === 'map' ? [...given.entries] : [];
    this.#given = new Map(entries.map(([name, { node }]) => [name.toLowerCase(), node]));
  }

  /** What `uses` says. */
  get action(): ExpandedText {
    return new ExpandedText(this.uses, { text: this.uses.raw.text, segments: [] });
  }

  /** An input; undefined where it is not given, or given as nothing. */
  text(name: string): ExpandedText | undefined {
    const node = this.#given.get(name);
    if (node?.kind !== 'text') return undefined;
    const text = this.#around.frame.expand(node, this.environment);
    this.looked.atScheme(text.text);
    return text.text.trim() === '' ? undefined : text;
  }

  /** An input on which something hangs: what is not known of it is told. */
  used(name: string): ExpandedText | undefined {
    const text = this.text(name);
    text?.tellUnknown(this.tell);
    return text;
  }

  /** The entries of an input that is a list. */
  list(name: string, { told = true, commas = true } = {}): readonly SourceValue[] {
    const text = told ? this.used(name) : this.text(name);
    if (text === undefined) return [];
    return itemsOf(text.text, commas).map(({ from, to }) => text.value(from, to));
  }

  /** Every input. */
  *all(): Iterable<readonly [string, SourceValue]> {
    for (const name of this.#given.keys()) {
      const text = this.used(name);
      if (text !== undefined) yield [name, text.whole];
    }
  }
}
