import type { UnusedArgument } from '../demands/unused-arguments.ts';
import { nearestName } from '../hosts/nearest.ts';
import { shortened } from '../sources/problems.ts';
import { plainFinding, type RawFinding } from './findings-of-subject.ts';

/** What is said of build arguments that no Dockerfile declares. */
export function unusedArgumentFindings(unused: readonly UnusedArgument[]): readonly RawFinding[] {
  return unused.map((argument) =>
    plainFinding(
      'unused-argument',
      unusedArgumentText(argument),
      argument.place === undefined ? [] : [argument.place],
    ),
  );
}

/** Two sentences at most: what is given in vain, and what may be meant. */
export function unusedArgumentText({ name, file, declared }: UnusedArgument): string {
  const shown = shortened(name);
  const nearest = nearestName(name, declared);
  const hint = nearest === undefined ? '' : ` Did you mean ${shortened(nearest)}?`;
  const vain =
    file === undefined
      ? `The build argument ${shown} is given, and no Dockerfile that was read declares it.`
      : `A variant of ${file} gives the build argument ${shown}, which that file does not declare.`;
  return vain + hint;
}
