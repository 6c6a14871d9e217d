import type { ContainerOption } from '../../windows/boundary-model.ts';
import { optionName } from '../../windows/boundary-names.ts';
import type { Place } from '../reading.ts';
import { type ScriptCommand, type ScriptWord, UNKNOWN } from '../shell/model.ts';
import type { SourceValue } from '../source-value.ts';
import type { Flag, FlagValue } from './flags.ts';

/** Where the words of a command stand. */
export interface DockerCommandContext {
  /** The place of a stretch of the script, in the file that holds it. */
  place(from: number, to: number): Place;
  /** What stands there in the file, expressions and all. */
  written(from: number, to: number): string;
  /** The step, as people call it. */
  readonly step: string;
}

const DEFAULT_PLATFORM = 'DOCKER_DEFAULT_PLATFORM';

/** The value of a flag, without what stands before it in its word where the script has it letter by letter. */
export function flagValue({ text, word }: FlagValue, context: DockerCommandContext): SourceValue {
  const whole = context.written(word.from, word.to);
  const plain = text !== '' && whole.endsWith(text) && whole.length === word.to - word.from;
  return sourceValue(text, plain ? word.to - text.length : word.from, word.to, context);
}

export function wordValue(word: ScriptWord, context: DockerCommandContext): SourceValue {
  return sourceValue(word.value, word.from, word.to, context);
}

/** The value of a flag that has one; an empty one is as good as none. */
export function givenValue(
  value: FlagValue | undefined,
  context: DockerCommandContext,
): SourceValue | undefined {
  return value === undefined || value.text === '' ? undefined : flagValue(value, context);
}

function sourceValue(text: string, from: number, to: number, context: DockerCommandContext): SourceValue {
  const known = {
    value: text.replaceAll(UNKNOWN, ''),
    written: context.written(from, to),
    place: context.place(from, to),
  };
  return text.includes(UNKNOWN) ? { ...known, unknown: true } : known;
}

/** A flag of a container, for the boundary tables. */
export function containerOption(
  { name, written, word, value }: Flag,
  context: DockerCommandContext,
): ContainerOption<Place> {
  const option = { name: optionName(name), written, place: context.place(word.from, word.to) };
  if (value === undefined) return option;
  return value.text.includes(UNKNOWN) ? { ...option, unknown: true } : { ...option, value: value.text };
}

/**
 * What `--platform` is when nobody says it. Source: docker/cli, the default of the flag `platform`.
 *
 * @param place of the command, as the variable has none
 */
export function defaultPlatform(command: ScriptCommand, place: Place): SourceValue | undefined {
  if (!command.environment.has(DEFAULT_PLATFORM)) return undefined;
  const value = command.environment.get(DEFAULT_PLATFORM);
  if (value === '') return undefined;
  const written = DEFAULT_PLATFORM;
  return value === undefined ? { value: '', written, unknown: true, place } : { value, written, place };
}

/** Everything of the environment that is known. */
export function knownEnvironment({ environment }: ScriptCommand): Readonly<Record<string, string>> {
  const known: [string, string][] = [];
  for (const [name, value] of environment) if (value !== undefined) known.push([name, value]);
  return Object.fromEntries(known);
}
