import { shortened, syntaxProblem } from './problems.ts';
import type { SourceProblem } from './reading.ts';
import type { SourceText } from './source-text.ts';
import type { Instruction } from './syntax.ts';
import { placeIn } from './unfold.ts';

/** Source: moby/buildkit `frontend/dockerfile/command/command.go`. */
const INSTRUCTIONS: ReadonlySet<string> = new Set([
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
]);

/**
 * What builders refuse about the order and the names of instructions. Of each kind only the first place is told,
 * as a builder stops there: a file that is no Dockerfile at all is one problem and not one a line.
 * Names are judged only where Docker's own frontend reads the file (`dockerSyntax`).
 */
export function refusedInstructions(
  source: SourceText,
  instructions: readonly Instruction[],
  dockerSyntax: boolean,
): readonly SourceProblem[] {
  const problems: SourceProblem[] = [];
  const unknown = dockerSyntax ? instructions.find(({ keyword }) => !INSTRUCTIONS.has(keyword)) : undefined;
  if (unknown !== undefined) {
    problems.push(
      syntaxProblem(
        nameplace(source, unknown),
        `"${shortened(unknown.name.text, 40)}" is no Dockerfile instruction.`,
        'Mend the name; if this is the rest of a longer line, end the line above with the escape character.',
      ),
    );
  }
  const first = instructions.find(({ keyword, trigger }) => keyword === 'FROM' && !trigger);
  const early = instructions.find(({ keyword, trigger }) => keyword !== 'ARG' || trigger);
  if (first === undefined) problems.push(noStage(source, instructions[0]));
  else if (early !== undefined && early !== first && early !== unknown) {
    problems.push(
      syntaxProblem(
        nameplace(source, early),
        `${early.keyword} stands before the first FROM, where only ARG can stand.`,
        'Move it below the FROM of the stage that it belongs to.',
      ),
    );
  }
  return problems;
}

function noStage(source: SourceText, first: Instruction | undefined): SourceProblem {
  const place = first === undefined ? { file: source.file, line: 1, column: 1 } : nameplace(source, first);
  const message =
    first === undefined
      ? 'The file has no instruction, so there is nothing to build.'
      : 'The file has no FROM, so there is no stage to build.';
  return syntaxProblem(
    place,
    message,
    'Begin with a FROM, or leave the file out with a negated path (`!…`) if it is no Dockerfile.',
  );
}

function nameplace(source: SourceText, { line, name }: Instruction): SourceProblem['place'] {
  return placeIn(source, line, name.from, name.to);
}
