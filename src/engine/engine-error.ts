import { CheckError, type ErrorCode } from '../errors.ts';

export type EngineErrorCode = Extract<ErrorCode, `engine-${string}`>;

/**
 * An engine that could not be asked, or that said no.
 * `engine-refused`: it answered with an error, whose words are in `engineText` and whose HTTP status is in `status`.
 */
export class EngineError extends CheckError {
  declare readonly code: EngineErrorCode;
  /** HTTP status; undefined where no answer came. */
  readonly status?: number;
  /** The engine's own words, without the client's frame. */
  readonly engineText?: string;

  constructor(
    code: EngineErrorCode,
    message: string,
    remedy: string,
    details: { readonly status?: number; readonly engineText?: string; readonly cause?: unknown } = {},
  ) {
    super(code, message, remedy, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'EngineError';
    if (details.status !== undefined) this.status = details.status;
    if (details.engineText !== undefined) this.engineText = details.engineText;
  }
}
