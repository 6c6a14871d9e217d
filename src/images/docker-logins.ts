import type { Credentials } from './credentials.ts';
import { registryName } from './registry/addresses.ts';

/** What Docker's `config.json` says of logins. */
export interface DockerLogins {
  readonly auths: Readonly<Record<string, unknown>>;
  readonly credHelpers: Readonly<Record<string, unknown>>;
  /** The helper for every registry that has none of its own. */
  readonly credsStore?: string;
}

/** The key under which Docker keeps Docker Hub's login (docker/cli cli/config/configfile/file.go). */
export const DOCKER_HUB_KEY = 'https://index.docker.io/v1/';

/**
 * What `docker login` in a browser leaves beside Docker Hub's login: tokens of Docker's own service, which registries
 * take for wrong passwords (docker/cli internal/oauth/manager).
 */
const NO_LOGINS: ReadonlySet<string> = new Set([
  'https://index.docker.io/v1/access-token',
  'https://index.docker.io/v1/refresh-token',
]);

export const NO_DOCKER_LOGINS: DockerLogins = { auths: {}, credHelpers: {} };

/** @throws {Error} when the text is no JSON object; its message may hold a part of the text, secrets and all */
export function parseDockerLogins(text: string): DockerLogins {
  const parsed = JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  if (!isRecord(parsed)) throw new Error('no JSON object');
  const { auths, credHelpers, credsStore } = parsed;
  return {
    auths: isRecord(auths) ? auths : {},
    credHelpers: isRecord(credHelpers) ? credHelpers : {},
    ...(typeof credsStore === 'string' && credsStore !== '' ? { credsStore } : {}),
  };
}

/** The helper that keeps a registry's login. An empty one of its own says that this registry has none. */
export function helperFor(logins: DockerLogins, registry: string): string | undefined {
  const own = entryFor(logins.credHelpers, registry);
  if (own === undefined) return logins.credsStore;
  return typeof own === 'string' && own !== '' ? own : undefined;
}

/** The login that stands in the file itself; `unreadable` where one is meant and cannot be understood. */
export function loginInAuths(logins: DockerLogins, registry: string): Credentials | 'unreadable' | undefined {
  const entry = entryFor(logins.auths, registry);
  if (!isRecord(entry)) return undefined;
  const { identitytoken, auth, username, password } = entry;
  if (isText(identitytoken)) return { kind: 'identity-token', token: identitytoken };
  if (isText(auth)) return decodeAuth(auth) ?? 'unreadable';
  return isText(username) && typeof password === 'string'
    ? { kind: 'password', username, password }
    : undefined;
}

/**
 * The value under a registry's key. Keys come with and without a scheme and a path; the one that Docker writes today
 * is taken before any other that means the same registry.
 */
function entryFor(entries: Readonly<Record<string, unknown>>, registry: string): unknown {
  const keys = Object.keys(entries).filter((key) => !NO_LOGINS.has(key) && keyName(key) === registry);
  const own = registry === 'docker.io' ? DOCKER_HUB_KEY : registry;
  const key = keys.find((candidate) => candidate.toLowerCase() === own) ?? keys[0];
  return key === undefined ? undefined : entries[key];
}

function keyName(key: string): string {
  return registryName(key.replace(/^https?:\/\//i, '').split('/')[0] ?? '');
}

/** `base64(name:password)`. What is no text is not guessed at: a wrong password can lock an account. */
function decodeAuth(auth: string): Credentials | undefined {
  const encoded = auth.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(encoded)) return undefined;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(encoded, 'base64'));
  } catch {
    return undefined;
  }
  const colon = text.indexOf(':');
  if (colon < 1) return undefined;
  // Old versions of Docker padded the password with zeros.
  const password = text.slice(colon + 1).replace(/\0+$/, '');
  return { kind: 'password', username: text.slice(0, colon), password };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
