import type { ScriptWord, Shell } from './model.ts';
import { UNKNOWN } from './model.ts';
import type { Piece } from './origin.ts';
import { pathOf } from './paths.ts';
import type { State, Value } from './state.ts';
import type { Expression, Part, Statement, VariablePart, Word } from './tree.ts';
import { plainText } from './tree.ts';
import type { Variables } from './variables.ts';

/** Longer than a command line of Windows can be; what is longer is not known. */
const LONGEST = 32_767;

const RUN_OF_UNKNOWN = new RegExp(`${UNKNOWN}+`, 'g');

/** More words than a command has. */
const MOST_WORDS = 2_000;

/** `pwd` in a substitution, by its names in each shell. */
const WORKING_DIRECTORY = /^(?:pwd|get-location|gl)$/i;

/** What a word may look at. */
export interface Surroundings {
  readonly state: State;
  /** As things were before the line, for `%X%`. */
  readonly before: State;
  readonly variables: Variables;
  readonly shell: Shell;
  /** Runs what stands within a word, for the commands that are in it. */
  nested(body: readonly Statement[]): void;
}

/** A word on its way: a text, and whether a quote or an escape has a part in it. */
interface Draft {
  text: string;
  quoted: boolean;
  readonly pieces: Piece[] | undefined;
}

/** A word as it came out, with where each piece of it stands, where that was asked for. */
export interface ExpandedWord extends ScriptWord {
  readonly pieces?: readonly Piece[];
  /** It is a script block, of which nothing was run yet. */
  readonly block?: readonly Statement[];
}

/**
 * The words that a word of the script becomes: mostly one.
 *
 * @param traced whether to tell where the pieces of each stand
 */
export function expandWord(word: Word, around: Surroundings, traced = false): readonly ExpandedWord[] {
  const [first] = word.parts;
  // Most words are plain text.
  if (first?.kind === 'text' && word.parts.length === 1) {
    const plain = scriptWord(first.text, first.quoted, word);
    return [traced ? { ...plain, pieces: [pieceOf(first.text, first, word)] } : plain];
  }
  const drafts: Draft[] = [{ text: '', quoted: false, pieces: traced ? [] : undefined }];
  let touched = false;
  for (const part of word.parts) {
    if (drafts.length > MOST_WORDS) break;
    touched = addPart(drafts, part, word, around) || touched;
  }
  // An array without items leaves no word behind, be it quoted.
  const all = word.parts.some((part) => part.kind === 'variable' && part.all === true);
  return drafts.flatMap(({ text, quoted, pieces }): readonly ExpandedWord[] => {
    if (text === '' && (all || (!quoted && (touched || word.parts.length === 0)))) return [];
    const expanded = scriptWord(text, quoted && !all, word);
    // What was cut, or put together, stands where the word does.
    return [pieces !== undefined && expanded.value === text ? { ...expanded, pieces } : expanded];
  });
}

/** Where the letters of a word stand; all of them where the word does, where nothing better is known. */
export function piecesOf({ pieces, value, from, to }: ExpandedWord): readonly Piece[] {
  return pieces ?? [{ text: value, from, to }];
}

function pieceOf(text: string, part: Part, word: Word): Piece {
  return { text, from: part.from ?? word.from, to: part.to ?? word.to };
}

/** The text of a word that is never taken apart: the value of an assignment, a redirection. */
export function expandText(word: Word, around: Surroundings): string {
  let text = '';
  for (const part of word.parts) {
    const value = partValue(part, around);
    text += typeof value === 'string' ? value : value.join(' ');
    if (text.length > LONGEST) return UNKNOWN;
  }
  return joinUnknown(text);
}

/** What an expression gives: a text, or the items of an array. */
export function expandExpression({ words, list }: Expression, around: Surroundings): Value {
  const [only] = words;
  if (list) {
    const items = words.flatMap((word) => {
      const [part] = word.parts;
      // PowerShell lays the items of an array out where it stands within another.
      if (
        isPowerShell(around.shell) &&
        word.parts.length === 1 &&
        part !== undefined &&
        part.kind !== 'text'
      ) {
        const value = partValue(part, around);
        return typeof value === 'string' ? [value] : value;
      }
      return isPowerShell(around.shell)
        ? [expandText(word, around)]
        : expandWord(word, around).map(({ value }) => value);
    });
    return items.length > MOST_WORDS ? UNKNOWN : items;
  }
  if (only === undefined) return '';
  const [part] = only.parts;
  // `$a = $b` keeps an array whole.
  if (isPowerShell(around.shell) && only.parts.length === 1 && part !== undefined)
    return partValue(part, around);
  return expandText(only, around);
}

function scriptWord(text: string, quoted: boolean, { from, to }: Word): ScriptWord {
  const value = text.length > LONGEST ? UNKNOWN : joinUnknown(text);
  if (!value.includes(UNKNOWN)) return { value, from, to };
  const several = !quoted && value === UNKNOWN;
  return { value, unknown: true, ...(several ? { several } : {}), from, to };
}

/** Adds to the last word, and begins new ones where a value falls into several. True when a variable was in it. */
function addPart(drafts: Draft[], part: Part, word: Word, around: Surroundings): boolean {
  const last = drafts.at(-1) ?? { text: '', quoted: false, pieces: undefined };
  const add = (text: string) => {
    last.text += text;
    last.pieces?.push(pieceOf(text, part, word));
    if (part.quoted) last.quoted = true;
  };
  const value = partValue(part, around);
  if (part.kind === 'text') {
    add(part.text);
    return false;
  }
  const items = part.kind === 'variable' ? itemsOf(part, value, around) : undefined;
  if (items === undefined) {
    add(typeof value === 'string' ? value : value.join(' '));
    return true;
  }
  items.slice(0, MOST_WORDS).forEach((item, at) => {
    if (at === 0) {
      last.text += item;
      last.pieces?.push(pieceOf(item, part, word));
    } else drafts.push({ text: item, quoted: false, pieces: last.pieces && [pieceOf(item, part, word)] });
  });
  return true;
}

/** The words into which a value falls; undefined where it stays in one. */
function itemsOf(part: VariablePart, value: Value, { shell }: Surroundings): readonly string[] | undefined {
  if (typeof value !== 'string') {
    if (isPowerShell(shell)) return part.quoted ? undefined : value;
    if (part.all === true) return value;
    // `$array` is its first item.
    return [value[0] ?? ''];
  }
  if (part.quoted || isPowerShell(shell)) return undefined;
  return shell === 'cmd' ? commandLine(value) : split(value);
}

function split(value: string): readonly string[] | undefined {
  if (!/[ \t\n]/.test(value)) return undefined;
  // Blanks around it part it from what stands before and behind.
  return value.split(/[ \t\n]+/);
}

/** A value of cmd stands in the command line as if it were written there, quotes and all. */
function commandLine(value: string): readonly string[] | undefined {
  if (!/["\s]/.test(value)) return undefined;
  const words = [''];
  let quoted = false;
  for (const character of value) {
    if (character === '"') quoted = !quoted;
    else if (/\s/.test(character) && !quoted) words.push('');
    else words[words.length - 1] += character;
  }
  return words;
}

function partValue(part: Part, around: Surroundings): Value {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'unknown') return UNKNOWN;
  if (part.kind === 'nested') return nestedValue(part.body, part.block === true, around);
  const state = part.early === true ? around.before : around.state;
  const value = around.variables.get(state, part);
  if (part.operator === undefined || part.word === undefined) return value;
  const known = typeof value === 'string' ? value : value.join(' ');
  // A variable that nobody knows may be set or not.
  if (known === UNKNOWN) return UNKNOWN;
  const there = known !== '' || !part.operator.startsWith(':');
  if (part.operator.endsWith('-') && there) return value;
  if (part.operator.endsWith('+') && !there) return '';
  return expandText({ parts: part.word, from: 0, to: 0 }, around);
}

/** The value of what only makes out a path, or of `$($x)`; else what is in it is run, and gives nobody knows what. */
function nestedValue(body: readonly Statement[], block: boolean, around: Surroundings): Value {
  const [only, ...others] = body;
  if (others.length === 0 && !block) {
    if (only?.kind === 'value') return expandExpression(only.value, around);
    const path = only?.kind === 'command' ? pathCommand(only.words, around) : undefined;
    if (path !== undefined) return path;
  }
  around.nested(body);
  return UNKNOWN;
}

/** `pwd` and its kin; `Join-Path` of PowerShell with nothing but paths. */
function pathCommand([program, ...words]: readonly Word[], around: Surroundings): string | undefined {
  const name = plainText(program) ?? '';
  if (WORKING_DIRECTORY.test(name) && words.every((word) => /^-[WPL]$/.test(plainText(word) ?? '')))
    return pathOf(around.variables.directory(around.state));
  if (!isPowerShell(around.shell) || !/^join-path$/i.test(name)) return undefined;
  const paths = words
    .map((word) => expandText(word, around))
    .filter((path) => !/^-(?:Path|ChildPath)$/i.test(path));
  if (paths.some((path) => path.startsWith('-'))) return undefined;
  return paths.map((path) => path.replace(/[\\/]+$/, '')).join('/');
}

/** Several unknown parts in a row are one. */
function joinUnknown(text: string): string {
  return text.includes(UNKNOWN) ? text.replaceAll(RUN_OF_UNKNOWN, UNKNOWN) : text;
}

export function isPowerShell(shell: Shell): boolean {
  return shell === 'pwsh' || shell === 'powershell';
}
