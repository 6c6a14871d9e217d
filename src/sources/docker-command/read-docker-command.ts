import type { ScriptCommand, ScriptWord } from '../shell/model.ts';
import type { Deed } from '../workflow/model.ts';
import { readBake } from './bake.ts';
import { readBuild } from './build.ts';
import { readCompose } from './compose.ts';
import { namesEngine } from './engine.ts';
import { BUILDX_FLAGS, DOCKER_FLAGS, type FlagTable } from './flag-tables.ts';
import { type Flag, readFlags } from './flags.ts';
import { readRun } from './run.ts';
import type { DockerCommandContext } from './values.ts';

/** Words that hold commands of the same name as those without them: `docker image pull`. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  image: ['build', 'pull'],
  container: ['run', 'create'],
  builder: ['build'],
};

/** What a command is called after all groups and aliases, and the words behind it. */
interface Found {
  readonly name: string;
  readonly last: ScriptWord;
  readonly words: readonly ScriptWord[];
  /** Those before the name. */
  readonly flags: readonly Flag[];
}

/**
 * What a command line of `docker` or `docker-compose` builds, runs, creates or pulls; nothing for all other commands.
 * Whatever is not known of it makes that value unknown, and no other. Never throws.
 */
export function readDockerCommand(command: ScriptCommand, context: DockerCommandContext): Deed[] {
  const [program, ...words] = command.words;
  if (program === undefined) return [];
  const found =
    program.value === 'docker-compose'
      ? { name: 'compose', last: program, words, flags: [] }
      : commandOf(words);
  if (found === undefined) return [];
  const common = {
    step: context.step,
    place: context.place(program.from, Math.max(program.to, found.last.to)),
  };
  const deed = deedOf(found, common, command, context);
  return deed === undefined ? [] : [deed];
}

function deedOf(
  { name, words, flags }: Found,
  common: Pick<Deed, 'step' | 'place'>,
  command: ScriptCommand,
  context: DockerCommandContext,
): Deed | undefined {
  switch (name) {
    case 'build':
      return readBuild(words, common, command, context);
    case 'run':
    case 'create':
    case 'pull':
      return readRun(name, words, common, command, {
        ...context,
        doubtful: command.doubtful === true || namesEngine(flags, command),
      });
    case 'compose':
      return readCompose(words, common, command);
    case 'bake':
      return readBake(words, common, command, context);
    default:
      return undefined;
  }
}

function commandOf(words: readonly ScriptWord[]): Found | undefined {
  const first = next(words, DOCKER_FLAGS);
  if (first === undefined) return undefined;
  if (first.name === 'buildx') {
    const second = next(first.words, BUILDX_FLAGS);
    if (second?.name === 'build' || second?.name === 'b') return { ...second, name: 'build' };
    if (second?.name === 'bake' || second?.name === 'f') return { ...second, name: 'bake' };
    return undefined;
  }
  const group = Object.hasOwn(GROUPS, first.name) ? GROUPS[first.name] : undefined;
  if (group === undefined) return first;
  const second = next(first.words, DOCKER_FLAGS);
  return second !== undefined && group.includes(second.name) ? { ...second, flags: first.flags } : undefined;
}

/** The first word that is no flag. */
function next(words: readonly ScriptWord[], table: FlagTable): Found | undefined {
  const line = readFlags(words, table, true);
  const [last, ...rest] = line.words;
  return last === undefined ? undefined : { name: last.value, last, words: rest, flags: line.flags };
}
