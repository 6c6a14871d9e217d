import type { DemandLeg } from '../demands/model.ts';
import { remember } from '../sources/remember.ts';

/** Enough to know which are meant; the places tell the rest. */
const MOST_LEGS = 3;

/** Which legs and steps of which workflow a finding comes from, as a sentence; empty where none does. */
export function legWords(legs: readonly DemandLeg[]): string {
  const steps = new Map<string, Set<string>>();
  const named: string[] = [];
  let count = 0;
  for (const { leg, step } of legs) {
    const known = remember(steps, leg, () => new Set<string>());
    if (known.has(step)) continue;
    known.add(step);
    count += 1;
    if (named.length < MOST_LEGS) named.push(`${leg}, step "${step}"`);
  }
  if (count === 0) return '';
  const more = count - MOST_LEGS;
  const told = named.join('; ') + (more > 0 ? `; and ${more} more` : '');
  return ` In the leg${count === 1 ? '' : 's'} ${told}.`;
}
