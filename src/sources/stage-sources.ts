import { invalidReference } from './base.ts';
import { type Located, mountFrom, readFlag } from './flags.ts';
import { shortened, syntaxProblem } from './problems.ts';
import type { ImageRole, Place } from './reading.ts';
import { referenceFault } from './reference-check.ts';
import type { Stage, StageContext } from './stages.ts';
import type { Instruction } from './syntax.ts';
import { placeIn } from './unfold.ts';
import { ExpansionError, expandWord } from './words.ts';

/** What a stage copies or mounts from, beside the stage or image that it stands on. */
export type StageSource =
  | { readonly kind: 'stage'; readonly index: number; readonly written: string; readonly place: Place }
  | {
      readonly kind: 'image';
      readonly role: ImageRole & ('copy-from' | 'mount-from');
      readonly reference: string;
      readonly written: string;
      readonly place: Place;
    };

const NO_VARIABLES: ReadonlyMap<string, string> = new Map();

/**
 * What the `COPY --from` and `RUN --mount=…,from=` of some instructions name. Neither expands variables.
 * `COPY --from` takes a stage by name or index, a mount by name only; any other text is an image.
 * Source: moby/buildkit `frontend/dockerfile/dockerfile2llb/convert.go` (toCommand) and `convert_runmount.go` (detectRunMount).
 */
export function sourcesOf(
  instructions: readonly Instruction[],
  stages: readonly Stage[],
  context: StageContext,
): readonly StageSource[] {
  const sources: StageSource[] = [];
  for (const instruction of instructions) {
    for (const word of instruction.flags) {
      const { name, value } = readFlag(word, context.escapeCharacter);
      const copied = instruction.keyword === 'COPY' && name === 'from' ? value : undefined;
      const mounted =
        instruction.keyword === 'RUN' && name === 'mount' && value ? mountFrom(value) : undefined;
      const from = copied ?? mounted;
      if (from === undefined || from.text === '') continue;
      const source = sourceOf(from, copied !== undefined, instruction, stages, context);
      if (source !== undefined) sources.push(source);
    }
  }
  return sources;
}

function sourceOf(
  from: Located,
  copied: boolean,
  { line }: Instruction,
  stages: readonly Stage[],
  context: StageContext,
): StageSource | undefined {
  const start = from.at[0] ?? 0;
  const end = (from.at.at(-1) ?? start) + 1;
  const written = line.text.slice(start, end);
  const place = placeIn(context.source, line, start, end);
  if (copied ? expands(from.text, context) : /\$./.test(from.text)) {
    context.problems.push(expandedFrom(written, copied, place));
    return undefined;
  }
  const index = stageIndex(from.text, copied, context);
  if (index !== undefined) {
    if (stages[index] !== undefined) return { kind: 'stage', index, written, place };
    context.problems.push(noSuchIndex(written, stages.length, place));
    return undefined;
  }
  if (from.text === 'scratch') return undefined;
  const fault = referenceFault(from.text);
  if (fault !== undefined) {
    context.problems.push(invalidReference(written, from.text, fault, place));
    return undefined;
  }
  return { kind: 'image', role: copied ? 'copy-from' : 'mount-from', reference: from.text, written, place };
}

function stageIndex(text: string, copied: boolean, context: StageContext): number | undefined {
  if (copied && /^[+-]?\d+$/.test(text)) return Number(text);
  return context.names.get(text.toLowerCase());
}

function expands(text: string, context: StageContext): boolean {
  try {
    return expandWord(text, NO_VARIABLES, { escapeCharacter: context.escapeCharacter }).text !== text;
  } catch (error) {
    if (error instanceof ExpansionError) return true;
    throw error;
  }
}

function expandedFrom(written: string, copied: boolean, place: Place) {
  const flag = copied ? 'COPY --from' : 'RUN --mount=…,from';
  return syntaxProblem(
    place,
    `${shortened(written)} would have to be expanded, and ${flag} expands neither variables nor escapes.`,
    'Give the image a stage of its own ("FROM image:$ARG AS name", the ARG above the first FROM) and name that stage.',
  );
}

function noSuchIndex(written: string, count: number, place: Place) {
  return syntaxProblem(
    place,
    `There is no stage ${shortened(written)}: the file has ${count}, counted from 0.`,
    'Name the stage ("FROM … AS name") and copy from the name.',
  );
}
