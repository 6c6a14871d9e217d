import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/client.ts';
import type { Clock } from '../../src/engine/clock.ts';
import type { EngineError } from '../../src/engine/engine-error.ts';
import type { CallLimits, Engine } from '../../src/engine/model.ts';
import { realClock } from './clock.ts';
import { answerJson, type FakeEngine, startFakeEngine, startRawEngine } from './fake-engine.ts';

let fake: FakeEngine | undefined;

afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

/** Pauses between attempts are not what is tested here. */
const hurriedClock: Clock = {
  now: realClock.now,
  sleep: (milliseconds, signal) => realClock.sleep(milliseconds < 1000 ? 1 : milliseconds, signal),
};

/** Every call that has an answer of its own; `followLogs` is like `logs`. */
const CALLS: Readonly<Record<string, (engine: Engine, limits?: CallLimits) => Promise<unknown>>> = {
  info: (engine, limits) => engine.info(limits),
  inspectImage: (engine, limits) => engine.inspectImage('a:b', limits),
  pull: (engine, limits) => engine.pull({ reference: 'a:b' }, limits),
  removeImage: (engine, limits) => engine.removeImage('a:b', limits),
  createContainer: (engine, limits) => engine.createContainer({ name: 'a', image: 'b', labels: {} }, limits),
  startContainer: (engine, limits) => engine.startContainer('a', limits),
  inspectContainer: (engine, limits) => engine.inspectContainer('a', limits),
  top: (engine, limits) => engine.top('a', limits),
  logs: (engine, limits) => engine.logs('a', {}, limits),
  followLogs: (engine, limits) => engine.followLogs('a', () => undefined, limits),
  waitContainer: (engine, limits) => engine.waitContainer('a', limits),
  stopContainer: (engine, limits) => engine.stopContainer('a', 0, limits),
  killContainer: (engine, limits) => engine.killContainer('a', limits),
  removeContainer: (engine, limits) => engine.removeContainer('a', limits),
  listContainers: (engine, limits) => engine.listContainers([], limits),
};

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

interface Fault {
  readonly does: (socket: Socket) => void;
  readonly code: string;
}

/** What a connection can do to a request. */
const FAULTS: Readonly<Record<string, Fault>> = {
  'says nothing': { does: () => undefined, code: 'engine-timeout' },
  'says half a header and no more': {
    does: (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-'),
    code: 'engine-timeout',
  },
  'says no more behind the headers': {
    does: (socket) => socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`),
    code: 'engine-timeout',
  },
  'goes on without end': {
    does: (socket) => {
      socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
      const timer = setInterval(() => socket.write('1\r\n \r\n'), 10);
      socket.on('close', () => clearInterval(timer));
    },
    code: 'engine-timeout',
  },
  'closes at once': { does: (socket) => socket.end(), code: 'engine-broken' },
  'is destroyed': { does: (socket) => socket.destroy(), code: 'engine-broken' },
  'closes behind the headers': {
    does: (socket) => socket.end(`${HEAD}Content-Length: 20\r\n\r\n`),
    code: 'engine-broken',
  },
  'closes in half a body': {
    does: (socket) => socket.end(`${HEAD}Content-Length: 20\r\n\r\n{"Id":"`),
    code: 'engine-broken',
  },
  'closes in half a chunk': {
    does: (socket) => socket.end(`${HEAD}Transfer-Encoding: chunked\r\n\r\n20\r\n{"Id":"`),
    code: 'engine-broken',
  },
  'refuses and closes in half the reason': {
    does: (socket) => socket.end('HTTP/1.1 500 Oh\r\nContent-Length: 20\r\n\r\n{"mess'),
    code: 'engine-broken',
  },
  'upgrades unasked': {
    does: (socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n'),
    code: 'engine-broken',
  },
  'speaks something else': { does: (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'), code: 'engine-broken' },
  'sends a header without end': {
    does: (socket) => socket.end(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}`),
    code: 'engine-broken',
  },
  'redirects to where nobody listens': {
    does: (socket) =>
      socket.end('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'),
    code: 'engine-broken',
  },
  'redirects to what cannot be followed': {
    does: (socket) => socket.end('HTTP/1.1 302 Found\r\nLocation: foo:bar\r\nContent-Length: 0\r\n\r\n'),
    code: 'engine-broken',
  },
  "is a proxy's, without an engine": {
    does: (socket) =>
      socket.end(
        'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n<h1>Bad Gateway</h1>',
      ),
    code: 'engine-broken',
  },
  'refuses in words that are no JSON': {
    does: (socket) => socket.end('HTTP/1.1 500 Oh\r\nContent-Length: 9\r\n\r\nno engine'),
    code: 'engine-broken',
  },
  'answers with what is not JSON': {
    does: (socket) => socket.end(`${HEAD}Content-Length: 8\r\n\r\n{"Id":"a`),
    code: 'engine-broken',
  },
};

/** Calls that take what others cannot: they need no answer at all, or give back whatever came. */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  'answers with what is not JSON': ['logs', 'followLogs'],
};

describe.each(Object.entries(FAULTS))('a connection that %s', (fault, { does, code }) => {
  const limits = { milliseconds: code === 'engine-timeout' ? 60 : 5000 };

  it.each(Object.entries(CALLS))('%s', async (name, call) => {
    fake = await startFakeEngine((_arrived, response) => {
      const { socket } = response;
      if (socket) does(socket);
    });
    const clock = code === 'engine-timeout' ? realClock : hurriedClock;
    const engine = createEngine(fake.endpoint, { clock });
    await engine.greet();
    const outcome = await call(engine, limits).then(
      () => undefined,
      (thrown) => thrown,
    );
    if (TAKEN[fault]?.includes(name)) {
      expect(outcome).toBeUndefined();
    } else {
      expect(outcome).toMatchObject({ name: 'EngineError', code, remedy: expect.stringMatching(/\.$/) });
      expect(outcome.message).toContain(fake.endpoint.host);
      expect(outcome.message).not.toMatch(/\n|HTTP code/);
    }
    // Nothing is left behind that would keep the process alive.
    await expect.poll(() => fake?.connections(), { interval: 2 }).toBe(0);
  });

  it('the greeting', async () => {
    fake = await startRawEngine(does);
    const engine = createEngine(fake.endpoint, { clock: realClock });
    const outcome = await engine.greet(limits).catch((thrown) => thrown);
    expect(outcome).toMatchObject({ name: 'EngineError', code });
    await expect.poll(() => fake?.connections(), { interval: 2 }).toBe(0);
  });
});

describe.each(Object.entries(CALLS))('%s', (name, call) => {
  it('is ended by its signal', async () => {
    fake = await startFakeEngine(() => undefined);
    const engine = createEngine(fake.endpoint, { clock: realClock });
    const controller = new AbortController();
    const reason = new Error('the run is over');
    setTimeout(() => controller.abort(reason), 30);
    const outcome = call(engine, { signal: controller.signal });
    if (name === 'followLogs') await outcome;
    else await expect(outcome).rejects.toMatchObject({ code: 'engine-timeout', cause: reason });
    const again = call(engine, { signal: controller.signal });
    if (name === 'followLogs') await again;
    else await expect(again).rejects.toMatchObject({ code: 'engine-timeout', cause: reason });
    await expect.poll(() => fake?.connections(), { interval: 2 }).toBe(0);
  });

  it('is refused in the words of the engine', async () => {
    const engineText = 'hcs::CreateComputeSystem 4a: no\r\n::error::\u001b[31m';
    fake = await startFakeEngine((_arrived, response) =>
      answerJson(response, 500, { message: `${engineText} ` }),
    );
    const engine = createEngine(fake.endpoint, { clock: realClock });
    const outcome: EngineError = await call(engine).then(
      () => expect.fail('it was not refused'),
      (thrown) => thrown,
    );
    expect(outcome).toMatchObject({ code: 'engine-refused', status: 500, engineText: engineText.trim() });
    expect(outcome.message).toContain('hcs::CreateComputeSystem 4a: no ::error:: [31m (HTTP 500)');
  });
});

it('a slow answer within the limit is an answer', async () => {
  fake = await startFakeEngine((_arrived, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const text = '{"StatusCode":7}\n';
    [...text].forEach((character, at) => {
      setTimeout(
        () => (at === text.length - 1 ? response.end(character) : response.write(character)),
        at * 5,
      );
    });
  });
  const engine = createEngine(fake.endpoint, { clock: realClock });
  expect(await engine.waitContainer('a', { milliseconds: 5000 })).toEqual({ exitCode: 7 });
});

it('a call that is kept open holds up no other', async () => {
  fake = await startFakeEngine(({ path }, response) => {
    if (!path.includes('/wait')) answerJson(response, 200, []);
  });
  const engine = createEngine(fake.endpoint, { clock: realClock });
  const waiting = Array.from({ length: 40 }, () => engine.waitContainer('a').catch((thrown) => thrown));
  expect(await Promise.all(Array.from({ length: 40 }, () => engine.listContainers([])))).toHaveLength(40);
  engine.close();
  for (const each of await Promise.all(waiting)) expect(each).toMatchObject({ code: 'engine-broken' });
});

it('a signal of a whole run may end many calls', async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', onWarning);
  fake = await startFakeEngine(() => undefined);
  const engine = createEngine(fake.endpoint, { clock: realClock });
  const controller = new AbortController();
  const calls = Array.from({ length: 50 }, () =>
    engine.listContainers([], { signal: controller.signal }).catch((thrown) => thrown.code),
  );
  setTimeout(() => controller.abort(), 50);
  expect(new Set(await Promise.all(calls))).toEqual(new Set(['engine-timeout']));
  process.off('warning', onWarning);
  expect(warnings).toEqual([]);
});

it('an answer that is larger than any engine gives is not kept', async () => {
  fake = await startFakeEngine((_arrived, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const chunk = Buffer.alloc(2 ** 20, ' ');
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  });
  const engine = createEngine(fake.endpoint, { clock: realClock });
  await expect(engine.info()).rejects.toMatchObject({ code: 'engine-broken' });
});
