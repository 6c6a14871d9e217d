/** Every way this tool can fail to do its work, as opposed to a finding about somebody's image. */
export type ErrorCode =
  // usage and configuration: exit 2
  | 'usage'
  | 'input-invalid'
  | 'host-invalid'
  | 'reference-invalid'
  // the check itself could not be done: exit 3
  | 'file-unreadable'
  | 'host-undetected'
  | 'registry-failed'
  | 'report-unwritable'
  /** No engine at all: nothing listens there. */
  | 'engine-absent'
  /** The Docker service is there and stopped. */
  | 'engine-stopped'
  | 'engine-forbidden'
  /** It runs Linux containers. */
  | 'engine-linux'
  | 'engine-endpoint-invalid'
  | 'engine-timeout'
  /** The connection died, or what came was no answer of an engine. */
  | 'engine-broken'
  | 'engine-refused'
  /** A signal ended the run: exit 130, as shells have it. */
  | 'cancelled'
  | 'internal';

/** The exit code of the process for each kind of failure (0 and 1 are the check's own verdicts). */
const USAGE_CODES: ReadonlySet<ErrorCode> = new Set([
  'usage',
  'input-invalid',
  'host-invalid',
  'reference-invalid',
]);

/**
 * An error for people: what happened, where, and in `remedy` what to do next.
 * Tests assert on `code`; the text may change.
 */
export class CheckError extends Error {
  readonly code: ErrorCode;
  /** What to do next, one sentence. */
  readonly remedy: string;

  constructor(code: ErrorCode, message: string, remedy: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'CheckError';
    this.code = code;
    this.remedy = remedy;
  }

  /** 2 for usage and configuration, 3 where the check itself could not be done, 130 where somebody ended it. */
  get exitCode(): 2 | 3 | 130 {
    if (this.code === 'cancelled') return 130;
    return USAGE_CODES.has(this.code) ? 2 : 3;
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
