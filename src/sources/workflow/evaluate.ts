import {
  Binary,
  type ContextAccess,
  type Expr,
  type FunctionCall,
  IndexAccess,
  Literal,
  type Logical,
  Star,
  Unary,
} from '@actions/expressions/ast';
import { BooleanData } from '@actions/expressions/data/boolean';
import type { Dictionary } from '@actions/expressions/data/dictionary';
import { type ExpressionData, Kind } from '@actions/expressions/data/index';
import { Evaluator } from '@actions/expressions/evaluator';
import { wellKnownFunctions } from '@actions/expressions/funcs';
import { type Token, TokenType } from '@actions/expressions/lexer';
import { falsy } from '@actions/expressions/result';
import { OpenDictionary, Unknown, unknownIn } from './unknown.ts';

/** Longer than any text that a workflow makes of others. */
export const LONGEST_TEXT = 1_000_000;

/**
 * What an expression comes to, as far as that is known. Throws what GitHub would fail with, as for `fromJSON('{')`.
 * The library does all of the work; here is only what it cannot know: that a value may not be known.
 */
export function evaluate(tree: Expr, contexts: Dictionary, look?: Look): ExpressionData {
  return new KnowingEvaluator(tree, contexts, look).evaluate();
}

/** Is told of every value out of a context that something is made of. */
export type Look = (value: ExpressionData) => void;

class KnowingEvaluator extends Evaluator {
  readonly #contexts: Dictionary;
  readonly #look: Look | undefined;

  constructor(tree: Expr, contexts: Dictionary, look: Look | undefined) {
    super(tree, contexts);
    this.#contexts = contexts;
    this.#look = look;
  }

  override visitContextAccess(access: ContextAccess): ExpressionData {
    return this.#contexts.get(access.name.lexeme) ?? new Unknown();
  }

  override visitUnary(unary: Unary): ExpressionData {
    const value = this.eval(unary.expr);
    if (!(value instanceof Unknown)) return super.visitUnary(new Unary(unary.operator, known(value)));
    return value.truth === undefined ? value : new BooleanData(!value.truth);
  }

  override visitBinary(binary: Binary): ExpressionData {
    const left = this.eval(binary.left);
    const right = this.eval(binary.right);
    if (left instanceof Unknown || right instanceof Unknown) {
      return new Unknown(left instanceof Unknown ? left.cause : (right as Unknown).cause);
    }
    return super.visitBinary(new Binary(known(left), binary.operator, known(right)));
  }

  override visitLogical(logical: Logical): ExpressionData {
    // `&&` is decided by the first false, `||` by the first true; a value that is not known leaves it open which one that is.
    const deciding = logical.operator.type !== TokenType.AND;
    let doubt: Unknown | undefined;
    let result: ExpressionData = new Unknown();
    for (const arg of logical.args) {
      result = this.eval(arg);
      const truth = result instanceof Unknown ? result.truth : !falsy(result);
      if (truth === deciding) return doubt === undefined ? result : new Unknown(doubt.cause, deciding);
      if (truth === undefined) doubt ??= result as Unknown;
    }
    if (doubt === undefined) return result;
    return new Unknown(doubt.cause);
  }

  override visitIndexAccess(access: IndexAccess): ExpressionData {
    const object = this.eval(access.expr);
    if (object instanceof Unknown) return new Unknown(object.cause);
    if (access.index instanceof Star) {
      const unknown = object instanceof OpenDictionary ? new Unknown() : unknownIn(object);
      if (unknown !== undefined) return unknown;
      this.#look?.(object);
      return super.visitIndexAccess(new IndexAccess(known(object), access.index));
    }
    const index = this.eval(access.index);
    if (index instanceof Unknown) return index;
    const value = super.visitIndexAccess(new IndexAccess(known(object), known(index)));
    if (value.primitive) this.#look?.(value);
    return value;
  }

  override visitFunctionCall(call: FunctionCall): ExpressionData {
    const name = call.functionName.lexeme.toLowerCase();
    if (name === 'always') return new BooleanData(true);
    if (name === 'case') return this.#chosen(call.args);
    if (!Object.hasOwn(wellKnownFunctions, name)) return new Unknown();
    const args = call.args.map((arg) => this.eval(arg));
    for (const arg of args) {
      const unknown = unknownIn(arg);
      if (unknown !== undefined) return new Unknown(unknown.cause);
      this.#look?.(arg);
    }
    const [first = 0, ...others] = args.map((arg) =>
      arg.kind === Kind.String ? arg.coerceString().length : 0,
    );
    if (name === 'format' && (first / 3) * Math.max(0, ...others) > LONGEST_TEXT) {
      throw new Error('format() would make far too long a text');
    }
    const call_ = wellKnownFunctions[name]?.call;
    return call_ === undefined ? new Unknown() : call_(...args);
  }

  #chosen(args: readonly Expr[]): ExpressionData {
    for (let at = 0; at + 1 < args.length; at += 2) {
      const test = this.eval(args[at] as Expr);
      const truth = test instanceof Unknown ? test.truth : !falsy(test);
      if (truth === undefined) return test;
      if (truth) return this.eval(args[at + 1] as Expr);
    }
    return this.eval(args.at(-1) as Expr);
  }
}

/** A value as the library takes it in a tree; nothing asks for its token. */
function known(value: ExpressionData): Literal {
  return new Literal(value, undefined as unknown as Token);
}
