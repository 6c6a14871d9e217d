import { engineIsAtLeast } from '../windows/isolation.ts';
import type { ImageEntry, ResolvedImage } from './model.ts';

/** Where an engine keeps its images; the two choose differently from an index. */
export type ImageStore = 'graphdriver' | 'containerd';
export const IMAGE_STORES: readonly ImageStore[] = ['graphdriver', 'containerd'];

/** What an engine goes by when it chooses. */
export interface SelectionHost {
  readonly build: number;
  /** `amd64` when left out: nearly every Windows host is. */
  readonly architecture?: string;
  /** `29.1.5`; the newest known behaviour when left out. */
  readonly engineVersion?: string;
  /** The platform asked for, as written: `windows/amd64`, `windows(10.0.17763)/amd64`. */
  readonly platform?: string;
}

/** Why an engine went past an entry. */
export type PassedOverReason =
  /** Provenance or an SBOM, no image. */
  | 'attestation'
  | 'operating-system'
  | 'architecture'
  /** Its build is above the host's. */
  | 'newer-than-host'
  /** Its build is outside of what this store takes to run on the host. */
  | 'not-compatible'
  /** It would do, but another stands before it in this store's order. */
  | 'later-in-order';

export interface PassedOver {
  readonly index: number;
  readonly why: PassedOverReason;
}

export interface EntryTaken {
  readonly kind: 'entry';
  readonly entry: ImageEntry;
  /** Position in the entries that were given, from 0. */
  readonly index: number;
  readonly passedOver: readonly PassedOver[];
}

export interface NothingTaken {
  readonly kind: 'none';
  /**
   * `no-matching-manifest`: no entry of the index is taken.
   * `newer-than-host`, `wrong-operating-system`: the one there is was refused by the pull.
   */
  readonly reason: 'no-matching-manifest' | 'newer-than-host' | 'wrong-operating-system';
  /** In the engine's own words. */
  readonly engineText: string;
  readonly passedOver: readonly PassedOver[];
}

export type Selection = EntryTaken | NothingTaken;

/** An index is chosen from; a single manifest is taken or refused. */
export type Offered = Exclude<ResolvedImage['kind'], 'unread'>;

/** Provenance and SBOMs stand in an index beside the images, under a platform that no host has. */
export function isAttestation(entry: ImageEntry): boolean {
  return entry.platform.os === 'unknown' && entry.platform.architecture === 'unknown';
}

/** Whether an engine of that version is at least `major.minor`; a version not known or not readable counts as the newest. */
export function engineAtLeast(version: string | undefined, minimum: readonly [number, number]): boolean {
  return engineIsAtLeast(version ?? '', minimum) ?? true;
}
