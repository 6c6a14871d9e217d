import type { EngineName } from './generations.ts';
import { isFrom } from './generations.ts';
import type { Host } from './hosts.ts';
import { type Image, versionParts } from './images.ts';
import { say } from './texts.ts';

/** What a caller wants of an index, as `windows(10.0.17763)/amd64`. */
export interface Platform {
  readonly os: string;
  readonly osVersion: string | undefined;
  readonly architecture: string;
}

const SYSTEMS = ['windows', 'linux'];
const ARCHITECTURES: Readonly<Record<string, string>> = {
  amd64: 'amd64',
  x86_64: 'amd64',
  arm64: 'arm64',
  aarch64: 'arm64',
};

/** @throws EngineError 400. Versions within the system are understood since 28 (containerd/platforms 1.0). */
export function parsePlatform(engine: EngineName, text: string): Platform {
  const [system = '', architecture = 'amd64'] = text.toLowerCase().split('/');
  const [, os = '', osVersion] = /^([a-z]+)(?:\(([^)]*)\))?$/.exec(system) ?? [];
  const known = SYSTEMS.includes(os) && architecture in ARCHITECTURES;
  if (!known || (osVersion !== undefined && !isFrom(engine, '28.5')))
    throw say(engine, 'bad-platform', { platform: text });
  return { os, osVersion, architecture: ARCHITECTURES[architecture] ?? architecture };
}

/**
 * The entry of an index that the graphdriver store takes, or undefined: of the host's architecture, a Windows not newer than
 * the host, same build first, else in the index' order (moby distribution/pull_v2_windows.go filterManifests).
 */
export function chooseByGraphdriver(
  host: Host,
  images: readonly Image[],
  wanted?: Platform,
): Image | undefined {
  const os = wanted?.os ?? host.os;
  const fitting = images.filter((image) => image.architecture === (wanted?.architecture ?? 'amd64'));
  if (host.os === 'linux') return fitting.find((image) => image.os === os);
  const usable = fitting.filter((image) => image.os !== 'windows' || !isNewer(image, host.build));
  const windows = usable.filter((image) => image.os === 'windows');
  if (os === 'linux') return usable.find((image) => image.os === 'linux');
  return windows.find((image) => versionParts(image.osVersion).build === host.build) ?? windows[0];
}

/** Windows releases whose containers run on everything that is newer, up to the next (containerd/platforms, hcsshim). */
const STABLE_INTERFACES = [26100, 20348];

/**
 * The entry that the containerd store takes: one that fits the host by containerd's own matcher, of these the one with the
 * greatest `os.version` by its characters. A platform without a version takes the first (containerd/platforms).
 */
export function chooseByContainerd(
  host: Host,
  images: readonly Image[],
  wanted?: Platform,
): Image | undefined {
  const os = wanted?.os ?? host.os;
  const fitting = images.filter(
    (image) => image.os === os && image.architecture === (wanted?.architecture ?? 'amd64'),
  );
  const version = wanted ? wanted.osVersion : host.os === 'windows' ? `10.0.${host.build}` : undefined;
  if (os === 'linux' || version === undefined) return fitting[0];
  const { build } = versionParts(version);
  const matching = fitting.filter((image) => image.osVersion === '' || fitsHost(build, image));
  return [...matching].sort((one, other) => (one.osVersion > other.osVersion ? -1 : 1))[0];
}

function fitsHost(hostBuild: number, image: Image): boolean {
  const { build } = versionParts(image.osVersion);
  if (hostBuild < 20348) return build === hostBuild;
  const lowest = STABLE_INTERFACES.find((stable) => stable < hostBuild) ?? 20348;
  return lowest <= build && build <= hostBuild;
}

/** Whether an image is of a newer Windows; one that does not say its version is not. */
export function isNewer(image: Image, hostBuild: number): boolean {
  return versionParts(image.osVersion).build > hostBuild;
}
