import {
  bareExpression,
  type ExpressionPart,
  hasExpression,
  type LegContextName,
  type Part,
  partsOf,
} from './expression.ts';
import type { TextNode, WorkflowNode } from './node.ts';

/** An expression where it stands. */
export interface FoundExpression {
  readonly part: ExpressionPart;
  /** Something is done or left by what it comes to. */
  readonly decides: boolean;
}

/** What the texts of one workflow consist of: each is taken apart once, however many legs there are. */
export class Parts {
  readonly #parts = new Map<string, readonly Part[]>();
  readonly #conditions = new Map<string, readonly Part[]>();
  readonly #matrixKeys = new WeakMap<WorkflowNode, ReadonlySet<string>>();

  of({ raw: { text } }: TextNode): readonly Part[] {
    let parts = this.#parts.get(text);
    if (parts === undefined) {
      parts = partsOf(text);
      this.#parts.set(text, parts);
    }
    return parts;
  }

  /** Of an `if`, which is an expression without braces too. */
  ofCondition(node: TextNode): readonly Part[] {
    const written = node.raw.text;
    if (hasExpression(written)) return this.of(node);
    let parts = this.#conditions.get(written);
    if (parts === undefined) {
      parts = [bareExpression(written)];
      this.#conditions.set(written, parts);
    }
    return parts;
  }

  /** The key of the matrix whose value a text hands on, and nothing else. */
  keyHandedOn(node: TextNode): string | undefined {
    if (!hasExpression(node.raw.text)) return undefined;
    const [part, ...others] = this.of(node);
    return part?.kind === 'expression' && others.length === 0 ? part.key : undefined;
  }

  /** The keys of the matrix that a node hangs on, in lower case; `*` for all of them. */
  matrixKeys(node: WorkflowNode): ReadonlySet<string> {
    let keys = this.#matrixKeys.get(node);
    if (keys === undefined) {
      keys = namesRead(this.expressionsIn([node]), 'matrix');
      this.#matrixKeys.set(node, keys);
    }
    return keys;
  }

  /** Every expression in and below nodes. */
  expressionsIn(nodes: readonly WorkflowNode[]): readonly FoundExpression[] {
    const found: FoundExpression[] = [];
    const open = [...nodes];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next.kind === 'list') for (const item of next.items) open.push(item);
      if (next.kind === 'text' && hasExpression(next.raw.text)) addFound(this.of(next), false, found);
      if (next.kind !== 'map') continue;
      for (const [key, { node }] of next.entries) {
        if (key === 'if' && node.kind === 'text') addFound(this.ofCondition(node), true, found);
        else open.push(node);
      }
    }
    return found;
  }
}

function addFound(parts: readonly Part[], decides: boolean, found: FoundExpression[]): void {
  for (const part of parts) if (part.kind === 'expression') found.push({ part, decides });
}

/** The names in a context that expressions read, in lower case; `*` for all of them. */
export function namesRead(found: readonly FoundExpression[], context: LegContextName): Set<string> {
  const names = new Set<string>();
  for (const { part } of found) for (const name of part.names?.[context] ?? []) names.add(name);
  return names;
}
