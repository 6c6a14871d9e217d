import { describe, expect, it } from 'vitest';
import { baseImage, messageOf, NANOSERVER_2022, simulate } from './simulate.ts';

describe('lists and prunes', () => {
  it('by label, state, name, isolation and exit code', async () => {
    const { run, create, post, get } = await simulate();
    const stopped = await run({ Labels: { run: '1', other: 'x' } }, 'stopped');
    await post('/containers/stopped/stop');
    const running = await run({ Labels: { run: '1' }, HostConfig: { Isolation: 'hyperv' } }, 'running');
    const created = await create({}, 'created');
    const list = async (filters: object, all = 1) => {
      const { json } = await get(
        `/containers/json?all=${all}&filters=${encodeURIComponent(JSON.stringify(filters))}`,
      );
      return (json as { Id: string }[]).map(({ Id }) => Id).sort();
    };
    expect(await list({}, 0)).toEqual([running]);
    expect(await list({})).toEqual([stopped, running, created].sort());
    expect(await list({ label: ['run=1'] })).toEqual([stopped, running].sort());
    expect(await list({ label: { 'run=1': true, other: true } })).toEqual([stopped]);
    expect(await list({ status: ['exited'] }, 0)).toEqual([stopped]);
    expect(await list({ exited: ['3221225786'] }, 0)).toEqual([stopped]);
    expect(await list({ isolation: ['hyperv'] })).toEqual([running]);
    expect(await list({ name: ['^/cre'] })).toEqual([created]);
    expect(await list({ ancestor: [NANOSERVER_2022], status: ['created'] })).toEqual([created]);
  });

  it('prunes by label what does not run', async () => {
    const { engine, run, create, post } = await simulate();
    await run({ Labels: { run: '1' } });
    const gone = await create({ Labels: { run: '1' } });
    await create({ Labels: { run: '2' } });
    const filters = encodeURIComponent(JSON.stringify({ label: ['run=1'] }));
    const { json } = await post(`/containers/prune?filters=${filters}`);
    expect(json).toEqual({ ContainersDeleted: [gone], SpaceReclaimed: 0 });
    expect(engine.containers()).toHaveLength(2);
    expect((await post(`/containers/prune?filters=${encodeURIComponent('{"name":["x"]}')}`)).status).toBe(
      400,
    );
  });

  it('tells what a container uses, and nothing of one that does not run', async () => {
    const { run, create, get } = await simulate();
    const { json } = await get(`/containers/${await run()}/stats?stream=0&one-shot=1`);
    expect(json).toMatchObject({
      os_type: 'windows',
      num_procs: 4,
      memory_stats: { privateworkingset: expect.any(Number) },
    });
    expect((await get(`/containers/${await create()}/stats?stream=0`)).json).toMatchObject({
      memory_stats: {},
      num_procs: 0,
    });
  });
});

describe('images', () => {
  it('are listed, named and removed', async () => {
    const { engine, get, del, run } = await simulate({
      images: [baseImage('ltsc2022'), baseImage('ltsc2019')],
    });
    const listed = (await get('/images/json')).json as { RepoTags: string[] }[];
    expect(listed.map(({ RepoTags }) => RepoTags[0]).sort()).toEqual([
      baseImage('ltsc2019').reference,
      NANOSERVER_2022,
    ]);
    const only = `/images/json?filters=${encodeURIComponent('{"reference":["mcr.microsoft.com/windows/nanoserver:*2019"]}')}`;
    expect((await get(only)).json).toHaveLength(1);
    await run();
    const kept = await del(`/images/${NANOSERVER_2022}`);
    expect([kept.status, messageOf(kept)]).toEqual([
      409,
      expect.stringContaining('is using its referenced image'),
    ]);
    expect((await del(`/images/${baseImage('ltsc2019').reference}`)).json).toContainEqual({
      Untagged: baseImage('ltsc2019').reference,
    });
    expect(engine.images()).toEqual([NANOSERVER_2022]);
    expect(messageOf(await get('/images/absent/json'))).toBe('No such image: absent:latest');
  });

  it('badly built ones have no version', async () => {
    const { get } = await simulate({ images: [{ reference: 'app:1', family: 'nanoserver' }] });
    expect((await get('/images/app:1/json')).json).not.toHaveProperty('OsVersion');
  });

  it.each([
    ['graphdriver', true],
    ['containerd', false],
  ] as const)('%s: the id is the one of the configuration: %s', async (imageStore, ofConfig) => {
    const { get } = await simulate({ imageStore });
    const { Id, RepoDigests } = (await get(`/images/${NANOSERVER_2022}/json`)).json as {
      Id: string;
      RepoDigests: string[];
    };
    expect(RepoDigests.includes(`${NANOSERVER_2022.replace(/:.*/, '')}@${Id}`)).toBe(!ofConfig);
  });
});
