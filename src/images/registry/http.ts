import { RegistryError } from '../registry-error.ts';
import { withDeadline } from './abort.ts';
import type { PlainHttp } from './addresses.ts';
import { BodyTooLarge } from './body.ts';
import type { Clock } from './clock.ts';
import { connectionFailure } from './connection-failures.ts';
import type { Slots } from './slots.ts';
import { type AnswerHeaders, headerOf, type Transport } from './transport.ts';

/** What a request needs of the world. */
export interface HttpWorld {
  readonly transport: Transport;
  readonly clock: Clock;
  /** Connections, by host and port of the first URL of a request. */
  readonly slots: Slots;
  readonly plainHttp: PlainHttp;
  readonly userAgent: string;
  /** For one request with its redirects and its whole body, in milliseconds. */
  readonly requestMs: number;
}

export interface HttpRequest {
  readonly url: URL;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent to this URL and to nowhere else: no redirect is followed with a body. */
  readonly body?: string;
  /** Goes only as far as the host and port of `url`. */
  readonly authorization?: string;
  /** Most bytes of the body of a success; of any other answer the beginning is enough. */
  readonly limit: number;
  /** What is asked for, for messages: `the manifest of mcr.microsoft.com/windows/nanoserver:ltsc2022`. */
  readonly subject: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Uint8Array;
  /** Whether every redirect stayed on the host that was asked: only then does a challenge speak for it. */
  readonly fromAskedHost: boolean;
}

const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Enough of a refusal to read its error codes. */
const REFUSAL_LIMIT = 64 * 1024;

/**
 * One request, its redirects followed by hand. Settles in bounded time and memory.
 *
 * @throws {RegistryError} `timeout`, `unreachable`, `redirect-refused`, `too-large` and what a broken connection means;
 *   an answer of any status is no error here
 */
export async function exchange(
  world: HttpWorld,
  request: HttpRequest,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  return world.slots.run(request.url.host, signal, () =>
    withDeadline(
      world.clock,
      world.requestMs,
      signal,
      () => tooSlow(request, world.requestMs),
      (running) => follow(world, request, running),
    ),
  );
}

async function follow(world: HttpWorld, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  let url = request.url;
  let fromAskedHost = true;
  for (let redirects = 0; ; redirects += 1) {
    try {
      const { status, headers, body } = await world.transport(
        {
          url,
          method: request.method ?? 'GET',
          headers: headersOf(world, request, fromAskedHost),
          ...(request.body === undefined ? {} : { body: request.body }),
          limit: request.limit,
          otherLimit: REFUSAL_LIMIT,
        },
        signal,
      );
      if (!REDIRECTS.has(status)) return { status, headers, body, fromAskedHost };
      if (redirects === MOST_REDIRECTS) {
        throw redirectRefused(request, `redirects more than ${MOST_REDIRECTS} times`);
      }
      url = redirectTarget(world, request, url, headerOf(headers, 'location'));
      fromAskedHost &&= url.origin === request.url.origin;
    } catch (thrown) {
      if (thrown instanceof RegistryError) throw thrown;
      signal.throwIfAborted();
      if (thrown instanceof BodyTooLarge) throw tooLarge(request, url, thrown.limit);
      throw connectionFailure(thrown, url.host);
    }
  }
}

function headersOf(world: HttpWorld, request: HttpRequest, fromAskedHost: boolean): Record<string, string> {
  return {
    accept: '*/*',
    ...request.headers,
    'user-agent': world.userAgent,
    // Digests are of the bytes as stored, and a manifest is too small to gain by compression.
    'accept-encoding': 'identity',
    ...(fromAskedHost && request.authorization !== undefined ? { authorization: request.authorization } : {}),
  };
}

function redirectTarget(
  world: HttpWorld,
  request: HttpRequest,
  from: URL,
  location: string | undefined,
): URL {
  if (request.body !== undefined) throw redirectRefused(request, 'redirects a request that carries a secret');
  if (location === undefined || !URL.canParse(location, from.href)) {
    throw redirectRefused(request, 'redirects to no valid address');
  }
  const to = new URL(location, from);
  if (to.protocol !== 'https:' && to.protocol !== 'http:') {
    throw redirectRefused(request, `redirects to ${to.protocol} which is not HTTP`);
  }
  if (to.username !== '' || to.password !== '') {
    throw redirectRefused(request, `redirects to ${to.host} with a password in the address`);
  }
  if (!world.plainHttp.allows(to)) {
    throw redirectRefused(request, `redirects to ${to.host} over plain HTTP`);
  }
  return to;
}

function redirectRefused(request: HttpRequest, what: string): RegistryError {
  return new RegistryError(
    'redirect-refused',
    `Asked for ${request.subject}, ${request.url.host} ${what}; that was not followed.`,
    'Look at the configuration of the registry and of any proxy in front of it.',
  );
}

function tooSlow(request: HttpRequest, milliseconds: number): RegistryError {
  return new RegistryError(
    'timeout',
    `${request.url.host} had not sent ${request.subject} after ${milliseconds / 1000} s.`,
    'Try again later, or check that the registry is up and reachable from this machine.',
  );
}

function tooLarge(request: HttpRequest, url: URL, limit: number): RegistryError {
  return new RegistryError(
    'too-large',
    `${url.host} sent more than ${limit / 1024 / 1024} MiB for ${request.subject}; the rest was not read.`,
    'Check that the reference names a container image; no real one has a description of that size.',
  );
}
