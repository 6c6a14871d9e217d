import { type BuildPlatform, globalArguments, isPredefined, nameAndValue } from './arguments.ts';
import { decode } from './decode.ts';
import { type EscapeCharacter, isDockerSyntax, readDirectives } from './directives.ts';
import { hasWindowsShell } from './hints.ts';
import { shortened, someOf } from './problems.ts';
import type { SourceProblem, SourceReading, WindowsHints } from './reading.ts';
import { refusedInstructions } from './refused.ts';
import { SourceText } from './source-text.ts';
import { readStages, type Stage, type StageContext } from './stages.ts';
import { type Instruction, readInstructions } from './syntax.ts';
import { unfold } from './unfold.ts';
import { unreadable } from './unreadable.ts';
import { usesOf } from './uses.ts';

export interface DockerfileOptions {
  /** Relative to the workspace, with forward slashes; every place carries it. */
  readonly file: string;
  /** What `--build-arg` gives. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** What `--target` gives: a stage by name, in any case, or by index. The last stage when left out. */
  readonly target?: string;
  /** What is built for; `windows/amd64` when left out. */
  readonly platform?: BuildPlatform;
}

const WINDOWS: BuildPlatform = { os: 'windows', architecture: 'amd64' };

/** A Dockerfile whose instructions are known, and not yet what arguments make of them. */
export interface ParsedDockerfile {
  readonly source: SourceText;
  readonly escapeCharacter: EscapeCharacter;
  /** Before the first `FROM`, and from there on. */
  readonly head: readonly Instruction[];
  readonly body: readonly Instruction[];
  /** Names of `ARG`s inside stages. */
  readonly stageArguments: ReadonlySet<string>;
  /** Names of all `ARG`s; undefined where another frontend than Docker's reads the file. */
  readonly declared: ReadonlySet<string> | undefined;
  /** Whatever the arguments are. */
  readonly problems: readonly SourceProblem[];
  readonly hints: WindowsHints;
}

/**
 * Reads a Dockerfile as BuildKit does: every image it names, what each must be able to do, and what keeps the file
 * from being understood. Never throws for what stands in the file: that becomes a problem with its place,
 * and what stands beside it is read all the same.
 */
export function readDockerfile(content: string | Uint8Array, options: DockerfileOptions): SourceReading {
  const decoded = decode(content, options.file);
  if ('problem' in decoded) return unreadable(options.file, decoded.problem);
  return readParsed(parseDockerfile(decoded.text, options.file), options);
}

/** The part of reading a Dockerfile that is the same for every way to build it. */
export function parseDockerfile(text: string, file: string): ParsedDockerfile {
  const source = new SourceText(file, text);
  const directives = readDirectives(source);
  const { escapeCharacter } = directives;
  const unfolded = unfold(source, escapeCharacter);
  const instructions = readInstructions(unfolded.lines, escapeCharacter);
  const firstFrom = instructions.findIndex((instruction) => isFrom(instruction));
  const body = firstFrom < 0 ? [] : instructions.slice(firstFrom);
  const ofDocker = isDockerSyntax(directives.syntax);
  return {
    source,
    escapeCharacter,
    head: firstFrom < 0 ? instructions : instructions.slice(0, firstFrom),
    body: tellingOf(body),
    stageArguments: namesOf(body),
    declared: ofDocker ? namesOf(instructions) : undefined,
    problems: [
      ...directives.problems,
      ...unfolded.problems,
      ...refusedInstructions(source, instructions, ofDocker),
    ],
    hints: { backtickEscape: escapeCharacter === '`', windowsShell: hasWindowsShell(instructions) },
  };
}

/** The rest: what it is when it is built in a certain way. */
export function readParsed(
  parsed: ParsedDockerfile,
  options: Omit<DockerfileOptions, 'file'>,
): SourceReading {
  const { source, escapeCharacter, head, body, stageArguments, declared, hints } = parsed;
  const problems: SourceProblem[] = [...parsed.problems];
  const buildArgs = options.buildArgs ?? {};
  const globals = globalArguments(source, head.filter(isArg), {
    buildArgs,
    platform: options.platform ?? WINDOWS,
    targetStage: options.target || lastStageName(body) || 'default',
    escapeCharacter,
  });
  problems.push(...globals.problems);
  const context: StageContext = {
    source,
    escapeCharacter,
    globals,
    buildArgs,
    stageArguments,
    names: new Map(),
    problems,
  };
  const stages = readStages(body, context);
  const uses = usesOf(stages, targetOf(stages, options.target, context), context);
  return {
    file: source.file,
    uses,
    problems: inOrder(problems),
    hints,
    ...(declared === undefined ? {} : { declared }),
    line: (number) => source.line(number),
  };
}

/**
 * Whether a build argument can change what is read of the file: it is predefined, or its name stands in a `FROM`, or in an
 * `ARG` before the first one with a variable in it. Most arguments are for the stages alone.
 */
export function concernsImages({ head, body }: ParsedDockerfile): (argument: string) => boolean {
  const text = [...head.filter(isArg), ...body.filter(isFrom)]
    .filter((instruction) => isFrom(instruction) || instruction.line.text.includes('$'))
    .map(({ line }) => line.text)
    .join('\n');
  return (argument) => isPredefined(argument) || text.includes(argument);
}

/** The index of the stage that is built; the last one where the wanted one does not exist. */
function targetOf(stages: readonly Stage[], target: string | undefined, context: StageContext): number {
  const last = stages.length - 1;
  if (target === undefined || target === '' || stages.length === 0) return last;
  const named = context.names.get(target.toLowerCase());
  if (named !== undefined) return named;
  if (/^\d+$/.test(target) && Number(target) <= last) return Number(target);
  const { source } = context;
  const names = someOf(stages.map(({ name, index }) => shortened(name ?? String(index)))).join(', ');
  context.problems.push({
    code: 'unknown-target',
    message: `There is no stage "${shortened(target)}" in this file; ${stages.length === 1 ? 'its only stage is' : 'its stages are'} ${names}.`,
    remedy: 'Give one of them as the target, or none for the last stage.',
    place: { file: source.file, line: 1, column: 1 },
  });
  return last;
}

function isFrom({ keyword, trigger }: Instruction): boolean {
  return keyword === 'FROM' && !trigger;
}

function isArg({ keyword, trigger }: Instruction): boolean {
  return keyword === 'ARG' && !trigger;
}

/** Without what says nothing of images: beside its `FROM` count, of a stage, flags and whether anything is run in it. */
function tellingOf(body: readonly Instruction[]): readonly Instruction[] {
  let runs = new Set<boolean>();
  return body.filter((instruction) => {
    const { keyword, trigger, flags } = instruction;
    if (isFrom(instruction)) runs = new Set();
    if (isFrom(instruction) || flags.length > 0) return true;
    if (keyword !== 'RUN' || runs.has(trigger)) return false;
    runs.add(trigger);
    return true;
  });
}

/** What their `ARG`s declare. */
function namesOf(instructions: readonly Instruction[]): ReadonlySet<string> {
  return new Set(
    instructions.filter(isArg).flatMap(({ words }) => words.map((word) => nameAndValue(word).name)),
  );
}

function lastStageName(body: readonly Instruction[]): string | undefined {
  return body.findLast(isFrom)?.words[2]?.text.toLowerCase();
}

function inOrder(problems: readonly SourceProblem[]): readonly SourceProblem[] {
  return [...problems].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}
