/** Where a piece of a word stands in the script, without its quotes; left out where it has no place of its own. */
interface Placed {
  readonly from?: number;
  readonly to?: number;
}

/** A piece of a word. */
export type Part =
  | TextPart
  | VariablePart
  | NestedPart
  /** A value that no reader could know: arithmetic, a property, an operator. */
  | (Placed & { readonly kind: 'unknown'; readonly quoted: boolean });

/** As it is; `quoted` where no shell would take it apart. */
export interface TextPart extends Placed {
  readonly kind: 'text';
  readonly text: string;
  readonly quoted: boolean;
}

/** `$(…)`, a subexpression, a script block: statements that may run, whose value is known in simple cases only. */
export interface NestedPart extends Placed {
  readonly kind: 'nested';
  readonly body: readonly Statement[];
  readonly quoted: boolean;
  readonly block?: true;
}

export interface VariablePart extends Placed {
  readonly kind: 'variable';
  readonly name: string;
  /** Where it is looked up: among variables of the shell, then the environment; or in one of them. */
  readonly scope: 'any' | 'environment' | 'shell';
  readonly quoted: boolean;
  /** All items of an array, each its own word: `"${x[@]}"`, `@x`. */
  readonly all?: true;
  /** `%X%` has the value from before the line, or the block, in which it stands. */
  readonly early?: true;
  /** `${X:-word}` and its kin. */
  readonly operator?: ':-' | '-' | ':+' | '+';
  readonly word?: readonly Part[];
}

export interface Word {
  readonly parts: readonly Part[];
  readonly from: number;
  readonly to: number;
}

/** What is assigned, looped over, or written to the pipeline. */
export interface Expression {
  readonly words: readonly Word[];
  /** It is an array, be it of one item; else it is one word. */
  readonly list: boolean;
}

export interface Redirect {
  readonly append: boolean;
  readonly target: Word;
}

export interface Command {
  readonly kind: 'command';
  readonly words: readonly Word[];
  /** Variables for this command alone. */
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  /** What a here-document gives it to read. */
  readonly input?: Word;
}

export interface Assignment {
  readonly kind: 'assignment';
  readonly name: string;
  /** `plain`: the environment only where the variable is there already. */
  readonly scope: 'plain' | 'environment' | 'shell';
  readonly append: boolean;
  readonly value: Expression;
}

/** What all readers of shells make of a script; `run.ts` goes through it. */
export type Statement =
  | Command
  | Assignment
  /** `own`: what it sets and where it goes ends with it. */
  | {
      readonly kind: 'group';
      readonly body: readonly Statement[];
      readonly own: boolean;
      readonly redirects: readonly Redirect[];
    }
  /** cmd: a line, or a block over several, at whose beginning its `%X%` are looked up. */
  | { readonly kind: 'line'; readonly body: readonly Statement[] }
  /** One of the bodies runs; none of them may where it is not `complete`. */
  | {
      readonly kind: 'branches';
      readonly bodies: readonly (readonly Statement[])[];
      readonly complete: boolean;
    }
  /** The body runs for each of the values; without values, as often as nobody knows. */
  | {
      readonly kind: 'loop';
      readonly variable?: string;
      readonly values?: Expression;
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly parameters: readonly string[];
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'pipeline'; readonly stages: readonly Statement[] }
  /** PowerShell: an expression as a statement is what it writes. */
  | { readonly kind: 'value'; readonly value: Expression; readonly redirects: readonly Redirect[] };

export const UNKNOWN_PART: Part = { kind: 'unknown', quoted: false };

/** A value that is not known, for a stretch of the script. */
export function unknownExpression(from: number, to: number): Expression {
  return { words: [{ parts: [UNKNOWN_PART], from, to }], list: false };
}

/** The text of a word that holds nothing but text. */
export function plainText(word: Word | undefined): string | undefined {
  if (word === undefined) return undefined;
  let text = '';
  for (const part of word.parts) {
    if (part.kind !== 'text') return undefined;
    text += part.text;
  }
  return text;
}
