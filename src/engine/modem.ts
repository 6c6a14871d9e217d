import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { DialRequest, Modem } from 'dockerode';
import { readBody } from './body.ts';
import { EngineError } from './engine-error.ts';
import { nameOf } from './failures.ts';
import type { EngineEndpoint } from './model.ts';
import { refusalOf } from './refusals.ts';
import type { Transport } from './transport.ts';

/** What one call of an engine is made with. */
export interface ModemSettings {
  readonly endpoint: EngineEndpoint;
  readonly transport: Transport;
  /** Before every path: `/v1.44`, or nothing. */
  readonly prefix: string;
  readonly signal: AbortSignal;
  /** Of the call, for messages: `start the container abc`. */
  readonly what: string;
  /** The answer is read by the caller, also where dockerode would read it whole. */
  readonly asStream?: boolean;
}

/**
 * What dockerode dials with, one for each call.
 *
 * Its own modem is not used, though dockerode takes any: there a promise never settles when the connection dies behind
 * the headers, a redirection to where nobody listens ends the process, `DOCKER_HOST` and `DOCKER_CERT_PATH` of the
 * environment are read whatever is handed in, options of a container are copied into the URL, and headers are thrown away.
 */
export class CallModem implements Modem {
  Promise?: PromiseConstructor;
  /** Of the last answer that was no refusal. */
  headers: IncomingHttpHeaders = {};
  /** The last body that was read whole; JSON where it said so. */
  body: unknown;
  readonly #settings: ModemSettings;

  constructor(settings: ModemSettings) {
    this.#settings = settings;
  }

  dial(request: DialRequest, callback: (error: unknown, answer?: unknown) => void): void {
    this.#ask(request).then((answer) => callback(null, answer), callback);
  }

  async #ask(request: DialRequest): Promise<unknown> {
    const { transport, prefix, signal, endpoint, what, asStream } = this.#settings;
    const { _query, _body, ...options } = request.options ?? {};
    const path = prefix + withQuery(request.path, (_query as Query | undefined) ?? options);
    const body = _body === undefined ? undefined : JSON.stringify(_body);
    const response = await transport.request({
      method: request.method,
      path,
      headers: headersOf(body, request.authconfig),
      signal,
      ...(body !== undefined && { body }),
    });
    const status = response.statusCode ?? 0;
    if (status < 200 || status >= 300) {
      throw refusalOf({ status, headers: response.headers, body: await readBody(response) }, what, endpoint);
    }
    this.headers = response.headers;
    if (asStream || request.isStream) return response;
    this.body = this.#bodyOf(response, await readBody(response));
    return this.body;
  }

  #bodyOf(response: IncomingMessage, bytes: Buffer): unknown {
    const text = bytes.toString('utf8');
    if (!/\bjson\b/.test(response.headers['content-type'] ?? '')) return text;
    try {
      return JSON.parse(text) as unknown;
    } catch (thrown) {
      throw notAnAnswer(
        this.#settings.endpoint,
        this.#settings.what,
        'it is not the JSON it claims to be',
        thrown,
      );
    }
  }
}

/** An answer with a good status that makes no sense. */
export function notAnAnswer(
  endpoint: EngineEndpoint,
  what: string,
  why: string,
  cause?: unknown,
): EngineError {
  return new EngineError(
    'engine-broken',
    `The engine at ${nameOf(endpoint)} was asked to ${what}, and its answer cannot be used: ${why}.`,
    'Check that it is a Docker engine that listens there, and look into its log.',
    cause === undefined ? {} : { cause },
  );
}

type Query = Readonly<Record<string, unknown>>;

/** A path of dockerode ends with `?` where its options belong into the query. */
function withQuery(path: string, options: Query): string {
  if (!path.endsWith('?')) return path;
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(options)) {
    if (value !== undefined) query.append(key, String(value));
  }
  return query.size === 0 ? path.slice(0, -1) : path + query.toString();
}

function headersOf(body: string | undefined, login: unknown): OutgoingHttpHeaders {
  return {
    ...(body !== undefined && {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
    }),
    ...(login !== undefined && { 'X-Registry-Auth': loginHeader(login) }),
  };
}

/**
 * base64 with the alphabet for URLs, and *with* its padding: an engine takes the header for a login that is not there
 * when the padding is missing. Source: moby api/pkg/authconfig (`base64.URLEncoding`).
 */
export function loginHeader(login: unknown): string {
  return Buffer.from(JSON.stringify(login)).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}
