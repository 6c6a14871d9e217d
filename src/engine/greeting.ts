import type { IncomingHttpHeaders } from 'node:http';
import { EngineError } from './engine-error.ts';
import { nameOf } from './failures.ts';
import type { EngineEndpoint, EngineGreeting } from './model.ts';

/** Every engine from 25.0 to today speaks it; older ones speak their own, which does for all that is asked of them. */
const OWN_VERSION = '1.44';

/** What `/_ping` told in its headers; undefined when it is not an engine that answered. */
export function readGreeting(headers: IncomingHttpHeaders): EngineGreeting | undefined {
  const engineApiVersion = headerText(headers['api-version']);
  if (engineApiVersion === undefined || !/^\d+\.\d+$/.test(engineApiVersion)) return undefined;
  // `Docker/29.1.5 (windows)`
  const inServer = /\((\w+)\)\s*$/.exec(headerText(headers.server) ?? '')?.[1];
  return {
    os: (headerText(headers.ostype) ?? inServer ?? 'unknown').toLowerCase(),
    apiVersion: lesser(engineApiVersion, OWN_VERSION),
    engineApiVersion,
  };
}

/**
 * Ends what needs Windows containers where the engine runs others.
 *
 * @throws {EngineError} `engine-linux`
 */
export function demandWindows(greeting: EngineGreeting, endpoint?: EngineEndpoint): void {
  if (greeting.os === 'windows') return;
  const name = endpoint ? `The engine at ${nameOf(endpoint)}` : 'The engine';
  const what =
    greeting.os === 'linux'
      ? 'runs Linux containers'
      : greeting.os === 'unknown'
        ? 'does not say which containers it runs'
        : `runs ${greeting.os} containers`;
  throw new EngineError(
    'engine-linux',
    `${name} ${what}; Windows images cannot run there.`,
    'Switch Docker Desktop to Windows containers (`DockerCli.exe -SwitchWindowsEngine`), or name a Windows engine by DOCKER_HOST or a docker context.',
  );
}

function lesser(one: string, other: string): string {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor) ? one : other;
}

function headerText(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
