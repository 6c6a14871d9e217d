import type { Place, SourceProblem } from './reading.ts';

/** An instruction that builders refuse. */
export function syntaxProblem(place: Place, message: string, remedy: string): SourceProblem {
  return { code: 'dockerfile-syntax', message, remedy, place };
}

/** Text of the file as a message quotes it: one can be as long as the file. */
export function shortened(text: string, longest = 160): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(names: Iterable<string>): string {
  const all = someOf(names).map((name) => shortened(name));
  if (all.length < 2) return all.join('');
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/** Enough to find out what is meant; how many more there are stands in place of the rest. */
export function someOf(names: Iterable<string>, most = 10): readonly string[] {
  const all = [...names];
  return all.length > most ? [...all.slice(0, most), `${all.length - most} more`] : all;
}
