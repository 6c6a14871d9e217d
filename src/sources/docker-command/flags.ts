import type { ScriptWord } from '../shell/model.ts';
import { UNKNOWN } from '../shell/model.ts';
import type { FlagTable } from './flag-tables.ts';

/** More letters in one word than there are flags. */
const MOST_LETTERS = 60;

/** A flag, as it was given. */
export interface Flag {
  /** The long name, without dashes. */
  readonly name: string;
  /** As it is written, without its value: `-v`, `--volume`. */
  readonly written: string;
  /** The word that it stands in, or begins. */
  readonly word: ScriptWord;
  /** Its value and the word that holds it; left out for a flag that has none. */
  readonly value?: FlagValue;
}

export interface FlagValue {
  /** With `UNKNOWN` where it is not known. */
  readonly text: string;
  readonly word: ScriptWord;
}

export interface CommandLine {
  readonly flags: readonly Flag[];
  /** Words that are no flags, in order. */
  readonly words: readonly ScriptWord[];
  /** Among them is one that nobody knows, which may be flags as well. */
  readonly uncertain: boolean;
}

/**
 * Takes a command line apart as pflag does: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-n=value`, letters in one
 * word, and `--` behind which no flags are. A flag that the table does not have takes no value but behind `=`.
 * Source: github.com/spf13/pflag `flag.go`, `parseLongArg` and `parseSingleShortArg`.
 *
 * @param stop whether the first word that is no flag ends the flags, as for `docker run`
 */
export function readFlags(words: readonly ScriptWord[], table: FlagTable, stop: boolean): CommandLine {
  const flags: Flag[] = [];
  const rest: ScriptWord[] = [];
  let uncertain = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    if (word.value === '--') {
      rest.push(...words.slice(at + 1));
      break;
    }
    if (!word.value.startsWith('-') || word.value === '-') {
      uncertain ||= word.several === true || (word.unknown === true && word.value.startsWith(UNKNOWN));
      rest.push(word);
      if (!stop) continue;
      rest.push(...words.slice(at + 1));
      break;
    }
    const found = word.value.startsWith('--') ? long(word, table) : short(word, table);
    for (const { flag, open } of found) {
      if (flag.name.includes(UNKNOWN)) {
        uncertain = true;
        continue;
      }
      const next = open ? words[at + 1] : undefined;
      if (next === undefined) flags.push(flag);
      else {
        flags.push({ ...flag, value: { text: next.value, word: next } });
        at++;
      }
    }
  }
  return { flags, words: rest, uncertain };
}

interface Found {
  readonly flag: Flag;
  /** Its value is the next word. */
  readonly open: boolean;
}

function long(word: ScriptWord, table: FlagTable): readonly Found[] {
  const equals = word.value.indexOf('=');
  const written = equals < 0 ? word.value : word.value.slice(0, equals);
  const name = written.slice(2);
  if (equals < 0) return [{ flag: { name, written, word }, open: table.valued.has(name) }];
  const value = { text: word.value.slice(equals + 1), word };
  return [{ flag: { name, written, word, value }, open: false }];
}

function short(word: ScriptWord, table: FlagTable): readonly Found[] {
  const found: Found[] = [];
  const letters = word.value.slice(1);
  for (let at = 0; at < letters.length && at < MOST_LETTERS; at++) {
    const letter = letters[at] ?? '';
    const name = Object.hasOwn(table.letters, letter) ? (table.letters[letter] ?? letter) : letter;
    const flag = { name, written: `-${letter}`, word };
    const behind = letters.slice(at + 1);
    if (table.valued.has(name)) {
      const value = { text: behind.replace(/^=/, ''), word };
      found.push(behind === '' ? { flag, open: true } : { flag: { ...flag, value }, open: false });
      break;
    }
    if (behind.startsWith('=')) {
      found.push({ flag: { ...flag, value: { text: behind.slice(1), word } }, open: false });
      break;
    }
    found.push({ flag, open: false });
  }
  return found;
}

/** Every value of a flag, in order. */
export function valuesOf({ flags }: CommandLine, name: string): readonly FlagValue[] {
  return flags.flatMap((flag) => (flag.name === name && flag.value !== undefined ? [flag.value] : []));
}

/** The last value of a flag, which is the one that holds. */
export function lastValue(line: CommandLine, name: string): FlagValue | undefined {
  return valuesOf(line, name).at(-1);
}
