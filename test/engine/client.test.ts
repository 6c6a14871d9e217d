import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../src/engine/client.ts';
import { demandWindows } from '../../src/engine/greeting.ts';
import type { Engine } from '../../src/engine/model.ts';
import { realClock } from './clock.ts';
import { type Answer, answerJson, type FakeEngine, PING_HEADERS, startFakeEngine } from './fake-engine.ts';
import { frame } from './frames.ts';

const ID = '4a'.repeat(32);
let fake: FakeEngine | undefined;

afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

async function engineThat(answer: Answer, ping?: Answer): Promise<Engine> {
  fake = await startFakeEngine(answer, ping);
  return createEngine(fake.endpoint, { clock: realClock });
}

const nothing: Answer = (_arrived, response) => {
  response.writeHead(204).end();
};
const json =
  (status: number, body: unknown): Answer =>
  (_arrived, response) =>
    answerJson(response, status, body);

/** What came in beside the ping. */
const asked = () => fake?.arrived.filter(({ path }) => path !== '/_ping') ?? [];

describe('each call is one request, and nothing of it is in the wrong place', () => {
  it.each<[string, (engine: Engine) => Promise<unknown>, Answer, string, unknown]>([
    [
      'info',
      (engine) => engine.info(),
      json(200, { OSType: 'windows' }),
      'GET /v1.44/info',
      { OSType: 'windows' },
    ],
    [
      'start',
      (engine) => engine.startContainer(ID),
      nothing,
      `POST /v1.44/containers/${ID}/start`,
      undefined,
    ],
    [
      'start of one that runs',
      (engine) => engine.startContainer(ID),
      (_arrived, response) => response.writeHead(304).end(),
      `POST /v1.44/containers/${ID}/start`,
      undefined,
    ],
    [
      'stop',
      (engine) => engine.stopContainer(ID, 5),
      nothing,
      `POST /v1.44/containers/${ID}/stop?t=5`,
      undefined,
    ],
    [
      'stop of one that does not run',
      (engine) => engine.stopContainer(ID, 0),
      (_arrived, response) => response.writeHead(304).end(),
      `POST /v1.44/containers/${ID}/stop?t=0`,
      undefined,
    ],
    ['kill', (engine) => engine.killContainer(ID), nothing, `POST /v1.44/containers/${ID}/kill`, undefined],
    [
      'kill of one that does not run',
      (engine) => engine.killContainer(ID),
      json(409, { message: `cannot kill container: x: container ${ID} is not running` }),
      `POST /v1.44/containers/${ID}/kill`,
      undefined,
    ],
    [
      'remove',
      (engine) => engine.removeContainer(ID),
      nothing,
      `DELETE /v1.44/containers/${ID}?force=1&v=1`,
      undefined,
    ],
    [
      'remove of one that is gone',
      (engine) => engine.removeContainer(ID),
      json(404, { message: `No such container: ${ID}` }),
      `DELETE /v1.44/containers/${ID}?force=1&v=1`,
      undefined,
    ],
    [
      'wait',
      (engine) => engine.waitContainer(ID),
      json(200, { StatusCode: 3221225786 }),
      `POST /v1.44/containers/${ID}/wait?condition=not-running`,
      { exitCode: 0xc000013a },
    ],
    [
      'wait with what the engine says',
      (engine) => engine.waitContainer(ID),
      json(200, { StatusCode: -1, Error: { Message: 'gone' } }),
      `POST /v1.44/containers/${ID}/wait?condition=not-running`,
      { exitCode: 0xffffffff, error: 'gone' },
    ],
    [
      'remove an image',
      (engine) => engine.removeImage('mcr.microsoft.com/windows/nanoserver:ltsc2022'),
      json(200, [{ Untagged: 'x' }]),
      'DELETE /v1.44/images/mcr.microsoft.com/windows/nanoserver:ltsc2022',
      undefined,
    ],
    [
      'list',
      (engine) => engine.listContainers(['windows-isolation-check.run=a b', 'x']),
      json(200, [
        {
          Id: ID,
          Names: ['/smoke-1'],
          Labels: { a: 'b' },
          Created: 1763894400,
          State: 'exited',
          Status: 'Exited (0) 3 minutes ago',
        },
        { Id: 'b', Names: null, Labels: null, Created: 0, State: 'created' },
      ]),
      'GET /v1.44/containers/json?all=1&filters=%7B%22label%22%3A%5B%22windows-isolation-check.run%3Da+b%22%2C%22x%22%5D%7D',
      [
        {
          id: ID,
          names: ['smoke-1'],
          labels: { a: 'b' },
          created: '2025-11-23T10:40:00.000Z',
          status: 'exited',
        },
        { id: 'b', names: [], labels: {}, created: '1970-01-01T00:00:00.000Z', status: 'created' },
      ],
    ],
    [
      'top on Windows',
      (engine) => engine.top(ID),
      json(200, {
        Titles: ['Name', 'PID', 'CPU', 'Private Working Set'],
        Processes: [
          ['smss.exe', '1532', '00:00:00.046', '299kB'],
          ['PING.EXE', '708', '00:00:00.015', '569.3kB'],
        ],
      }),
      `GET /v1.44/containers/${ID}/top`,
      [
        { name: 'smss.exe', pid: 1532 },
        { name: 'PING.EXE', pid: 708 },
      ],
    ],
    [
      'top on Linux',
      (engine) => engine.top(ID),
      json(200, { Titles: ['UID', 'PID', 'PPID', 'CMD'], Processes: [['root', '12', '1', 'sh -c x']] }),
      `GET /v1.44/containers/${ID}/top`,
      [{ name: 'sh -c x', pid: 12 }],
    ],
    [
      'the log',
      (engine) => engine.logs(ID),
      (_arrived, response) => {
        response.writeHead(200, { 'Content-Type': 'application/vnd.docker.multiplexed-stream' });
        response.write(frame(1, 'out\r\n'));
        response.write(frame(2, 'err').subarray(0, 9));
        response.end(Buffer.concat([frame(2, 'err').subarray(9), frame(1, '{"a":1}')]));
      },
      `GET /v1.44/containers/${ID}/logs?stdout=1&stderr=1&tail=all`,
      { stdout: 'out\r\n{"a":1}', stderr: 'err' },
    ],
    [
      'the end of a log that is JSON without frames',
      (engine) => engine.logs(ID, { tail: 7 }),
      json(200, { a: 1 }),
      `GET /v1.44/containers/${ID}/logs?stdout=1&stderr=1&tail=7`,
      { stdout: '{"a":1}\n', stderr: '' },
    ],
  ])('%s', async (_name, call, answer, request, result) => {
    const engine = await engineThat(answer);
    expect(await call(engine)).toEqual(result);
    expect(asked().map(({ method, path, body }) => ({ request: `${method} ${path}`, body }))).toEqual([
      { request, body: undefined },
    ]);
  });

  it('create: the name in the URL, all else in the body', async () => {
    const engine = await engineThat(json(201, { Id: ID, Warnings: ['CPU shares discarded'] }));
    const created = await engine.createContainer({
      name: 'smoke-1',
      image: 'mcr.microsoft.com/windows/nanoserver:ltsc2022',
      isolation: 'hyperv',
      entrypoint: [],
      command: ['cmd', '/c', 'ver'],
      user: 'ContainerUser',
      labels: { run: '1' },
      environment: { SECRET: 'of=the user' },
      memory: 1_073_741_824,
      openStdin: true,
    });
    expect(created).toEqual({ id: ID, warnings: ['CPU shares discarded'] });
    expect(asked()).toMatchObject([
      {
        method: 'POST',
        path: '/v1.44/containers/create?name=smoke-1',
        headers: { 'content-type': 'application/json' },
        body: {
          Image: 'mcr.microsoft.com/windows/nanoserver:ltsc2022',
          Entrypoint: [],
          Cmd: ['cmd', '/c', 'ver'],
          User: 'ContainerUser',
          Env: ['SECRET=of=the user'],
          Labels: { run: '1' },
          Tty: false,
          OpenStdin: true,
          NetworkDisabled: true,
          HostConfig: { NetworkMode: 'none', AutoRemove: false, Isolation: 'hyperv', Memory: 1_073_741_824 },
        },
      },
    ]);
  });

  it('create: what was left out is not sent', async () => {
    const engine = await engineThat(json(201, { Id: ID, Warnings: null }));
    expect(await engine.createContainer({ name: 'a', image: 'b', labels: {}, network: 'nat' })).toEqual({
      id: ID,
      warnings: [],
    });
    expect(asked()[0]?.body).toEqual({
      Image: 'b',
      Labels: {},
      Tty: false,
      HostConfig: { NetworkMode: 'nat', AutoRemove: false },
    });
  });

  it('an image that is present, and one that is not', async () => {
    const reference = 'mcr.microsoft.com/windows/nanoserver@sha256:aa';
    const engine = await engineThat(({ path }, response) =>
      path.includes('nanoserver')
        ? answerJson(response, 200, {
            Id: 'sha256:bb',
            RepoDigests: [reference],
            Config: { User: 'ContainerUser', Cmd: ['c:\\windows\\system32\\cmd.exe'], Entrypoint: null },
            Architecture: 'amd64',
            Os: 'windows',
            OsVersion: '10.0.26100.4061',
            Size: 479_000_000,
          })
        : answerJson(response, 404, { message: 'No such image: none:1' }),
    );
    expect(await engine.inspectImage(reference)).toEqual({
      id: 'sha256:bb',
      os: 'windows',
      osVersion: '10.0.26100.4061',
      architecture: 'amd64',
      repoDigests: [reference],
      size: 479_000_000,
      user: 'ContainerUser',
      command: ['c:\\windows\\system32\\cmd.exe'],
    });
    expect(asked()[0]?.path).toBe(`/v1.44/images/${reference}/json`);
    expect(await engine.inspectImage('none:1')).toBeUndefined();
  });

  it.each<[string, object, object]>([
    [
      'one whose start failed',
      {
        State: {
          Status: 'created',
          Pid: 0,
          ExitCode: 128,
          Error: 'hcs::CreateComputeSystem x: The container operating system does not match',
          StartedAt: '0001-01-01T00:00:00Z',
          FinishedAt: '0001-01-01T00:00:00Z',
        },
        HostConfig: { Isolation: 'process' },
      },
      {
        status: 'created',
        exitCode: 128,
        error: 'hcs::CreateComputeSystem x: The container operating system does not match',
        isolation: 'process',
      },
    ],
    [
      'one that runs',
      {
        State: { Status: 'running', Pid: 708, ExitCode: 0, Error: '', StartedAt: '2026-11-23T10:00:00Z' },
        HostConfig: { Isolation: '' },
      },
      { status: 'running', exitCode: 0, pid: 708, startedAt: '2026-11-23T10:00:00Z' },
    ],
  ])('the state of %s', async (_name, answer, state) => {
    const engine = await engineThat(json(200, { Id: ID, Name: '/smoke-1', ...answer }));
    expect(await engine.inspectContainer(ID)).toEqual({ id: ID, name: 'smoke-1', ...state });
  });
});

describe('greeting', () => {
  const ping =
    (headers: Readonly<Record<string, string>>): Answer =>
    (_arrived, response) =>
      response.writeHead(200, headers).end('OK');

  it.each<[string, Readonly<Record<string, string>>, object]>([
    [
      '29.1 speaks more than is needed',
      PING_HEADERS,
      { os: 'windows', apiVersion: '1.44', engineApiVersion: '1.52' },
    ],
    [
      '20.10 speaks less',
      { 'Api-Version': '1.41', Ostype: 'windows' },
      { os: 'windows', apiVersion: '1.41', engineApiVersion: '1.41' },
    ],
    [
      'a version is no decimal number',
      { 'Api-Version': '1.9', Ostype: 'linux' },
      { os: 'linux', apiVersion: '1.9', engineApiVersion: '1.9' },
    ],
    [
      'the next major version',
      { 'Api-Version': '2.0', Server: 'Docker/40.0 (windows)' },
      { os: 'windows', apiVersion: '1.44', engineApiVersion: '2.0' },
    ],
  ])('%s', async (_name, headers, greeting) => {
    const engine = await engineThat(json(200, []), ping(headers));
    expect(await engine.greet()).toEqual(greeting);
    await engine.listContainers([]);
    expect(asked()[0]?.path).toMatch(
      `/v${'apiVersion' in greeting ? greeting.apiVersion : ''}/containers/json`,
    );
  });

  it('is asked once, also by calls that are made side by side', async () => {
    const engine = await engineThat(json(200, []));
    await Promise.all([engine.greet(), ...Array.from({ length: 30 }, () => engine.listContainers([]))]);
    await engine.greet();
    expect(fake?.arrived.filter(({ path }) => path === '/_ping')).toHaveLength(1);
    expect(fake?.arrived).toHaveLength(31);
  });

  it('is asked again after a failure, and after the engine was closed', async () => {
    let count = 0;
    const engine = await engineThat(json(200, []), (arrived, response) => {
      count += 1;
      if (count === 1) answerJson(response, 503, { message: 'starting' });
      else ping(PING_HEADERS)(arrived, response);
    });
    await expect(engine.listContainers([])).rejects.toMatchObject({ code: 'engine-refused', status: 503 });
    expect(await engine.listContainers([])).toEqual([]);
    engine.close();
    expect(await engine.listContainers([])).toEqual([]);
    expect(count).toBe(3);
  });

  it('goes on for the others when the one who began it gives up', async () => {
    const engine = await engineThat(json(200, []), (arrived, response) =>
      setTimeout(() => ping(PING_HEADERS)(arrived, response), 100),
    );
    const impatient = engine.greet({ milliseconds: 20 });
    const patient = engine.listContainers([]);
    await expect(impatient).rejects.toMatchObject({ code: 'engine-timeout' });
    expect(await patient).toEqual([]);
    expect(fake?.arrived).toHaveLength(2);
  });

  it('is abandoned when nobody waits for it any more', async () => {
    const engine = await engineThat(json(200, []), () => undefined);
    await Promise.all(
      [20, 40].map((milliseconds) =>
        expect(engine.greet({ milliseconds })).rejects.toMatchObject({ code: 'engine-timeout' }),
      ),
    );
    await expect.poll(() => fake?.connections(), { interval: 2 }).toBe(0);
  });

  it('Linux containers are told by it', async () => {
    const engine = await engineThat(json(200, []), ping({ 'Api-Version': '1.51', Ostype: 'linux' }));
    const greeting = await engine.greet();
    expect(() => demandWindows(greeting, engine.endpoint)).toThrow(
      expect.objectContaining({
        code: 'engine-linux',
        message: expect.stringContaining('named by DOCKER_HOST'),
        remedy: expect.stringContaining('-SwitchWindowsEngine'),
      }),
    );
    expect(() => demandWindows({ ...greeting, os: 'windows' })).not.toThrow();
    expect(() => demandWindows({ ...greeting, os: 'unknown' })).toThrow(/does not say/);
  });

  it('is not understood from what is no engine', async () => {
    const engine = await engineThat(json(200, []), ping({ 'Content-Type': 'text/html' }));
    await expect(engine.info()).rejects.toMatchObject({ code: 'engine-broken' });
  });
});

it('of the environment nothing is read', async () => {
  const engine = await engineThat(json(200, { OSType: 'windows' }));
  vi.stubEnv('DOCKER_HOST', 'tcp://127.0.0.1:1');
  vi.stubEnv('DOCKER_TLS_VERIFY', '1');
  vi.stubEnv('DOCKER_CERT_PATH', '/nowhere');
  vi.stubEnv('DOCKER_PATH_PREFIX', '/x');
  try {
    expect(await engine.info()).toEqual({ OSType: 'windows' });
  } finally {
    vi.unstubAllEnvs();
  }
});

it('a log is followed until the signal ends it, without a rejection', async () => {
  const engine = await engineThat((_arrived, response) => {
    response.writeHead(200, { 'Content-Type': 'application/vnd.docker.multiplexed-stream' });
    response.write(frame(1, Buffer.from([0x61, 0xc3])));
    response.write(frame(2, 'b'));
    setTimeout(() => response.write(frame(1, Buffer.from([0xa4]))), 20);
  });
  const controller = new AbortController();
  const seen: [string, string][] = [];
  await engine.followLogs(
    ID,
    (stream, text) => {
      seen.push([stream, text]);
      if (seen.length === 3) controller.abort();
    },
    { signal: controller.signal },
  );
  expect(seen).toEqual([
    ['stdout', 'a'],
    ['stderr', 'b'],
    ['stdout', 'ä'],
  ]);
  expect(asked()[0]?.path).toBe(`/v1.44/containers/${ID}/logs?follow=1&stdout=1&stderr=1`);
  await expect.poll(() => fake?.connections(), { interval: 2 }).toBe(0);
});

it('a log is followed to its end, and no longer than the limit', async () => {
  let ends = true;
  const engine = await engineThat((_arrived, response) => {
    response.write(frame(1, 'x'));
    if (ends) response.end();
  });
  await engine.followLogs(ID, () => undefined);
  ends = false;
  await expect(engine.followLogs(ID, () => undefined, { milliseconds: 30 })).rejects.toMatchObject({
    code: 'engine-timeout',
  });
});

it("what the engine says inside a log's stream is its refusal", async () => {
  const engine = await engineThat((_arrived, response) => {
    response.end(Buffer.concat([frame(1, 'begin'), frame(3, 'error decoding the log file\n')]));
  });
  await expect(engine.logs(ID)).rejects.toMatchObject({
    code: 'engine-refused',
    engineText: 'error decoding the log file',
  });
});

it('of a log without end the last part is kept', async () => {
  const engine = await engineThat((_arrived, response) => {
    for (let count = 0; count < 120; count += 1) response.write(frame(1, `${'x'.repeat(99_999)}\n`));
    response.end(frame(1, 'the end'));
  });
  const { stdout } = await engine.logs(ID);
  expect(stdout).toHaveLength(4 * 2 ** 20 + stdout.indexOf('\n') + 1);
  expect(stdout).toMatch(/^\[the first \d+ characters are left out\]\nx[\s\S]*\nthe end$/);
});
