import { posix } from 'node:path';
import { type ScriptCommand, type ScriptWord, UNKNOWN } from '../shell/model.ts';
import { changed } from '../shell/paths.ts';
import type { ComposeDeed } from '../workflow/model.ts';
import { COMPOSE_COMMANDS, COMPOSE_FLAGS } from './flag-tables.ts';
import { type CommandLine, lastValue, readFlags, valuesOf } from './flags.ts';
import { knownEnvironment } from './values.ts';

/** `docker compose`, behind that word. */
export function readCompose(
  words: readonly ScriptWord[],
  common: Pick<ComposeDeed, 'step' | 'place'>,
  command: ScriptCommand,
): ComposeDeed | undefined {
  const project = readFlags(words, COMPOSE_FLAGS, true);
  const [name, ...rest] = project.words;
  const table =
    name !== undefined && Object.hasOwn(COMPOSE_COMMANDS, name.value)
      ? COMPOSE_COMMANDS[name.value]
      : undefined;
  if (name === undefined || table === undefined) return undefined;
  const line = readFlags(rest, table, name.value === 'run');
  const services = (name.value === 'run' ? line.words.slice(0, 1) : line.words).map(({ value }) => value);
  const files = filesOf(project, command);
  const directory = directoryOf(project, files, command);
  const envFiles = valuesOf(project, 'env-file').map(({ text }) => changed(command.directory, text));
  const profiles = profilesOf(project, command);
  const unknown =
    files === 'unknown' ||
    directory === undefined ||
    [...services, ...profiles].some((text) => text.includes(UNKNOWN));
  return {
    kind: 'compose',
    ...common,
    ...(typeof files === 'string' || files.length === 0 ? {} : { files }),
    ...(directory === undefined || files === 'unknown' ? {} : { directory }),
    profiles: profiles.filter((profile) => !profile.includes(UNKNOWN)),
    services: services.filter((service) => !service.includes(UNKNOWN)),
    command: name.value,
    ...(envFiles.length > 0 && envFiles.every((file) => file !== undefined) ? { envFiles } : {}),
    environment: knownEnvironment(command),
    ...(unknown ? { unknown } : {}),
  };
}

/** None for the usual file. */
function filesOf(
  project: CommandLine,
  { directory, environment }: ScriptCommand,
): readonly string[] | 'unknown' {
  const given = valuesOf(project, 'file').map(({ text }) => text);
  const variable = environment.get('COMPOSE_FILE');
  if (given.length === 0 && environment.has('COMPOSE_FILE') && variable === undefined) return 'unknown';
  const texts =
    given.length > 0 ? given : splitFiles(variable ?? '', environment.get('COMPOSE_PATH_SEPARATOR'));
  const files = texts.map((text) => changed(directory, text));
  return files.every((file) => file !== undefined) ? files : 'unknown';
}

/**
 * The separator is that of paths: `;` on Windows, `:` elsewhere; which of them it is shows in the text, but for one file.
 * Source: Compose, "Pre-defined environment variables": COMPOSE_FILE, COMPOSE_PATH_SEPARATOR.
 */
function splitFiles(text: string, separator: string | undefined): readonly string[] {
  const between = separator === undefined || separator === '' ? (text.includes(';') ? ';' : ':') : separator;
  if (between === ':' && /^[a-z]:[\\/]/i.test(text)) return [text];
  return text.split(between).filter((file) => file !== '');
}

function directoryOf(
  project: CommandLine,
  files: readonly string[] | 'unknown',
  { directory }: ScriptCommand,
): string | undefined {
  const given = lastValue(project, 'project-directory') ?? lastValue(project, 'workdir');
  if (given !== undefined) return changed(directory, given.text);
  const [first] = files === 'unknown' ? [] : files;
  if (first === undefined) return directory;
  const parent = posix.dirname(first);
  return parent === '.' ? '' : parent;
}

/** Those of the environment count where the command names none. Source: compose-go `cli/options.go`. */
function profilesOf(project: CommandLine, { environment }: ScriptCommand): readonly string[] {
  const given = valuesOf(project, 'profile').map(({ text }) => text);
  if (given.length > 0) return given;
  if (!environment.has('COMPOSE_PROFILES')) return [];
  const text = environment.get('COMPOSE_PROFILES') ?? UNKNOWN;
  return text
    .split(',')
    .map((profile) => profile.trim())
    .filter((profile) => profile !== '');
}
