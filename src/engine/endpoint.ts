import { messageOf } from '../errors.ts';
import { DEFAULT_TLS_ADDRESS, defaultAddress, readAddress } from './address.ts';
import { configFolder, currentContext, type EndpointWorld, pathsOf, readContext } from './contexts.ts';
import { EngineError } from './engine-error.ts';
import type { EngineEndpoint, EngineTls } from './model.ts';
import { plainLine } from './plain-line.ts';

export { isLocal } from './address.ts';
export type { EndpointWorld } from './contexts.ts';

/** The name of the context that stands for the environment; it has no files. */
const DEFAULT_CONTEXT = 'default';

/**
 * Finds the engine that the Docker command line would talk to from here: `DOCKER_HOST`, else the context that
 * `DOCKER_CONTEXT` or Docker's `config.json` names, else the default of the platform.
 * Source: docker/cli cli/command/cli.go (`resolveContextName`, `getServerHost`) and cli/flags/options.go.
 *
 * @throws {EngineError} `engine-endpoint-invalid`: an address, a context or a TLS file that cannot be used
 */
export async function resolveEndpoint(world: EndpointWorld): Promise<EngineEndpoint> {
  const { environment, platform } = world;
  const host = environment.DOCKER_HOST?.trim();
  if (host) return readAddress(host, await settings('DOCKER_HOST', world));

  const chosen = environment.DOCKER_CONTEXT
    ? { name: environment.DOCKER_CONTEXT }
    : await currentContext(world);
  if (chosen.name !== undefined && chosen.name !== DEFAULT_CONTEXT) {
    const context = await readContext(chosen.name, world);
    const namedBy = `the context ${plainLine(chosen.name, 100)}`;
    return readAddress(context.host, { platform, namedBy, ...(context.tls && { tls: context.tls }) });
  }

  const problem = 'problem' in chosen && chosen.problem ? `, as ${chosen.problem}` : '';
  const tls = await environmentTls(world);
  return tls
    ? readAddress(DEFAULT_TLS_ADDRESS, { platform, tls, namedBy: `${tlsVariable(world)}${problem}` })
    : readAddress(defaultAddress(platform), { platform, namedBy: `the default${problem}` });
}

async function settings(namedBy: string, world: EndpointWorld) {
  const socket = /^\s*(?:npipe|unix|ssh|fd):/i.test(world.environment.DOCKER_HOST ?? '');
  const tls = socket ? undefined : await environmentTls(world);
  return { platform: world.platform, namedBy, ...(tls && { tls }) };
}

function tlsVariable({ environment }: EndpointWorld): 'DOCKER_TLS_VERIFY' | 'DOCKER_TLS' | undefined {
  // Docker asks only whether they are set: DOCKER_TLS_VERIFY=0 turns verification on, too.
  if (environment.DOCKER_TLS_VERIFY) return 'DOCKER_TLS_VERIFY';
  return environment.DOCKER_TLS ? 'DOCKER_TLS' : undefined;
}

/** What `DOCKER_TLS_VERIFY`, `DOCKER_TLS` and `DOCKER_CERT_PATH` say; undefined when TLS is not asked for. */
async function environmentTls(world: EndpointWorld): Promise<EngineTls | undefined> {
  const variable = tlsVariable(world);
  if (variable === undefined) return undefined;
  const folder = world.environment.DOCKER_CERT_PATH || configFolder(world);
  if (folder === undefined) throw unusable(variable, 'no folder of certificates is known');
  const { join } = pathsOf(world.platform);
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((name) => read(join(folder, name), variable, world)),
  );
  const skipVerify = variable === 'DOCKER_TLS';
  const missing =
    ca === undefined && !skipVerify
      ? 'ca.pem'
      : cert === undefined && key !== undefined
        ? 'cert.pem'
        : cert !== undefined && key === undefined
          ? 'key.pem'
          : undefined;
  if (missing !== undefined) throw unusable(variable, `there is no ${join(folder, missing)}`);
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }), ...(skipVerify && { skipVerify }) };
}

async function read(file: string, variable: string, world: EndpointWorld): Promise<string | undefined> {
  try {
    return await world.readFile(file);
  } catch (thrown) {
    throw unusable(variable, `${file} cannot be read (${plainLine(messageOf(thrown), 200)})`, thrown);
  }
}

function unusable(variable: string, what: string, cause?: unknown): EngineError {
  return new EngineError(
    'engine-endpoint-invalid',
    `TLS to the engine is asked for by ${variable}, and ${what}.`,
    'Put ca.pem, cert.pem and key.pem into the folder that DOCKER_CERT_PATH names, or unset the variable.',
    cause === undefined ? {} : { cause },
  );
}
