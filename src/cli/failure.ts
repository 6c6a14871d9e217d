import { CheckError, messageOf } from '../errors.ts';

/**
 * Tells what went wrong, and gives the exit code that belongs to it.
 * A reader that went away (`| head`) is no failure of ours.
 */
export function tellFailure(
  thrown: unknown,
  stderr: { write(text: string): unknown },
  environment: Readonly<Record<string, string | undefined>>,
): number {
  if ((thrown as NodeJS.ErrnoException | undefined)?.code === 'EPIPE') return 0;
  if (thrown instanceof CheckError) {
    stderr.write(`${thrown.message}\n${thrown.remedy}\n`);
    return thrown.exitCode;
  }
  stderr.write(
    `Unexpected: ${messageOf(thrown)}\nThis is a fault of the tool; please report it with what you ran.\n`,
  );
  if (environment.DEBUG !== undefined && thrown instanceof Error) stderr.write(`${thrown.stack}\n`);
  return 3;
}
