import type { ScriptCommand, ScriptReading, ScriptWord, Shell } from '../shell/model.ts';
import type { Environment } from './environment.ts';
import { hasMark, type Looked, marksIn, standsAlone } from './marks.ts';

/** Commands whose second word says what they do. */
const IN_TWO_WORDS = /^(?:image|container|builder|buildx|compose|context)$/;

/** Variables that programs and runners look for by themselves, whatever a script says. */
const LOOKED_FOR = /^(?:(?:docker|buildx|buildkit|bake|compose|github|runner)_.*|path|pwd|cd|home)$/i;

/** Flags whose value begins with a name that is looked up. */
const NAMING = /^--(?:build-arg|set|var)$/;

/** A script with marks in it, and what it was read to be. */
export interface MarkedScript {
  readonly text: string;
  readonly shell: Shell;
  readonly environment: Environment;
  readonly reading: ScriptReading;
  /** How many deeds each of its commands gave. */
  readonly counts: readonly number[];
}

/**
 * Tells which marks a script looks at: all but those that stand in words of its commands, and are in what these words come to.
 * A value that goes through a variable, a condition or a `cd` may do anything; so may one that says what a command is called.
 */
export function lookInScript(script: MarkedScript, looked: Looked): void {
  const { text, shell, environment, reading, counts } = script;
  const words = reading.commands.flatMap((command) => command.words);
  const shells = new Set([shell, ...reading.commands.flatMap((command) => command.shell ?? [])]);
  const isInWords = (at: number, marks: string) => {
    const around = words.filter(({ from, to }) => from <= at && at < to);
    return around.length > 0 && around.every(({ value }) => marksOf(value).includes(marks));
  };
  for (const { at } of marksIn(text)) {
    const mark = text.charAt(at);
    const alone = [...shells].every((each) => standsAlone(text, at, each));
    if (!alone || !isInWords(at, mark)) looked.at(mark);
  }
  for (const [name, value] of environment.variables) {
    if (value === undefined || !hasMark(value)) continue;
    const marks = marksOf(value);
    const isHandedOn = occurrencesOf(name, text).every((at) => isInWords(at, marks));
    if (LOOKED_FOR.test(name) || !isHandedOn) looked.at(marks);
  }
  for (const [at, command] of reading.commands.entries()) lookInCommand(command, counts[at] ?? 0, looked);
}

function lookInCommand({ words }: ScriptCommand, deeds: number, looked: Looked): void {
  const [program, name, ...rest] = words;
  looked.at(program?.value ?? '');
  if (deeds === 0) {
    const called = name?.value ?? '';
    looked.at(called);
    if (called.startsWith('-') || IN_TWO_WORDS.test(called)) for (const { value } of rest) looked.at(value);
  }
  let before: ScriptWord | undefined;
  for (const word of words) {
    const [first = '', ...others] = word.value.split('=');
    if (first.startsWith('-')) {
      looked.at(first);
      if (NAMING.test(first)) looked.at(others[0] ?? '');
    } else if (NAMING.test(before?.value ?? '')) looked.at(first);
    before = word;
  }
}

function marksOf(value: string): string {
  return marksIn(value)
    .map(({ at }) => value.charAt(at))
    .join('');
}

/** Where a script names a variable; some shells take no heed of capitals. */
function occurrencesOf(name: string, text: string): readonly number[] {
  const found: number[] = [];
  const lower = text.toLowerCase();
  const wanted = name.toLowerCase();
  if (wanted === '') return found;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) found.push(at);
  return found;
}
