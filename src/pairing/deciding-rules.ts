import { DECIDING_RULES } from '../windows/prediction.ts';

/**
 * What can decide a pairing: the judge's rules, that the engine would take no entry of the image's index, and that image and
 * host are for different processors.
 */
export const PAIRING_RULES = [...DECIDING_RULES, 'no-matching-manifest', 'wrong-architecture'] as const;

export type PairingRule = (typeof PAIRING_RULES)[number];
