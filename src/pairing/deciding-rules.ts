import { DECIDING_RULES } from '../windows/prediction.ts';

/** What can decide a pairing: the judge's rules, and that the engine would take no entry of the image's index. */
export const PAIRING_RULES = [...DECIDING_RULES, 'no-matching-manifest'] as const;

export type PairingRule = (typeof PAIRING_RULES)[number];
