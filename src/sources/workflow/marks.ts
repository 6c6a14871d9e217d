import { Array as ArrayData } from '@actions/expressions/data/array';
import { Dictionary } from '@actions/expressions/data/dictionary';
import { type ExpressionData, Kind } from '@actions/expressions/data/index';
import type { Shell } from '../shell/model.ts';
import { DOES } from './does.ts';

/**
 * The legs of a matrix do the same with other values. So a job is read with a mark in the place of each plain value, and what
 * it comes to is filled in for every leg; reading is the dear part of a leg. Where something looks at a mark, as a condition
 * does, its value makes a difference, and the job is read once more for each such value.
 */
const FIRST_MARK = 0xe100;
export const MOST_MARKS = 200;
const MARK = /[\uE100-\uE1FF]/;
const MARKS = /[\uE100-\uE1FF]/g;

/** Longer than a version or a tag of anybody, and short enough that no text that is cut off ends within one. */
const LONGEST_VALUE = 40;

/** Values that no shell, no option and no path takes for anything but a piece of a word. One letter may be a drive. */
const PLAIN = /^(?!(?:true|false)$)[A-Za-z0-9][\w.-]+$/i;

/** Pieces of what is looked for in scripts, and of what leads out of the repository. */
const TELLING = new RegExp(`docker|github|git|http|ssh|${DOES.source}`, 'i');

/** What takes the first letters of a value for its own: an escape, the name of a variable, or what stands in its braces. */
const JOINED: Readonly<Record<Shell, RegExp>> = {
  bash: /(?:\\|\$\w*|\$[{(][^})]*)$/,
  sh: /(?:\\|\$\w*|\$[{(][^})]*)$/,
  pwsh: /(?:`|\$[\w:]*|\$[{(][^})]*)$/,
  powershell: /(?:`|\$[\w:]*|\$[{(][^})]*)$/,
  cmd: /(?:\^|[%!][\w:.~]*)$/,
};

/** The name of a flag. */
const FLAG = /(?:^|[\s"'])-{1,2}[\w-]*$/;

/** The mark at a position, which is the same in all readings of one job. */
export function markAt(position: number): string {
  return String.fromCharCode(FIRST_MARK + position);
}

/** The position of each mark in a text, in its order, with where it stands. */
export function marksIn(text: string): readonly { readonly position: number; readonly at: number }[] {
  return Array.from(text.matchAll(MARKS), ({ 0: mark, index }) => ({
    position: mark.charCodeAt(0) - FIRST_MARK,
    at: index,
  }));
}

export function hasMark(text: string): boolean {
  return MARK.test(text);
}

/** Whether a mark may stand for a value. */
export function mayBeMarked(value: string): boolean {
  return value.length <= LONGEST_VALUE && PLAIN.test(value) && !TELLING.test(value);
}

/** What makes the value before it something else: a scheme, or the number of a stream. */
const BEHIND = /^(?::[\\/]|[<>])/;

/** Whether a mark stands for itself at a place of a script. */
export function standsAlone(text: string, at: number, shell: Shell): boolean {
  const before = text.slice(Math.max(0, at - 100), at);
  return !JOINED[shell].test(before) && !FLAG.test(before) && !BEHIND.test(text.slice(at + 1, at + 3));
}

/** Whether a value may be the scheme of an address, which leads elsewhere than a path does. */
export function mayBeScheme(text: string): boolean {
  return SCHEME.test(text);
}

const SCHEME = /[\uE100-\uE1FF][\w.+-]*:[\\/]/;

/** Whether what a text says may be a word only with a value in it: `b${{ matrix.how }}ld`. */
export function mayBePieces(text: string): boolean {
  return PIECES.test(text);
}

const PIECES = /[A-Za-z\uE100-\uE1FF][\uE100-\uE1FF]|[\uE100-\uE1FF][A-Za-z]/;

/** Whether a text with marks may be cut off where it is longer than this. */
export function mayBeLonger(text: string, longest: number): boolean {
  return text.length + marksIn(text).length * LONGEST_VALUE > longest;
}

/** Far more than any value of a workflow has. */
const MOST_VALUES = 20_000;

/** Which marks were looked at while something was read. */
export class Looked {
  #positions: Set<number> | undefined;

  /** Whether there may be marks in what is read. */
  get watching(): boolean {
    return this.#positions !== undefined;
  }

  /** Reads something with marks in it; gives the positions of those that were looked at. */
  watch<Read>(read: () => Read): { readonly made: Read; readonly looked: ReadonlySet<number> } {
    const looked = new Set<number>();
    this.#positions = looked;
    try {
      return { made: read(), looked };
    } finally {
      this.#positions = undefined;
    }
  }

  /** Another text may lead to something else. */
  at(text: string): void {
    if (this.#positions === undefined || !hasMark(text)) return;
    for (const { position } of marksIn(text)) this.#positions.add(position);
  }

  /** An address may be one with another value alone. */
  atScheme(text: string): void {
    if (this.#positions !== undefined && mayBeScheme(text)) this.at(text);
  }

  /** The same of everything in a value. */
  atData(data: ExpressionData): void {
    if (this.#positions !== undefined) for (const text of textsIn(data)) this.at(text);
  }
}

/** Whether something in a value could be taken for a mark. */
export function hasMarkIn(data: ExpressionData): boolean {
  for (const text of textsIn(data)) if (hasMark(text)) return true;
  return false;
}

function* textsIn(data: ExpressionData): Iterable<string> {
  const open: ExpressionData[] = [data];
  for (let seen = 0; open.length > 0 && seen < MOST_VALUES; seen++) {
    const next = open.pop();
    if (next instanceof ArrayData || next instanceof Dictionary)
      for (const each of next.values()) open.push(each);
    else if (next?.kind === Kind.String) yield next.coerceString();
  }
}
