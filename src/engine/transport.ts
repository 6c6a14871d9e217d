import type { Agent, IncomingMessage, OutgoingHttpHeaders, RequestOptions } from 'node:http';
import type { EngineEndpoint } from './model.ts';

export interface EngineRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body?: string;
  /** Ends the request, and the reading of its answer. */
  readonly signal: AbortSignal;
}

/** What a request is rejected with when its connection was closed and nothing was said at all. */
export class NoAnswer extends Error {
  readonly code = 'ECONNRESET';

  constructor() {
    super('the connection was closed without an answer');
    this.name = 'NoAnswer';
  }
}

/** TCP only: how long a connection is silent until the system asks whether the other side is still there. */
const KEEP_ALIVE_MS = 30_000;

/**
 * HTTP to one engine, over its pipe, its socket or TCP.
 *
 * Each request has a connection of its own: it costs nothing beside what an engine does, a call that is kept open for
 * minutes holds up no other, and no request meets a connection that was closed while it lay idle.
 * Nothing is read from the environment, and no redirection is followed: an engine sends none.
 */
export class Transport {
  readonly #endpoint: EngineEndpoint;
  #agent: Agent | undefined;

  constructor(endpoint: EngineEndpoint) {
    this.#endpoint = endpoint;
  }

  /** Resolves once the headers are there; the body is the caller's to read. Rejects with what Node says. */
  async request(asked: EngineRequest): Promise<IncomingMessage> {
    const { transport } = this.#endpoint;
    const tls = transport.kind === 'tcp' ? transport.tls : undefined;
    const http = await (tls === undefined ? import('node:http') : import('node:https'));
    this.#agent ??= new http.Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });
    const options: RequestOptions = {
      agent: this.#agent,
      method: asked.method,
      path: asked.path,
      headers: asked.headers,
      signal: asked.signal,
      ...(transport.kind === 'tcp'
        ? { hostname: transport.hostname, port: transport.port }
        : { socketPath: transport.path }),
      ...(tls && {
        ca: tls.ca,
        cert: tls.cert,
        key: tls.key,
        // Said aloud, as NODE_TLS_REJECT_UNAUTHORIZED would turn it off otherwise.
        rejectUnauthorized: tls.skipVerify !== true,
      }),
    };
    return new Promise((resolve, reject) => {
      const request = http.request(options);
      request.once('response', resolve);
      request.on('error', reject);
      request.once('upgrade', (_response, socket) => socket.destroy());
      request.once('close', () => reject(new NoAnswer()));
      if (transport.kind === 'tcp') request.setSocketKeepAlive(true, KEEP_ALIVE_MS);
      request.end(asked.body);
    });
  }

  /** Cuts every connection that is open. */
  close(): void {
    this.#agent?.destroy();
    this.#agent = undefined;
  }
}
