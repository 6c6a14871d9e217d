import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Credentials } from '../../../src/images/credentials.ts';
import { parseReference } from '../../../src/images/reference.ts';
import {
  createNodeTransport,
  createRegistryClient,
  type RegistryClientOptions,
  systemClock,
} from '../../../src/images/registry.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Front {
  readonly host: string;
  /** The `Authorization` of each request, decoded where it is Basic. */
  readonly got: string[];
  /** The form of each POST. */
  readonly forms: string[];
}

async function front(
  answer: (request: IncomingMessage, response: ServerResponse, host: string) => void,
): Promise<Front> {
  const got: string[] = [];
  const forms: string[] = [];
  let host = '';
  const server = createServer(async (request, response) => {
    const [scheme, value = ''] = (request.headers.authorization ?? 'nothing').split(' ');
    got.push(scheme === 'Basic' ? `Basic ${Buffer.from(value, 'base64')}` : `${scheme} ${value}`.trim());
    let body = '';
    for await (const chunk of request) body += chunk;
    if (body !== '') forms.push(body);
    answer(request, response, host);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, got, forms };
}

const INDEX = 'application/vnd.oci.image.index.v1+json';
const OK = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [] });

/** A registry that wants `Basic`. */
const basicFront = () =>
  front((request, response) => {
    if (request.headers.authorization === undefined)
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
    else response.setHeader('content-type', INDEX).end(OK);
  });

/** A registry with a token service of its own. */
const tokenFront = () =>
  front((request, response, host) => {
    if (request.url?.startsWith('/token'))
      response.end(JSON.stringify({ token: 'the-token', access_token: 'the-token' }));
    else if (request.headers.authorization === 'Bearer the-token')
      response.setHeader('content-type', INDEX).end(OK);
    else
      response
        .writeHead(401, { 'www-authenticate': `Bearer realm="http://${host}/token",service="s"` })
        .end();
  });

function client(logins: Readonly<Record<string, Credentials>>, more: Partial<RegistryClientOptions> = {}) {
  const asked: string[] = [];
  const secrets: string[] = [];
  const registry = createRegistryClient({
    transport: createNodeTransport(),
    clock: systemClock,
    random: () => 0,
    userAgent: 'test',
    credentials: async (name) => {
      asked.push(name);
      return logins[name];
    },
    onSecret: (secret) => secrets.push(secret),
    timeouts: { request: 2000, reference: 4000, retryAfter: 100 },
    ...more,
  });
  const inspect = (text: string) => registry.inspect(parseReference(text)).catch((error: unknown) => error);
  return { inspect, asked, secrets };
}

const ann: Credentials = { kind: 'password', username: 'ann', password: 'hunter2' };

describe('which registry gets which login', () => {
  it('each its own, asked once, and only where one is wanted', async () => {
    const first = await basicFront();
    const second = await basicFront();
    const open = await front((_, response) => response.setHeader('content-type', INDEX).end(OK));
    const { inspect, asked } = client({
      [first.host]: ann,
      [second.host]: { kind: 'password', username: 'bob', password: 'other' },
      [open.host]: { kind: 'password', username: 'never', password: 'sent' },
    });
    for (const { host } of [first, second, open])
      await Promise.all([inspect(`${host}/a:1`), inspect(`${host}/b:1`)]);
    expect(new Set(first.got)).toEqual(new Set(['nothing', 'Basic ann:hunter2']));
    expect(new Set(second.got)).toEqual(new Set(['nothing', 'Basic bob:other']));
    expect(new Set(open.got)).toEqual(new Set(['nothing']));
    expect(asked).toEqual([first.host, second.host]);
  });

  it('a mirror gets its own login, never that of the registry it stands in for', async () => {
    const mirror = await basicFront();
    const { inspect, asked } = client(
      { 'docker.io': ann, [mirror.host]: { kind: 'password', username: 'mirror', password: 'pw' } },
      { mirrors: { 'docker.io': [`http://${mirror.host}`] } },
    );
    await inspect('golang:1.27');
    expect(mirror.got.at(-1)).toBe('Basic mirror:pw');
    expect(mirror.got.join()).not.toContain('ann');
    expect(asked).toEqual([mirror.host]);
  });

  it('a redirect to another host takes no login along', async () => {
    const storage = await front((_, response) => response.setHeader('content-type', INDEX).end(OK));
    const registry = await front((request, response) => {
      if (request.headers.authorization === undefined)
        response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
      else response.writeHead(307, { location: `http://${storage.host}/blob` }).end();
    });
    await client({ [registry.host]: ann }).inspect(`${registry.host}/a:1`);
    expect(registry.got).toContain('Basic ann:hunter2');
    expect(storage.got.filter((got) => got !== 'nothing')).toEqual([]);
  });

  it('a password goes to the token service, and the registry sees the token alone', async () => {
    const registry = await tokenFront();
    await client({ [registry.host]: ann }).inspect(`${registry.host}/a:1`);
    expect(registry.got).toEqual(
      expect.arrayContaining(['nothing', 'Basic ann:hunter2', 'Bearer the-token']),
    );
    expect(registry.got).toHaveLength(3);
  });

  it('an identity token goes to the token service in a form', async () => {
    const registry = await tokenFront();
    await client({ [registry.host]: { kind: 'identity-token', token: 'refresh me' } }).inspect(
      `${registry.host}/a:1`,
    );
    expect(registry.forms.map((form) => new URLSearchParams(form).get('refresh_token'))).toEqual([
      'refresh me',
    ]);
    expect(registry.got.at(-1)).toBe('Bearer the-token');
  });

  it('nobody logged in: the token service is asked without a name', async () => {
    const registry = await tokenFront();
    await client({}).inspect(`${registry.host}/a:1`);
    expect(registry.got).toEqual(['nothing', 'nothing', 'Bearer the-token']);
  });
});

describe('every secret is told before it is used, so that outputs can be masked', () => {
  it('password, its header, and the token', async () => {
    const registry = await tokenFront();
    const { inspect, secrets } = client({ [registry.host]: ann });
    await inspect(`${registry.host}/a:1`);
    expect(secrets).toEqual(['hunter2', Buffer.from('ann:hunter2').toString('base64'), 'the-token']);
  });

  it('an identity token', async () => {
    const registry = await tokenFront();
    const { inspect, secrets } = client({ [registry.host]: { kind: 'identity-token', token: 'refresh' } });
    await inspect(`${registry.host}/a:1`);
    expect(secrets).toEqual(['refresh', 'the-token']);
  });
});
