import { Array as ArrayData } from '@actions/expressions/data/array';
import { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/index';
import { Null } from '@actions/expressions/data/null';
import { StringData } from '@actions/expressions/data/string';
import { falsy } from '@actions/expressions/result';
import { shortened } from '../problems.ts';
import type { Place } from '../reading.ts';
import { UNKNOWN, WORKSPACE } from '../shell/model.ts';
import type { Budget } from './budget.ts';
import type { Combination } from './combination.ts';
import { evaluate, LONGEST_TEXT, type Look } from './evaluate.ts';
import { type ExpressionPart, hasExpression, type Part } from './expression.ts';
import type { Looked } from './marks.ts';
import type { TextNode, WorkflowNode } from './node.ts';
import { setOrigin, setOwnOrigin } from './origins.ts';
import { Parts } from './parts.ts';
import { offsetIn } from './positions.ts';
import type { Tell } from './problems.ts';
import { type Cause, Unknown } from './unknown.ts';

/** What stands in a text for an expression. */
export interface Segment {
  /** Where it is in the text that was made, and how long. */
  readonly at: number;
  readonly length: number;
  /** Where the expression is in the text as written, and how long. */
  readonly from: number;
  readonly written: number;
  readonly cause: Cause | undefined;
  readonly data: ExpressionData;
}

/** A text with its expressions replaced. */
export interface Expanded {
  /** Of its own type where the text is one expression and nothing else. */
  readonly data: ExpressionData;
  /** With `UNKNOWN` for what is not known. */
  readonly text: string;
  readonly segments: readonly Segment[];
}

/** Gives the contexts; only asked where there is an expression. */
export type Contexts = () => Dictionary;

/** Replaces expressions. */
export class Templates {
  readonly parts = new Parts();
  readonly #tell: Tell;
  readonly #budget: Budget;
  readonly #looked: Looked;
  readonly #literals = new WeakMap<TextNode, Expanded>();
  readonly #causes = new WeakMap<ExpressionPart, WeakMap<TextNode, Cause>>();

  constructor(tell: Tell, budget: Budget, looked: Looked) {
    this.#tell = tell;
    this.#budget = budget;
    this.#looked = looked;
  }

  expand(node: TextNode, contexts: Contexts): Expanded {
    if (hasExpression(node.raw.text)) return this.#expanded(node, this.parts.of(node), contexts());
    let literal = this.#literals.get(node);
    if (literal === undefined) {
      literal = { data: node.literal, text: node.literal.coerceString(), segments: [] };
      setOrigin(node.literal, node);
      this.#literals.set(node, literal);
    }
    return literal;
  }

  /** A text in which every expression is a plain entry of the matrix; undefined where it is another one. */
  textFilledIn(node: TextNode, combination: Combination): string | undefined {
    if (!hasExpression(node.raw.text)) return undefined;
    let text = '';
    for (const part of this.parts.of(node)) {
      if (part.kind === 'text') text += part.text;
      else {
        const value = part.key === undefined ? undefined : combination.get(part.key);
        if (value?.primitive !== true || value instanceof Unknown) return undefined;
        text += value.coerceString();
      }
    }
    return text.includes(WORKSPACE) || text.length > LONGEST_TEXT ? undefined : text;
  }

  /** Whether `if:` holds; undefined where that is not known. */
  condition(node: TextNode, contexts: Contexts): boolean | undefined {
    const parts = this.parts.ofCondition(node);
    const { data, segments } = this.#expanded(node, parts, contexts());
    this.#looked.atData(data);
    if (data instanceof Unknown) {
      // A text around an expression is never empty, and so true, whatever the expression says.
      return segments.length > 0 && parts.length > 1 ? true : data.truth;
    }
    return !falsy(data);
  }

  /** A node with everything in it, each value with the place that it comes from. */
  value(node: WorkflowNode | undefined, contexts: Contexts): ExpressionData {
    if (node === undefined || node.kind === 'empty') return new Null();
    if (node.kind === 'text') {
      const data = hasExpression(node.raw.text) ? this.expand(node, contexts).data : node.literal;
      setOrigin(data, node);
      return data;
    }
    if (!this.#budget.spend(1)) return new Unknown();
    if (node.kind === 'list') {
      const list = new ArrayData();
      for (const item of node.items) list.add(this.value(item, contexts));
      setOwnOrigin(list, node);
      return list;
    }
    const map = new Dictionary();
    for (const [key, entry] of node.entries) map.add(key, this.value(entry.node, contexts));
    setOwnOrigin(map, node);
    return map;
  }

  #expanded(node: TextNode, parts: readonly Part[], contexts: Dictionary): Expanded {
    const segments: Segment[] = [];
    let text = '';
    let unknown: Unknown | undefined;
    let single: ExpressionData | undefined;
    for (const part of parts) {
      if (part.kind === 'text') {
        text += part.text;
        continue;
      }
      const data = this.#evaluated(node, part, contexts);
      if (parts.length === 1) single = data;
      if (data instanceof Unknown) unknown ??= data;
      const value = data instanceof Unknown ? UNKNOWN : data.coerceString();
      segments.push({
        at: text.length,
        length: value.length,
        from: part.from,
        written: part.to - part.from,
        cause: data instanceof Unknown ? data.cause : undefined,
        data,
      });
      text += value;
      if (text.length > LONGEST_TEXT) {
        this.#tell.syntax(this.#placeOf(node, part), 'This comes to far too long a text', 'Make it shorter.');
        return { data: new Unknown(), text: UNKNOWN, segments: [] };
      }
    }
    this.#budget.spend(text.length);
    return {
      data: single ?? (unknown === undefined ? new StringData(text) : new Unknown(unknown.cause)),
      text,
      segments,
    };
  }

  #evaluated(node: TextNode, part: ExpressionPart, contexts: Dictionary): ExpressionData {
    if (this.#budget.spent) return new Unknown();
    if (part.tree === undefined) {
      this.#tell.syntax(
        this.#placeOf(node, part),
        `${shortened(part.written)} is no expression that GitHub can read: ${part.fault ?? ''}`,
        'Mend the expression.',
      );
      return new Unknown();
    }
    this.#budget.spend(part.written.length);
    let data: ExpressionData;
    try {
      data =
        entryOf(contexts, part.key) ??
        evaluate(part.tree, contexts, part.handsOn === true ? undefined : this.#look);
      // An expression can make any character, and so what looks like a mark.
      if (part.handsOn !== true) this.#looked.atData(data);
    } catch {
      data = new Unknown();
    }
    if (!(data instanceof Unknown) || data.cause !== undefined) return data;
    return new Unknown(this.#causeOf(node, part), data.truth);
  }

  get #look(): Look | undefined {
    return this.#looked.watching ? (value) => this.#looked.atData(value) : undefined;
  }

  #causeOf(node: TextNode, part: ExpressionPart): Cause {
    let causes = this.#causes.get(part);
    if (causes === undefined) {
      causes = new WeakMap();
      this.#causes.set(part, causes);
    }
    let cause = causes.get(node);
    if (cause === undefined) {
      cause = { written: part.written, place: this.#placeOf(node, part) };
      causes.set(node, cause);
    }
    return cause;
  }

  #placeOf(node: TextNode, { from, to }: ExpressionPart): Place {
    return node.source.place(offsetIn(node, from), offsetIn(node, to - 1) + 1);
  }
}

/** An entry of the matrix, which is what nearly all expressions are. */
function entryOf(contexts: Dictionary, key: string | undefined): ExpressionData | undefined {
  const matrix = key === undefined ? undefined : contexts.get('matrix');
  return matrix instanceof Dictionary ? matrix.get(key ?? '') : undefined;
}
