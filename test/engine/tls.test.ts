import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../src/engine/client.ts';
import type { EngineTls } from '../../src/engine/model.ts';
import { makeCertificate } from './certificate.ts';
import { realClock } from './clock.ts';
import { PING_HEADERS } from './fake-engine.ts';

const authority = makeCertificate({ name: 'the authority' });
const otherAuthority = makeCertificate({ name: 'another authority' });
const hosts = ['localhost', '127.0.0.1'];
const server = makeCertificate({ name: 'engine', hosts, authority });
const elsewhere = makeCertificate({ name: 'engine', hosts: ['build.example'], authority });
const old = makeCertificate({ name: 'engine', hosts, authority, from: -20, until: -10 });
const client = makeCertificate({ name: 'client', authority });
const stranger = makeCertificate({ name: 'stranger', authority: otherAuthority });

let listening: Server | undefined;
const sockets = new Set<Socket>();

afterEach(async () => {
  const closed = listening && once(listening, 'close');
  listening?.close();
  for (const socket of sockets) socket.destroy();
  await closed;
  listening = undefined;
});

const pong = (_request: unknown, response: import('node:http').ServerResponse) => {
  response.writeHead(200, PING_HEADERS).end('OK');
};
const speaking = (options: ServerOptions): Server => createHttpsServer(options, pong);
const wantingClients: ServerOptions = {
  ...server,
  ca: authority.cert,
  requestCert: true,
  rejectUnauthorized: true,
};

async function greet(engine: Server, tls: EngineTls | undefined, hostname = '127.0.0.1') {
  engine.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  listening = engine.listen(0, '127.0.0.1');
  await once(engine, 'listening');
  const { port } = engine.address() as AddressInfo;
  const transport = { kind: 'tcp', hostname, port, ...(tls && { tls }) } as const;
  const host = `tcp://${hostname}:${port}`;
  return createEngine({ host, transport, namedBy: 'DOCKER_HOST' }, { clock: realClock }).greet({
    milliseconds: 5000,
  });
}

describe('an engine behind TLS', () => {
  it.each<[string, ServerOptions, EngineTls, string?]>([
    ['whose authority is known', server, { ca: authority.cert }],
    ['by its name', server, { ca: authority.cert }, 'localhost'],
    [
      'that wants to know its clients',
      wantingClients,
      { ca: authority.cert, cert: client.cert, key: client.key },
    ],
    ['that is not verified', elsewhere, { skipVerify: true }],
  ])('%s', async (_name, options, tls, hostname) => {
    expect(await greet(speaking(options), tls, hostname)).toMatchObject({ os: 'windows' });
  });

  const nodeOf = { ca: authority.cert };
  it.each<[string, () => Server, EngineTls | undefined, string, RegExp]>([
    [
      'of an unknown authority',
      () => speaking(server),
      {},
      'engine-endpoint-invalid',
      /not trusted.*ca\.pem/,
    ],
    [
      'of another authority',
      () => speaking(server),
      { ca: otherAuthority.cert },
      'engine-endpoint-invalid',
      /not trusted/,
    ],
    ['for another host', () => speaking(elsewhere), nodeOf, 'engine-endpoint-invalid', /for another host/],
    ['that is out of date', () => speaking(old), nodeOf, 'engine-endpoint-invalid', /not valid today/],
    [
      'that is shown no certificate (TLS 1.3)',
      () => speaking(wantingClients),
      nodeOf,
      'engine-endpoint-invalid',
      /certificate of this client.*cert\.pem/,
    ],
    [
      'that is shown no certificate (TLS 1.2)',
      () => speaking({ ...wantingClients, maxVersion: 'TLSv1.2' }),
      nodeOf,
      'engine-endpoint-invalid',
      /certificate of this client/,
    ],
    [
      'that does not know this client, and hangs up',
      () => speaking(wantingClients),
      { ...nodeOf, cert: stranger.cert, key: stranger.key },
      'engine-broken',
      /trusts the certificate/,
    ],
    [
      'with a key that is not that of the certificate',
      () => speaking(server),
      { ...nodeOf, cert: client.cert, key: stranger.key },
      'engine-endpoint-invalid',
      /TLS files.*cannot be used/,
    ],
    [
      'with a key that is none',
      () => speaking(server),
      { ...nodeOf, cert: client.cert, key: 'nonsense' },
      'engine-endpoint-invalid',
      /TLS files/,
    ],
    [
      'which is none: it speaks plain HTTP',
      () => createHttpServer(pong),
      nodeOf,
      'engine-endpoint-invalid',
      /does not speak TLS/,
    ],
    [
      'that was not asked for, and hangs up',
      () => speaking(server),
      undefined,
      'engine-broken',
      /DOCKER_TLS_VERIFY/,
    ],
    [
      'that was not asked for, and says so as Go does',
      () =>
        createTcpServer((socket) => {
          socket.end('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n');
        }),
      undefined,
      'engine-broken',
      /HTTP 400.*speaks TLS/,
    ],
  ])('%s', async (_name, engine, tls, code, words) => {
    const failed = await greet(engine(), tls).catch((thrown) => thrown);
    expect(failed).toMatchObject({ name: 'EngineError', code });
    expect(`${failed.message} ${failed.remedy}`).toMatch(words);
    expect(`${failed.message} ${failed.remedy}`).not.toContain('PRIVATE KEY');
  });

  it('is verified also where the environment turns that off', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    await expect(greet(speaking(server), {})).rejects.toMatchObject({ code: 'engine-endpoint-invalid' });
    vi.unstubAllEnvs();
  });
});
