import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWorld } from '../../src/edge/world.ts';
import { parseReference } from '../../src/images/reference.ts';

const servers: Server[] = [];
beforeAll(() => vi.stubGlobal('__VERSION__', '0.0.0'));
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A registry that wants a login, and repeats it in what it says. */
async function parrot(): Promise<string> {
  const server = createServer((request, response) => {
    const { authorization } = request.headers;
    if (authorization === undefined) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
      return;
    }
    const sent = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString();
    const errors = [{ code: 'DENIED', message: `no ${sent}, no ${authorization}` }];
    response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ errors }));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function ask(login: string) {
  const host = await parrot();
  const secrets: string[] = [];
  const warnings: string[] = [];
  const auth = Buffer.from(login).toString('base64');
  const world = createWorld({
    environment: {
      DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { [host]: { auth } } }),
      DOCKER_CONFIG: mkdtempSync(path.join(tmpdir(), 'config-')),
    },
    today: '2026-11-23',
    insecureRegistries: [],
    mirrors: {},
    timeoutSeconds: 5,
    onSecret: (secret) => secrets.push(secret),
    progress: () => undefined,
    tell: () => undefined,
    warn: (line) => warnings.push(line),
  });
  const registry = await world.registry();
  const errors = [];
  for (const tag of ['1', '2'])
    errors.push(
      await registry.inspect(parseReference(`${host}/a:${tag}`)).catch((thrown: unknown) => thrown),
    );
  return { errors, secrets, warnings };
}

describe('secrets of a run', () => {
  it('are told once each, and stand in no message, whatever a registry repeats', async () => {
    const { errors, secrets } = await ask('ann:hunter2');
    expect(secrets).toEqual(['hunter2', Buffer.from('ann:hunter2').toString('base64')]);
    for (const error of errors) {
      expect(error).toMatchObject({ reason: 'forbidden' });
      expect((error as Error).message).toContain('no ann:***, no Basic ***');
    }
  });

  it('an empty password is none: a mask of nothing would be an error to a runner', async () => {
    const { secrets } = await ask('ann:');
    expect(secrets).toEqual([Buffer.from('ann:').toString('base64')]);
  });

  it('a short password is masked for the runner, but not cut out of every other word', async () => {
    const { errors, secrets } = await ask('ann:no');
    expect(secrets).toContain('no');
    expect((errors[0] as Error).message).toContain('forbids');
    expect((errors[0] as Error).message).toContain('no ann:no');
  });

  it('a login that cannot be read is a warning', async () => {
    const { errors, warnings } = await ask('nobody');
    expect(errors[0]).toMatchObject({ reason: 'unauthorized' });
    expect(warnings).toEqual([expect.stringMatching(/^The login kept for 127\.0\.0\.1:\d+ cannot be read/)]);
  });
});
