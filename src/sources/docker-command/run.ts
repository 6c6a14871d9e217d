import type { ScriptCommand, ScriptWord } from '../shell/model.ts';
import type { RunDeed } from '../workflow/model.ts';
import { type FlagTable, PULL_FLAGS, RUN_FLAGS } from './flag-tables.ts';
import { lastValue, readFlags } from './flags.ts';
import {
  containerOption,
  type DockerCommandContext,
  defaultPlatform,
  givenValue,
  wordValue,
} from './values.ts';

type Kind = RunDeed['kind'];

const TABLES: Readonly<Record<Kind, FlagTable>> = { run: RUN_FLAGS, create: RUN_FLAGS, pull: PULL_FLAGS };

/** `docker run`, `docker create` and `docker pull`, behind the name of the command. */
export function readRun(
  kind: Kind,
  words: readonly ScriptWord[],
  common: Pick<RunDeed, 'step' | 'place'>,
  command: ScriptCommand,
  context: DockerCommandContext & { readonly doubtful: boolean },
): RunDeed | undefined {
  const line = readFlags(words, TABLES[kind], kind !== 'pull');
  const [first] = line.words;
  if (first === undefined) return undefined;
  // What may be flags or an image, or both, is no image that is known; nor is what comes behind it.
  const known = wordValue(first, context);
  const image = line.uncertain ? { ...known, unknown: true as const } : known;
  const isolation = givenValue(lastValue(line, 'isolation'), context);
  const asked = givenValue(lastValue(line, 'platform'), context);
  const platform = asked ?? defaultPlatform(command, common.place);
  const options = line.flags.map((flag) => containerOption(flag, context));
  if (asked === undefined && platform !== undefined) {
    const { value, written, unknown, place } = platform;
    options.push({ name: 'platform', written, place, ...(unknown === true ? { unknown } : { value }) });
  }
  return {
    kind,
    ...common,
    image,
    ...(isolation === undefined ? {} : { isolation }),
    ...(platform === undefined ? {} : { platform }),
    ...(context.doubtful ? { doubtful: true } : {}),
    options,
  };
}
