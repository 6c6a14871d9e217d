import { OPTION_NAMES } from '../../windows/boundary-names.ts';
import { type ScriptCommand, type ScriptWord, UNKNOWN } from '../shell/model.ts';
import { changed } from '../shell/paths.ts';
import type { SourceValue } from '../source-value.ts';
import type { BuildDeed } from '../workflow/model.ts';
import { BUILD_FLAGS } from './flag-tables.ts';
import { type CommandLine, type FlagValue, lastValue, readFlags, valuesOf } from './flags.ts';
import {
  containerOption,
  type DockerCommandContext,
  defaultPlatform,
  flagValue,
  givenValue,
} from './values.ts';

/** What Docker fetches itself. Source: moby `builder/remotecontext/urlutil`, buildx `build/utils.go`. */
const REMOTE =
  /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/|docker-image:\/\/|oci-layout:\/\/|target:)/;

type Common = Pick<BuildDeed, 'step' | 'place'>;

/** `docker build` and its kin, behind the name of the command. */
export function readBuild(
  words: readonly ScriptWord[],
  common: Common,
  command: ScriptCommand,
  context: DockerCommandContext,
): BuildDeed | undefined {
  const line = readFlags(words, BUILD_FLAGS, false);
  if (line.words.length === 0 && !line.uncertain) return undefined;
  const dockerfilePath = dockerfileOf(line, command.directory);
  const target = givenValue(lastValue(line, 'target'), context);
  const isolation = givenValue(lastValue(line, 'isolation'), context);
  return {
    kind: 'build',
    ...common,
    ...(dockerfilePath === undefined ? {} : { dockerfilePath }),
    args: argumentsOf(line, command, context),
    ...(target === undefined ? {} : { target }),
    platforms: platformsOf(line, common, command, context),
    ...(isolation === undefined ? {} : { isolation }),
    tags: valuesOf(line, 'tag').map((value) => flagValue(value, context)),
    options: line.flags
      .map((flag) => containerOption(flag, context))
      .filter(({ name }) => Object.hasOwn(OPTION_NAMES, name)),
  };
}

/**
 * `--file` counts from the current directory, and is `Dockerfile` in the context when it is not given; when words that nobody
 * knows may give it, nobody knows.
 */
function dockerfileOf(line: CommandLine, directory: string | undefined): string | undefined {
  const where = line.words.find(({ value }) => !value.startsWith(UNKNOWN)) ?? line.words[0];
  const at = where?.value ?? UNKNOWN;
  if (at === '-' || REMOTE.test(at)) return undefined;
  const file = lastValue(line, 'file')?.text ?? '';
  if (file === '-') return undefined;
  if (file !== '') return changed(directory, file);
  return line.uncertain ? undefined : changed(directory, `${at.replace(/[\\/]+$/, '')}/Dockerfile`);
}

/** `NAME=value`; a name alone has its value from the environment. */
function argumentsOf(
  line: CommandLine,
  { environment }: ScriptCommand,
  context: DockerCommandContext,
): BuildDeed['args'] {
  const args = new Map<string, SourceValue | undefined>();
  for (const given of valuesOf(line, 'build-arg')) {
    const equals = given.text.indexOf('=');
    const name = equals < 0 ? given.text : given.text.slice(0, equals);
    if (name === '' || name.includes(UNKNOWN)) continue;
    if (equals >= 0) args.set(name, flagValue({ ...given, text: given.text.slice(equals + 1) }, context));
    else {
      const value = environment.get(name);
      args.set(name, value === undefined ? undefined : { ...flagValue(given, context), value });
    }
  }
  return args;
}

function platformsOf(
  line: CommandLine,
  { place }: Common,
  command: ScriptCommand,
  context: DockerCommandContext,
): readonly SourceValue[] {
  const given = valuesOf(line, 'platform');
  if (given.length === 0) {
    const platform = defaultPlatform(command, place);
    return platform === undefined ? [] : [platform];
  }
  return given.flatMap(({ text, word }) => {
    const platforms = text.split(',').map((platform) => platform.trim());
    return platforms
      .filter((platform) => platform !== '')
      .map((platform): SourceValue => flagValue({ text: platform, word } satisfies FlagValue, context));
  });
}
