import type { Isolation, Product, WindowsVersion } from '../windows/model.ts';
import type { ImageStore } from './model.ts';

/** What an engine says of itself and of the host it runs on. Anything left out it did not say. */
export interface EngineFacts {
  readonly engineVersion?: string;
  /** What its containers run. In Linux mode nothing is said of the Windows host. */
  readonly containerOs?: 'windows' | 'linux';
  readonly version?: WindowsVersion;
  readonly product?: Product;
  readonly displayVersion?: string;
  readonly architecture?: 'amd64' | 'arm64';
  readonly isolation?: Isolation;
  readonly imageStore?: ImageStore;
  /** The engine's own host name. */
  readonly machineName?: string;
  /** Why nothing is known of an engine. */
  readonly failure?: string;
}

/**
 * Reads an engine's `/info`, of engines from 17.03 to today.
 * Never throws: for what is no answer of an engine, `failure` says why.
 */
export function readDockerInfo(info: unknown): EngineFacts {
  if (typeof info !== 'object' || info === null || Array.isArray(info)) {
    return { failure: 'what answered told nothing of an engine' };
  }
  const fields = info as Record<string, unknown>;
  const containerOs = containerOsOf(text(fields.OSType));
  if (containerOs === undefined) {
    return { failure: 'what answered told nothing of an engine' };
  }
  const facts = {
    containerOs,
    ...given('engineVersion', text(fields.ServerVersion)),
    ...given('imageStore', imageStoreOf(text(fields.Driver), fields.DriverStatus)),
    ...given('machineName', text(fields.Name)),
  };
  if (containerOs === 'linux') {
    return facts;
  }
  const system = readOperatingSystem(text(fields.OperatingSystem) ?? '');
  const version =
    system.version ??
    buildIn(text(fields.OSVersion), /^10\.0\.(\d{4,6})(?:\.\d+)?$/) ??
    // The number in parentheses is that of the base build, not the revision.
    buildIn(text(fields.KernelVersion), /^10\.0 (\d{4,6})\b/);
  return {
    ...facts,
    ...given('version', version),
    ...given('product', system.product),
    ...given('displayVersion', system.displayVersion),
    ...given('architecture', architectureOf(text(fields.Architecture))),
    ...given('isolation', isolationOf(text(fields.Isolation))),
  };
}

/**
 * Reads the engine's `OperatingSystem`. Three generations (moby `pkg/parsers/operatingsystem`):
 * up to 17.x the product's name alone; 18.x to 20.10 `<name> Version <release id> (OS Build <build>.<revision>)`;
 * from 23.0 `Microsoft Windows[ Server][ Version <display version>][ (OS Build <build>[.<revision>])]`.
 * The word Server tells the product in all of them; a Windows 11 is called Windows 10 in the older two.
 */
export function readOperatingSystem(
  name: string,
): Pick<EngineFacts, 'version' | 'product' | 'displayVersion'> {
  const osBuild = /\(OS Build (\d{4,6})(?:\.(\d{1,6}))?\)/.exec(name);
  const release = /\bVersion (\w+)/.exec(name)?.[1];
  // The release id stands still at 2009 on every Windows from 20H2 on, so it tells nothing.
  const displayVersion = release === '2009' ? undefined : release;
  const product = productOfSystemName(name);
  return {
    ...(osBuild && {
      version: {
        build: Number(osBuild[1]),
        ...(osBuild[2] !== undefined && { revision: Number(osBuild[2]) }),
      },
    }),
    ...given('product', product),
    ...given('displayVersion', displayVersion),
  };
}

/** `server` or `client` from the English name of a Windows: `Windows Server 2022 Datacenter`, `Windows 11 Pro`. */
export function productOfSystemName(name: string): Product | undefined {
  if (/\bServer\b/.test(name)) {
    return 'server';
  }
  return /^(?:Microsoft )?Windows\b/.test(name) ? 'client' : undefined;
}

function containerOsOf(osType: string | undefined): 'windows' | 'linux' | undefined {
  const os = osType?.toLowerCase();
  return os === 'windows' || os === 'linux' ? os : undefined;
}

/** moby `daemon/daemon_windows.go`: the built-in graphdriver is `windowsfilter`, the snapshotter `windows`. */
function imageStoreOf(driver: string | undefined, status: unknown): ImageStore | undefined {
  const snapshotter =
    Array.isArray(status) &&
    status.some(
      (pair) =>
        Array.isArray(pair) &&
        pair[0] === 'driver-type' &&
        String(pair[1]).startsWith('io.containerd.snapshotter'),
    );
  if (snapshotter || driver === 'windows') {
    return 'containerd';
  }
  return driver === 'windowsfilter' ? 'graphdriver' : undefined;
}

function architectureOf(name: string | undefined): 'amd64' | 'arm64' | undefined {
  switch (name?.toLowerCase()) {
    case 'x86_64':
    case 'amd64':
      return 'amd64';
    case 'arm64':
    case 'aarch64':
      return 'arm64';
    default:
      return undefined;
  }
}

function isolationOf(name: string | undefined): Isolation | undefined {
  const isolation = name?.toLowerCase();
  return isolation === 'process' || isolation === 'hyperv' ? isolation : undefined;
}

function buildIn(value: string | undefined, pattern: RegExp): WindowsVersion | undefined {
  const build = value === undefined ? undefined : pattern.exec(value)?.[1];
  return build === undefined ? undefined : { build: Number(build) };
}

function text(value: unknown): string | undefined {
  return isText(value) && value !== '' ? value : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function given<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}
