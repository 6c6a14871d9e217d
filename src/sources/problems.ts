import type { Place, SourceProblem } from './reading.ts';

/** An instruction that builders refuse. */
export function syntaxProblem(place: Place, message: string, remedy: string): SourceProblem {
  return { code: 'dockerfile-syntax', message, remedy, place };
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(names: Iterable<string>): string {
  const all = [...names];
  if (all.length < 2) return all.join('');
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
