import type { ScriptReading } from '../shell/model.ts';
import type { Deed } from './model.ts';
import type { Segment } from './template.ts';
import { ExpandedText } from './values.ts';

/**
 * The legs of a matrix run the same script with other values in it. Where those are plain words, the script is read once with a
 * mark in the place of each, and its deeds are filled in for each leg; reading is the dear part of a leg.
 */
const FIRST_MARK = 0xe100;
const MOST_MARKS = 200;
const MARKS = /[\uE100-\uE1FF]/g;

/** Values that no shell, no option and no path takes for anything but a piece of a word. */
const PLAIN = /^(?!true$|false$|target:)[A-Za-z0-9][\w.-]*(?::[\w.-]+)?$/;

/** What takes the first letters of a value for its own: the name of a variable, or an escape. */
const JOINED = /(?:[$%!][\w:.{(]*|[\\`^])$/;

/** A script with marks in the place of values. */
export interface MarkedScript {
  readonly script: ExpandedText;
  /** In the order of the marks. */
  readonly values: readonly string[];
}

/** Marks the plain values of a script; undefined where it has none, or where there may be marks in it already. */
export function marked({ node, text, segments }: ExpandedText): MarkedScript | undefined {
  if (segments.length === 0 || node.raw.text.search(MARKS) >= 0) return undefined;
  const values: string[] = [];
  const placed: Segment[] = [];
  let made = '';
  let end = 0;
  for (const segment of segments) {
    const value = text.slice(segment.at, segment.at + segment.length);
    made += text.slice(end, segment.at);
    end = segment.at + segment.length;
    const plain = values.length < MOST_MARKS && PLAIN.test(value) && !JOINED.test(made.slice(-100));
    const written = plain ? String.fromCharCode(FIRST_MARK + values.length) : value;
    if (plain) values.push(value);
    placed.push({ ...segment, at: made.length, length: written.length });
    made += written;
  }
  if (values.length === 0) return undefined;
  return { script: new ExpandedText(node, { text: made + text.slice(end), segments: placed }), values };
}

/**
 * Whether a reading of a marked script holds for all values: every mark stands in words of commands, and is in what those words
 * come to. A value that goes through a variable, a condition or a `cd` may do anything.
 *
 * @param counts how many deeds each command gave
 */
export function holdsForAll(
  { text }: ExpandedText,
  { commands, exported }: ScriptReading,
  counts: readonly number[],
): boolean {
  if (exported.size > 0) return false;
  const words = commands.flatMap((command) => command.words);
  for (const { 0: mark, index } of text.matchAll(MARKS)) {
    const around = words.filter(({ from, to }) => from <= index && index < to);
    if (around.length === 0 || around.some(({ value }) => !value.includes(mark))) return false;
  }
  // What a command is called must not hang on a value.
  return commands.every(
    ({ words: [, name, ...rest] }, at) =>
      (counts[at] ?? 0) > 0 ||
      (/^[a-z]+$/.test(name?.value ?? '') &&
        !(IN_TWO_WORDS.test(name?.value ?? '') && rest[0]?.value.search(MARKS) !== -1)),
  );
}

/** Commands whose second word says what they do. */
const IN_TWO_WORDS = /^(?:image|container|builder|buildx|compose)$/;

/** Makes the deeds of a leg of its values. */
export type Filling = (values: readonly string[], step: string) => readonly Deed[];

/** Deeds of a marked script, to be filled in; legs share every part in which there is no mark. */
export function fillingOf(deeds: readonly Deed[]): Filling {
  const fillers = deeds.map((deed) => fillerOf(deed) ?? (() => deed));
  return (values, step) => fillers.map((fill) => ({ ...(fill(values) as Deed), step }));
}

type Filler = (values: readonly string[]) => unknown;

/** Undefined for what is the same in every leg. */
function fillerOf(value: unknown): Filler | undefined {
  if (typeof value === 'string') return value.search(MARKS) < 0 ? undefined : textFiller(value);
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return listFiller(value);
  if (value instanceof Map) {
    const entries = listFiller([...value].flat());
    return entries && ((values) => new Map(pairsOf(entries(values))));
  }
  const fillers: (readonly [key: string, fill: Filler])[] = [];
  for (const [key, each] of Object.entries(value)) {
    // Places and what is written are those of the file, whatever the values are.
    const fill = key === 'place' || key === 'written' ? undefined : fillerOf(each);
    if (fill !== undefined) fillers.push([key, fill]);
  }
  if (fillers.length === 0) return undefined;
  return (values) => {
    const made: Record<string, unknown> = { ...value };
    for (const [key, fill] of fillers) made[key] = fill(values);
    return made;
  };
}

function textFiller(text: string): Filler {
  const pieces = text.split(MARKS);
  const at = Array.from(text.matchAll(MARKS), ([mark]) => mark.charCodeAt(0) - FIRST_MARK);
  return (values) => {
    let made = pieces[0] ?? '';
    for (let piece = 1; piece < pieces.length; piece++) {
      made += (values[at[piece - 1] ?? 0] ?? '') + (pieces[piece] ?? '');
    }
    return made;
  };
}

function listFiller(list: readonly unknown[]): ((values: readonly string[]) => unknown[]) | undefined {
  const fillers = list.map(fillerOf);
  if (fillers.every((fill) => fill === undefined)) return undefined;
  return (values) => list.map((each, at) => fillers[at]?.(values) ?? each);
}

function* pairsOf(flat: readonly unknown[]): Iterable<readonly [unknown, unknown]> {
  for (let at = 0; at < flat.length; at += 2) yield [flat[at], flat[at + 1]];
}
