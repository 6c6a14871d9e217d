import { describe, expect, it } from 'vitest';
import { HOSTS, type HostName } from './hosts.ts';
import type { Family, Isolation, WindowsEngineOptions } from './options.ts';
import { OUTCOMES, type Outcome, RELEASE_OF_BUILD } from './outcomes.ts';
import { messageOf, simulate } from './simulate.ts';
import { WINDOWS_TEXTS } from './windows-texts.ts';

type WindowsHostName = keyof typeof OUTCOMES;

const hosts = Object.keys(OUTCOMES) as WindowsHostName[];
const families: readonly Family[] = ['nanoserver', 'servercore', 'server', 'windows'];
const releases = Object.values(RELEASE_OF_BUILD);

describe('the table of outcomes', () => {
  it.each(hosts)('%s says something of every image in every isolation, and whence', (host) => {
    const rows = OUTCOMES[host];
    expect(rows.every(({ source }) => source.length > 20)).toBe(true);
    for (const release of releases)
      for (const isolation of ['process', 'hyperv'] as const)
        for (const family of families) {
          const fitting = rows.filter(
            (row) =>
              row.image === release &&
              row.isolation === isolation &&
              (row.families ?? families).includes(family),
          );
          expect(
            fitting.filter(({ revision }) => !revision).length,
            `${release} ${isolation} ${family}`,
          ).toBeGreaterThan(0);
        }
  });

  it('every Windows host is in it, with a source', () => {
    const windows = Object.entries(HOSTS).filter(([, { os }]) => os === 'windows');
    expect(windows.map(([name]) => name).sort()).toEqual([...hosts].sort());
    for (const [, { source }] of Object.entries(HOSTS)) expect(source.length).toBeGreaterThan(10);
    for (const { source } of Object.values(WINDOWS_TEXTS)) expect(source.length).toBeGreaterThan(10);
  });
});

async function started(
  host: HostName,
  image: {
    readonly osVersion?: string;
    readonly family?: Family;
    readonly utilityVm?: boolean;
    readonly hasCmd?: boolean;
  },
  isolation: Isolation,
  options: Partial<WindowsEngineOptions> = {},
): Promise<string> {
  const { create, post } = await simulate({
    host,
    engine: host === 'windows-server-2016' ? '20.10' : '29.1',
    images: [{ reference: 'app:1', config: { Cmd: ['cmd', '/c', 'x'] }, ...image }],
    ...options,
  });
  const id = await create({ Image: 'app:1', Cmd: null, HostConfig: { Isolation: isolation } });
  const answer = await post(`/containers/${id}/start`);
  return answer.status === 204 ? 'runs' : `${answer.status} ${messageOf(answer).replaceAll(id, 'ID')}`;
}

const MISMATCH =
  '500 hcs::CreateComputeSystem ID: The container operating system does not match the host operating system.';
const CRASH =
  '500 container ID encountered an error during hcs::System::Start: failure in a Windows system call: The virtual machine or container exited unexpectedly. (0xc0370106)';

describe('a start, by host, image and isolation', () => {
  it.each<[HostName, string, Family, Isolation, string]>([
    ['windows-server-2016', '10.0.14393.1', 'servercore', 'process', 'runs'],
    ['windows-server-2019', '10.0.17763.1', 'servercore', 'process', 'runs'],
    ['windows-server-2019', '10.0.14393.1', 'servercore', 'process', MISMATCH],
    ['windows-server-2019', '10.0.14393.1', 'servercore', 'hyperv', 'runs'],
    ['windows-server-2022', '10.0.17763.1', 'nanoserver', 'process', MISMATCH],
    ['windows-server-2022', '10.0.17763.1', 'nanoserver', 'hyperv', 'runs'],
    ['windows-server-2022', '10.0.26100.1', 'nanoserver', 'hyperv', MISMATCH],
    ['windows-server-2025', '10.0.20348.1', 'nanoserver', 'process', 'runs'],
    ['windows-server-2025', '10.0.26100.99999', 'nanoserver', 'process', 'runs'],
    ['windows-server-2025', '10.0.26100.99999', 'servercore', 'process', CRASH],
    ['windows-server-2025', '10.0.26100.99999', 'servercore', 'hyperv', 'runs'],
    ['windows-10-22h2', '10.0.19041.1', 'servercore', 'process', 'runs'],
    ['windows-10-22h2', '10.0.19042.1', 'servercore', 'process', MISMATCH],
    ['windows-10-22h2', '10.0.18362.1', 'nanoserver', 'hyperv', CRASH],
    [
      'windows-11-25h2',
      '10.0.26100.1',
      'servercore',
      'process',
      '500 hcs::CreateComputeSystem ID: The container image contains a layer with an unrecognized format.',
    ],
    ['windows-11-25h2', '10.0.20348.1', 'servercore', 'process', 'runs'],
  ])('%s, %s of %s, %s: %s', async (host, osVersion, family, isolation, expected) => {
    expect(await started(host, { osVersion, family }, isolation)).toBe(expected);
  });

  it('an image that does not say its version runs', async () => {
    expect(await started('windows-server-2022', {}, 'process')).toBe('runs');
  });

  it.each([
    [
      'absent',
      'hyperv',
      '500 hcs::CreateComputeSystem ID: The virtual machine could not be started because a required feature is not installed.',
    ],
    ['broken', 'hyperv', '500 hcs::CreateComputeSystem ID: hcsshim: timeout waiting for notification'],
    ['absent', 'process', 'runs'],
  ] as const)('Hyper-V %s, %s: %s', async (hyperv, isolation, expected) => {
    expect(await started('windows-server-2022', { osVersion: '10.0.20348.1' }, isolation, { hyperv })).toBe(
      expected,
    );
  });

  it('images without a utility VM, and without cmd', async () => {
    const osVersion = '10.0.20348.1';
    expect(await started('windows-server-2022', { osVersion, utilityVm: false }, 'hyperv')).toBe(
      '500 utility VM image could not be found',
    );
    expect(await started('windows-server-2022', { osVersion, utilityVm: false }, 'process')).toBe('runs');
    expect(await started('windows-server-2022', { osVersion, hasCmd: false }, 'process')).toMatch(
      /^400 .*CreateProcess: cmd \/c x: .*\(0x2\)$/,
    );
  });

  const rows = (outcome: Outcome) =>
    [{ image: 'ltsc2022', isolation: 'process', outcome, source: 'this test' }] as const;

  it('one’s own rows come first', async () => {
    const image = { osVersion: '10.0.20348.1' };
    const outcome = rows({ is: 'unexpected' });
    expect(await started('windows-server-2022', image, 'process', { outcome })).toBe(CRASH);
    expect(await started('windows-server-2022', image, 'hyperv', { outcome })).toBe('runs');
    expect(
      await started('windows-server-2022', image, 'hyperv', {
        outcome: { is: 'refused', text: 'os-mismatch' },
      }),
    ).toBe(MISMATCH);
    const before = performance.now();
    expect(
      await started('windows-server-2022', image, 'process', { outcome: { is: 'stalls', ms: 100 } }),
    ).toBe('runs');
    expect(performance.now() - before).toBeGreaterThan(95);
  });

  it('exits as soon as it runs', async () => {
    const { run, post } = await simulate({ outcome: rows({ is: 'exits', code: 0xc0000142 }) });
    expect((await post(`/containers/${await run()}/wait`)).json).toEqual({ StatusCode: 0xc0000142 });
  });
});

describe('Docker Desktop with Linux containers', () => {
  it('pulls and creates, and the simulator says that it runs no such container', async () => {
    const { create, get, post } = await simulate({
      host: 'docker-desktop-linux',
      images: [{ reference: 'app:1', os: 'linux', config: { Cmd: ['x'] } }],
    });
    expect((await get('/_ping')).headers).toMatchObject({ ostype: 'linux', 'builder-version': '2' });
    const id = await create({ Image: 'app:1' });
    expect((await get(`/containers/${id}/json`)).json).toMatchObject({
      Platform: 'linux',
      Driver: 'overlay2',
    });
    expect((await post(`/containers/${id}/start`)).status).toBe(501);
  });
});
