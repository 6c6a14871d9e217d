import { describe, expect, it } from 'vitest';
import { ENGINES, type EngineName, isFrom } from './generations.ts';
import { messageOf, NANOSERVER_2022, simulate } from './simulate.ts';

/** HostConfig, and what engines up to 24 and since 28 say of it. */
const DECODED: readonly [string, object, string, string][] = [
  [
    'isolation',
    { Isolation: 'foo' },
    "Invalid isolation: \"foo\". Windows supports 'default', 'process', or 'hyperv'",
    "invalid isolation (foo): Windows supports 'default', 'process', or 'hyperv'",
  ],
  [
    'privileged',
    { Privileged: true },
    'Windows does not support privileged mode',
    'invalid option: privileged mode is not supported for Windows containers',
  ],
  [
    'read only',
    { ReadonlyRootfs: true },
    'Windows does not support root filesystem in read-only mode',
    'invalid option: read-only mode is not supported for Windows containers',
  ],
  [
    'real-time period',
    { CpuRealtimePeriod: 1 },
    'Windows does not support CPU real-time period',
    'invalid option: CPU real-time period is not supported for Windows containers',
  ],
  [
    'real-time runtime',
    { CpuRealtimeRuntime: 1 },
    'Windows does not support CPU real-time runtime',
    'invalid option: CPU real-time runtime is not supported for Windows containers',
  ],
  [
    'network of a container',
    { NetworkMode: 'container:x', Isolation: 'hyperv' },
    'Using the network stack of another container is not supported while using Hyper-V Containers',
    'invalid network-mode: using the network stack of another container is not supported while using Hyper-V Containers',
  ],
];

/** HostConfig, and what every engine says of it, with 400. */
const SETTINGS: readonly [string, object, string][] = [
  ['BlkioDeviceReadBps', { BlkioDeviceReadBps: [{}] }, 'Windows does not support BlkioDeviceReadBps'],
  ['BlkioDeviceReadIOps', { BlkioDeviceReadIOps: [{}] }, 'Windows does not support BlkioDeviceReadIOps'],
  ['BlkioDeviceWriteBps', { BlkioDeviceWriteBps: [{}] }, 'Windows does not support BlkioDeviceWriteBps'],
  ['BlkioDeviceWriteIOps', { BlkioDeviceWriteIOps: [{}] }, 'Windows does not support BlkioDeviceWriteIOps'],
  ['BlkioWeight', { BlkioWeight: 10 }, 'Windows does not support BlkioWeight'],
  ['BlkioWeightDevice', { BlkioWeightDevice: [{}] }, 'Windows does not support BlkioWeightDevice'],
  ['CgroupParent', { CgroupParent: 'x' }, 'Windows does not support CgroupParent'],
  ['CpuPeriod', { CpuPeriod: 1 }, 'Windows does not support CPUPeriod'],
  ['CpusetCpus', { CpusetCpus: '0' }, 'Windows does not support CpusetCpus'],
  ['CpusetMems', { CpusetMems: '0' }, 'Windows does not support CpusetMems'],
  ['MemoryReservation', { MemoryReservation: 1 }, 'Windows does not support MemoryReservation'],
  ['MemorySwap', { MemorySwap: 1 }, 'Windows does not support MemorySwap'],
  ['MemorySwappiness', { MemorySwappiness: 5 }, 'Windows does not support MemorySwappiness'],
  ['OomKillDisable', { OomKillDisable: true }, 'Windows does not support OomKillDisable'],
  ['PidsLimit', { PidsLimit: 5 }, 'Windows does not support PidsLimit'],
  ['Ulimits', { Ulimits: [{}] }, 'Windows does not support Ulimits'],
  ['CPU shares', { CpuShares: 10_001 }, 'range of CPUShares is from 1 to 10000'],
  ['CPU percent', { CpuPercent: 101 }, 'range of CPUPercent is from 1 to 100'],
  ['CPU count', { CpuCount: -1 }, 'invalid CPUCount: CPUCount cannot be negative'],
  ['CPUs and percent', { NanoCpus: 1e9, CpuPercent: 1 }, 'Nano CPUs and CPU Percent cannot both be set'],
  ['CPUs and shares', { NanoCpus: 1e9, CpuShares: 1 }, 'Nano CPUs and CPU Shares cannot both be set'],
  ['CPUs', { NanoCpus: 5e9 }, 'range of CPUs is from 0.01 to 4.00, as there are only 4 CPUs available'],
  ['CapAdd', { CapAdd: ['NET_ADMIN'] }, 'invalid CapAdd: unknown capability: "CAP_NET_ADMIN"'],
  ['CapDrop', { CapDrop: ['cap_chown'] }, 'invalid CapDrop: unknown capability: "CAP_CHOWN"'],
  [
    'restart of what is removed',
    { AutoRemove: true, RestartPolicy: { Name: 'always' } },
    "can't create 'AutoRemove' container with restart policy",
  ],
  ['tmpfs', { Mounts: [{ Type: 'tmpfs', Target: 'c:\\x' }] }, 'mount type unknown'],
  [
    'a folder that is not there',
    { Mounts: [{ Type: 'bind', Source: 'd:\\absent', Target: 'c:\\x' }] },
    'bind source path does not exist: d:\\absent',
  ],
  [
    'over drive C',
    { Mounts: [{ Type: 'bind', Source: 'c:\\temp', Target: 'c:\\' }] },
    "destination path (c:\\) cannot be 'c:' or 'c:\\'",
  ],
  [
    'a path of Linux',
    { Mounts: [{ Type: 'bind', Source: 'c:\\temp', Target: '/x' }] },
    'mount path must be absolute',
  ],
  ['a bind without target', { Binds: ['c:\\temp'] }, 'invalid volume specification'],
];

/** Accepted and without any effect on Windows. */
const IGNORED: readonly object[] = [
  { IpcMode: 'host', PidMode: 'host', UTSMode: 'host', UsernsMode: 'host', CgroupnsMode: 'host' },
  { ShmSize: 64_000_000, Sysctls: { 'net.core.somaxconn': '1' }, Tmpfs: { '/run': '' }, Init: true },
  { CapAdd: ['ALL'], MemorySwappiness: -1, PidsLimit: 0, OomKillDisable: false, OomScoreAdj: 5 },
  { Binds: ['c:\\temp:c:\\inside:ro'], Mounts: [{ Type: 'bind', Source: 'c:\\temp', Target: 'c:\\x' }] },
];

const body = (HostConfig: object) => ({ Image: NANOSERVER_2022, Cmd: ['x'], HostConfig });

describe.each(ENGINES)('what %s refuses at a create', (engine: EngineName) => {
  it.each(DECODED)('%s, while it reads the body', async (_name, hostConfig, before28, since28) => {
    const { post } = await simulate({ engine });
    const answer = await post('/containers/create', body(hostConfig));
    const expected = isFrom(engine, '28.5') ? [400, since28] : [500, before28];
    expect([answer.status, messageOf(answer)]).toEqual(expected);
  });

  it.each(SETTINGS)('%s', async (_name, hostConfig, text) => {
    const { post } = await simulate({ engine });
    const answer = await post('/containers/create', body(hostConfig));
    expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringContaining(text)]);
  });

  it('nothing of what Windows ignores', async () => {
    const { create } = await simulate({ engine });
    for (const HostConfig of IGNORED) await create({ HostConfig });
  });

  it('a body without a configuration, without JSON, of another type', async () => {
    const { post } = await simulate({ engine });
    const empty = await post('/containers/create', { HostConfig: {} });
    expect([empty.status, messageOf(empty).toLowerCase()]).toEqual([
      400,
      'config cannot be empty in order to create a container',
    ]);
    const text = await post('/containers/create', undefined, { 'Content-Type': 'application/json' });
    expect(text.status).toBe(engine === '20.10' ? 500 : 400);
    const typed = await post('/containers/create', {}, { 'Content-Type': 'text/plain' });
    expect(typed.status).toBe(400);
  });

  it('a container without a command', async () => {
    const image = { reference: 'app:1', osVersion: '10.0.20348.1', config: { Cmd: null } };
    const { post } = await simulate({ engine, images: [image] });
    const answer = await post('/containers/create', { Image: 'app:1' });
    const text = isFrom(engine, '28.5') ? 'no command specified' : 'No command specified';
    expect([answer.status, messageOf(answer)]).toEqual([400, text]);
  });

  it('names that are none, or taken', async () => {
    const { create, post } = await simulate({ engine });
    const id = await create({}, 'taken');
    for (const name of ['x', '-x', 'a b', 'ä']) {
      const answer = await post(`/containers/create?name=${encodeURIComponent(name)}`, body({}));
      expect([answer.status, messageOf(answer)]).toEqual([
        400,
        expect.stringContaining(`Invalid container name (${name})`),
      ]);
    }
    const taken = await post('/containers/create?name=taken', body({}));
    expect([taken.status, messageOf(taken)]).toEqual([409, expect.stringContaining(`container "${id}"`)]);
  });
});

describe('isolation', () => {
  const isolationOf = (json: unknown) => (json as { HostConfig: { Isolation: string } }).HostConfig.Isolation;

  it.each([
    ['windows-server-2022', undefined, undefined, 'process'],
    ['windows-server-2022', 'default', undefined, 'process'],
    ['windows-server-2022', 'HyperV', undefined, 'HyperV'],
    ['windows-server-2022', '', 'hyperv', 'hyperv'],
    ['windows-11-24h2', '', undefined, 'hyperv'],
    ['windows-11-24h2', 'process', undefined, 'process'],
  ] as const)('on %s, asked %s, daemon %s: %s', async (host, asked, defaultIsolation, shown) => {
    const { create, get } = await simulate({ host, ...(defaultIsolation ? { defaultIsolation } : {}) });
    const id = await create({ HostConfig: asked === undefined ? {} : { Isolation: asked } });
    expect(isolationOf((await get(`/containers/${id}/json`)).json)).toBe(shown);
  });
});

describe('processors in process isolation', () => {
  it.each([
    [{ CpuCount: 1, CpuShares: 5 }, 'CPU count takes priority over CPU shares'],
    [{ CpuCount: 1, CpuPercent: 5 }, 'CPU count takes priority over CPU percent'],
    [{ CpuShares: 1, CpuPercent: 5 }, 'CPU shares takes priority over CPU percent'],
  ])('%o', async (HostConfig, text) => {
    const { post } = await simulate();
    const { json } = await post('/containers/create', body(HostConfig));
    expect(json).toMatchObject({ Warnings: [expect.stringContaining(text)] });
    const hyperv = await post('/containers/create', body({ ...HostConfig, Isolation: 'hyperv' }));
    expect(hyperv.json).toMatchObject({ Warnings: [] });
  });
});

describe('what a start refuses', () => {
  it.each([
    [{ SecurityOpt: ['seccomp=x'] }, 500, 'security option not supported: seccomp'],
    [{ SecurityOpt: ['seccomp'] }, 500, 'no equals sign in supplied value seccomp'],
    [{ SecurityOpt: ['credentialspec=x'] }, 500, 'invalid credential spec security option'],
    [{ Devices: [{ PathOnHost: '/dev/x' }] }, 500, "invalid device assignment path: '/dev/x'"],
    [
      { Devices: [{ PathOnHost: 'class/5B45201D-F2F2-4F3B-85BB-30FF1F953599' }], Isolation: 'hyperv' },
      500,
      'device assignment is not supported for HyperV containers',
    ],
    [{ NetworkMode: 'host' }, 404, 'network host not found'],
  ])('%o', async (HostConfig, status, text) => {
    const { create, post } = await simulate();
    const answer = await post(`/containers/${await create({ HostConfig })}/start`);
    expect([answer.status, messageOf(answer)]).toEqual([status, expect.stringContaining(text)]);
  });

  it('takes a credential spec and a device in process isolation', async () => {
    const { run } = await simulate();
    await run({
      HostConfig: {
        SecurityOpt: ['credentialspec=file://x.json'],
        Devices: [{ PathOnHost: 'class/5B45201D-F2F2-4F3B-85BB-30FF1F953599' }],
      },
    });
  });
});
