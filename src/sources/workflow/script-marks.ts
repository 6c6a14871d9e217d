import type { ScriptCommand, ScriptReading, ScriptWord, Shell } from '../shell/model.ts';
import type { Environment } from './environment.ts';
import { hasMark, type Looked, marksIn, mayBeScheme, standsAlone } from './marks.ts';

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
  const words = markedWords(reading);
  const shells = new Set([shell]);
  for (const command of reading.commands) if (command.shell !== undefined) shells.add(command.shell);
  for (const { at } of marksIn(text)) {
    const mark = text.charAt(at);
    const alone = [...shells].every((each) => standsAlone(text, at, each));
    if (!alone || !isInWords(words, at, mark)) looked.at(mark);
  }
  for (const [name, value] of environment.variables) {
    if (value === undefined || !hasMark(value)) continue;
    const marks = marksOf(value);
    const isHandedOn = occurrencesOf(name, text).every((at) => isInWords(words, at, marks));
    if (LOOKED_FOR.test(name) || !isHandedOn || mayBeScheme(value)) looked.at(marks);
  }
  for (const [at, command] of reading.commands.entries()) lookInCommand(command, counts[at] ?? 0, looked);
}

interface MarkedWord extends Pick<ScriptWord, 'from' | 'to'> {
  readonly marks: string;
}

function markedWords({ commands }: ScriptReading): readonly MarkedWord[] {
  const words: MarkedWord[] = [];
  for (const command of commands)
    for (const { from, to, value } of command.words) words.push({ from, to, marks: marksOf(value) });
  return words;
}

/** Whether all words at a place of the script have the marks in them, and there is one. */
function isInWords(words: readonly MarkedWord[], at: number, marks: string): boolean {
  let found = false;
  for (const word of words) {
    if (at < word.from || at >= word.to) continue;
    if (!word.marks.includes(marks)) return false;
    found = true;
  }
  return found;
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
  if (!hasMark(value)) return '';
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
