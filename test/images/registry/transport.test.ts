import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { parseReference } from '../../../src/images/reference.ts';
import { BodyTooLarge } from '../../../src/images/registry/body.ts';
import { createNodeTransport, createRegistryClient, systemClock } from '../../../src/images/registry.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(
  listener: RequestListener,
  address = '127.0.0.1',
): Promise<{ host: string; server: Server }> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return { host: `${address}:${(server.address() as AddressInfo).port}`, server };
}

const never = new AbortController().signal;
const get = (host: string, more: { readonly limit?: number } = {}) => ({
  url: new URL(`http://${host}/v2/`),
  method: 'GET' as const,
  headers: { accept: '*/*' },
  limit: 1000,
  otherLimit: 10,
  ...more,
});

describe('the wire to a registry', () => {
  it('gives status, headers and the whole body', async () => {
    const { host } = await serve((_, response) => {
      response.setHeader('Docker-Content-Digest', 'sha256:1').setHeader('set-cookie', ['a=1', 'b=2']);
      response.write('one ');
      setTimeout(() => response.end('two'), 5);
    });
    const answer = await createNodeTransport()(get(host), never);
    expect(answer.status).toBe(200);
    expect(answer.headers['docker-content-digest']).toBe('sha256:1');
    expect(Buffer.from(answer.body).toString()).toBe('one two');
  });

  it('uses a connection again', async () => {
    let connections = 0;
    const { host, server } = await serve((_, response) => response.end('ok'));
    server.on('connection', () => connections++);
    const transport = createNodeTransport();
    for (let turn = 0; turn < 3; turn++) await transport(get(host), never);
    expect(connections).toBe(1);
  });

  it('unpacks what came compressed although nobody asked for it', async () => {
    const { host } = await serve((_, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync('{"a":1}')),
    );
    expect(Buffer.from((await createNodeTransport()(get(host), never)).body).toString()).toBe('{"a":1}');
  });

  it.each([
    ['promised', (_: unknown, response: Parameters<RequestListener>[1]) => response.end('x'.repeat(2000))],
    [
      'streamed without an end',
      (_: unknown, response: Parameters<RequestListener>[1]) => {
        const more = () => !response.destroyed && response.write('x'.repeat(100), () => setImmediate(more));
        more();
      },
    ],
  ])('refuses a body above the limit, %s', async (_, listener) => {
    const { host } = await serve(listener);
    await expect(createNodeTransport()(get(host), never)).rejects.toBeInstanceOf(BodyTooLarge);
  });

  it('reads only the beginning of the body of an error', async () => {
    const { host } = await serve((_, response) => {
      response.statusCode = 503;
      response.end('x'.repeat(2000));
    });
    const answer = await createNodeTransport()(get(host), never);
    expect([answer.status, answer.body.byteLength]).toEqual([503, 10]);
  });

  it.each<[string, RequestListener]>([
    ['before an answer', () => undefined],
    ['within the body', (_, response) => void response.writeHead(200).write('half')],
  ])('ends at once when it is given up %s', async (_, listener) => {
    const { host } = await serve(listener);
    const giveUp = new AbortController();
    const asked = createNodeTransport()(get(host), giveUp.signal);
    setTimeout(() => giveUp.abort(new Error('enough')), 30);
    await expect(asked).rejects.toThrow('enough');
  });

  it.each<[string, string, RequestListener]>([
    ['before the headers', 'ECONNRESET', (request) => request.socket.destroy()],
    [
      'within the body',
      'ECONNRESET',
      (request, response) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('half');
        setTimeout(() => request.socket.destroy(), 10);
      },
    ],
  ])('tells a connection that breaks %s', async (_, code, listener) => {
    const { host } = await serve(listener);
    await expect(createNodeTransport()(get(host), never)).rejects.toMatchObject({ code });
  });

  it('tells that nothing listens', async () => {
    const { host, server } = await serve(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    await expect(createNodeTransport()(get(host), never)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
const CONFIG = { os: 'windows', architecture: 'amd64', 'os.version': '10.0.20348.2340' };

/** A registry of one image, which answers the first requests for its manifest by `first`. */
async function registryOf(first: readonly RequestListener[]) {
  const { createHash } = await import('node:crypto');
  const config = JSON.stringify(CONFIG);
  const digest = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: {
      mediaType: 'application/vnd.docker.container.image.v1+json',
      size: config.length,
      digest: digest(config),
    },
    layers: [],
  });
  const left = [...first];
  const asked: string[] = [];
  const { host } = await serve((request, response) => {
    asked.push(request.url ?? '');
    if (request.url?.includes('/blobs/')) return void response.end(config);
    const next = request.url?.includes('/manifests/') ? left.shift() : undefined;
    if (next !== undefined) return next(request, response);
    response
      .setHeader('content-type', MANIFEST)
      .setHeader('docker-content-digest', digest(manifest))
      .end(manifest);
  });
  return { host, asked };
}

const DEADLINE_MS = 50_000;

function clientWith(waits: number[], mirrors: Readonly<Record<string, readonly string[]>> = {}) {
  return createRegistryClient({
    transport: createNodeTransport(),
    clock: {
      ...systemClock,
      // Deadlines are waited for, pauses between tries are only noted.
      sleep: async (milliseconds, signal) => {
        if (milliseconds >= DEADLINE_MS) return systemClock.sleep(milliseconds, signal);
        waits.push(milliseconds);
      },
    },
    timeouts: { request: DEADLINE_MS, reference: DEADLINE_MS },
    random: () => 0.5,
    userAgent: 'test',
    credentials: async () => undefined,
    mirrors,
  });
}

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(code, headers).end('{"errors":[]}');

describe('a registry that is busy is asked again', () => {
  it.each<[string, RequestListener[], (waits: number[]) => void]>([
    [
      'after the seconds it names',
      [status(429, { 'retry-after': '2' })],
      (waits) => expect(waits).toEqual([2000]),
    ],
    [
      'after the date it names',
      [
        status(503, {
          'retry-after': 'Mon, 23 Nov 2026 10:00:07 GMT',
          date: 'Mon, 23 Nov 2026 10:00:04 GMT',
        }),
      ],
      (waits) => expect(waits).toEqual([3000]),
    ],
    [
      'later each time where it names nothing',
      [status(502), status(500)],
      ([first = 0, second = 0]) => expect(second).toBeGreaterThan(first),
    ],
  ])('%s', async (_, first, expectation) => {
    const { host } = await registryOf(first);
    const waits: number[] = [];
    const answer = await clientWith(waits).inspect(parseReference(`${host}/image:tag`));
    expect(answer.entries[0]?.platform.osVersion).toBe('10.0.20348.2340');
    expect(waits).toHaveLength(first.length);
    expectation(waits);
  });

  it('and told of when it stays so', async () => {
    const { host } = await registryOf(Array.from({ length: 20 }, () => status(503)));
    await expect(clientWith([]).inspect(parseReference(`${host}/image:tag`))).rejects.toMatchObject({
      reason: 'server-error',
    });
  });
});

describe('a mirror', () => {
  it('is asked before its registry', async () => {
    const mirror = await registryOf([]);
    const registry = await registryOf([]);
    await clientWith([], { [registry.host]: [`http://${mirror.host}`] }).inspect(
      parseReference(`${registry.host}/image:tag`),
    );
    expect(mirror.asked.length).toBeGreaterThan(0);
    expect(registry.asked).toEqual([]);
  });

  it('that does not have the image leaves it to its registry', async () => {
    const mirror = await registryOf([status(404)]);
    const registry = await registryOf([]);
    const answer = await clientWith([], { [registry.host]: [`http://${mirror.host}`] }).inspect(
      parseReference(`${registry.host}/image:tag`),
    );
    expect(answer.entries).toHaveLength(1);
    expect(registry.asked.length).toBeGreaterThan(0);
  });
});
