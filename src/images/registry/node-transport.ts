import http, {
  type AgentOptions,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { onAbort } from './abort.ts';
import { BodyTooLarge, readBody } from './body.ts';
import { isCompressed, unpacked } from './compression.ts';
import type { Transport, TransportAnswer, TransportRequest } from './transport.ts';

export interface NodeTransportSettings {
  /** How long a connection, with its TLS, may take to be made, in milliseconds. 10 s when left out. */
  readonly connectMs?: number;
  /** Certificates in PEM that are trusted in place of those that Node trusts. */
  readonly ca?: string;
}

/** As long as `fetch` of Node waits for a connection (nodejs/undici lib/core/connect.js). */
const CONNECT_MS = 10_000;

/** One scheme: how a request is made, and the event by which a new socket tells that it is ready. */
interface Wire {
  readonly request: (options: RequestOptions) => ClientRequest;
  readonly ready: 'connect' | 'secureConnect';
}

/**
 * The transport over Node's own HTTP: connections are kept and used again, and an idle one keeps no process alive.
 * Certificates (`NODE_EXTRA_CA_CERTS`) and proxies (`NODE_USE_ENV_PROXY`, where this Node knows it) are Node's to
 * settle: its own agents carry the settings that are taken over here.
 */
export function createNodeTransport(settings: NodeTransportSettings = {}): Transport {
  const connectMs = settings.connectMs ?? CONNECT_MS;
  const agent = new http.Agent({ ...settingsOf(http.globalAgent) });
  const plain: Wire = { request: (options) => http.request({ ...options, agent }), ready: 'connect' };
  let encrypted: Promise<Wire> | undefined;
  return async (wanted, signal) => {
    signal.throwIfAborted();
    if (wanted.url.protocol !== 'https:') return send(plain, wanted, connectMs, signal);
    encrypted ??= encryptedWire(settings);
    return send(await encrypted, wanted, connectMs, signal);
  };
}

/** What an agent was made with: it is there, though the types of Node name it only for TLS. */
function settingsOf(agent: http.Agent & { readonly options?: AgentOptions }): AgentOptions {
  return agent.options ?? {};
}

/** TLS is loaded by the first that needs it. */
async function encryptedWire({ ca }: NodeTransportSettings): Promise<Wire> {
  const { default: https } = await import('node:https');
  const agent = new https.Agent({ ...settingsOf(https.globalAgent), ...(ca === undefined ? {} : { ca }) });
  return { request: (options) => https.request({ ...options, agent }), ready: 'secureConnect' };
}

function send(
  wire: Wire,
  wanted: TransportRequest,
  connectMs: number,
  signal: AbortSignal,
): Promise<TransportAnswer> {
  return new Promise((resolve, reject) => {
    const { url } = wanted;
    const request = wire.request({
      // In an address IPv6 stands in brackets, and to a socket without them.
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: `${url.pathname}${url.search}`,
      method: wanted.method,
      headers: { ...wanted.headers, host: url.host },
    });
    const stopListening = onAbort(signal, () => {
      reject(signal.reason);
      request.destroy();
    });
    request.on('error', reject);
    request.on('close', stopListening);
    request.on('socket', (socket) => {
      if (!socket.connecting) return;
      const timer = setTimeout(() => request.destroy(new ConnectTimeout(connectMs)), connectMs);
      const stop = (): void => clearTimeout(timer);
      socket.once(wire.ready, stop);
      socket.once('close', stop);
    });
    request.on('response', (message) => {
      read(message, wanted).then(resolve, (thrown) => {
        reject(thrown);
        request.destroy();
      });
    });
    request.end(wanted.body);
  });
}

async function read(message: IncomingMessage, wanted: TransportRequest): Promise<TransportAnswer> {
  const status = message.statusCode ?? 0;
  const succeeded = status >= 200 && status < 300;
  if (succeeded && Number(message.headers['content-length']) > wanted.limit)
    throw new BodyTooLarge(wanted.limit);
  const stream = isCompressed(message) ? await unpacked(message) : message;
  const body = succeeded
    ? await readBody(stream, wanted.limit, 'refuse')
    : await readBody(stream, wanted.otherLimit, 'cut');
  return { status, headers: message.headers, body };
}

/** Told by the code that the system has for it. */
class ConnectTimeout extends Error {
  readonly code = 'ETIMEDOUT';

  constructor(milliseconds: number) {
    super(`no connection after ${milliseconds} ms`);
    this.name = 'ConnectTimeout';
  }
}
