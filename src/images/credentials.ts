import { messageOf } from '../errors.ts';
import { askHelper, type RunHelper } from './credential-helper.ts';
import {
  DOCKER_HUB_KEY,
  type DockerLogins,
  helperFor,
  loginInAuths,
  NO_DOCKER_LOGINS,
  parseDockerLogins,
} from './docker-logins.ts';
import { registryName } from './registry/addresses.ts';

/** A login for one registry. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** A refresh token of the registry's token service. */
  | { readonly kind: 'identity-token'; readonly token: string };

/** Where logins come from; the world stands behind it. */
export interface CredentialWorld {
  /** The text of Docker's `config.json`; undefined where there is none. Rejects when there is one that cannot be read. */
  readonly config: () => Promise<string | undefined>;
  /** `DOCKER_AUTH_CONFIG`: JSON with `auths`, which is asked before the file. */
  readonly environmentConfig?: string;
  readonly runHelper: RunHelper;
  /** Told, once, why a login could not be read; the registry is then asked anonymously. */
  readonly onProblem: (message: string) => void;
}

/**
 * Looks up the login of a registry as the Docker command line does: `DOCKER_AUTH_CONFIG`; then the helper for that very
 * registry, or the one for all, whose word is final; then, without a helper or where it failed, `auths` in the file.
 * Nothing found, or nothing readable, is anonymous.
 *
 * Source: docker/cli `cli/config/configfile/file.go` and `cli/config/credentials/`.
 */
export function createCredentialStore(
  world: CredentialWorld,
): (registry: string) => Promise<Credentials | undefined> {
  const told = new Set<string>();
  const tell = (message: string) => {
    if (!told.has(message)) world.onProblem(message);
    told.add(message);
  };
  let environment: DockerLogins | undefined;
  let reading: Promise<DockerLogins> | undefined;

  return async (registry) => {
    const wanted = registryName(registry);
    environment ??= parse(world.environmentConfig, 'DOCKER_AUTH_CONFIG', tell);
    const inEnvironment = readable(loginInAuths(environment, wanted), wanted, tell);
    if (inEnvironment !== undefined) return inEnvironment;
    reading ??= readConfig(world, tell);
    const config = await reading;
    const helper = helperFor(config, wanted);
    if (helper !== undefined) {
      const server = wanted === 'docker.io' ? DOCKER_HUB_KEY : wanted;
      const answer = await askHelper(world.runHelper, helper, server);
      if (answer.kind === 'login') return answer.credentials;
      if (answer.kind === 'none') return undefined;
      tell(`docker-credential-${helper} gave no login for ${wanted}: ${answer.why}.`);
    }
    return readable(loginInAuths(config, wanted), wanted, tell);
  };
}

async function readConfig(world: CredentialWorld, tell: (message: string) => void): Promise<DockerLogins> {
  try {
    return parse(await world.config(), "Docker's config.json", tell);
  } catch (error) {
    tell(`Docker's config.json cannot be read, so its logins are not used: ${messageOf(error)}.`);
    return NO_DOCKER_LOGINS;
  }
}

function parse(text: string | undefined, name: string, tell: (message: string) => void): DockerLogins {
  if (text === undefined || text.trim() === '') return NO_DOCKER_LOGINS;
  try {
    return parseDockerLogins(text);
  } catch {
    // What is wrong stands in a text full of secrets, so none of it is repeated.
    tell(`${name} is not a JSON object, so its logins are not used.`);
    return NO_DOCKER_LOGINS;
  }
}

function readable(
  login: Credentials | 'unreadable' | undefined,
  registry: string,
  tell: (message: string) => void,
): Credentials | undefined {
  if (login !== 'unreadable') return login;
  tell(
    `The login kept for ${registry} cannot be read, so it is not used; log in again with \`docker login\`.`,
  );
  return undefined;
}
