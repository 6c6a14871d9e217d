import type { Product } from './model.ts';
import type { SourceId } from './sources.ts';

/** The day on which the facts tables were last compared with their sources; support dates are judged against it. */
export const FACTS_READ = '2026-11-23';

/** What one build is called as a server or as a client. */
export interface ReleaseName {
  /** `Windows Server 2022`. */
  readonly name: string;
  /** Words users declare such a host by, in lower case; a word that is both server and client stands in both. */
  readonly words: readonly string[];
  /** ISO dates on which support of the host ends, where they were read. */
  readonly mainstreamEnd?: string;
  readonly extendedEnd?: string;
}

/** Base images of one build: the first tag of a repository is the one to recommend. */
export interface ReleaseImages {
  readonly nanoserver?: readonly string[];
  readonly servercore?: readonly string[];
  readonly windows?: readonly string[];
  readonly server?: readonly string[];
  /** The families that are published for `arm64` too, each under its first tag with `-arm64` behind it. */
  readonly arm64?: readonly ('nanoserver' | 'servercore')[];
  /** ISO dates. A release without long-term servicing has no `extendedEnd`. */
  readonly available: string;
  readonly mainstreamEnd: string;
  readonly extendedEnd?: string;
  /** Where the Nano Server image ended before the others. */
  readonly nanoserverEnd?: string;
}

export interface Release {
  readonly build: number;
  /** `ltsc`: long-term servicing. `sac`: semi-annual, ended 2022. `annual`: host only. `client`: no server of this build. */
  readonly channel: 'ltsc' | 'sac' | 'annual' | 'client';
  readonly names: { readonly [P in Product]?: ReleaseName };
  /** Absent where Microsoft publishes no base image of this build. */
  readonly images?: ReleaseImages;
  readonly sources: readonly SourceId[];
}

/** Every build that hosts containers or is a base image, oldest first. */
export const RELEASES: readonly Release[] = [
  {
    build: 14393,
    channel: 'ltsc',
    names: {
      server: {
        name: 'Windows Server 2016',
        words: ['ltsc2016', 'windows-server-2016', 'windows-2016', '1607'],
        mainstreamEnd: '2022-01-11',
        extendedEnd: '2027-01-12',
      },
      client: { name: 'Windows 10 1607', words: ['windows-10-1607', '1607'] },
    },
    images: {
      nanoserver: ['sac2016'],
      servercore: ['ltsc2016'],
      available: '2016-10-15',
      mainstreamEnd: '2022-01-11',
      extendedEnd: '2027-01-11',
      nanoserverEnd: '2018-10-09',
    },
    sources: ['hcsshim-builds', 'ms-base-image-lifecycle', 'ms-base-image-lifecycle-2022', 'lifecycle-data'],
  },
  {
    build: 15063,
    channel: 'client',
    names: { client: { name: 'Windows 10 1703', words: ['windows-10-1703', '1703'] } },
    sources: ['hcsshim-builds'],
  },
  {
    build: 16299,
    channel: 'sac',
    names: {
      server: { name: 'Windows Server, version 1709', words: ['windows-server-1709', '1709'] },
      client: { name: 'Windows 10 1709', words: ['windows-10-1709', '1709'] },
    },
    images: {
      nanoserver: ['1709'],
      servercore: ['1709'],
      available: '2017-10-17',
      mainstreamEnd: '2019-04-09',
    },
    sources: ['hcsshim-builds', 'ms-base-image-lifecycle-2022'],
  },
  {
    build: 17134,
    channel: 'sac',
    names: {
      server: { name: 'Windows Server, version 1803', words: ['windows-server-1803', '1803'] },
      client: { name: 'Windows 10 1803', words: ['windows-10-1803', '1803'] },
    },
    images: {
      nanoserver: ['1803'],
      servercore: ['1803'],
      available: '2018-04-30',
      mainstreamEnd: '2019-11-12',
    },
    sources: ['hcsshim-builds', 'ms-base-image-lifecycle-2022'],
  },
  {
    build: 17763,
    channel: 'ltsc',
    names: {
      server: {
        name: 'Windows Server 2019',
        words: ['ltsc2019', 'windows-server-2019', 'windows-2019', 'windows-server-1809', '1809'],
        mainstreamEnd: '2024-01-09',
        extendedEnd: '2029-01-09',
      },
      client: { name: 'Windows 10 1809', words: ['windows-10-1809', '1809'] },
    },
    images: {
      nanoserver: ['1809'],
      servercore: ['ltsc2019', '1809'],
      windows: ['ltsc2019', '1809'],
      available: '2018-11-13',
      mainstreamEnd: '2024-01-09',
      extendedEnd: '2029-01-09',
    },
    sources: ['hcsshim-builds', 'ms-base-image-lifecycle', 'runner-images-readme', 'dotnet-docker-tags'],
  },
  {
    build: 18362,
    channel: 'sac',
    names: {
      server: { name: 'Windows Server, version 1903', words: ['windows-server-1903', '1903'] },
      client: { name: 'Windows 10 1903', words: ['windows-10-1903', '1903'] },
    },
    images: {
      nanoserver: ['1903'],
      servercore: ['1903'],
      windows: ['1903'],
      available: '2019-05-21',
      mainstreamEnd: '2020-12-08',
    },
    sources: ['hcsshim-builds', 'ms-base-image-lifecycle-2022'],
  },
  {
    build: 18363,
    channel: 'sac',
    names: {
      server: { name: 'Windows Server, version 1909', words: ['windows-server-1909', '1909'] },
      client: { name: 'Windows 10 1909', words: ['windows-10-1909', '1909'] },
    },
    images: {
      nanoserver: ['1909'],
      servercore: ['1909'],
      windows: ['1909'],
      available: '2019-11-12',
      mainstreamEnd: '2021-05-11',
    },
    sources: ['hcsshim-builds', 'ms-base-image-lifecycle-2022'],
  },
  {
    build: 19041,
    channel: 'sac',
    names: {
      server: { name: 'Windows Server, version 2004', words: ['windows-server-2004', '2004'] },
      client: { name: 'Windows 10 2004', words: ['windows-10-2004', '2004'] },
    },
    images: {
      nanoserver: ['2004'],
      servercore: ['2004'],
      windows: ['2004'],
      available: '2020-05-27',
      mainstreamEnd: '2021-12-14',
    },
    sources: ['hcsshim-builds', 'ms-base-image-lifecycle-2022'],
  },
  {
    build: 19042,
    channel: 'sac',
    names: {
      server: { name: 'Windows Server, version 20H2', words: ['windows-server-20h2', '20h2', '2009'] },
      client: { name: 'Windows 10 20H2', words: ['windows-10-20h2', '20h2', '2009'] },
    },
    images: {
      nanoserver: ['20H2', '2009'],
      servercore: ['20H2', '2009'],
      windows: ['20H2', '2009'],
      available: '2020-10-20',
      mainstreamEnd: '2022-08-09',
    },
    sources: ['hcsshim-builds', 'ms-base-image-lifecycle-2022'],
  },
  {
    build: 19043,
    channel: 'client',
    names: { client: { name: 'Windows 10 21H1', words: ['windows-10-21h1', '21h1'] } },
    sources: ['hcsshim-builds', 'windows-containers-117'],
  },
  {
    build: 19044,
    channel: 'client',
    names: { client: { name: 'Windows 10 21H2', words: ['windows-10-21h2', '21h2'] } },
    sources: ['hcsshim-builds', 'windows-containers-117'],
  },
  {
    build: 19045,
    channel: 'client',
    names: { client: { name: 'Windows 10 22H2', words: ['windows-10-22h2', '22h2'] } },
    sources: ['hcsshim-builds', 'windows-containers-117'],
  },
  {
    build: 20348,
    channel: 'ltsc',
    names: {
      server: {
        name: 'Windows Server 2022',
        words: ['ltsc2022', 'windows-server-2022', 'windows-2022', '21h2'],
        mainstreamEnd: '2026-10-13',
        extendedEnd: '2031-10-14',
      },
    },
    images: {
      nanoserver: ['ltsc2022'],
      servercore: ['ltsc2022'],
      server: ['ltsc2022'],
      available: '2021-08-18',
      mainstreamEnd: '2026-10-13',
      extendedEnd: '2031-10-14',
    },
    sources: ['hcsshim-builds', 'ms-base-image-lifecycle', 'ms-base-images'],
  },
  {
    build: 22000,
    channel: 'client',
    names: { client: { name: 'Windows 11 21H2', words: ['windows-11-21h2', '21h2'] } },
    sources: ['hcsshim-builds'],
  },
  {
    build: 22621,
    channel: 'client',
    names: { client: { name: 'Windows 11 22H2', words: ['windows-11-22h2', '22h2'] } },
    sources: ['hcsshim-builds'],
  },
  {
    build: 22631,
    channel: 'client',
    names: { client: { name: 'Windows 11 23H2', words: ['windows-11-23h2', '23h2'] } },
    sources: ['nvda-winversion', 'lifecycle-data'],
  },
  {
    build: 25398,
    channel: 'annual',
    names: {
      server: { name: 'Windows Server, version 23H2', words: ['windows-server-23h2', '23h2'] },
    },
    sources: ['hcsshim-builds', 'ms-portability'],
  },
  {
    build: 26100,
    channel: 'ltsc',
    names: {
      server: {
        name: 'Windows Server 2025',
        words: ['ltsc2025', 'windows-server-2025', 'windows-2025', '24h2'],
        mainstreamEnd: '2029-10-09',
        extendedEnd: '2034-10-10',
      },
      client: { name: 'Windows 11 24H2', words: ['windows-11-24h2', '24h2'] },
    },
    images: {
      nanoserver: ['ltsc2025'],
      servercore: ['ltsc2025'],
      server: ['ltsc2025'],
      arm64: ['nanoserver', 'servercore'],
      available: '2024-11-01',
      mainstreamEnd: '2029-10-09',
      extendedEnd: '2034-10-10',
    },
    sources: [
      'hcsshim-builds',
      'ms-base-image-lifecycle',
      'ms-base-images',
      'ms-version-compatibility',
      'windows-containers-586',
    ],
  },
  {
    build: 26200,
    channel: 'client',
    names: { client: { name: 'Windows 11 25H2', words: ['windows-11-25h2', '25h2'] } },
    sources: ['windows-11-arm-readme', 'ms-mxc-os-versions'],
  },
  {
    build: 26300,
    channel: 'client',
    names: { client: { name: 'Windows 11 26H2', words: ['windows-11-26h2', '26h2'] } },
    sources: ['ms-mxc-os-versions'],
  },
  {
    build: 28000,
    channel: 'client',
    names: { client: { name: 'Windows 11 26H1', words: ['windows-11-26h1', '26h1'] } },
    sources: ['ms-mxc-os-versions'],
  },
];
