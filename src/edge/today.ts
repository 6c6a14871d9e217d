import { CheckError } from '../errors.ts';

/**
 * The day end-of-life dates are held against, `YYYY-MM-DD`. `SOURCE_DATE_EPOCH` (seconds) sets it, as
 * https://reproducible-builds.org/specs/source-date-epoch/ has it, so that an output can be made again.
 */
export function today(terminal: {
  readonly environment: Readonly<Record<string, string | undefined>>;
}): string {
  const epoch = terminal.environment.SOURCE_DATE_EPOCH;
  if (epoch === undefined || epoch === '') return new Date().toISOString().slice(0, 10);
  const date = new Date(Number(epoch) * 1000);
  if (!/^\d+$/.test(epoch) || Number.isNaN(date.getTime())) {
    throw new CheckError(
      'usage',
      `SOURCE_DATE_EPOCH is \`${epoch}\`, which is no number of seconds.`,
      'Unset it, or give seconds since 1970-01-01.',
    );
  }
  return date.toISOString().slice(0, 10);
}
