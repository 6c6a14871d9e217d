import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { parseReference } from '../../../src/images/reference.ts';
import { createNodeTransport, createRegistryClient, systemClock } from '../../../src/images/registry.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const INDEX = 'application/vnd.oci.image.index.v1+json';
const client = () =>
  createRegistryClient({
    transport: createNodeTransport(),
    clock: systemClock,
    random: () => 0,
    userAgent: 'test',
    credentials: async () => ({ kind: 'password', username: 'somebody', password: 'secret' }),
    timeouts: { request: 1000, reference: 3000, retryAfter: 100 },
  });
const inspect = (host: string) => client().inspect(parseReference(`${host}/image:tag`));

describe('a registry that does not do as it should gets its own word, in bounded time', () => {
  it.each<[string, string, RequestListener]>([
    [
      'HTML',
      'not-a-registry',
      (_, response) => response.setHeader('content-type', 'text/html').end('<html></html>'),
    ],
    [
      '401 for ever',
      'unauthorized',
      (_, response) => response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(),
    ],
    [
      'a redirect to itself',
      'redirect-refused',
      (request, response) => response.writeHead(307, { location: request.url }).end(),
    ],
    ['no headers', 'timeout', () => undefined],
    [
      'headers and no body',
      'timeout',
      (_, response) => response.writeHead(200, { 'content-type': INDEX }).flushHeaders(),
    ],
    ['JSON null', 'malformed', (_, response) => response.setHeader('content-type', INDEX).end('null')],
    [
      'half a document',
      'malformed',
      (_, response) => response.setHeader('content-type', INDEX).end('{"schemaVersion":2,'),
    ],
    [
      'manifests that are no list',
      'malformed',
      (_, response) =>
        response
          .setHeader('content-type', INDEX)
          .end(`{"schemaVersion":2,"mediaType":"${INDEX}","manifests":{}}`),
    ],
    [
      'schema 1',
      'schema1',
      (_, response) =>
        response
          .setHeader('content-type', 'application/vnd.docker.distribution.manifest.v1+prettyjws')
          .end('{"schemaVersion":1}'),
    ],
  ])('%s: %s', async (_, reason, listener) => {
    const host = await serve(listener);
    await expect(inspect(host)).rejects.toMatchObject({ reason });
  });

  it('a 100 MB manifest is not read to its end', async () => {
    let sent = 0;
    const host = await serve((_, response) => {
      response.writeHead(200, { 'content-type': INDEX });
      const block = Buffer.alloc(1_000_000, 32);
      const more = () => {
        while (sent < 100_000_000 && !response.destroyed) {
          sent += block.length;
          if (!response.write(block)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    await expect(inspect(host)).rejects.toMatchObject({ reason: 'too-large' });
    expect(sent).toBeLessThan(50_000_000);
  });

  it('an index that names itself', async () => {
    // No document holds its own digest, so the server lies about it.
    const digest = `sha256:${'a'.repeat(64)}`;
    const body = `{"schemaVersion":2,"mediaType":"${INDEX}","manifests":[{"mediaType":"${INDEX}","size":1,"digest":"${digest}"}]}`;
    let asked = 0;
    const host = await serve((_, response) => {
      asked++;
      response.writeHead(200, { 'content-type': INDEX, 'docker-content-digest': digest }).end(body);
    });
    await expect(inspect(host)).rejects.toMatchObject({
      reason: expect.stringMatching(/nested-too-deep|malformed/),
    });
    expect(asked).toBeLessThan(8);
  });

  it('a redirect to another host is followed without the login', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(404).end();
    });
    const host = await serve((request, response) => {
      if (request.headers.authorization === undefined) {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
      } else response.writeHead(307, { location: `http://${other}${request.url}` }).end();
    });
    await expect(inspect(host)).rejects.toMatchObject({ code: 'registry-failed' });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((authorization) => authorization === undefined)).toBe(true);
  });
});
