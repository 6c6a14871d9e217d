import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived. */
export interface Arrived {
  readonly url: string;
  readonly authorization: string | undefined;
}

/** A registry behind token authentication, as Docker Hub and most private registries are. */
export interface TokenFront {
  readonly host: string;
  readonly arrived: readonly Arrived[];
  stop(): Promise<void>;
}

/**
 * Stands in front of a registry: every request needs a bearer token of the front's own token service, which gives
 * anybody one for public repositories, and only those who log in one for `private/…`.
 */
export async function startTokenFront(
  upstream: string,
  login: { readonly username: string; readonly password: string },
): Promise<TokenFront> {
  const arrived: Arrived[] = [];
  const tokens = new Map<string, string>();
  const basic = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`;
  let host = '';
  const server: Server = createServer((incoming, response) => {
    const url = incoming.url ?? '';
    const { authorization } = incoming.headers;
    arrived.push({ url, authorization });
    if (url.startsWith('/token')) return giveToken(url, authorization, response);
    const repository = /^\/v2\/(.+)\/(?:manifests|blobs)\//.exec(url)?.[1] ?? '';
    // The base address belongs to no repository, so its challenge names no scope.
    const scope = repository === '' ? '' : `repository:${repository}:pull`;
    if (authorization === undefined || tokens.get(authorization.replace(/^Bearer /, '')) !== scope) {
      response.writeHead(401, {
        'www-authenticate': `Bearer realm="http://${host}/token",service="front ${host}"${scope === '' ? '' : `,scope="${scope}"`}`,
      });
      return response.end('{"errors":[{"code":"UNAUTHORIZED"}]}');
    }
    return passOn(upstream, incoming, response);
  });
  const giveToken = (url: string, authorization: string | undefined, response: ServerResponse) => {
    const scope = new URL(url, `http://${host}`).searchParams.get('scope') ?? '';
    const isPrivate = scope.startsWith('repository:private/');
    const known = authorization === basic;
    if ((authorization !== undefined && !known) || (isPrivate && !known)) {
      response.writeHead(401);
      return response.end('{"errors":[{"code":"UNAUTHORIZED"}]}');
    }
    const token = `token-${tokens.size}-of-${host}`;
    tokens.set(token, scope);
    response.writeHead(200, { 'content-type': 'application/json' });
    return response.end(JSON.stringify({ token, expires_in: 300 }));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    arrived,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function passOn(upstream: string, incoming: IncomingMessage, response: ServerResponse): void {
  const headers = { ...incoming.headers, host: upstream };
  delete headers.authorization;
  const outgoing = request(`http://${upstream}${incoming.url}`, { headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  outgoing.end();
}
