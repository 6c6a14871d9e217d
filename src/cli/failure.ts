import { CheckError, messageOf } from '../errors.ts';
import { visible, withoutCommands } from '../report/visible.ts';

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
    stderr.write(`${plainLines(`${thrown.message}\n${thrown.remedy}`)}\n`);
    return thrown.exitCode;
  }
  stderr.write(
    `Unexpected: ${plainLines(messageOf(thrown))}\nThis is a fault of the tool; please report it with what you ran.\n`,
  );
  if (environment.DEBUG !== undefined && thrown instanceof Error)
    stderr.write(`${plainLines(thrown.stack ?? '')}\n`);
  return 3;
}

/** A message may have several lines, one a fault, and may repeat what came from outside. */
function plainLines(text: string): string {
  return withoutCommands(text.split('\n').map(visible).join('\n'));
}
