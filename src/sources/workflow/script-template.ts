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

/** Deeds of a marked script with the values of a leg. Legs share every part in which there is no mark. */
export function filled(deeds: readonly Deed[], values: readonly string[], step: string): readonly Deed[] {
  return deeds.map((deed) => ({ ...(fill(deed, values) as Deed), step }));
}

/** Whether there is a mark anywhere in a part of a deed; looked for once, for all legs. */
const MARKED = new WeakMap<object, boolean>();

function isMarked(value: unknown): boolean {
  if (typeof value === 'string') return value.search(MARKS) >= 0;
  if (typeof value !== 'object' || value === null) return false;
  const known = MARKED.get(value);
  if (known !== undefined) return known;
  const found = partsOf(value).some(isMarked);
  MARKED.set(value, found);
  return found;
}

function partsOf(value: object): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value].flat();
  return Object.entries(value).flatMap(([key, each]) => (isOfFile(key) ? [] : [each]));
}

function fill(value: unknown, values: readonly string[]): unknown {
  if (typeof value === 'string') {
    return value.replace(MARKS, (mark) => values[mark.charCodeAt(0) - FIRST_MARK] ?? mark);
  }
  if (typeof value !== 'object' || value === null || !isMarked(value)) return value;
  if (Array.isArray(value)) return value.map((each) => fill(each, values));
  if (value instanceof Map) {
    return new Map([...value].map(([key, each]) => [fill(key, values), fill(each, values)]));
  }
  const made: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) made[key] = isOfFile(key) ? each : fill(each, values);
  return made;
}

/** Places and what is written are those of the file, whatever the values are. */
function isOfFile(key: string): boolean {
  return key === 'place' || key === 'written';
}
