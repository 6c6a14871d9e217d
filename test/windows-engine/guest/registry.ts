import type { GuestSystem } from '../guest-runner.ts';

/** One value of a registry key. */
export interface RegistryValue {
  readonly name: string;
  readonly data: string | number;
}

/** The key that says which Windows this is, below HKEY_LOCAL_MACHINE. */
export const CURRENT_VERSION = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';

interface BuildNames {
  readonly build: number;
  readonly releaseId: string;
  readonly displayVersion?: string;
  readonly productName: string;
  readonly buildLab: string;
  readonly source: string;
}

/** What the registry calls a build; a build without a row has only its numbers. */
const BUILDS: readonly BuildNames[] = [
  {
    build: 17763,
    releaseId: '1809',
    productName: 'Windows Server 2019 Datacenter',
    buildLab: '17763.1.amd64fre.rs5_release.180914-1434',
    source: 'BuildLabEx: KernelVersion of docker info in moby#36682',
  },
  {
    build: 20348,
    releaseId: '2009',
    displayVersion: '21H2',
    productName: 'Windows Server 2022 Datacenter',
    buildLab: '20348.1.amd64fre.fe_release.210507-1500',
    source: 'Windows-Containers#468; BuildLabEx: docker info of a Windows Server 2022 host',
  },
  {
    build: 26100,
    releaseId: '2009',
    displayVersion: '24H2',
    productName: 'Windows Server 2025 Datacenter',
    buildLab: '26100.1.amd64fre.ge_release.240331-1435',
    source: 'BuildLabEx: docker info of a Windows Server 2025 host',
  },
];

/** nanoserver images before 2025 call themselves Windows Server 2016, whatever they are (Windows-Containers#468). */
const NANOSERVER_PRODUCT = { before: 26100, name: 'Windows Server 2016 Datacenter' };

/** Assumed, like EditionID: no source was read for images, and nothing of the tool reads them. */
const INSTALLATION_TYPES: Readonly<Record<GuestSystem['family'], string>> = {
  nanoserver: 'Nano Server',
  servercore: 'Server Core',
  server: 'Server',
  windows: 'Client',
};

/**
 * The values of `CurrentVersion` in a container. They are the image's in both isolations, unlike `ver`, which in process
 * isolation tells the host's build (ocurrent/docker-base-images#348).
 */
export function currentVersionValues(system: GuestSystem): readonly RegistryValue[] {
  const [major = 10, minor = 0, build = 0, revision = 0] = system.version.split('.').map(Number);
  const names = BUILDS.find((row) => row.build === build);
  const productName =
    system.family === 'nanoserver' && build < NANOSERVER_PRODUCT.before
      ? NANOSERVER_PRODUCT.name
      : names?.productName;
  const values: readonly (RegistryValue | { readonly name: string; readonly data: undefined })[] = [
    { name: 'BuildLabEx', data: names?.buildLab },
    { name: 'CurrentBuild', data: String(build) },
    { name: 'CurrentBuildNumber', data: String(build) },
    { name: 'CurrentMajorVersionNumber', data: major },
    { name: 'CurrentMinorVersionNumber', data: minor },
    { name: 'CurrentVersion', data: '6.3' },
    { name: 'DisplayVersion', data: names?.displayVersion },
    { name: 'EditionID', data: 'ServerDatacenter' },
    { name: 'InstallationType', data: INSTALLATION_TYPES[system.family] },
    { name: 'ProductName', data: productName },
    { name: 'ReleaseId', data: names?.releaseId },
    { name: 'UBR', data: revision },
  ];
  return values.filter((value) => value.data !== undefined);
}
