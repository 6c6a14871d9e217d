import type { DemandLeg } from '../demands/model.ts';

/** Enough to know which are meant; the places tell the rest. */
const MOST_LEGS = 3;

/** Which legs and steps of which workflow a finding comes from, as a sentence; empty where none does. */
export function legWords(legs: readonly DemandLeg[]): string {
  const names = [...new Set(legs.map(({ leg, step }) => `${leg}, step "${step}"`))];
  if (names.length === 0) return '';
  const more = names.length - MOST_LEGS;
  const told = names.slice(0, MOST_LEGS).join('; ') + (more > 0 ? `; and ${more} more` : '');
  return ` In the leg${names.length === 1 ? '' : 's'} ${told}.`;
}
