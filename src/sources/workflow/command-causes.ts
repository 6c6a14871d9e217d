import { overrideKey } from '../bake/override.ts';
import type { Place } from '../reading.ts';
import type { ScriptCommand, ScriptWord } from '../shell/model.ts';
import type { Deed } from './model.ts';
import type { StepSurroundings } from './steps.ts';
import { Unknown } from './unknown.ts';
import type { ExpandedText } from './values.ts';

/** Options of a container whose values say what they open; most others hand something to the program in it. */
const JUDGED_BY_VALUE: ReadonlySet<string> = new Set([
  'volume',
  'mount',
  'device',
  'network',
  'isolation',
  'platform',
]);

/** What the words of a command came to, and where each value of it began in the script. */
export interface CommandReading {
  readonly command: ScriptCommand;
  readonly deed: Deed;
  /** Offsets into the script of the places in the deed. */
  readonly offsets: ReadonlyMap<Place, number>;
}

/**
 * Tells the expressions for which something in a deed is not known. What a command has beside it, as tokens that it hands to a
 * container, tags and labels, is worth no word.
 */
export function tellCauses(reading: CommandReading, script: ExpandedText, around: StepSurroundings): void {
  for (const word of usedWords(reading)) {
    if (word.unknown === true) tellWord(word, script, around);
  }
}

function usedWords({ command, deed, offsets }: CommandReading): ReadonlySet<ScriptWord> {
  const { words } = command;
  const used = new Set<ScriptWord>();
  /** The word at a place, and the one behind it, which may hold its value. */
  const use = (place: Place, behind: boolean) => {
    const offset = offsets.get(place);
    const at = offset === undefined ? -1 : words.findIndex(({ from, to }) => from <= offset && offset < to);
    for (const word of words.slice(at, at < 0 ? at : at + (behind ? 2 : 1))) used.add(word);
  };
  if (deed.kind === 'build') {
    const values = [...deed.args.values(), deed.target, deed.isolation, ...deed.platforms];
    for (const value of values) if (value?.unknown === true) use(value.place, false);
    if (deed.dockerfilePath === undefined) for (const word of pathWords(words)) used.add(word);
  } else if (deed.kind === 'run' || deed.kind === 'create' || deed.kind === 'pull') {
    for (const value of [deed.image, deed.isolation, deed.platform])
      if (value?.unknown === true) use(value.place, false);
  } else if (deed.kind === 'bake' && deed.unknown !== true) {
    for (const value of deed.set ?? [])
      if (value.unknown === true && overrideKey(value.value) !== 'tags') use(value.place, false);
  } else if ('unknown' in deed && deed.unknown === true) for (const word of words) used.add(word);
  if ('options' in deed) {
    for (const { name, unknown, place } of deed.options) {
      if (unknown === true && JUDGED_BY_VALUE.has(name)) use(place, true);
    }
  }
  return used;
}

/** The words that say which file is built: the value of `--file`, and the last word, which is the context as a rule. */
function* pathWords(words: readonly ScriptWord[]): Iterable<ScriptWord> {
  for (const [at, word] of words.entries()) {
    if (at === words.length - 1 || /^(?:-f|--file=)./.test(word.value)) yield word;
    else if (/^(?:-f|--file)$/.test(words[at - 1]?.value ?? '')) yield word;
  }
}

/** The expressions in a word, and those behind the variables that it names, of the environment or of the script itself. */
function tellWord({ from, to }: ScriptWord, script: ExpandedText, { frame, own }: StepSurroundings): void {
  const { tell } = frame.all;
  script.tellUnknown(tell, from, to);
  for (const [name] of script.text.slice(from, to).matchAll(/[A-Za-z_]\w*/g)) {
    const value = own.context.get(name);
    if (value instanceof Unknown && value.cause !== undefined) tell.unresolved(value.cause);
    else script.tellAssigned(tell, name, from);
  }
}
