import {
  Binary,
  ContextAccess,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Unary,
} from '@actions/expressions/ast';
import { Kind } from '@actions/expressions/data/index';
import { wellKnownFunctions } from '@actions/expressions/funcs';
import { Lexer } from '@actions/expressions/lexer';
import { Parser } from '@actions/expressions/parser';

/** Contexts that GitHub has anywhere; which of them it has where is its own business. */
const CONTEXTS = [
  'github',
  'env',
  'vars',
  'job',
  'jobs',
  'steps',
  'runner',
  'secrets',
  'strategy',
  'matrix',
  'needs',
  'inputs',
];

/** Functions that the library leaves to its user. */
const FUNCTIONS = [
  { name: 'success', minArgs: 0, maxArgs: 255 },
  { name: 'failure', minArgs: 0, maxArgs: 255 },
  { name: 'always', minArgs: 0, maxArgs: 0 },
  { name: 'cancelled', minArgs: 0, maxArgs: 0 },
  { name: 'hashFiles', minArgs: 1, maxArgs: 255 },
];

/** One `${{ }}`. `from` and `to` are offsets into the text that it stands in. */
export interface ExpressionPart {
  readonly kind: 'expression';
  /** With its braces. */
  readonly written: string;
  readonly from: number;
  readonly to: number;
  /** Undefined where it has a fault. */
  readonly tree?: Expr;
  /** It hands on what stands in a context, as `matrix.tag` does, whatever it is. */
  readonly handsOn?: true;
  /** In lower case, where it is an entry of the matrix. */
  readonly key?: string;
  /** What it reads of each context, in lower case; `*` for all of it. */
  readonly names?: Readonly<Record<LegContextName, readonly string[]>>;
  readonly fault?: string;
}

/** Whether a text is more than what it says. */
export function hasExpression(text: string): boolean {
  return text.includes('${{');
}

export type Part = { readonly kind: 'text'; readonly text: string; readonly from: number } | ExpressionPart;

/** What a text consists of: a text alone where no `${{` is in it. */
export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (;;) {
    const from = text.indexOf('${{', at);
    if (from < 0) break;
    const end = endOf(text, from + 3);
    if (from > at) parts.push({ kind: 'text', text: text.slice(at, from), from: at });
    if (end === undefined) {
      const written = text.slice(from);
      parts.push({ kind: 'expression', written, from, to: text.length, fault: 'its }} is missing' });
      return parts;
    }
    const inside = text.slice(from + 3, end);
    parts.push({
      kind: 'expression',
      written: text.slice(from, end + 2),
      from,
      to: end + 2,
      ...parsed(inside),
    });
    at = end + 2;
  }
  if (at < text.length || parts.length === 0) parts.push({ kind: 'text', text: text.slice(at), from: at });
  return parts;
}

/** A text that is an expression by itself, as `if:` takes it without braces. */
export function bareExpression(text: string): ExpressionPart {
  return { kind: 'expression', written: `\${{ ${text.trim()} }}`, from: 0, to: text.length, ...parsed(text) };
}

/** Where the braces close: `}}` in quotes does not. */
function endOf(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "'") {
      at = text.indexOf("'", at + 1);
      if (at < 0) return undefined;
    } else if (text[at] === '}' && text[at + 1] === '}') return at;
  }
  return undefined;
}

type Parsed = Pick<ExpressionPart, 'tree' | 'handsOn' | 'key' | 'names' | 'fault'>;

/** The workflows of a repository have most of their expressions in common. */
const PARSED = new Map<string, Parsed>();
const MOST_KEPT = 5000;
const LONGEST_KEPT = 200;

function parsed(text: string): Parsed {
  const known = PARSED.get(text);
  if (known !== undefined) return known;
  const made = parse(text);
  if (text.length <= LONGEST_KEPT && PARSED.size < MOST_KEPT) PARSED.set(text, made);
  return made;
}

function parse(text: string): Parsed {
  try {
    const tree: Expr | undefined = new Parser(new Lexer(text).lex().tokens, CONTEXTS, FUNCTIONS).parse();
    if (tree === undefined) return { fault: 'it is empty' };
    // The library takes the names of what every object has for functions.
    for (const node of nodesOf(tree)) {
      if (node instanceof FunctionCall && !isFunction(node.functionName.lexeme.toLowerCase())) {
        return { fault: `there is no function ${node.functionName.lexeme}` };
      }
    }
    const key = keyOf(tree);
    return {
      tree,
      names: {
        matrix: namesIn(tree, 'matrix'),
        env: namesIn(tree, 'env'),
        inputs: namesIn(tree, 'inputs'),
      },
      ...(key === undefined ? {} : { key }),
      ...(handsOn(tree) ? { handsOn: true } : {}),
    };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

function handsOn(tree: Expr): boolean {
  let at = tree;
  while (at instanceof IndexAccess && at.index instanceof Literal) at = at.expr;
  return at !== tree && at instanceof ContextAccess;
}

function isFunction(name: string): boolean {
  return (
    Object.hasOwn(wellKnownFunctions, name) || FUNCTIONS.some((known) => known.name.toLowerCase() === name)
  );
}

/** Contexts whose values differ between the legs of a job. */
export type LegContextName = 'matrix' | 'env' | 'inputs';

/** The names in a context that an expression reads, in lower case; `*` for all of them. */
function namesIn(tree: Expr, context: LegContextName): readonly string[] {
  const names = new Set<string>();
  const read = new Set<Expr>();
  for (const node of nodesOf(tree)) {
    if (node instanceof IndexAccess && isContext(node.expr, context)) {
      read.add(node.expr);
      names.add(nameIn(node) ?? '*');
    } else if (isContext(node, context) && !read.has(node)) names.add('*');
  }
  return [...names];
}

function keyOf(tree: Expr): string | undefined {
  return tree instanceof IndexAccess && isContext(tree.expr, 'matrix') ? nameIn(tree) : undefined;
}

function nameIn({ index }: IndexAccess): string | undefined {
  const literal = index instanceof Literal ? index.literal : undefined;
  return literal?.kind === Kind.String ? literal.coerceString().toLowerCase() : undefined;
}

/** A node before what is in it. */
function* nodesOf(tree: Expr): Iterable<Expr> {
  const open: Expr[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    if (node instanceof IndexAccess) open.push(node.expr, node.index);
    else if (node instanceof Binary) open.push(node.left, node.right);
    else if (node instanceof Logical || node instanceof FunctionCall) open.push(...node.args);
    else if (node instanceof Unary) open.push(node.expr);
    else if (node instanceof Grouping) open.push(node.group);
  }
}

function isContext(node: Expr, name: LegContextName): boolean {
  return node instanceof ContextAccess && node.name.lexeme.toLowerCase() === name;
}
