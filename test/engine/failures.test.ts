import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/client.ts';
import { EngineError } from '../../src/engine/engine-error.ts';
import { failureOf } from '../../src/engine/failures.ts';
import type { EngineEndpoint } from '../../src/engine/model.ts';
import { refusalOf } from '../../src/engine/refusals.ts';
import type { ServiceState } from '../../src/engine/service-state.ts';
import { realClock } from './clock.ts';
import { socketEndpoint } from './fake-engine.ts';

const PIPE: EngineEndpoint = {
  host: 'npipe:////./pipe/docker_engine',
  transport: { kind: 'pipe', path: '//./pipe/docker_engine' },
  namedBy: 'the default',
};
const DESKTOP: EngineEndpoint = {
  host: 'npipe:////./pipe/dockerDesktopWindowsEngine',
  transport: { kind: 'pipe', path: '//./pipe/dockerDesktopWindowsEngine' },
  namedBy: 'the context desktop-windows',
};
const TCP: EngineEndpoint = {
  host: 'tcp://build:2375',
  transport: { kind: 'tcp', hostname: 'build', port: 2375 },
  namedBy: 'DOCKER_HOST',
};
const SOCKET = socketEndpoint('/var/run/docker.sock');

const ENDPOINTS = { pipe: PIPE, desktop: DESKTOP, tcp: TCP, socket: SOCKET };

const systemError = (code: string, message = `connect ${code}`) =>
  Object.assign(new Error(message), { code });

describe('what the codes of a failed connection mean', () => {
  it.each<[string, keyof typeof ENDPOINTS, string, RegExp]>([
    [
      'ENOENT',
      'pipe',
      'engine-absent',
      /npipe:\/\/\/\/\.\/pipe\/docker_engine \(the default\).*Windows service/,
    ],
    ['ENOENT', 'desktop', 'engine-absent', /named by the context desktop-windows.*Start Docker Desktop/],
    ['ENOENT', 'socket', 'engine-absent', /named by DOCKER_HOST.*Start the engine/],
    ['ECONNREFUSED', 'socket', 'engine-absent', /nothing listens/],
    ['ECONNREFUSED', 'tcp', 'engine-absent', /Check host and port/],
    ['ENOTFOUND', 'tcp', 'engine-absent', /name service/],
    ['EHOSTUNREACH', 'tcp', 'engine-absent', /cannot be reached/],
    ['ETIMEDOUT', 'tcp', 'engine-timeout', /firewalls/],
    ['EPERM', 'pipe', 'engine-forbidden', /administrator/],
    ['EACCES', 'pipe', 'engine-forbidden', /administrator/],
    ['EACCES', 'socket', 'engine-forbidden', /group/],
    ['EBUSY', 'pipe', 'engine-broken', /busy/],
    ['ECONNRESET', 'pipe', 'engine-broken', /log of the engine/],
    ['ECONNRESET', 'tcp', 'engine-broken', /DOCKER_TLS_VERIFY/],
    ['EPIPE', 'socket', 'engine-broken', /closed the connection/],
    ['HPE_INVALID_CONSTANT', 'tcp', 'engine-broken', /no answer of an engine/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tcp', 'engine-endpoint-invalid', /does not speak TLS/],
    ['ERR_SOMETHING_NEW', 'tcp', 'engine-broken', /could not be asked \(ERR_SOMETHING_NEW\)/],
  ])('%s at a %s', async (code, endpoint, expected, words) => {
    const cause = systemError(code);
    const failed = await failureOf(cause, ENDPOINTS[endpoint]);
    expect(failed).toMatchObject({ name: 'EngineError', code: expected, exitCode: 3, cause });
    expect(`${failed.message} ${failed.remedy}`).toMatch(words);
  });

  it('what has no code is told in its own words, on one line', async () => {
    const failed = await failureOf(new Error('odd\n::warning::x'), TCP);
    expect(failed).toMatchObject({
      code: 'engine-broken',
      message: expect.stringContaining('(odd ::warning::x)'),
    });
  });

  it('an EngineError stays what it is', async () => {
    const error = new EngineError('engine-refused', 'no', '');
    expect(await failureOf(error, PIPE)).toBe(error);
  });
});

describe('when nothing listens at a pipe, the state of the service tells more', () => {
  it.each<[ServiceState, string, RegExp]>([
    ['stopped', 'engine-stopped', /sc\.exe start docker/],
    ['stopping', 'engine-stopped', /being stopped/],
    ['starting', 'engine-stopped', /being started.*in a moment/],
    ['paused', 'engine-stopped', /sc\.exe continue docker/],
    ['missing', 'engine-absent', /Install and start/],
    ['running', 'engine-absent', /nothing listens/],
    ['unknown', 'engine-absent', /nothing listens/],
  ])('%s', async (state, code, words) => {
    const failed = await failureOf(systemError('ENOENT'), PIPE, async () => state);
    expect(failed.code).toBe(code);
    expect(`${failed.message} ${failed.remedy}`).toMatch(words);
  });

  it('a service that cannot be asked takes nothing from it', async () => {
    const failed = await failureOf(systemError('ENOENT'), PIPE, () => Promise.reject(new Error('no sc')));
    expect(failed.code).toBe('engine-absent');
  });

  it.each([
    ['at a socket', SOCKET, 'ENOENT'],
    ['over TCP', TCP, 'ECONNREFUSED'],
    ["at Docker Desktop's pipe", DESKTOP, 'ENOENT'],
    ['and the pipe is denied', PIPE, 'EPERM'],
  ] as const)('it is not asked %s', async (_name, endpoint, code) => {
    await failureOf(systemError(code), endpoint, () => expect.fail('it was asked'));
  });
});

describe('answers that are no success', () => {
  const refusal = (status: number, body: string, headers = {}) =>
    refusalOf({ status, headers, body: Buffer.from(body) }, 'start the container 4a', PIPE);

  it.each<[number, string, string, string | undefined]>([
    [404, '{"message":"No such container: 4a"}\n', 'engine-refused', 'No such container: 4a'],
    [409, '{"message":"in use"}', 'engine-refused', 'in use'],
    [500, '{"message":"a\\nb "}', 'engine-refused', 'a\nb'],
    [304, '', 'engine-refused', ''],
    [500, '{"message":""}', 'engine-broken', undefined],
    [500, '{"error":"x"}', 'engine-broken', undefined],
    [500, '[]', 'engine-broken', undefined],
    [502, '<html>', 'engine-broken', undefined],
    [404, '404 page not found', 'engine-broken', undefined],
  ])('%i %s', (status, body, code, engineText) => {
    const error = refusal(status, body);
    expect(error).toMatchObject({ code, status });
    expect(error.engineText).toBe(engineText);
    expect(error.message).toContain(`HTTP ${status}`);
  });

  it.each<[number, string, object, RegExp]>([
    [502, '<h1>Bad Gateway</h1>', {}, /Docker Desktop, or a proxy/],
    [407, '', {}, /wants a login/],
    [302, '', { location: 'https://login.example/' }, /a redirection to https:\/\/login\.example\//],
    [
      400,
      '{"message":"client version 1.44 is too old. Minimum supported API version is 1.50"}',
      {},
      /newer version of this check/,
    ],
  ])('%i has its remedy', (status, body, headers, words) => {
    const error = refusal(status, body, headers);
    expect(`${error.message} ${error.remedy}`).toMatch(words);
  });
});

// On Windows engines are behind pipes: test/integration/wine-pipe.test.ts.
describe.skipIf(process.platform === 'win32')('real sockets', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'engine-sockets-'));
    await writeFile(join(folder, 'file'), '');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['none', 'engine-absent'],
    ['file', 'engine-absent'],
    ['file/below', 'engine-absent'],
  ])('%s', async (name, code) => {
    const engine = createEngine(socketEndpoint(join(folder, name)), { clock: realClock });
    await expect(engine.info()).rejects.toMatchObject({ code });
  });
});
