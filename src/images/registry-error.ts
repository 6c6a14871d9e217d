import { CheckError } from '../errors.ts';
import type { ImageEntry, Reference, RegistryFailure } from './model.ts';

/** A registry was asked and did not tell. */
export class RegistryError extends CheckError {
  readonly reason: RegistryFailure;

  /**
   * @param reason in a word, for code
   * @param message what happened and where, for people; secrets already masked
   * @param remedy what to do next, one sentence
   */
  constructor(reason: RegistryFailure, message: string, remedy: string, options?: { cause?: unknown }) {
    super('registry-failed', message, remedy, options);
    this.name = 'RegistryError';
    this.reason = reason;
  }
}

/** What a registry told of one reference. */
export interface RegistryAnswer {
  /** `index`: several images under one name. `manifest`: a single image, which is then the only entry. */
  readonly kind: 'index' | 'manifest';
  /** Digest of what the reference points at now. */
  readonly digest: string;
  /** In manifest order, nested indexes flattened in place. */
  readonly entries: readonly ImageEntry[];
}

/** What the resolver needs of a registry; the network stands behind it. */
export interface Registry {
  /** @throws {RegistryError} when the registry did not tell. */
  inspect(reference: Reference, signal?: AbortSignal): Promise<RegistryAnswer>;
}
