import { expansionProblem } from './arguments.ts';
import { listed, shortened } from './problems.ts';
import type { Place, SourceProblem } from './reading.ts';
import { referenceFault } from './reference-check.ts';
import type { Base, StageContext } from './stages.ts';
import type { Word } from './syntax.ts';
import { type InstructionLine, placeIn } from './unfold.ts';
import { type Expansion, ExpansionError, expandWord } from './words.ts';

/**
 * What the image word of a `FROM` means: an earlier stage of that name, scratch, or an image.
 * BuildKit compares stage names here in lower case only, the classic builder in any case; the latter is taken,
 * as no image name has capitals. An argument that nobody declares is a problem even where the rest is still a name.
 */
export function baseOf(word: Word, line: InstructionLine, context: StageContext): Base {
  const place = placeIn(context.source, line, word.from, word.to);
  const expansion = expand(word, place, context);
  if (expansion === undefined) return { kind: 'nothing' };
  const { text, blank, empty } = expansion;
  const index = context.names.get(text.toLowerCase());
  const fault = index === undefined && text !== 'scratch' ? referenceFault(text) : undefined;
  const missing =
    fault === undefined
      ? [...blank].filter((name) => !context.globals.declared.has(name))
      : [...blank, ...empty];
  if (missing.length > 0) context.problems.push(unresolved(word.text, text, missing, place, context));
  else if (fault !== undefined) context.problems.push(invalidReference(word.text, text, fault, place));
  if (index !== undefined) return { kind: 'stage', index };
  return fault !== undefined || text === 'scratch' ? { kind: 'nothing' } : { kind: 'image', reference: text };
}

/** The problem of a text that is no image reference. */
export function invalidReference(written: string, text: string, fault: string, place: Place): SourceProblem {
  const meaning =
    written === text ? `"${shortened(text)}"` : `${shortened(written)} becomes "${shortened(text)}", which`;
  return {
    code: 'invalid-reference',
    message: `${meaning} is no image name: ${fault}.`,
    remedy: 'Write it as registry/repository:tag, like mcr.microsoft.com/windows/nanoserver:ltsc2022.',
    place,
  };
}

/** A line with more variables than this needs no remedy for each. */
const REMEDIES = 5;

function expand(word: Word, place: Place, context: StageContext): Expansion | undefined {
  try {
    return expandWord(word.text, context.globals.values, { escapeCharacter: context.escapeCharacter });
  } catch (error) {
    if (!(error instanceof ExpansionError)) throw error;
    context.problems.push(expansionProblem(error, word.text, place));
    return undefined;
  }
}

function unresolved(
  written: string,
  text: string,
  names: readonly string[],
  place: Place,
  context: StageContext,
): SourceProblem {
  const verb = names.length === 1 ? 'has' : 'have';
  return {
    code: 'unresolved-argument',
    message: `${listed(names)} ${verb} no value in ${shortened(written)}, which leaves "${shortened(text)}".`,
    remedy: names
      .slice(0, REMEDIES)
      .map((name) => remedyFor(name, context))
      .join(' '),
    place,
  };
}

function remedyFor(name: string, context: StageContext): string {
  const { declared, spellings, values } = context.globals;
  const named = shortened(name);
  if (declared.has(name) || values.has(name)) {
    return `Give it with --build-arg ${named}=…, or give its ARG a default: "ARG ${named}=…".`;
  }
  const spelling = spellings.get(name.toLowerCase());
  if (spelling !== undefined) return `Write it as the ARG has it, ${shortened(spelling)}: capitals count.`;
  if (context.stageArguments.has(name)) {
    return `Move "ARG ${named}" above the first FROM: an ARG inside a stage is not seen by FROM.`;
  }
  if (Object.hasOwn(context.buildArgs, name)) {
    return `Add "ARG ${named}" above the first FROM; only then the given value is used.`;
  }
  return `Declare it above the first FROM, with a default: "ARG ${named}=…".`;
}
