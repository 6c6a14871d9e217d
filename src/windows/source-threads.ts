import type { Source } from './sources.ts';

/** Issue and pull-request threads that facts rest on. */
export const SOURCE_THREADS = {
  'runner-images-11582': {
    title: 'actions/runner-images#11582: Server Core 26100.3194 does not start on a 26100.2894 runner',
    url: 'https://github.com/actions/runner-images/issues/11582',
    read: '2026-11-23',
  },
  'runner-images-12045': {
    title: 'actions/runner-images#12045: Windows Server 2019 image retired',
    url: 'https://github.com/actions/runner-images/issues/12045',
    read: '2026-11-23',
  },
  'runner-images-14632': {
    title: 'actions/runner-images#14632: Docker removed from the Windows 11 arm64 images',
    url: 'https://github.com/actions/runner-images/issues/14632',
    read: '2026-11-23',
  },
  'windows-containers-117': {
    title: 'microsoft/Windows-Containers#117: No base images for later Windows 10 builds',
    url: 'https://github.com/microsoft/Windows-Containers/issues/117',
    read: '2026-11-23',
  },
  'windows-containers-181': {
    title:
      'microsoft/Windows-Containers#181: Outbound traffic stalls in process isolation on Windows Server 2022',
    url: 'https://github.com/microsoft/Windows-Containers/issues/181',
    read: '2026-11-23',
  },
  'windows-containers-224': {
    title: 'microsoft/Windows-Containers#224: 0xc0370101 for an image of another processor on Windows on Arm',
    url: 'https://github.com/microsoft/Windows-Containers/issues/224',
    read: '2026-11-29',
  },
  'windows-containers-356': {
    title: 'microsoft/Windows-Containers#356: nanoserver:1903 under Hyper-V on Windows 10 22H2',
    url: 'https://github.com/microsoft/Windows-Containers/issues/356',
    read: '2026-11-23',
  },
  'windows-containers-374': {
    title: 'microsoft/Windows-Containers#374: Process isolation times out beside other host software',
    url: 'https://github.com/microsoft/Windows-Containers/issues/374',
    read: '2026-11-23',
  },
  'windows-containers-406': {
    title: 'microsoft/Windows-Containers#406: Process isolation of 19041 images on later Windows 10',
    url: 'https://github.com/microsoft/Windows-Containers/issues/406',
    read: '2026-11-23',
  },
  'windows-containers-525': {
    title: 'microsoft/Windows-Containers#525: Windows Server 2022 images on Windows 11 in process isolation',
    url: 'https://github.com/microsoft/Windows-Containers/issues/525',
    read: '2026-11-23',
  },
  'windows-containers-547': {
    title: 'microsoft/Windows-Containers#547: Process-isolated ltsc2025 container stops slowly',
    url: 'https://github.com/microsoft/Windows-Containers/issues/547',
    read: '2026-11-23',
  },
  'windows-containers-586': {
    title: 'microsoft/Windows-Containers#586: ltsc2025-arm64 for Windows 11 24H2 on Arm',
    url: 'https://github.com/microsoft/Windows-Containers/issues/586',
    read: '2026-11-29',
  },
  'windows-containers-591': {
    title:
      'microsoft/Windows-Containers#591: Windows Server 2025 image does not start on Windows Server 2025',
    url: 'https://github.com/microsoft/Windows-Containers/issues/591',
    read: '2026-11-23',
  },
  'windows-containers-645': {
    title: 'microsoft/Windows-Containers#645: Process.Start hangs on newer ltsc2019 images',
    url: 'https://github.com/microsoft/Windows-Containers/issues/645',
    read: '2026-11-23',
  },
  'windows-containers-647': {
    title: 'microsoft/Windows-Containers#647: Process-isolated ltsc2025 containers stall at start',
    url: 'https://github.com/microsoft/Windows-Containers/issues/647',
    read: '2026-11-23',
  },
  'hcsshim-437': {
    title: 'microsoft/hcsshim#437: vmcompute: insufficient system resources',
    url: 'https://github.com/microsoft/hcsshim/issues/437',
    read: '2026-11-23',
  },
  'hcsshim-869': {
    title: 'microsoft/hcsshim#869: Insufficient system resources',
    url: 'https://github.com/microsoft/hcsshim/issues/869',
    read: '2026-11-23',
  },
  'hcsshim-2531': {
    title: 'microsoft/hcsshim#2531: Host-process containers inside Hyper-V isolated pods',
    url: 'https://github.com/microsoft/hcsshim/pull/2531',
    read: '2026-11-23',
  },
  'hcsshim-2566': {
    title: 'microsoft/hcsshim#2566: ltsc2025 containers fail on Windows 11 25H2',
    url: 'https://github.com/microsoft/hcsshim/issues/2566',
    read: '2026-11-23',
  },
  'navcontainerhelper-870': {
    title: 'microsoft/navcontainerhelper#870: The paging file is too small',
    url: 'https://github.com/microsoft/navcontainerhelper/issues/870',
    read: '2026-11-23',
  },
  'navcontainerhelper-1960': {
    title: 'microsoft/navcontainerhelper#1960: Process isolation on Windows 10 21H1',
    url: 'https://github.com/microsoft/navcontainerhelper/issues/1960',
    read: '2026-11-23',
  },
  'navcontainerhelper-3415': {
    title: 'microsoft/navcontainerhelper#3415: Hyper-V enabled but not working on a hosted agent',
    url: 'https://github.com/microsoft/navcontainerhelper/issues/3415',
    read: '2026-11-23',
  },
  'navcontainerhelper-4070': {
    title: 'microsoft/navcontainerhelper#4070: Neither isolation works on Windows 11 25H2',
    url: 'https://github.com/microsoft/navcontainerhelper/issues/4070',
    read: '2026-11-23',
  },
  'nav-docker-497': {
    title: 'microsoft/nav-docker#497: Image 2004 runs on Windows 10 21H1, image 20H2 does not',
    url: 'https://github.com/microsoft/nav-docker/issues/497',
    read: '2026-11-23',
  },
  'dotnet-docker-4492': {
    title: 'dotnet/dotnet-docker#4492: Multi-platform tags become Linux-only',
    url: 'https://github.com/dotnet/dotnet-docker/issues/4492',
    read: '2026-11-23',
  },
  'dotnet-docker-7284': {
    title: 'dotnet/dotnet-docker#7284: vc_redist hangs on ltsc2019 after the July 2026 update',
    url: 'https://github.com/dotnet/dotnet-docker/issues/7284',
    read: '2026-11-23',
  },
  'dotnet-framework-docker-523': {
    title: 'microsoft/dotnet-framework-docker#523: Exit code 3221225785 after February 2020',
    url: 'https://github.com/microsoft/dotnet-framework-docker/issues/523',
    read: '2026-11-23',
  },
  'dotnet-framework-docker-1265': {
    title: 'microsoft/dotnet-framework-docker#1265: sdk:4.8 no longer starts on Windows Server 2022',
    url: 'https://github.com/microsoft/dotnet-framework-docker/issues/1265',
    read: '2026-11-23',
  },
  'virtualization-documentation-1286': {
    title: 'MicrosoftDocs/Virtualization-Documentation#1286: Down-level process isolation on Windows 10 1909',
    url: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/issues/1286',
    read: '2026-11-23',
  },
  'virtualization-documentation-1874': {
    title: 'MicrosoftDocs/Virtualization-Documentation#1874: No matching manifest on Windows 10 19044',
    url: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/issues/1874',
    read: '2026-11-23',
  },
  'for-win-14287': {
    title: 'docker/for-win#14287: Intermittent 0xc0370106 in process isolation',
    url: 'https://github.com/docker/for-win/issues/14287',
    read: '2026-11-23',
  },
  'for-win-14368': {
    title: 'docker/for-win#14368: Timeout waiting for notification',
    url: 'https://github.com/docker/for-win/issues/14368',
    read: '2026-11-23',
  },
  'docker-machine-4467': {
    title: 'docker-archive-public/docker.machine#4467: No hypervisor present, in French',
    url: 'https://github.com/docker-archive-public/docker.machine/issues/4467',
    read: '2026-11-23',
  },
  'docker-cli-2722': {
    title: 'docker/cli#2722: os.version in manifest lists',
    url: 'https://github.com/docker/cli/issues/2722',
    read: '2026-11-23',
  },
  'docker-cli-5923': {
    title: 'docker/cli#5923: image operating system "windows" cannot be used on this platform',
    url: 'https://github.com/docker/cli/issues/5923',
    read: '2026-11-29',
  },
  'alops-695': {
    title: 'HodorNV/ALOps#695: CreateComputeSystem: timeout period expired',
    url: 'https://github.com/HodorNV/ALOps/issues/695',
    read: '2026-11-23',
  },
  'moby-27198': {
    title: 'moby/moby#27198: No hypervisor is present on this system',
    url: 'https://github.com/moby/moby/issues/27198',
    read: '2026-11-23',
  },
  'moby-30950': {
    title: 'moby/moby#30950: Insufficient system resources at container creation',
    url: 'https://github.com/moby/moby/issues/30950',
    read: '2026-11-23',
  },
  'moby-32595': {
    title: 'moby/moby#32595: Element not found after a host update',
    url: 'https://github.com/moby/moby/issues/32595',
    read: '2026-11-23',
  },
  'moby-35857': {
    title: 'moby/moby#35857: Timeout period expired at start',
    url: 'https://github.com/moby/moby/issues/35857',
    read: '2026-11-23',
  },
  'moby-40328': {
    title: 'moby/moby#40328: Containers exit with 3221226505 or 3221225477',
    url: 'https://github.com/moby/moby/issues/40328',
    read: '2026-11-23',
  },
  'moby-40468': {
    title: 'moby/moby#40468: Process isolation on Windows 10 1909',
    url: 'https://github.com/moby/moby/issues/40468',
    read: '2026-11-23',
  },
  'moby-40525': {
    title: 'moby/moby#40525: 32-bit programs fail after February 2020',
    url: 'https://github.com/moby/moby/issues/40525',
    read: '2026-11-23',
  },
  'moby-40551': {
    title: 'moby/moby#40551: Image 17763.1039 hangs',
    url: 'https://github.com/moby/moby/issues/40551',
    read: '2026-11-23',
  },
  'moby-40720': {
    title: 'moby/moby#40720: CreateComputeSystem: the request is not supported',
    url: 'https://github.com/moby/moby/issues/40720',
    read: '2026-11-23',
  },
  'moby-40723': {
    title: 'moby/moby#40723: Container removal: failed to detach VHD',
    url: 'https://github.com/moby/moby/issues/40723',
    read: '2026-11-23',
  },
  'moby-40792': {
    title: 'moby/moby#40792: A required feature is not installed',
    url: 'https://github.com/moby/moby/issues/40792',
    read: '2026-11-23',
  },
  'moby-43395': {
    title: 'moby/moby#43395: Hyper-V isolation on hosted runners: request not supported',
    url: 'https://github.com/moby/moby/issues/43395',
    read: '2026-11-23',
  },
  'powershell-12092': {
    title: 'PowerShell/PowerShell#12092: Images fixed after February 2020',
    url: 'https://github.com/PowerShell/PowerShell/issues/12092',
    read: '2026-11-23',
  },
  'openjdk-395': {
    title: 'docker-library/openjdk#395: Silent failures after February 2020',
    url: 'https://github.com/docker-library/openjdk/issues/395',
    read: '2026-11-23',
  },
  'ue4-docker-216': {
    title: 'adamrehn/ue4-docker#216: Exit code -2147023829 in process isolation on Windows 11',
    url: 'https://github.com/adamrehn/ue4-docker/issues/216',
    read: '2026-11-23',
  },
  'moby-36184': {
    title: 'moby/moby#36184: Refuse to pull an image newer than the host',
    url: 'https://github.com/moby/moby/issues/36184',
    read: '2026-11-23',
  },
} as const satisfies Record<string, Source>;
