import { type ScriptCommand, type ScriptWord, UNKNOWN } from './model.ts';
import { relativeTo } from './paths.ts';
import type { Value } from './state.ts';
import { EXPORT_FILE } from './variables.ts';

/** A command as it is handed out: its program by its plain name, and every path of the workspace relative to its directory. */
export function keptCommand(
  name: string,
  [program, ...rest]: readonly ScriptWord[],
  variables: ReadonlyMap<string, string>,
  directory: string | undefined,
): ScriptCommand {
  const { from, to } = program ?? { from: 0, to: 0 };
  const environment = new Map<string, string | undefined>();
  for (const [variable, value] of variables)
    environment.set(variable, knownText(relativeTo(directory, value)));
  return {
    words: [{ value: name, from, to }, ...rest.map((word) => placed(word, directory))],
    directory,
    environment,
  };
}

/** An array as one text, as a shell puts it into the environment. */
export function textOf(value: Value): string {
  return typeof value === 'string' ? value : value.join(' ');
}

/** Nothing where a part is not known. */
export function knownText(value: Value): string | undefined {
  const text = textOf(value);
  return text.includes(UNKNOWN) || text.includes(EXPORT_FILE) ? undefined : text;
}

/** The word with its paths made relative to the directory. */
function placed(word: ScriptWord, directory: string | undefined): ScriptWord {
  const value = relativeTo(directory, word.value).replaceAll(EXPORT_FILE, UNKNOWN);
  if (value === word.value) return word;
  return { ...word, value, ...(value.includes(UNKNOWN) ? { unknown: true } : {}) };
}
