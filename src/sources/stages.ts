import { expansionProblem, type GlobalArguments } from './arguments.ts';
import { baseOf } from './base.ts';
import type { EscapeCharacter } from './directives.ts';
import { type Located, readFlag } from './flags.ts';
import { listed, shortened, syntaxProblem } from './problems.ts';
import type { SourceProblem } from './reading.ts';
import type { SourceText } from './source-text.ts';
import type { Instruction, Word } from './syntax.ts';
import { placeIn } from './unfold.ts';
import { ExpansionError, expandWord } from './words.ts';

/** What a stage stands on. */
export type Base =
  | { readonly kind: 'stage'; readonly index: number }
  | { readonly kind: 'image'; readonly reference: string }
  | { readonly kind: 'nothing' };

export interface Platform {
  readonly value: string;
  readonly written: string;
}

export interface Stage {
  readonly index: number;
  /** As written after `AS`. */
  readonly name?: string;
  /** The image word of the `FROM`, when it has one. */
  readonly word?: Word;
  readonly from: Instruction;
  /** `nothing` for scratch, and where the base could not be understood. */
  readonly base: Base;
  readonly platform?: Platform;
  /** The instructions of the stage, its `ONBUILD` triggers among them. */
  readonly instructions: readonly Instruction[];
}

export interface StageContext {
  readonly source: SourceText;
  readonly escapeCharacter: EscapeCharacter;
  readonly globals: GlobalArguments;
  /** The values that the caller gave, declared or not. */
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Names of `ARG`s inside stages, which a `FROM` does not see. */
  readonly stageArguments: ReadonlySet<string>;
  /** Stages so far by lower-case name; a later one takes the name over. */
  readonly names: Map<string, number>;
  readonly problems: SourceProblem[];
}

const STAGE_NAME = /^[a-z][a-z0-9_.-]*$/;

/**
 * The stages of a file, in order; `context.names` and `context.problems` are filled on the way.
 * Sources: moby/buildkit `frontend/dockerfile/instructions/parse.go` (parseFrom) and
 * `frontend/dockerfile/dockerfile2llb/convert.go` (buildDispatchStates).
 */
export function readStages(instructions: readonly Instruction[], context: StageContext): readonly Stage[] {
  const stages: Stage[] = [];
  let body: Instruction[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword !== 'FROM' || instruction.trigger) {
      body.push(instruction);
      continue;
    }
    body = [];
    const stage = readStage(instruction, body, stages.length, context);
    if (stage.name !== undefined) context.names.set(stage.name.toLowerCase(), stage.index);
    stages.push(stage);
  }
  return stages;
}

function readStage(
  from: Instruction,
  instructions: readonly Instruction[],
  index: number,
  context: StageContext,
): Stage {
  const [word] = from.words;
  const platform = platformOf(from, context);
  const name = nameOf(from, context);
  return {
    index,
    ...(name === undefined ? {} : { name }),
    ...(word === undefined ? {} : { word }),
    from,
    base: word === undefined ? { kind: 'nothing' } : baseOf(word, from.line, context),
    ...(platform === undefined ? {} : { platform }),
    instructions,
  };
}

function nameOf(from: Instruction, context: StageContext): string | undefined {
  const { words, line } = from;
  const [, as, name] = words;
  if (words.length === 1) return undefined;
  if (words.length !== 3 || name === undefined || as?.text.toLowerCase() !== 'as') {
    const last = words.at(-1) ?? from.name;
    context.problems.push(
      syntaxProblem(
        placeIn(context.source, line, from.name.from, last.to),
        `FROM takes an image, or an image, AS and a name; here are ${words.length} words.`,
        'Write "FROM image" or "FROM image AS name"; a comment goes on a line of its own.',
      ),
    );
    return undefined;
  }
  if (!STAGE_NAME.test(name.text.toLowerCase())) {
    context.problems.push(
      syntaxProblem(
        placeIn(context.source, line, name.from, name.to),
        `"${shortened(name.text)}" cannot name a stage.`,
        'Begin the name with a letter; letters, digits, "-", "_" and "." may follow.',
      ),
    );
  }
  return name.text;
}

function platformOf(from: Instruction, context: StageContext): Platform | undefined {
  let platform: Platform | undefined;
  for (const word of from.flags) {
    const flag = readFlag(word, context.escapeCharacter);
    const place = placeIn(context.source, from.line, word.from, word.to);
    if (flag.name !== 'platform') {
      const remedy = 'Delete it; "--platform=os/architecture" is the only flag of FROM.';
      context.problems.push(syntaxProblem(place, `FROM has no flag "--${shortened(flag.name)}".`, remedy));
    } else if (flag.value === undefined) {
      const remedy = 'Write it in one word: "--platform=windows/amd64".';
      context.problems.push(syntaxProblem(place, 'The flag "--platform" has no value.', remedy));
    } else {
      platform = expandPlatform(flag.value, place, context);
    }
  }
  return platform;
}

function expandPlatform(
  flag: Located,
  place: SourceProblem['place'],
  context: StageContext,
): Platform | undefined {
  const written = flag.text;
  try {
    const { text, blank } = expandWord(written, context.globals.values, {
      escapeCharacter: context.escapeCharacter,
    });
    if (text !== '') return { value: text, written };
    const names = listed(blank) || 'its variables';
    context.problems.push({
      code: 'unresolved-argument',
      message: `The platform ${shortened(written)} is empty, because ${names} has no value.`,
      remedy: 'Write the platform out, or give the argument a default before the first FROM.',
      place,
    });
  } catch (error) {
    if (!(error instanceof ExpansionError)) throw error;
    context.problems.push(expansionProblem(error, written, place));
  }
  return undefined;
}
