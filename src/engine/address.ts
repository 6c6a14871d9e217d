import { EngineError } from './engine-error.ts';
import type { EngineEndpoint, EngineTls } from './model.ts';
import { plainLine } from './plain-line.ts';

/** What an address is read with. */
export interface AddressSettings {
  /** As `process.platform` has it: which transports there are. */
  readonly platform: string;
  /** For `tcp://` only; a pipe and a socket have none. */
  readonly tls?: EngineTls;
  /** What named the address, for messages. */
  readonly namedBy: string;
}

/** docker/cli opts/hosts.go: `defaultNamedPipe`, `defaultUnixSocket`, `defaultHTTPPort`, `defaultTLSHTTPPort`. */
const DEFAULTS = {
  pipe: '//./pipe/docker_engine',
  socket: '/var/run/docker.sock',
  hostname: '127.0.0.1',
  port: 2375,
  tlsPort: 2376,
} as const;

/** The address of an engine nobody named: the pipe on Windows, the socket elsewhere. */
export function defaultAddress(platform: string): string {
  return platform === 'win32' ? `npipe://${DEFAULTS.pipe}` : `unix://${DEFAULTS.socket}`;
}

/** The address taken when only TLS was asked for, as the Docker command line does it. */
export const DEFAULT_TLS_ADDRESS = `tcp://${DEFAULTS.hostname}:${DEFAULTS.tlsPort}`;

type Scheme = (rest: string, written: string, settings: AddressSettings) => EngineEndpoint;

const SCHEMES: Readonly<Record<string, Scheme>> = {
  npipe: readPipe,
  unix: readSocket,
  tcp: readTcp,
  ssh: (_rest, written, { namedBy }) => {
    throw invalid(
      written,
      namedBy,
      'this check cannot go through SSH',
      'Run the check on the machine of the engine, or let that engine listen on tcp:// with TLS and name that.',
    );
  },
  fd: (_rest, written, { namedBy }) => {
    throw invalid(
      written,
      namedBy,
      'fd:// is what an engine is started with, and nothing to connect to',
      'Name the socket itself, as in unix:///var/run/docker.sock.',
    );
  },
};

/**
 * Reads an address as the Docker command line takes it: `npipe:////./pipe/x`, `unix:///path`, `tcp://host:port`, and a
 * bare `host:port`. Parts left out are Docker's defaults. Source: docker/cli opts/hosts.go.
 *
 * Differs from there in two things: `npipe://./pipe/x`, with two slashes too few, is understood, and under TLS a port
 * that is left out is 2376.
 *
 * @throws {EngineError} `engine-endpoint-invalid`
 */
export function readAddress(text: string, settings: AddressSettings): EngineEndpoint {
  const written = text.trim();
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(written) ?? [];
  if (scheme === undefined) {
    if (/^[\\/]|^\w+:[\\/]/.test(written)) {
      const example =
        settings.platform === 'win32' ? `npipe://${DEFAULTS.pipe}` : `unix://${DEFAULTS.socket}`;
      throw invalid(
        written,
        settings.namedBy,
        'a path needs a scheme before it',
        `Write it as in ${example}.`,
      );
    }
    return readTcp(written, written, settings);
  }
  const read = SCHEMES[scheme.toLowerCase()];
  if (read === undefined || rest === undefined) {
    const web = /^https?$/i.test(scheme);
    throw invalid(
      written,
      settings.namedBy,
      `${scheme}:// is no way to an engine`,
      web
        ? 'Write tcp:// instead; whether TLS is spoken is told by DOCKER_TLS_VERIFY or the docker context.'
        : 'Write npipe:////./pipe/name, unix:///path or tcp://host:port.',
    );
  }
  return read(rest, written, settings);
}

/** Whether the engine is reached by a pipe or a socket of this machine, so that it may be this machine's own. */
export function isLocal(endpoint: EngineEndpoint): boolean {
  const { transport } = endpoint;
  return transport.kind === 'unix' || (transport.kind === 'pipe' && transport.path.startsWith('//./'));
}

function readPipe(rest: string, written: string, { platform, namedBy }: AddressSettings): EngineEndpoint {
  if (platform !== 'win32') {
    throw invalid(
      written,
      namedBy,
      'there are named pipes on Windows only',
      'Name an engine that this machine reaches, as in unix:///var/run/docker.sock or tcp://host:2376.',
    );
  }
  const [, server, name] = /^[\\/]*([^\\/]+)[\\/]+pipe[\\/]+([^\\/]+)$/i.exec(rest || DEFAULTS.pipe) ?? [];
  if (server === undefined || name === undefined) {
    throw invalid(written, namedBy, 'it is no name of a pipe', `Write it as in npipe://${DEFAULTS.pipe}.`);
  }
  const path = `//${server}/pipe/${name}`;
  return { host: `npipe://${path}`, transport: { kind: 'pipe', path }, namedBy };
}

function readSocket(rest: string, written: string, { platform, namedBy }: AddressSettings): EngineEndpoint {
  if (platform === 'win32') {
    throw invalid(
      written,
      namedBy,
      'on Windows this check cannot connect to a Unix socket',
      `Let the engine listen on its pipe, too, and name that: npipe://${DEFAULTS.pipe}.`,
    );
  }
  const path = rest || DEFAULTS.socket;
  if (path.includes('\0') || path.includes('://')) {
    throw invalid(written, namedBy, 'it is no path of a socket', `Write it as in unix://${DEFAULTS.socket}.`);
  }
  return { host: `unix://${path}`, transport: { kind: 'unix', path }, namedBy };
}

function readTcp(rest: string, written: string, { tls, namedBy }: AddressSettings): EngineEndpoint {
  const wrong = (what: string) =>
    invalid(
      written,
      namedBy,
      what,
      'Write it as in tcp://host:2376, an IPv6 address in brackets: tcp://[::1]:2376.',
    );
  if (rest.includes('@')) throw wrong('a name and a password have no place in it');
  const [, bracketed, plain, portText, path] =
    /^(?:\[([\da-f:.]+(?:%[\w.~-]+)?)\]|([\p{L}\p{N}._-]*))(?::(\d*))?(\/.*)?$/iu.exec(rest) ?? [];
  if (bracketed === undefined && plain === undefined) throw wrong('it is no host and port');
  if (path !== undefined && path !== '/') throw wrong('a path behind the port is not supported');
  const port = portText ? Number(portText) : tls ? DEFAULTS.tlsPort : DEFAULTS.port;
  if (port < 1 || port > 65_535) throw wrong(`there is no port ${portText}`);
  const hostname = bracketed ?? (plain || DEFAULTS.hostname);
  return {
    host: `tcp://${bracketed === undefined ? hostname : `[${hostname}]`}:${port}`,
    transport: { kind: 'tcp', hostname, port, ...(tls && { tls }) },
    namedBy,
  };
}

function invalid(written: string, namedBy: string, what: string, remedy: string): EngineError {
  return new EngineError(
    'engine-endpoint-invalid',
    `The address of the engine, "${withoutLogin(plainLine(written))}" of ${namedBy}, cannot be used: ${what}.`,
    remedy,
  );
}

/** A password may stand in an address that is refused, so it is left out of what is said about it. */
function withoutLogin(written: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(written)?.[0] ?? '';
  return scheme + written.slice(scheme.length).replace(/^[^@]*:[^@]*@/, '***@');
}
