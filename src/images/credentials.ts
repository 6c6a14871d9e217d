import { registryName } from './registry/addresses.ts';

/** A login for one registry. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** A refresh token of the registry's token service. */
  | { readonly kind: 'identity-token'; readonly token: string };

export interface HelperResult {
  readonly exitCode: number;
  readonly stdout: string;
}

/** Where logins come from; the world stands behind it. */
export interface CredentialWorld {
  /** The text of Docker's `config.json`; undefined where there is none. */
  readonly config: () => Promise<string | undefined>;
  /** `DOCKER_AUTH_CONFIG`: JSON with `auths`, which is asked before the file. */
  readonly environmentConfig?: string;
  /** Runs `docker-credential-<name> get` with the server on its stdin. Rejects when it cannot be started. */
  readonly runHelper: (name: string, server: string) => Promise<HelperResult>;
  /** Told why a login could not be read; the registry is then asked anonymously. */
  readonly onProblem: (message: string) => void;
}

/** The key under which Docker keeps Docker Hub's login (docker/cli cli/config/configfile/file.go). */
const DOCKER_HUB_KEY = 'https://index.docker.io/v1/';
const HELPER_NAME = /^[A-Za-z0-9._-]+$/;

interface DockerConfig {
  readonly auths: Readonly<Record<string, unknown>>;
  readonly credHelpers: Readonly<Record<string, unknown>>;
  readonly credsStore?: string;
}

/**
 * Looks up the login of a registry as the Docker command line does: `DOCKER_AUTH_CONFIG`, then a helper for that very
 * registry, then the store for all, then `auths` in the file. Nothing found, or nothing readable, is anonymous.
 *
 * Source: docker/cli `cli/config/configfile/file.go`, `cli/config/credentials/native_store.go`, and
 * docker/docker-credential-helpers for the protocol.
 */
export function createCredentialStore(
  world: CredentialWorld,
): (registry: string) => Promise<Credentials | undefined> {
  let reading: Promise<DockerConfig> | undefined;
  return async (registry) => {
    const wanted = registryName(registry);
    const fromEnvironment = parseConfig(world.environmentConfig, 'DOCKER_AUTH_CONFIG', world);
    const inEnvironment = fromAuths(fromEnvironment, wanted, world);
    if (inEnvironment !== undefined) return inEnvironment;
    reading ??= world.config().then((text) => parseConfig(text, "Docker's config.json", world));
    const config = await reading;
    const helper = helperFor(config, wanted);
    if (helper !== undefined) {
      const told = await askHelper(helper, wanted, world);
      if (told !== undefined) return told;
    }
    return fromAuths(config, wanted, world);
  };
}

function parseConfig(text: string | undefined, name: string, world: CredentialWorld): DockerConfig {
  const empty: DockerConfig = { auths: {}, credHelpers: {} };
  if (text === undefined || text.trim() === '') return empty;
  try {
    const parsed = JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
    if (!isRecord(parsed)) throw new Error('it is no JSON object');
    return {
      auths: isRecord(parsed.auths) ? parsed.auths : {},
      credHelpers: isRecord(parsed.credHelpers) ? parsed.credHelpers : {},
      ...(typeof parsed.credsStore === 'string' && parsed.credsStore !== ''
        ? { credsStore: parsed.credsStore }
        : {}),
    };
  } catch {
    // What is wrong stands in a file full of secrets, so its text is not repeated.
    world.onProblem(`${name} is not valid JSON, so registries are asked without a login.`);
    return empty;
  }
}

function helperFor(config: DockerConfig, registry: string): string | undefined {
  const own = Object.entries(config.credHelpers).find(([key]) => keyName(key) === registry)?.[1];
  return typeof own === 'string' && own !== '' ? own : config.credsStore;
}

async function askHelper(
  helper: string,
  registry: string,
  world: CredentialWorld,
): Promise<Credentials | undefined> {
  if (!HELPER_NAME.test(helper)) {
    world.onProblem(
      `\`${helper}\` is no name of a credential helper, so ${registry} is asked without a login.`,
    );
    return undefined;
  }
  const server = registry === 'docker.io' ? DOCKER_HUB_KEY : registry;
  const failed = (why: string) => {
    world.onProblem(`docker-credential-${helper} gave no login for ${registry}: ${why}.`);
    return undefined;
  };
  let result: HelperResult;
  try {
    result = await world.runHelper(helper, server);
  } catch {
    return failed('it could not be run');
  }
  if (result.exitCode !== 0) {
    return /credentials not found/i.test(result.stdout)
      ? undefined
      : failed(`it ended with ${result.exitCode}`);
  }
  try {
    const { Username: username, Secret: secret } = JSON.parse(result.stdout) as Record<string, unknown>;
    if (typeof username !== 'string' || typeof secret !== 'string') return failed('its answer has no login');
    if (secret === '') return undefined;
    return username === '<token>'
      ? { kind: 'identity-token', token: secret }
      : { kind: 'password', username, password: secret };
  } catch {
    return failed('its answer is not JSON');
  }
}

function fromAuths(config: DockerConfig, registry: string, world: CredentialWorld): Credentials | undefined {
  const entry = Object.entries(config.auths).find(([key]) => keyName(key) === registry)?.[1];
  if (!isRecord(entry)) return undefined;
  const { identitytoken, auth, username, password } = entry;
  if (typeof identitytoken === 'string' && identitytoken !== '')
    return { kind: 'identity-token', token: identitytoken };
  if (typeof auth === 'string' && auth !== '') {
    const text = Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '');
    const colon = text.indexOf(':');
    if (colon > 0)
      return { kind: 'password', username: text.slice(0, colon), password: text.slice(colon + 1) };
    world.onProblem(`The login kept for ${registry} cannot be read, so it is asked without one.`);
    return undefined;
  }
  return typeof username === 'string' && username !== '' && typeof password === 'string'
    ? { kind: 'password', username, password }
    : undefined;
}

/** The registry that a key of the config means: keys come with and without a scheme and a path. */
function keyName(key: string): string {
  return registryName(key.replace(/^https?:\/\//i, '').split('/')[0] ?? '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
