import type { Clock } from './clock.ts';
import { ConnectionFailure } from './connection-failures.ts';
import type { HttpAnswer } from './http.ts';
import { type AnswerHeaders, headerOf } from './transport.ts';

export interface RetryWorld {
  readonly clock: Clock;
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number;
  /** Most milliseconds that one request waits because it was told to by `Retry-After`, over all its attempts. */
  readonly retryAfterMs: number;
}

const ATTEMPTS = 4;
const FIRST_DELAY_MS = 250;
/** RFC 9110 section 15 and RFC 6585: what says that the same request may succeed later. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/**
 * Does a request again, up to four times in all, while its failure may pass: connections that broke, and the statuses
 * 429, 500, 502, 503, 504. Waits as long as `Retry-After` says, else exponentially longer with jitter.
 * Gives the last answer, whatever its status; does not wait where `Retry-After` asks for more than is allowed.
 */
export async function withRetries(
  world: RetryWorld,
  signal: AbortSignal | undefined,
  attempt: () => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  let patience = world.retryAfterMs;
  return again(world, signal, attempt, (answer, usualDelay) => {
    if (!PASSING_STATUSES.has(answer.status)) return undefined;
    const asked = retryAfter(answer.headers);
    if (asked === undefined) return usualDelay;
    patience -= asked;
    return patience < 0 ? undefined : asked;
  });
}

/** The same for connections only: any answer is a good one. */
export async function withReconnects<T>(
  world: RetryWorld,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  return again(world, signal, attempt, () => undefined);
}

/** @param delayAfter the milliseconds to wait before another attempt, or nothing when the result is to be taken */
async function again<T>(
  world: RetryWorld,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
  delayAfter: (result: T, usualDelay: number) => number | undefined,
): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    const isLast = attempts === ATTEMPTS;
    const usualDelay = FIRST_DELAY_MS * 2 ** (attempts - 1) * (0.5 + world.random() / 2);
    let delay: number | undefined;
    try {
      const result = await attempt();
      delay = isLast ? undefined : delayAfter(result, usualDelay);
      if (delay === undefined) return result;
    } catch (thrown) {
      if (isLast || !(thrown instanceof ConnectionFailure && thrown.passing)) throw thrown;
      delay = usualDelay;
    }
    await world.clock.sleep(delay, signal);
  }
}

/**
 * The milliseconds of `Retry-After` (RFC 9110 section 10.2.3): seconds, or a date, which is measured against the
 * answer's own `Date`, so that the clock of this machine does not matter.
 */
export function retryAfter(headers: AnswerHeaders): number | undefined {
  const value = headerOf(headers, 'retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const until = Date.parse(value);
  const sent = Date.parse(headerOf(headers, 'date') ?? '');
  return Number.isNaN(until) || Number.isNaN(sent) ? undefined : Math.max(0, until - sent);
}
