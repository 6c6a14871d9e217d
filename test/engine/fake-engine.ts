import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSocketServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineEndpoint } from '../../src/engine/model.ts';
import { localAddress } from '../windows-engine/local-address.ts';

/** What came in, in order. */
export interface Arrived {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Parsed when it is JSON. */
  readonly body: unknown;
}

export interface FakeEngine {
  readonly endpoint: EngineEndpoint;
  readonly arrived: Arrived[];
  /** How many connections are open at this moment. */
  connections(): Promise<number>;
  stop(): Promise<void>;
}

export type Answer = (arrived: Arrived, response: ServerResponse) => void;

export const PING_HEADERS = {
  'Api-Version': '1.52',
  Ostype: 'windows',
  Server: 'Docker/29.1.5 (windows)',
  'Content-Type': 'text/plain; charset=utf-8',
};

/** A Unix socket, or on Windows a pipe. */
export function localEndpoint(folder: string): EngineEndpoint {
  const where = localAddress(folder);
  if ('socket' in where) return socketEndpoint(where.socket);
  const path = `//./pipe/${'pipe' in where ? where.pipe : ''}`;
  return { host: `npipe://${path}`, transport: { kind: 'pipe', path }, namedBy: 'DOCKER_HOST' };
}

export function socketEndpoint(path: string): EngineEndpoint {
  return { host: `unix://${path}`, transport: { kind: 'unix', path }, namedBy: 'DOCKER_HOST' };
}

/** An HTTP server on a socket. It answers pings as a Windows engine, and leaves all else to `answer`. */
export async function startFakeEngine(answer: Answer, ping: Answer = answerPing): Promise<FakeEngine> {
  const arrived: Arrived[] = [];
  const server = createHttpServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const one = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: parsed(Buffer.concat(chunks).toString('utf8')),
    };
    arrived.push(one);
    (one.path === '/_ping' ? ping : answer)(one, response);
  });
  return listening(server, arrived);
}

/** A server that is handed the bare connection once the first bytes of a request have come; no ping is answered for it. */
export function startRawEngine(answer: (socket: Socket) => void): Promise<FakeEngine> {
  const server = createSocketServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  return listening(server, []);
}

export const answerPing: Answer = (_arrived, response) => {
  response.writeHead(200, PING_HEADERS).end('OK');
};

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}

async function listening(
  server: ReturnType<typeof createSocketServer>,
  arrived: Arrived[],
): Promise<FakeEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'fake-engine-'));
  const endpoint = localEndpoint(folder);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen('path' in endpoint.transport ? endpoint.transport.path : undefined);
  await once(server, 'listening');
  return {
    endpoint,
    arrived,
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
