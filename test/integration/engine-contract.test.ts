import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/client.ts';
import type { EngineError } from '../../src/engine/engine-error.ts';
import { demandWindows } from '../../src/engine/greeting.ts';
import type {
  ContainerSpec,
  Engine,
  EngineEndpoint,
  EngineTls,
  PullProgress,
} from '../../src/engine/model.ts';
import { realClock } from '../engine/clock.ts';
import { CONTRACT_CALLS, type ContractAnswer, recordContract } from '../engine/contract-calls.ts';
import { socketEndpoint } from '../engine/fake-engine.ts';
import { rawCall } from '../engine/raw-call.ts';
import { type RealEngine, realEngineMissing, startRealEngine } from '../engine/real-engine.ts';
import { type RealRegistry, registryInstalled, startRegistry } from '../registry/real-registry.ts';
import { startTokenFront, type TokenFront } from '../registry/token-front.ts';

const missing = realEngineMissing() ?? (registryInstalled() ? undefined : 'docker-registry is not installed');
if (missing && process.env.REQUIRE_ALL) throw new Error(`No real engine: ${missing}.`);
if (missing) console.warn(`Skipped, no real engine: ${missing}.`);

describe.skipIf(missing !== undefined)('a real engine', () => {
  let real: RealEngine;
  let engine: Engine;
  let count = 0;
  const label = `engine-contract=${randomUUID()}`;

  beforeAll(async () => {
    real = await startRealEngine();
    engine = createEngine(socketEndpoint(real.socketPath), { clock: realClock });
  });
  afterAll(async () => {
    engine?.close();
    await real?.stop();
  });

  /** A container that runs this in the shell; made, not started. */
  async function create(script: string, more: Partial<ContainerSpec> = {}): Promise<string> {
    count += 1;
    const [key = '', value = ''] = label.split('=');
    const { id, warnings } = await engine.createContainer({
      name: `contract-${count}`,
      image: real.image,
      command: ['sh', '-c', script],
      labels: { [key]: value },
      ...more,
    });
    expect(warnings).toEqual([]);
    return id;
  }

  it('gives to each call of the contract the status that engines give', async () => {
    const answers = await recordContract({
      address: real.address,
      apiVersion: (await engine.greet()).apiVersion,
      image: real.image,
      endless: ['sleep', '1000'],
      printing: ['sh', '-c', 'echo out; echo err 1>&2; exit 3'],
      absentProgram: ['/absent'],
      prefix: 'windows-isolation-contract',
    });
    expect(answers.map(({ call, status }) => [call, status])).toEqual(
      CONTRACT_CALLS.map(({ call, status }) => [
        call,
        typeof status === 'number' ? status : expect.toSatisfy((each) => status.includes(each)),
      ]),
    );
    const of = (call: string): ContractAnswer | undefined => answers.find((answer) => answer.call === call);
    for (const { call, status, shape } of answers.filter((answer) => answer.status >= 400)) {
      expect({ call, status, shape }).toEqual({ call, status, shape: { message: 'string' } });
    }
    expect(of('create')?.shape).toEqual({ Id: 'string', Warnings: [] });
    expect(of('top')?.shape).toEqual({ Processes: [['string']], Titles: ['string'] });
    expect(of('wait for what prints')?.shape).toMatchObject({ StatusCode: 'number' });
    expect(of('log')?.shape).toEqual(['1', '2']);
    expect(of('log of one stream')?.shape).toEqual(['2']);
    expect(of('list by label')?.shape).toHaveLength(1);
    expect(of('list after all')?.shape).toEqual([]);
  });

  it('tells what it is', async () => {
    const greeting = await engine.greet();
    expect(greeting).toMatchObject({
      os: 'linux',
      apiVersion: expect.stringMatching(/^1\.(?:4[0-4]|[1-3]?\d)$/),
    });
    expect(() => demandWindows(greeting, engine.endpoint)).toThrow(
      expect.objectContaining({ code: 'engine-linux' }),
    );
    expect(await engine.info()).toMatchObject({ OSType: 'linux', Driver: 'vfs' });
  });

  it('a container lives its whole life', async () => {
    const before = Date.now();
    const id = await create('echo out; echo "fehlerhaft: ä" 1>&2; exec sleep 1000', {
      environment: { NAME: 'a=b' },
      user: '1234',
      memory: 64 * 2 ** 20,
    });
    expect(await engine.inspectContainer(id)).toEqual({
      id,
      name: `contract-${count}`,
      status: 'created',
      exitCode: 0,
    });
    await engine.startContainer(id);
    await engine.startContainer(id);
    const running = await engine.inspectContainer(id);
    expect(running).toMatchObject({ status: 'running', pid: expect.any(Number) });
    expect(Date.parse(running.startedAt ?? '')).toBeGreaterThan(before - 1000);
    expect(running).not.toHaveProperty('finishedAt');
    expect(await engine.top(id)).toEqual([{ name: 'sleep 1000', pid: running.pid }]);
    await expect.poll(() => engine.logs(id)).toEqual({ stdout: 'out\n', stderr: 'fehlerhaft: ä\n' });
    expect(await engine.listContainers([label])).toEqual([
      {
        id,
        names: [`contract-${count}`],
        labels: { 'engine-contract': label.split('=')[1] },
        created: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        status: 'running',
      },
    ]);
    expect(await engine.listContainers(['engine-contract', 'absent'])).toEqual([]);

    const end = engine.waitContainer(id);
    // The first process of a container takes no notice of the signal, so it is killed after the second.
    await engine.stopContainer(id, 1);
    expect(await end).toEqual({ exitCode: 137 });
    await engine.stopContainer(id, 1);
    await engine.killContainer(id);
    expect(await engine.waitContainer(id)).toEqual({ exitCode: 137 });
    expect(await engine.inspectContainer(id)).toMatchObject({
      status: 'exited',
      exitCode: 137,
      finishedAt: expect.any(String),
    });
    await engine.removeContainer(id);
    await engine.removeContainer(id);
    expect(await engine.listContainers([label])).toEqual([]);
  });

  it('a container that lasts too long is given up, killed and removed', async () => {
    const id = await create('sleep 1000');
    await engine.startContainer(id);
    const begun = performance.now();
    await expect(engine.waitContainer(id, { milliseconds: 300 })).rejects.toMatchObject({
      code: 'engine-timeout',
    });
    expect(performance.now() - begun).toBeLessThan(5000);
    await engine.killContainer(id);
    expect(await engine.waitContainer(id)).toEqual({ exitCode: 137 });
    await engine.removeContainer(id);
    await expect(engine.inspectContainer(id)).rejects.toMatchObject({ code: 'engine-refused', status: 404 });
  });

  it('a container that runs is removed by force', async () => {
    const id = await create('cat; echo never', { openStdin: true });
    await engine.startContainer(id);
    expect(await engine.inspectContainer(id)).toMatchObject({ status: 'running' });
    await Promise.all([engine.removeContainer(id), engine.removeContainer(id)]);
    expect(await engine.listContainers([label])).toEqual([]);
  });

  it('what a command prints and leaves with is told', async () => {
    const id = await create('for i in $(seq 1 2000); do echo "line $i"; done; echo end 1>&2; exit 7');
    await engine.startContainer(id);
    expect(await engine.waitContainer(id)).toEqual({ exitCode: 7 });
    const { stdout, stderr } = await engine.logs(id);
    expect(stdout.split('\n')).toHaveLength(2001);
    expect(stderr).toBe('end\n');
    // Which of both streams reached the log last is a matter of luck.
    const last = await engine.logs(id, { tail: 1 });
    expect(['line 2000\n', 'end\n']).toContain(last.stdout + last.stderr);
    await engine.removeContainer(id);
  });

  it('a log is followed from its beginning to the end of the container', async () => {
    const id = await create('echo one; sleep 1; echo two 1>&2; sleep 1; echo three');
    await engine.startContainer(id);
    const seen: string[] = [];
    await engine.followLogs(id, (stream, text) => seen.push(`${stream} ${text}`));
    expect(seen).toEqual(['stdout one\n', 'stderr two\n', 'stdout three\n']);
    await engine.removeContainer(id);
  });

  it('its refusals are told with their status and in its words', async () => {
    const id = await create('true');
    const name = `contract-${count}`;
    const absentProgram = await create('', { command: ['/absent'] });
    for (const [call, status, engineText] of [
      [() => engine.startContainer('absent'), 404, /^No such container: absent$/],
      [() => engine.top(id), 409, /is not running$/],
      [
        () => engine.createContainer({ name, image: real.image, labels: {} }),
        409,
        /is already in use by container/,
      ],
      [
        () => engine.createContainer({ name: 'x', image: 'absent:1', labels: {} }),
        404,
        /^No such image: absent:1$/,
      ],
      [
        () => engine.createContainer({ name: '/ /', image: real.image, labels: {} }),
        400,
        /^Invalid container name/,
      ],
      [
        () => engine.createContainer({ name: 'x', image: real.image, labels: {}, isolation: 'hyperv' }),
        expect.toSatisfy((each) => [400, 500].includes(each)),
        /hyperv.*linux only supports 'default'/i,
      ],
      [() => engine.startContainer(absentProgram), 400, /no such file or directory/],
      [
        () => engine.pull({ reference: '127.0.0.1:1/absent:1' }),
        expect.toSatisfy((each) => each >= 400),
        /connection refused/,
      ],
    ] as const) {
      await expect(call()).rejects.toMatchObject({
        code: 'engine-refused',
        status,
        engineText: expect.stringMatching(engineText),
        message: expect.not.stringContaining('HTTP code'),
      });
    }
    expect(await engine.inspectContainer(absentProgram)).toMatchObject({
      status: 'created',
      exitCode: 127,
      error: expect.stringContaining('/absent'),
    });
    await Promise.all([engine.removeContainer(id), engine.removeContainer(absentProgram)]);
  });

  it('an image is looked up and removed', async () => {
    expect(await engine.inspectImage(real.image)).toMatchObject({
      os: 'linux',
      architecture: expect.any(String),
      command: ['/bin/sh'],
      size: expect.any(Number),
      repoDigests: [],
    });
    await rawCall(real.address, 'POST', `/images/${real.image}/tag?repo=other&tag=1`);
    await engine.removeImage('other:1');
    expect(await engine.inspectImage('other:1')).toBeUndefined();
    await engine.removeImage('other:1');
    expect(await engine.inspectImage(real.image)).toBeDefined();
  });

  describe('with a registry that wants a login', () => {
    let registry: RealRegistry;
    let front: TokenFront;
    // Whose header would have had one sign of padding, had two, and has signs that differ in the alphabet for URLs.
    const login = { username: 'first', password: '~~~???>>>ÿ' };

    beforeAll(async () => {
      registry = await startRegistry();
      front = await startTokenFront(registry.host, login);
      const pushed = `${registry.host}/private/busybox`;
      await rawCall(real.address, 'POST', `/images/${real.image}/tag?repo=${pushed}&tag=1`);
      const answer = await rawCall(real.address, 'POST', `/images/${pushed}/push?tag=1`, undefined, {
        'X-Registry-Auth': Buffer.from('{}').toString('base64'),
      });
      expect(answer.body.toString()).toContain('"Digest"');
      await engine.removeImage(`${pushed}:1`);
    });
    afterAll(async () => {
      await front?.stop();
      await registry?.stop();
    });

    it('an image is pulled', async () => {
      const reference = `${front.host}/private/busybox:1`;
      const seen: PullProgress[] = [];
      const onProgress = (progress: PullProgress) => seen.push(progress);
      for (const padding of ['', 'a', 'ab']) {
        const server = `${front.host}${padding && `/${padding}`}`;
        await engine.pull({ reference, login: { ...login, server }, onProgress });
        expect(await engine.inspectImage(reference)).toMatchObject({
          repoDigests: [expect.stringMatching(/\/private\/busybox@sha256:/)],
        });
        await engine.removeImage(reference);
      }
      expect(seen.map(({ status }) => status)).toContain('Pulling from private/busybox');
      expect(new Set(seen.map(({ image }) => image))).toEqual(new Set([reference]));
    });

    it.each([
      ['no login', undefined],
      ['a wrong one', { username: 'first', password: 'guess' }],
    ])('with %s it is refused, without the password', async (_name, wrong) => {
      const failed = await engine
        .pull({
          reference: `${front.host}/private/busybox:1`,
          ...(wrong && { login: { ...wrong, server: front.host } }),
        })
        .catch((thrown) => thrown);
      expect(failed).toMatchObject({ code: 'engine-refused', status: expect.any(Number) });
      expect(failed.message).not.toContain('guess');
    });

    it('a tag that is absent is refused', async () => {
      const reference = `${front.host}/private/busybox:absent`;
      await expect(engine.pull({ reference, login: { ...login, server: front.host } })).rejects.toMatchObject(
        {
          code: 'engine-refused',
          engineText: expect.stringContaining('manifest unknown'),
        },
      );
    });
  });

  describe('behind TLS', () => {
    const over = (tls: EngineTls | undefined): Engine => {
      const { port } = real.tls;
      const transport = { kind: 'tcp', hostname: '127.0.0.1', port, ...(tls && { tls }) } as const;
      const endpoint: EngineEndpoint = { host: `tcp://127.0.0.1:${port}`, transport, namedBy: 'DOCKER_HOST' };
      return createEngine(endpoint, { clock: realClock });
    };

    it('is asked by a client it knows', async () => {
      const { ca, cert, key } = real.tls;
      expect(await over({ ca, cert, key }).info()).toMatchObject({ OSType: 'linux' });
      expect(await over({ cert, key, skipVerify: true }).info()).toMatchObject({ OSType: 'linux' });
    });

    it.each<[string, (tls: RealEngine['tls']) => EngineTls | undefined, string, RegExp]>([
      [
        'without a certificate',
        ({ ca }) => ({ ca }),
        'engine-endpoint-invalid',
        /certificate of this client/,
      ],
      ['without its authority', ({ cert, key }) => ({ cert, key }), 'engine-endpoint-invalid', /not trusted/],
      ['in plain HTTP', () => undefined, 'engine-broken', /speaks TLS there/],
    ])('is not asked %s', async (_name, tls, code, words) => {
      const failed: EngineError = await over(tls(real.tls))
        .info()
        .then(
          () => expect.fail('it was asked'),
          (thrown) => thrown,
        );
      expect(failed).toMatchObject({ code });
      expect(`${failed.message} ${failed.remedy}`).toMatch(words);
    });
  });

  it('that is cut off ends every call that waits for it', async () => {
    const path = `${real.socketPath}.between`;
    const sockets = new Set<Socket>();
    const between = createServer((client) => {
      const upstream = connect(real.socketPath);
      for (const socket of [client, upstream]) {
        sockets.add(socket);
        socket.on('error', () => undefined);
      }
      client.pipe(upstream).pipe(client);
    }).listen(path);
    await once(between, 'listening');
    const id = await create('sleep 1000');
    await engine.startContainer(id);
    const far = createEngine(socketEndpoint(path), { clock: realClock });
    const waiting = [far.waitContainer(id), far.followLogs(id, () => undefined)].map((call) =>
      call.catch((thrown) => thrown),
    );
    // Behind this answer, the headers of the others have come, too.
    await far.top(id);
    for (const socket of sockets) socket.destroy();
    const closed = once(between, 'close');
    between.close();
    await closed;
    for (const each of waiting) expect(await each).toMatchObject({ code: 'engine-broken' });
    await expect(far.inspectContainer(id)).rejects.toMatchObject({ code: 'engine-absent' });
    await engine.removeContainer(id);
  });
});
