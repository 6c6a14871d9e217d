import type { Isolation } from './options.ts';

export type HostName =
  | 'windows-server-2016'
  | 'windows-server-2019'
  | 'windows-server-2022'
  | 'windows-server-2025'
  | 'windows-10-22h2'
  | 'windows-11-24h2'
  | 'windows-11-25h2'
  | 'docker-desktop-linux';

export interface WindowsHost {
  readonly os: 'windows';
  readonly product: 'server' | 'client';
  readonly build: number;
  readonly revision: number;
  /** Registry BuildLabEx: of the release's first build, never of its updates. */
  readonly buildLab: string;
  /** Registry ProductName: still "Windows 10" on Windows 11. */
  readonly productName: string;
  /** Registry ReleaseId: stands still at 2009. */
  readonly releaseId: string;
  /** Registry DisplayVersion, or ReleaseId where there is none. */
  readonly displayVersion: string;
  readonly defaultIsolation: Isolation;
  readonly source: string;
}

export interface LinuxHost {
  readonly os: 'linux';
  readonly operatingSystem: string;
  readonly kernelVersion: string;
  readonly source: string;
}

export type Host = WindowsHost | LinuxHost;

const DEFAULT_ISOLATION = 'moby/moby daemon/daemon_windows.go setDefaultIsolation';
const RUNNER = 'actions/runner-images, software lists of 2026-08';

export const HOSTS: Readonly<Record<HostName, Host>> = {
  'windows-server-2016': {
    os: 'windows',
    product: 'server',
    build: 14393,
    revision: 5850,
    buildLab: '14393.5850.amd64fre.rs1_release.230408-1606',
    productName: 'Windows Server 2016 Datacenter',
    releaseId: '1607',
    displayVersion: '1607',
    defaultIsolation: 'process',
    source: `${DEFAULT_ISOLATION}; on 14393 the lab string moves with the updates`,
  },
  'windows-server-2019': {
    os: 'windows',
    product: 'server',
    build: 17763,
    revision: 7009,
    buildLab: '17763.1.amd64fre.rs5_release.180914-1434',
    productName: 'Windows Server 2019 Datacenter',
    releaseId: '1809',
    displayVersion: '1809',
    defaultIsolation: 'process',
    source: `${DEFAULT_ISOLATION}; last hosted runner of it: actions/runner-images issue 12045`,
  },
  'windows-server-2022': {
    os: 'windows',
    product: 'server',
    build: 20348,
    revision: 5499,
    buildLab: '20348.1.amd64fre.fe_release.210507-1500',
    productName: 'Windows Server 2022 Datacenter',
    releaseId: '2009',
    displayVersion: '21H2',
    defaultIsolation: 'process',
    source: `${DEFAULT_ISOLATION}; ${RUNNER}`,
  },
  'windows-server-2025': {
    os: 'windows',
    product: 'server',
    build: 26100,
    revision: 33296,
    buildLab: '26100.1.amd64fre.ge_release.240331-1435',
    productName: 'Windows Server 2025 Datacenter',
    releaseId: '2009',
    displayVersion: '24H2',
    defaultIsolation: 'process',
    source: `${DEFAULT_ISOLATION}; ${RUNNER}`,
  },
  'windows-10-22h2': {
    os: 'windows',
    product: 'client',
    build: 19045,
    revision: 6456,
    buildLab: '19041.1.amd64fre.vb_release.191206-1406',
    productName: 'Windows 10 Pro',
    releaseId: '2009',
    displayVersion: '22H2',
    defaultIsolation: 'hyperv',
    source: `${DEFAULT_ISOLATION}; an enablement package over 19041, whose lab string stays`,
  },
  'windows-11-24h2': {
    os: 'windows',
    product: 'client',
    build: 26100,
    revision: 7462,
    buildLab: '26100.1.amd64fre.ge_release.240331-1435',
    productName: 'Windows 10 Pro',
    releaseId: '2009',
    displayVersion: '24H2',
    defaultIsolation: 'hyperv',
    source: DEFAULT_ISOLATION,
  },
  'windows-11-25h2': {
    os: 'windows',
    product: 'client',
    build: 26200,
    revision: 7462,
    buildLab: '26100.1.amd64fre.ge_release.240331-1435',
    productName: 'Windows 10 Pro',
    releaseId: '2009',
    displayVersion: '25H2',
    defaultIsolation: 'hyperv',
    source: `${DEFAULT_ISOLATION}; the build of microsoft/hcsshim issue 2566`,
  },
  'docker-desktop-linux': {
    os: 'linux',
    operatingSystem: 'Docker Desktop',
    kernelVersion: '5.15.167.4-microsoft-standard-WSL2',
    source: 'docker info of Docker Desktop on Windows 11 with its default, Linux containers',
  },
};
