import type { SourceId } from './sources.ts';

/** What kind of trouble an error is, whatever its wording. */
export const ERROR_CLASSES = [
  'image-mismatch',
  'hyperv-unavailable',
  'guest-exited',
  'guest-unreachable',
  'timeout',
  'access-denied',
  'image-broken',
  'insider-required',
  'command-missing',
  'program-failed',
  'program-stopped',
  'no-matching-manifest',
  'wrong-operating-system',
  'image-not-found',
  'registry-denied',
  'rate-limited',
  'network',
  'engine-unavailable',
  'host-too-old',
  'isolation-refused',
  'option-refused',
  'invalid-request',
  'not-running',
  'not-supported',
  'out-of-memory',
  'out-of-disk',
  'removal-failed',
  'unknown',
] as const;

export type ErrorClass = (typeof ERROR_CLASSES)[number];

/** One code of Windows, with what it means for containers. */
export interface ErrorEntry {
  /** Unsigned, 32 bits; HCS codes in the NTSTATUS form that Docker prints (0xc037....). */
  readonly code: number;
  readonly name: string;
  /** English texts without their full stop; the first is today's. */
  readonly texts: readonly string[];
  /** The same in other languages, where somebody posted it. */
  readonly localizedTexts?: readonly string[];
  readonly class: ErrorClass;
  /** Whole sentences. */
  readonly cause: string;
  readonly remedy: string;
  readonly sources: readonly SourceId[];
}

/** One text of the engine that comes without a code. */
export interface EngineText {
  readonly id: string;
  readonly pattern: RegExp;
  readonly class: ErrorClass;
  readonly cause: string;
  readonly remedy: string;
  /** The words around say more than the code they quote. */
  readonly outranksCode?: true;
  readonly sources: readonly SourceId[];
}
