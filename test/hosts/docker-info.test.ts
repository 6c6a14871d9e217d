import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { productOfSystemName, readDockerInfo, readOperatingSystem } from '../../src/hosts/docker-info.ts';

describe('the OperatingSystem of every engine generation', () => {
  // moby pkg/parsers/operatingsystem and its test, and what users posted
  test.each([
    ['Microsoft Windows Server Version 21H2 (OS Build 20348.169)', 20348, 169, 'server', '21H2'],
    ['Microsoft Windows Server Version 20H2 (OS Build 19042)', 19042, undefined, 'server', '20H2'],
    ['Microsoft Windows Server (OS Build 17763.107)', 17763, 107, 'server', undefined],
    ['Microsoft Windows Server (OS Build 17763)', 17763, undefined, 'server', undefined],
    ['Microsoft Windows Server Version 24H2 (OS Build 26100.33296)', 26100, 33296, 'server', '24H2'],
    ['Microsoft Windows Version 1809 (OS Build 17763.2628)', 17763, 2628, 'client', '1809'],
    ['Microsoft Windows Version 1809 (OS Build 17763)', 17763, undefined, 'client', '1809'],
    ['Microsoft Windows (OS Build 17763.1879)', 17763, 1879, 'client', undefined],
    ['Microsoft Windows (OS Build 10240)', 10240, undefined, 'client', undefined],
    ['Microsoft Windows Version 25H2 (OS Build 26200.7462)', 26200, 7462, 'client', '25H2'],
    ['Windows Server 2022 Datacenter Version 2009 (OS Build 20348.524)', 20348, 524, 'server', undefined],
    ['Windows Server 2019 Datacenter Version 1809 (OS Build 17763.1039)', 17763, 1039, 'server', '1809'],
    ['Windows 10 Pro Version 1803 (OS Build 17134.285)', 17134, 285, 'client', '1803'],
    ['Windows 10 Pro Version 2009 (OS Build 22000.527)', 22000, 527, 'client', undefined],
    ['Windows 10 Enterprise Version 1809', undefined, undefined, 'client', '1809'],
    ['Windows Server 2016 Datacenter', undefined, undefined, 'server', undefined],
    ['Windows 10 Pro', undefined, undefined, 'client', undefined],
    ['Hyper-V Server Version 1809 (OS Build 17763.100)', 17763, 100, 'server', '1809'],
    ['Azure Stack HCI Version 2009 (OS Build 20348.288)', 20348, 288, undefined, undefined],
    ['Unknown Operating System', undefined, undefined, undefined, undefined],
    ['', undefined, undefined, undefined, undefined],
  ])('%s', (name, build, revision, product, displayVersion) => {
    const read = readOperatingSystem(name);
    expect(read.version?.build).toBe(build);
    expect(read.version?.revision).toBe(revision);
    expect(read.product).toBe(product);
    expect(read.displayVersion).toBe(displayVersion);
  });

  test.each([
    ['Windows 11 Pro', 'client'],
    ['Windows Server 2025 Datacenter', 'server'],
    ['#1 SMP Debian', undefined],
  ])('the system name %s is %s', (name, product) => {
    expect(productOfSystemName(name)).toBe(product);
  });
});

const WINDOWS_2022 = {
  Driver: 'windowsfilter',
  DriverStatus: [['Windows', '']],
  KernelVersion: '10.0 20348 (20348.1.amd64fre.fe_release.210507-1500)',
  OperatingSystem: 'Microsoft Windows Server Version 21H2 (OS Build 20348.707)',
  OSVersion: '10.0.20348',
  OSType: 'windows',
  Architecture: 'x86_64',
  Name: 'WIN-V0V70C0LU5P',
  ServerVersion: '28.5.2',
  Isolation: 'process',
};

describe('docker info', () => {
  test('of a Windows engine tells the host, the default isolation and the image store', () => {
    expect(readDockerInfo(WINDOWS_2022)).toEqual({
      containerOs: 'windows',
      engineVersion: '28.5.2',
      version: { build: 20348, revision: 707 },
      product: 'server',
      displayVersion: '21H2',
      architecture: 'amd64',
      isolation: 'process',
      imageStore: 'graphdriver',
      machineName: 'WIN-V0V70C0LU5P',
    });
  });

  test('without a build in OperatingSystem the build is that of OSVersion, without a revision', () => {
    const info = { ...WINDOWS_2022, OperatingSystem: 'Windows Server 2022 Datacenter' };
    expect(readDockerInfo(info)).toMatchObject({
      version: { build: 20348 },
      product: 'server',
    });
    expect(readDockerInfo(info).version).not.toHaveProperty('revision');
  });

  test('of an engine before 20.10 has no OSVersion: the build is that of the kernel, whose parentheses hold no revision', () => {
    const { OSVersion: _, ...older } = {
      ...WINDOWS_2022,
      OperatingSystem: 'Windows Server 2016 Datacenter',
      KernelVersion: '10.0 14393 (14393.2636.amd64fre.rs1_release_inmarket.181031-1836)',
    };
    expect(readDockerInfo(older).version).toEqual({ build: 14393 });
  });

  test.each([
    ['windowsfilter', [['Windows', '']], 'graphdriver'],
    ['windowsfilter', null, 'graphdriver'],
    ['windows', [['driver-type', 'io.containerd.snapshotter.v1']], 'containerd'],
    ['windows', [], 'containerd'],
    ['cimfs', [['driver-type', 'io.containerd.snapshotter.v1']], 'containerd'],
    ['lcow', 'nonsense', undefined],
  ])('driver %s with status %j is the %s store', (Driver, DriverStatus, store) => {
    expect(readDockerInfo({ ...WINDOWS_2022, Driver, DriverStatus }).imageStore).toBe(store);
  });

  test.each([
    ['x86_64', 'amd64'],
    ['arm64', 'arm64'],
    ['aarch64', 'arm64'],
    ['i686', undefined],
  ])('architecture %s is %s', (Architecture, architecture) => {
    expect(readDockerInfo({ ...WINDOWS_2022, Architecture }).architecture).toBe(architecture);
  });

  test.each([
    ['process', 'process'],
    ['hyperv', 'hyperv'],
    ['', undefined],
    ['default', undefined],
  ])('isolation "%s" is %s', (Isolation, isolation) => {
    expect(readDockerInfo({ ...WINDOWS_2022, Isolation }).isolation).toBe(isolation);
  });

  test('in Linux mode nothing is said of the Windows below', () => {
    const info = {
      OSType: 'linux',
      OperatingSystem: 'Docker Desktop',
      KernelVersion: '6.6.87.2-microsoft-standard-WSL2',
      OSVersion: '',
      Architecture: 'x86_64',
      Name: 'docker-desktop',
      ServerVersion: '28.5.1',
      Isolation: '',
      Driver: 'overlayfs',
      DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']],
    };
    expect(readDockerInfo(info)).toEqual({
      containerOs: 'linux',
      engineVersion: '28.5.1',
      imageStore: 'containerd',
      machineName: 'docker-desktop',
    });
  });

  test.each([[undefined], [''], [null], [[]], [{ OSType: '' }], [{ ClientInfo: {} }], [{ OSType: 'plan9' }]])(
    '%j is no engine, and says so',
    (answer) => {
      expect(readDockerInfo(answer)).toEqual({ failure: 'what answered told nothing of an engine' });
    },
  );

  test('any JSON at all is read without throwing', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.array(fc.string()));
    const info = fc.record(
      {
        OSType: fc.constantFrom('windows', 'linux', ''),
        OperatingSystem: value,
        OSVersion: value,
        Driver: value,
        DriverStatus: value,
        Isolation: value,
        Name: value,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(info, fc.jsonValue()), (document) => {
        const { containerOs, failure } = readDockerInfo(document);
        expect(containerOs === undefined).toBe(failure !== undefined);
      }),
    );
  });
});
