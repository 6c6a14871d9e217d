import type { Credentials } from '../credentials.ts';
import { RegistryError } from '../registry-error.ts';
import type { Challenge } from './challenges.ts';
import { exchange, type HttpRequest, type HttpWorld } from './http.ts';
import { refusal } from './refusals.ts';
import { type RetryWorld, withRetries } from './retry.ts';

export interface TokenRequest {
  readonly realm: URL;
  readonly service?: string;
  /** `repository:library/golang:pull`; several are parted by spaces. */
  readonly scope: string;
}

export interface Token {
  readonly value: string;
  /** Milliseconds from its issue. */
  readonly lifetime: number;
}

/** docs of distribution, "Token Authentication Specification": what holds when `expires_in` is left out. */
const DEFAULT_LIFETIME_S = 60;
const TOKEN_LIMIT = 1024 * 1024;
const CLIENT_ID = 'windows-isolation-check';

/**
 * Reads what a Bearer challenge asks for; `scope` is taken where the challenge names none.
 *
 * @throws {RegistryError} `malformed` when it names no token service
 */
export function tokenRequest(challenge: Challenge, scope: string, registry: string): TokenRequest {
  const realm = challenge.parameters.get('realm') ?? '';
  if (!URL.canParse(realm) || !/^https?:$/.test(new URL(realm).protocol)) {
    throw new RegistryError(
      'malformed',
      `${registry} asks for a token but names no valid token service.`,
      'Look at the authentication settings of the registry.',
    );
  }
  const service = challenge.parameters.get('service');
  return {
    realm: new URL(realm),
    scope: challenge.parameters.get('scope') || scope,
    ...(service === undefined ? {} : { service }),
  };
}

/**
 * Gets a token from the service that a registry named: anonymously or with name and password by GET, with an identity
 * token by POST. (distribution.github.io/distribution/spec/auth/token, …/spec/auth/oauth)
 *
 * @throws {RegistryError} `insecure-refused` when the service is neither HTTPS, nor loopback, nor named as insecure
 */
export async function fetchToken(
  world: HttpWorld & RetryWorld,
  registry: string,
  wanted: TokenRequest,
  credentials: Credentials | undefined,
  signal: AbortSignal,
): Promise<Token> {
  if (!world.plainHttp.allows(wanted.realm)) {
    throw new RegistryError(
      'insecure-refused',
      `${registry} names ${wanted.realm.host} as its token service, over plain HTTP; nothing was sent there.`,
      'Set up TLS for the token service, or name its host as an insecure registry if every network on the way is trusted.',
    );
  }
  const subject = `a token for ${wanted.scope}`;
  const request = httpRequest(wanted, credentials, subject);
  const answer = await withRetries(world, signal, () => exchange(world, request, signal));
  if (answer.status === 200) return readToken(answer.body, registry, wanted.realm.host);
  const withCredentials = credentials !== undefined;
  // A token service has no repositories: whatever it refuses, it refuses to the account.
  const status =
    answer.status >= 400 && answer.status < 500 && ![403, 429].includes(answer.status) ? 401 : answer.status;
  throw refusal({ ...answer, status }, { registry, subject, withCredentials });
}

function httpRequest(
  wanted: TokenRequest,
  credentials: Credentials | undefined,
  subject: string,
): HttpRequest {
  const scopes = wanted.scope.split(' ').filter((scope) => scope !== '');
  if (credentials?.kind === 'identity-token') {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: credentials.token,
      client_id: CLIENT_ID,
      scope: scopes.join(' '),
    });
    if (wanted.service !== undefined) form.set('service', wanted.service);
    return {
      url: wanted.realm,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
      limit: TOKEN_LIMIT,
      subject,
    };
  }
  const url = new URL(wanted.realm);
  if (wanted.service !== undefined) url.searchParams.set('service', wanted.service);
  for (const scope of scopes) url.searchParams.append('scope', scope);
  return {
    url,
    limit: TOKEN_LIMIT,
    subject,
    ...(credentials === undefined ? {} : { authorization: basicAuthorization(credentials) }),
  };
}

export function basicAuthorization(credentials: { username: string; password: string }): string {
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`, 'utf8').toString('base64')}`;
}

function readToken(body: Uint8Array, registry: string, service: string): Token {
  let document: { token?: unknown; access_token?: unknown; expires_in?: unknown } | null = null;
  try {
    document = JSON.parse(new TextDecoder().decode(body));
  } catch {
    // Said below, without the text: a broken answer may still hold a secret.
  }
  const value = document?.token || document?.access_token;
  // What is no visible ASCII cannot stand in a header.
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
    throw new RegistryError(
      'malformed',
      `${service}, the token service of ${registry}, answered without a token.`,
      'Look at the authentication settings of the registry.',
    );
  }
  const seconds = Number(document?.expires_in);
  return { value, lifetime: (seconds > 0 ? seconds : DEFAULT_LIFETIME_S) * 1000 };
}
