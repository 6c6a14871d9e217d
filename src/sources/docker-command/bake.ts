import { handedOn, overrideKey } from '../bake/override.ts';
import { type ScriptCommand, type ScriptWord, UNKNOWN } from '../shell/model.ts';
import { changed } from '../shell/paths.ts';
import type { SourceValue } from '../source-value.ts';
import type { BakeDeed } from '../workflow/model.ts';
import { BAKE_FLAGS } from './flag-tables.ts';
import { type CommandLine, readFlags, valuesOf } from './flags.ts';
import { type DockerCommandContext, flagValue, knownEnvironment } from './values.ts';

const REMOTE = /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/)/;

/** With one of these, nothing is built. */
const LOOKING: ReadonlySet<string> = new Set(['print', 'list', 'list-targets', 'list-variables', 'help']);

/** `docker buildx bake`, behind that word. */
export function readBake(
  words: readonly ScriptWord[],
  common: Pick<BakeDeed, 'step' | 'place'>,
  command: ScriptCommand,
  context: DockerCommandContext,
): BakeDeed | undefined {
  const line = readFlags(words, BAKE_FLAGS, false);
  const targets = line.words.map(({ value }) => value);
  if (line.flags.some(({ name }) => LOOKING.has(name)) || REMOTE.test(targets[0] ?? '')) return undefined;
  const files = filesOf(line, command);
  const set = overridesOf(line, command, context);
  const unknown =
    files === 'unknown' ||
    command.directory === undefined ||
    set === 'unknown' ||
    targets.some((target) => target.includes(UNKNOWN));
  return {
    kind: 'bake',
    ...common,
    ...(files === 'unknown' || files.length === 0 ? {} : { files }),
    ...(command.directory === undefined || files === 'unknown' ? {} : { directory: command.directory }),
    targets: targets.filter((target) => !target.includes(UNKNOWN)),
    ...(set === 'unknown' || set.length === 0 ? {} : { set }),
    environment: { ...knownEnvironment(command), ...variablesOf(line) },
    ...(unknown ? { unknown } : {}),
  };
}

/** None for the usual files. Source: docker/buildx `commands/bake.go`, `bakeEnvFiles` and `readBakeFiles`. */
function filesOf(
  line: CommandLine,
  { directory, environment }: ScriptCommand,
): readonly string[] | 'unknown' {
  const given = valuesOf(line, 'file').map(({ text }) => text.replace(/^cwd:\/\//, ''));
  const variable = environment.get('BUILDX_BAKE_FILE');
  if (given.length === 0 && environment.has('BUILDX_BAKE_FILE') && variable === undefined) return 'unknown';
  const separator = environment.get('BUILDX_BAKE_FILE_SEPARATOR') || (variable?.includes(';') ? ';' : ':');
  const texts = given.length > 0 ? given : (variable ?? '').split(separator).map((text) => text.trim());
  const files = texts.filter((text) => text !== '').map((text) => changed(directory, text));
  return files.every((file) => file !== undefined) ? files : 'unknown';
}

/** `--set`. Where it is not known of what one speaks, nothing is known of any target. */
function overridesOf(
  line: CommandLine,
  { environment }: ScriptCommand,
  context: DockerCommandContext,
): readonly SourceValue[] | 'unknown' {
  const given = valuesOf(line, 'set');
  if (given.some(({ text }) => text.split('=', 1)[0]?.includes(UNKNOWN))) return 'unknown';
  return given
    .filter(({ text }) => overrideKey(text) !== undefined)
    .map((value) => {
      const override = flagValue(value, context);
      const name = handedOn(value.text);
      const open = name !== undefined && environment.has(name) && environment.get(name) === undefined;
      return open ? { ...override, unknown: true } : override;
    });
}

/** `--var` outdoes the environment. */
function variablesOf(line: CommandLine): Readonly<Record<string, string>> {
  const known: [string, string][] = [];
  for (const { text } of valuesOf(line, 'var')) {
    const equals = text.indexOf('=');
    if (equals > 0 && !text.includes(UNKNOWN)) known.push([text.slice(0, equals), text.slice(equals + 1)]);
  }
  return Object.fromEntries(known);
}
