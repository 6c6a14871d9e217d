import type { IncomingHttpHeaders } from 'node:http';
import { EngineError } from './engine-error.ts';
import { nameOf } from './failures.ts';
import { record, text } from './fields.ts';
import type { EngineEndpoint } from './model.ts';
import { plainLine } from './plain-line.ts';

/** An answer that was not 2xx. */
export interface Refusal {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Why an engine, or what stands in its place, did not do what it was asked. An engine says so as `{"message":…}`
 * (moby daemon/server/httputils); anything else comes from a proxy, or from no engine at all.
 *
 * @param what of the call, as a message names it: `start the container abc`
 */
export function refusalOf(refusal: Refusal, what: string, endpoint: EngineEndpoint): EngineError {
  const { status, body } = refusal;
  const engineText = engineTextIn(body);
  if (engineText !== undefined || status === 304) return refused(status, engineText ?? '', what, endpoint);

  const said = plainLine(body.toString('utf8'), 200);
  const location = refusal.headers.location;
  const words = location === undefined ? said : `a redirection to ${plainLine(location, 200)}`;
  return new EngineError(
    'engine-broken',
    `The answer of ${nameOf(endpoint)} is not that of an engine: HTTP ${status}${words && `, ${words}`}.`,
    remedyOf(status, said),
    { status },
  );
}

/** The engine's own refusal, with its words. */
export function refused(
  status: number,
  engineText: string,
  what: string,
  endpoint: EngineEndpoint,
): EngineError {
  const remedy = /client version \S+ is too old/.test(engineText)
    ? 'Use a newer version of this check: the engine no longer speaks the version of its API that this one does.'
    : "See what the text means with the command `explain`, and look into the engine's log.";
  return new EngineError(
    'engine-refused',
    `The engine at ${nameOf(endpoint)} refused to ${what}: ${plainLine(engineText) || 'it gave no reason'} (HTTP ${status}).`,
    remedy,
    { status, engineText },
  );
}

/** The `message` of an engine's error; undefined when the body is none. */
function engineTextIn(body: Buffer): string | undefined {
  try {
    return text(record(JSON.parse(body.toString('utf8')))?.message)?.trim();
  } catch {
    return undefined;
  }
}

function remedyOf(status: number, said: string): string {
  // The words of Go's net/http at a port that speaks TLS.
  if (/HTTP request to an HTTPS server/i.test(said)) {
    return 'The engine speaks TLS there: set DOCKER_TLS_VERIFY and DOCKER_CERT_PATH, or use a context with its certificates.';
  }
  if (status === 401 || status === 403 || status === 407) {
    return 'Something in front of the engine wants a login; name an engine that can be reached without one.';
  }
  if (status >= 500) {
    return 'Docker Desktop, or a proxy, stands in front of an engine that does not run yet: wait until it does, and try again.';
  }
  return 'Check that it is an engine that listens there, or name another one by DOCKER_HOST or a docker context.';
}
