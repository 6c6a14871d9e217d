import { describe, expect, it } from 'vitest';
import { readFrames } from './frames.ts';
import { scriptedGuest } from './scripted-guest.ts';
import { simulate } from './simulate.ts';

describe('logs', () => {
  const guest = scriptedGuest({
    output: ['one\r\ntwo\r\n', 'half'],
    errorOutput: ['wrong\r\n'],
    exit: 0,
    afterMs: 50,
  });
  const texts = (body: Buffer) => readFrames(body).map(({ stream, text }) => `${stream} ${text}`);

  it('in frames by line, of one stream or both, the last of them, and with times', async () => {
    const { run, get, post } = await simulate({ guest });
    const id = await run();
    await post(`/containers/${id}/wait`);
    const logs = async (query: string) => texts((await get(`/containers/${id}/logs?${query}`)).body);
    expect(await logs('stdout=1&stderr=1')).toEqual([
      'stdout one\r\n',
      'stdout two\r\n',
      'stderr wrong\r\n',
      'stdout half',
    ]);
    expect(await logs('stderr=true')).toEqual(['stderr wrong\r\n']);
    expect(await logs('stdout=1&tail=2')).toEqual(['stdout two\r\n', 'stdout half']);
    expect(await logs('stdout=1&tail=0')).toEqual([]);
    expect((await logs('stdout=1&timestamps=1'))[0]).toMatch(/^stdout \d{4}-\d\d-\d\dT[\d:.]+Z one\r\n$/);
    expect(await logs(`stdout=1&since=${Date.now() / 1000 + 60}`)).toEqual([]);
    expect(await logs(`stdout=1&until=${Date.now() / 1000 - 60}`)).toEqual([]);
    expect((await get(`/containers/${id}/logs?stdout=0`)).status).toBe(400);
  });

  it('are followed to the end', async () => {
    const { run, get } = await simulate({ guest });
    const id = await run();
    const { body } = await get(`/containers/${id}/logs?stdout=1&follow=1`);
    expect(texts(body).join('')).toBe('stdout one\r\nstdout two\r\nstdout half');
  });

  it('of a terminal are raw', async () => {
    const { run, get, post } = await simulate({ guest });
    const id = await run({ Tty: true });
    await post(`/containers/${id}/wait`);
    const { body, headers } = await get(`/containers/${id}/logs?stdout=1`);
    expect([body.toString(), headers['content-type']]).toEqual([
      'one\r\ntwo\r\nhalf',
      'application/vnd.docker.raw-stream',
    ]);
  });

  it.each([
    ['20.10', '/v1.41', undefined],
    ['24.0', '/v1.41', 'application/vnd.docker.raw-stream'],
    ['24.0', '/v1.42', 'application/vnd.docker.multiplexed-stream'],
    ['29.5', '', 'application/vnd.docker.multiplexed-stream'],
  ] as const)('%s%s names their type %s', async (engine, version, type) => {
    const { run, get } = await simulate({ engine, guest });
    const { headers } = await get(`${version}/containers/${await run()}/logs?stdout=1&follow=1`);
    expect(headers['content-type']).toBe(type);
  });
});
