/** What a program printed, and how it left. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program without a shell and gives what it printed; rejects where it cannot be started.
 * `signal` is aborted when nobody waits for the answer any more: then the program is to be ended.
 */
export type RunCommand = (
  command: string,
  args: readonly string[],
  signal: AbortSignal,
) => Promise<CommandResult>;
