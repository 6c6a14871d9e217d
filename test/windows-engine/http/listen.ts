import { rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Listen } from '../options.ts';

export interface Listener {
  /** For DOCKER_HOST: `unix://…`, `npipe:////./pipe/…` or `tcp://…`. */
  readonly dockerHost: string;
  close(): Promise<void>;
}

/** Starts to answer at a socket, pipe or port; port 0 is any free one. */
export async function listen(where: Listen, answer: RequestListener): Promise<Listener> {
  const tls = 'port' in where ? where.tls : undefined;
  const server: Server = tls
    ? createTlsServer({ ...tls, ...(tls.ca ? { requestCert: true, rejectUnauthorized: true } : {}) }, answer)
    : createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    const done = () => {
      server.off('error', reject);
      resolve();
    };
    if ('socket' in where) {
      // A socket file that a killed process left behind would refuse the new one.
      rmSync(where.socket, { force: true });
      server.listen(where.socket, done);
    } else if ('pipe' in where) server.listen(pipePath(where.pipe), done);
    else server.listen(where.port, where.host ?? '127.0.0.1', done);
  });
  return {
    dockerHost: dockerHostOf(where, server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function dockerHostOf(where: Listen, server: Server): string {
  if ('socket' in where) return `unix://${where.socket}`;
  if ('pipe' in where) return `npipe://${pipePath(where.pipe).replaceAll('\\', '/')}`;
  const { port } = server.address() as AddressInfo;
  return `tcp://${where.host ?? '127.0.0.1'}:${port}`;
}

/** `docker_engine` and `//./pipe/docker_engine` are both taken. */
function pipePath(pipe: string): string {
  const name = pipe.replaceAll('/', '\\');
  return name.startsWith('\\\\') ? name : `\\\\.\\pipe\\${name}`;
}
