import { posix, win32 } from 'node:path';
import { messageOf } from '../errors.ts';
import { EngineError } from './engine-error.ts';
import { record, text } from './fields.ts';
import type { EngineTls } from './model.ts';
import { plainLine } from './plain-line.ts';

/** What an endpoint is looked for in. Nothing is read that the Docker command line would not read. */
export interface EndpointWorld {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** As `process.platform` has it. */
  readonly platform: string;
  /** Undefined where there is no such file; rejects where it cannot be read. */
  readonly readFile: (path: string) => Promise<string | undefined>;
}

/** What a docker context says of its engine. */
export interface ContextEndpoint {
  readonly host: string;
  readonly tls?: EngineTls;
}

/** The folder of Docker's configuration; undefined where the environment names no home. */
export function configFolder({ environment, platform }: EndpointWorld): string | undefined {
  if (environment.DOCKER_CONFIG) return environment.DOCKER_CONFIG;
  const home = platform === 'win32' ? environment.USERPROFILE : environment.HOME;
  return home ? pathsOf(platform).join(home, '.docker') : undefined;
}

/** @param platform as `process.platform` has it */
export function pathsOf(platform: string): typeof posix {
  return platform === 'win32' ? win32 : posix;
}

/**
 * The context that `docker context use` chose. A file that cannot be understood names none, as for the Docker command
 * line; `problem` then says what is wrong with it.
 */
export async function currentContext(
  world: EndpointWorld,
): Promise<{ readonly name?: string; readonly problem?: string }> {
  const folder = configFolder(world);
  if (folder === undefined) return {};
  const file = pathsOf(world.platform).join(folder, 'config.json');
  try {
    const content = await world.readFile(file);
    if (content === undefined || content.trim() === '') return {};
    const name = text(record(parseJson(content))?.currentContext);
    return name === undefined ? {} : { name };
  } catch {
    // The file may hold logins, so what is wrong inside it is not repeated.
    return { problem: `${file} cannot be read as JSON` };
  }
}

/**
 * Reads a context of Docker's store: `contexts/meta/<sha256 of the name>/meta.json`, and beside it
 * `contexts/tls/<the same>/docker/{ca,cert,key}.pem`. Source: docker/cli cli/context/store.
 *
 * @throws {EngineError} `engine-endpoint-invalid`: unknown, unreadable, or without an engine
 */
export async function readContext(name: string, world: EndpointWorld): Promise<ContextEndpoint> {
  const shown = plainLine(name, 100);
  const folder = configFolder(world);
  if (folder === undefined) {
    throw unusable(shown, 'no home folder is named by the environment, so there is no store of contexts');
  }
  const { createHash } = await import('node:crypto');
  const id = createHash('sha256').update(name).digest('hex');
  const { join } = pathsOf(world.platform);
  const file = join(folder, 'contexts', 'meta', id, 'meta.json');
  const content = await read(file, shown, world);
  if (content === undefined) throw unusable(shown, `there is no ${file}`);
  let meta: unknown;
  try {
    meta = parseJson(content);
  } catch {
    throw unusable(shown, `${file} is not valid JSON`);
  }
  const docker = record(record(record(meta)?.Endpoints)?.docker);
  const host = text(docker?.Host);
  if (docker === undefined || host === undefined) throw unusable(shown, `${file} names no Docker engine`);
  const tls = await readTls(join(folder, 'contexts', 'tls', id, 'docker'), shown, world);
  const skipVerify = docker.SkipTLSVerify === true;
  if (tls === undefined && !skipVerify) return { host };
  return { host, tls: { ...tls, ...(skipVerify && { skipVerify }) } };
}

async function readTls(folder: string, name: string, world: EndpointWorld): Promise<EngineTls | undefined> {
  const { join } = pathsOf(world.platform);
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((file) => read(join(folder, file), name, world)),
  );
  if (ca === undefined && cert === undefined && key === undefined) return undefined;
  if ((cert === undefined) !== (key === undefined)) {
    const missing = cert === undefined ? 'cert.pem' : 'key.pem';
    throw unusable(
      name,
      `in ${folder} there is no ${missing}, and a certificate and its key are of use together only`,
    );
  }
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

async function read(file: string, name: string, world: EndpointWorld): Promise<string | undefined> {
  try {
    return await world.readFile(file);
  } catch (thrown) {
    throw unusable(name, `${file} cannot be read (${plainLine(messageOf(thrown), 200)})`, thrown);
  }
}

function unusable(name: string, what: string, cause?: unknown): EngineError {
  return new EngineError(
    'engine-endpoint-invalid',
    `The docker context "${name}" cannot be used: ${what}.`,
    'Choose one that `docker context ls` shows, by DOCKER_CONTEXT or `docker context use`, or set DOCKER_HOST.',
    cause === undefined ? {} : { cause },
  );
}

function parseJson(content: string): unknown {
  return JSON.parse(content.replace(/^\uFEFF/, ''));
}
