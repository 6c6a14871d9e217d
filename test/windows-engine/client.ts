import { type IncomingHttpHeaders, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

/** Where a DOCKER_HOST is, in Node's words. Also takes a bare path of a socket or pipe, and http addresses. */
export function addressOf(dockerHost: string): RequestOptions & { readonly secure?: boolean } {
  if (/^(unix|npipe):\/\//.test(dockerHost))
    return { socketPath: dockerHost.replace(/^(unix|npipe):\/\//, '') };
  if (!/^(tcp|https?):\/\//.test(dockerHost)) return { socketPath: dockerHost };
  const { hostname, port, protocol } = new URL(dockerHost.replace(/^tcp:/, 'http:'));
  return { host: hostname, port, secure: protocol === 'https:' };
}

/** One plain call to an engine, without any of a client's own ideas. */
export function callEngine(
  dockerHost: string,
  method: string,
  path: string,
  options: {
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
    readonly tls?: { readonly ca: string; readonly key?: string; readonly cert?: string };
  } = {},
): Promise<Answer> {
  const address = addressOf(dockerHost);
  const body = options.body === undefined ? undefined : Buffer.from(JSON.stringify(options.body));
  const headers = {
    ...(body ? { 'Content-Type': 'application/json', 'Content-Length': String(body.length) } : {}),
    ...options.headers,
  };
  const send = options.tls || address.secure ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send({ ...address, ...options.tls, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const all = Buffer.concat(chunks);
        const text = all.toString();
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: all,
          text,
          json: parsed(text),
        });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
