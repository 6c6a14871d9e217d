import { CheckError, messageOf } from '../errors.ts';
import { plainLines } from '../report/plain.ts';

/**
 * Tells what went wrong, and gives the exit code that belongs to it.
 * A reader that went away (`| head`) is no failure of ours.
 */
export function tellFailure(
  thrown: unknown,
  stderr: { write(text: string): unknown },
  environment: Readonly<Record<string, string | undefined>>,
): number {
  const tell = (text: string) => stderr.write(`${plainLines(text)}\n`);
  if ((thrown as NodeJS.ErrnoException | undefined)?.code === 'EPIPE') return 0;
  if (thrown instanceof CheckError) {
    tell(`${thrown.message}\n${thrown.remedy}`);
    return thrown.exitCode;
  }
  tell(`Unexpected: ${messageOf(thrown)}\nThis is a fault of the tool; please report it with what you ran.`);
  if (environment.DEBUG !== undefined && thrown instanceof Error) tell(thrown.stack ?? '');
  return 3;
}
