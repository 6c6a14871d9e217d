import { listed, shortened } from '../problems.ts';
import type { Place, SourceProblem } from '../reading.ts';

/** Something that Compose would refuse. `what` is a clause, or a sentence without its end. */
export function syntax(place: Place, what: string, remedy: string): SourceProblem {
  return { code: 'compose-syntax', message: `${what}.`, remedy, place };
}

/** A reference that leads nowhere. */
export function unresolved(place: Place, what: string, remedy: string): SourceProblem {
  return { code: 'compose-unresolved', message: `${what}.`, remedy, place };
}

/** Variables without a value, in a value that matters. */
export function unset(place: Place, names: readonly string[], written: string): SourceProblem {
  const [first = 'NAME'] = names;
  return {
    code: 'unset-variable',
    message: `${listed(names)} ${names.length === 1 ? 'has' : 'have'} no value in ${shortened(written)}; Compose puts an empty text there.`,
    remedy: `Set ${names.length === 1 ? 'it' : 'them'} in .env beside the first Compose file, or write a default: \${${shortened(first, 60)}:-value}.`,
    place,
  };
}

/** `${NAME:?message}` without a value. */
export function required(place: Place, name: string, message: string): SourceProblem {
  const says = message === '' ? '' : `: ${shortened(message)}`;
  return {
    code: 'unset-variable',
    message: `The variable ${shortened(name)} must have a value and has none${says}.`,
    remedy: 'Set it in .env beside the first Compose file.',
    place,
  };
}
