import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressOf } from './client.ts';
import type { GuestRunner } from './guest-runner.ts';
import { scriptedGuest } from './scripted-guest.ts';
import { baseImage, messageOf, simulate } from './simulate.ts';

const state = (json: unknown) => (json as { State: Record<string, unknown> }).State;

describe('the life of a container', () => {
  it('waits of all kinds', async () => {
    const { run, create, post, del } = await simulate();
    const created = await create({}, 'created');
    expect((await post('/containers/created/wait')).json).toEqual({ StatusCode: 0 });
    const next = post(`/containers/${created}/wait?condition=next-exit`);
    const removed = post(`/containers/${created}/wait?condition=removed`);
    await post('/containers/created/start');
    const running = post('/containers/created/wait?condition=not-running');
    expect((await post('/containers/created/stop')).status).toBe(204);
    expect((await next).json).toEqual({ StatusCode: 0xc000013a });
    expect((await running).json).toEqual({ StatusCode: 0xc000013a });
    await del('/containers/created');
    expect((await removed).json).toEqual({ StatusCode: 0xc000013a });
    const killed = await run();
    await post(`/containers/${killed}/kill`);
    expect((await post(`/containers/${killed}/wait`)).json).toEqual({ StatusCode: 1067 });
  });

  it('the status of a wait goes out before the end', async () => {
    const { engine, run, post } = await simulate();
    const id = await run();
    const first = await new Promise<string>((resolve, reject) => {
      const wait = request({
        ...addressOf(engine.dockerHost),
        method: 'POST',
        path: `/containers/${id}/wait`,
      });
      wait.on('error', reject);
      wait.on('response', (response) => {
        expect(response.statusCode).toBe(200);
        response.setEncoding('utf8').on('data', resolve);
        void post(`/containers/${id}/stop`);
      });
      wait.end();
    });
    expect(JSON.parse(first)).toEqual({ StatusCode: 0xc000013a });
  });

  it('exits by itself, with unsigned codes', async () => {
    const { run, post, get } = await simulate({ guest: scriptedGuest({ exit: -1073741510 }) });
    const id = await run();
    expect((await post(`/containers/${id}/wait`)).json).toEqual({ StatusCode: 3221225786 });
    expect(state((await get(`/containers/${id}/json`)).json)).toMatchObject({
      Status: 'exited',
      Pid: 0,
      Running: false,
    });
  });

  it('a failed start leaves its trace until somebody removes it', async () => {
    const { engine, create, post, get, del } = await simulate({
      images: [baseImage('ltsc2022'), baseImage('ltsc2019')],
    });
    const id = await create({ Image: baseImage('ltsc2019').reference });
    const message = `hcs::CreateComputeSystem ${id}: The container operating system does not match the host operating system.`;
    const started = await post(`/containers/${id}/start`);
    expect([started.status, messageOf(started)]).toEqual([500, message]);
    const { json } = await get(`/containers/${id}/json`);
    expect(state(json)).toMatchObject({
      Status: 'created',
      ExitCode: 128,
      Error: message,
      StartedAt: '0001-01-01T00:00:00Z',
    });
    expect((await post(`/containers/${id}/wait`)).json).toEqual({
      StatusCode: 128,
      Error: { Message: message },
    });
    expect((await del(`/containers/${id}`)).status).toBe(204);
    expect(engine.containers()).toEqual([]);
    const auto = await create({ Image: baseImage('ltsc2019').reference, HostConfig: { AutoRemove: true } });
    expect((await post(`/containers/${auto}/start`)).status).toBe(500);
    expect(engine.containers()).toEqual([]);
  });

  it('removes itself when it was told to', async () => {
    const { engine, run, post } = await simulate({ delays: { remove: 30 } });
    const id = await run({ HostConfig: { AutoRemove: true } });
    const removed = post(`/containers/${id}/wait?condition=removed`);
    await post(`/containers/${id}/stop`);
    expect((await removed).status).toBe(200);
    expect(engine.containers()).toEqual([]);
  });

  it('a start that takes long holds up whoever asks for the container, and is not undone by hanging up', async () => {
    const { engine, create, get } = await simulate({ delays: { start: 200 } });
    const id = await create();
    const start = request({
      ...addressOf(engine.dockerHost),
      method: 'POST',
      path: `/containers/${id}/start`,
    });
    start.on('error', () => {});
    start.end();
    await new Promise((resolve) => setTimeout(resolve, 50));
    start.destroy();
    expect(engine.containers()[0]?.state).toBe('created');
    expect(state((await get(`/containers/${id}/json`)).json)).toMatchObject({ Status: 'running' });
  });

  it('containers are found by name, id and the beginning of an id', async () => {
    const { create, get } = await simulate();
    const id = await create({}, 'mine');
    for (const name of [id, id.slice(0, 12), 'mine', '/mine'])
      expect((await get(`/containers/${encodeURIComponent(name)}/json`)).json).toMatchObject({
        Id: id,
        Name: '/mine',
      });
  });

  it('of two removals at once one is told that the other is at it', async () => {
    const { run, del } = await simulate({ delays: { remove: 50 } });
    const id = await run();
    const both = await Promise.all([del(`/containers/${id}?force=1`), del(`/containers/${id}?force=1`)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('a longer stop than allowed ends in a kill', async () => {
    const { run, post } = await simulate({ delays: { stop: 5_000 } });
    const id = await run();
    expect((await post(`/containers/${id}/stop?t=0`)).status).toBe(204);
    expect((await post(`/containers/${id}/wait`)).json).toEqual({ StatusCode: 1067 });
  });

  it('a guest that does not die of a kill', async () => {
    const guest: GuestRunner = {
      name: 'table',
      start: async () => ({ exited: new Promise(() => {}), processes: () => [], kill: async () => {} }),
    };
    const { engine, run, post, del } = await simulate({ guest, delays: { killWait: 30 } });
    const id = await run();
    for (const answer of [await post(`/containers/${id}/kill`), await del(`/containers/${id}?force=1`)])
      expect([answer.status, messageOf(answer)]).toEqual([
        500,
        'tried to kill container, but did not receive an exit event',
      ]);
    expect(engine.containers()[0]?.state).toBe('running');
  });

  it.each([
    ['20.10', 500, 'cannot pause Windows Server Containers'],
    ['29.1', 501, 'not implemented for containers using process isolation'],
  ] as const)('%s does not pause process isolation', async (engine, status, text) => {
    const { run, post } = await simulate({ engine });
    const answer = await post(`/containers/${await run()}/pause`);
    expect(answer.status).toBe(status);
    expect(messageOf(answer)).toContain(text);
  });
});
