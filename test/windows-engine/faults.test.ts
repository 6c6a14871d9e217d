import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressOf } from './client.ts';
import type { Fault, RegistryImage } from './engine.ts';
import { baseImage, messageOf, simulate } from './simulate.ts';

interface Seen {
  readonly status: number | undefined;
  readonly body: string;
  readonly end: 'whole' | 'cut' | 'no answer' | 'silence';
}

/** Milliseconds after which no answer is silence. */
const SILENCE = 300;

/** What a caller sees of a call, bit by bit. */
function watch(dockerHost: string, method: string, path: string, patience = 15_000): Promise<Seen> {
  return new Promise((resolve) => {
    let status: number | undefined;
    let body = '';
    const call = request({ ...addressOf(dockerHost), method, path, agent: false }, (response) => {
      status = response.statusCode;
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('error', () => done('cut'));
      response.on('close', () => done(response.complete ? 'whole' : 'cut'));
    });
    const done = (end: Seen['end']) => {
      clearTimeout(timer);
      resolve({ status, body, end });
      call.destroy();
    };
    const timer = setTimeout(() => done('silence'), patience);
    call.on('error', () => done(status === undefined ? 'no answer' : 'cut'));
    call.end();
  });
}

const on = (action: Fault['do'], more: Partial<Fault> = {}): Fault => ({
  do: action,
  path: '^/info$',
  ...more,
});

describe('what happens to a call', () => {
  it.each<[string, Fault, Partial<Seen>]>([
    ['no answer', on({ kind: 'drop-before-headers' }), { end: 'no answer' }],
    ['headers alone', on({ kind: 'drop-after-headers' }), { status: 200, body: '', end: 'cut' }],
    ['silence', on({ kind: 'hang' }), { status: undefined, end: 'silence' }],
    [
      'half of the JSON',
      on({ kind: 'half-json-line' }),
      { status: 200, end: 'cut', body: expect.stringMatching(/^\{"ID"/) },
    ],
    [
      'an error',
      on({ kind: 'http-500', message: 'i/o timeout' }),
      { status: 500, body: '{"message":"i/o timeout"}\n', end: 'whole' },
    ],
  ])('%s', async (_name, fault, seen) => {
    const { engine } = await simulate({ faults: [fault] });
    const patience = seen.end === 'silence' ? SILENCE : undefined;
    expect(await watch(engine.dockerHost, 'GET', '/info', patience)).toMatchObject(seen);
    // Once, unless the script says else.
    expect(await watch(engine.dockerHost, 'GET', '/v1.44/info')).toMatchObject({ status: 200, end: 'whole' });
    expect(engine.calls.map(({ path }) => path)).toEqual(['/info', '/v1.44/info']);
  });

  it('an answer that takes its time', async () => {
    const { engine } = await simulate({ faults: [on({ kind: 'slow', ms: 120 })] });
    const before = performance.now();
    await watch(engine.dockerHost, 'GET', '/info');
    expect(performance.now() - before).toBeGreaterThan(110);
  });

  it('counts the calls it is for', async () => {
    const { engine } = await simulate({
      faults: [
        on({ kind: 'http-500' }, { nth: 2 }),
        { do: { kind: 'http-500' }, method: 'HEAD', nth: 'every' },
      ],
    });
    const statuses = [];
    for (let call = 0; call < 3; call++)
      statuses.push((await watch(engine.dockerHost, 'GET', '/info')).status);
    expect(statuses).toEqual([200, 500, 200]);
    for (let call = 0; call < 2; call++)
      expect(await watch(engine.dockerHost, 'HEAD', '/_ping')).toMatchObject({ status: 500 });
  });

  it('a stream is cut within a line, behind whole ones', async () => {
    const registryImages: readonly RegistryImage[] = [baseImage('ltsc2019')];
    const { engine } = await simulate({
      host: 'windows-server-2019',
      images: [],
      registryImages,
      faults: [{ do: { kind: 'half-json-line', lines: 2 }, path: '^/images/create' }],
    });
    const { body, end } = await watch(
      engine.dockerHost,
      'POST',
      '/images/create?fromImage=mcr.microsoft.com/windows/nanoserver&tag=ltsc2019',
    );
    const lines = body.split('\r\n');
    expect([end, lines.length]).toEqual(['cut', 3]);
    expect(() => JSON.parse(lines[1] ?? '')).not.toThrow();
    expect(() => JSON.parse(lines[2] ?? '')).toThrow();
  });

  it('a wait is left with its headers', async () => {
    const { engine, run } = await simulate({
      faults: [{ do: { kind: 'drop-after-headers' }, path: '/wait$' }],
    });
    const id = await run();
    expect(await watch(engine.dockerHost, 'POST', `/containers/${id}/wait`)).toEqual({
      status: 200,
      body: '',
      end: 'cut',
    });
  });

  it('what hangs is done all the same, when the script says so', async () => {
    const hanging = (performed: boolean): Fault => ({ do: { kind: 'hang', performed }, path: '/start$' });
    for (const performed of [true, false]) {
      const { engine, create } = await simulate({ faults: [hanging(performed)] });
      const id = await create();
      expect(await watch(engine.dockerHost, 'POST', `/containers/${id}/start`, SILENCE)).toMatchObject({
        end: 'silence',
      });
      expect(engine.containers()[0]?.state).toBe(performed ? 'running' : 'created');
    }
  });
});

describe('what happens to a container', () => {
  it('a removal is locked for a while, and the container is dead meanwhile', async () => {
    const { engine, create, del, post, get } = await simulate({
      faults: [{ do: { kind: 'removal-locked', times: 2 } }],
    });
    const id = await create();
    for (let time = 0; time < 2; time++) {
      const answer = await del(`/containers/${id}?force=1`);
      expect([answer.status, messageOf(answer)]).toEqual([
        500,
        expect.stringContaining('Access is denied. (0x5)'),
      ]);
      expect(engine.containers()[0]?.state).toBe('dead');
    }
    expect((await post(`/containers/${id}/start`)).status).toBe(409);
    expect((await get(`/containers/${id}/logs?stdout=1`)).status).toBe(409);
    expect((await del(`/containers/${id}?force=1`)).status).toBe(204);
  });

  it.each([
    [
      '24.0',
      /^container [0-9a-f]{64}: driver "windowsfilter" failed to remove root filesystem: .*used by another process\.$/,
    ],
    ['29.5', /^cannot remove container "mine": driver "windowsfilter" .*used by another process\.$/],
  ] as const)('%s words a file in use in its way', async (engine, text) => {
    const fault: Fault = { do: { kind: 'removal-locked', times: 1, text: 'used-by-another-process' } };
    const { create, del } = await simulate({ engine, faults: [fault] });
    await create({}, 'mine');
    expect(messageOf(await del('/containers/mine'))).toMatch(text);
  });

  it('the first container of a fresh runner crashes, the next does not', async () => {
    const { create, run, post } = await simulate({ faults: [{ do: { kind: 'crash-at-start' } }] });
    const crashed = await post(`/containers/${await create()}/start`);
    expect([crashed.status, messageOf(crashed)]).toEqual([500, expect.stringContaining('(0xc0370106)')]);
    await run();
  });

  it('exits early, with a code', async () => {
    const { run, post } = await simulate({ faults: [{ do: { kind: 'exits-early', code: 3221225794 } }] });
    expect((await post(`/containers/${await run()}/wait`)).json).toEqual({ StatusCode: 3221225794 });
  });

  it('stalls in one isolation and not in the other', async () => {
    const { engine, create, run, post } = await simulate({
      faults: [{ do: { kind: 'stalls', ms: 600_000 }, isolation: 'hyperv' }],
    });
    const id = await create({ HostConfig: { Isolation: 'hyperv' } });
    const stalled = post(`/containers/${id}/start`).catch(() => undefined);
    await run({ HostConfig: { Isolation: 'process' } });
    expect(engine.containers().map(({ state }) => state)).toEqual(['running', 'created']);
    await engine.close();
    await stalled;
  });

  const startError = (action: Omit<Extract<Fault['do'], { kind: 'start-error' }>, 'kind'>): Fault => ({
    do: { kind: 'start-error', ...action },
  });

  it.each([
    [
      '29.1',
      startError({ text: 'unexpected-exit', language: 'de' }),
      500,
      'container {id} encountered an error during hcs::System::Start: failure in a Windows system call: Der virtuelle Computer oder Container wurde unerwartet beendet. (0xc0370106)',
    ],
    [
      '20.10',
      startError({ text: 'timeout-period' }),
      500,
      'container {id} encountered an error during hcsshim::System::Start: failure in a Windows system call: This operation returned because the timeout period expired. (0x5b4)',
    ],
    [
      '24.0',
      startError({ text: 'command-missing' }),
      400,
      'container {id} encountered an error during hcs::System::CreateProcess: failure in a Windows system call: The system cannot find the file specified. (0x2)',
    ],
    [
      '28.5',
      startError({ text: 'command-missing' }),
      400,
      'container {id} encountered an error during hcs::System::CreateProcess: ping -t localhost: failure in a Windows system call: The system cannot find the file specified. (0x2)',
    ],
    // Windows in another language: the engine does not know its own words again.
    [
      '28.5',
      startError({ text: 'command-missing', language: 'fr' }),
      500,
      'container {id} encountered an error during hcs::System::CreateProcess: ping -t localhost: failure in a Windows system call: Le fichier spécifié est introuvable. (0x2)',
    ],
    ['29.5', startError({ text: 'utility-vm-missing' }), 500, 'utility VM image could not be found'],
    [
      '29.5',
      startError({
        text: {
          message: 'failed to create shim task: hcs::CreateComputeSystem {id}: odd: unknown',
          status: 503,
        },
      }),
      503,
      'failed to create shim task: hcs::CreateComputeSystem {id}: odd: unknown',
    ],
  ] as const)('%s says %o', async (engine, fault, status, message) => {
    const { create, post } = await simulate({ engine, faults: [fault] });
    const id = await create();
    const answer = await post(`/containers/${id}/start`);
    expect([answer.status, messageOf(answer)]).toEqual([status, message.replaceAll('{id}', id)]);
  });
});
