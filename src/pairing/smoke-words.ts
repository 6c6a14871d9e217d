import type { Observation } from '../smoke/model.ts';

/** What was predicted. */
export const SAID = {
  runs: 'It is predicted to run',
  undefined: 'Reports of it differ',
  unknown: 'Nothing is predicted of it',
  refused: 'It is predicted to be refused',
} as const;

/** What was seen in its place. */
export const SEEN = {
  refused: 'was refused',
  failed: 'failed',
  'timed-out': 'did not come up in time',
} as const;

export function slowText(seen: Observation): string {
  return `it took ${Math.round((seen.milliseconds ?? 0) / 1000)} s to start.`;
}

const LOG_LINES = 10;

/** Empty where it printed nothing. */
export function endOfLog({ log }: Observation): string {
  if (log === undefined || log.trim() === '') return '';
  return ` The end of its log:\n${log.trim().split('\n').slice(-LOG_LINES).join('\n')}`;
}

/** Where no error of Windows tells a better one; undefined for that of the rule. */
export function remedyOf({ outcome, reason }: Observation): string | undefined {
  if (reason === 'no-command') return 'Leave `smoke-command` out for this image, or put `cmd.exe` into it.';
  return outcome === 'timed-out'
    ? 'Give it more time (`smoke-timeout`), and look for what slows the host down: nested virtual machines and security software are known for it.'
    : undefined;
}

/** The cause that Windows gives, where the message is not that already. */
export function causeBeside({ message, error }: Observation): string {
  return error === undefined || error.cause === message ? '' : ` ${error.cause}`;
}

/** What to do about a command that failed, by what there is to go by: a cause of Windows, a log, or neither. */
export function commandRemedy(seen: Observation): string {
  const printed = endOfLog(seen) !== '';
  if (seen.error !== undefined) return seen.error.remedy;
  if (seen.outcome === 'timed-out') {
    return printed
      ? 'See in its log how far it came, or give it more time (`smoke-timeout`).'
      : 'It printed nothing: let it print how far it is, or give it more time (`smoke-timeout`).';
  }
  return printed
    ? 'Read the end of its log beside it.'
    : 'It printed nothing: let it print what it does, or run it by hand in a container of the image.';
}
