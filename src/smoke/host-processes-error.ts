/** Why the processes of this machine are not known. */
export type HostProcessesFailure =
  | 'powershell-missing'
  | 'not-allowed'
  | 'timed-out'
  | 'cancelled'
  /** PowerShell ran, and said that it could not. */
  | 'failed'
  /** What it printed is no list of processes. */
  | 'nonsense';

/** The message is one sentence for people, which ends up in the proof of an observation. */
export class HostProcessesError extends Error {
  readonly failure: HostProcessesFailure;

  constructor(failure: HostProcessesFailure, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'HostProcessesError';
    this.failure = failure;
  }
}
