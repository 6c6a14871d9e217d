import { type ContainerdGeneration, containerdGeneration } from './containerd-generations.ts';
import type { ImageEntry } from './model.ts';
import { formatPlatform, normalizeArchitecture, parsePlatform, type RequestedPlatform } from './platform.ts';
import {
  isAttestation,
  type Offered,
  type PassedOver,
  type PassedOverReason,
  type Selection,
  type SelectionHost,
} from './selection-model.ts';

/**
 * Whether this store takes an image of that `os.version` to run on the host: equal builds below 20348; from there on
 * everything between the newest stable release strictly below the host and the host itself. A host above 26100
 * therefore refuses 20348 since engine 29.0, against Microsoft's own table. An entry without a version always fits.
 *
 * Source: containerd/platforms `platform_windows_compat.go` (`checkWindowsHostAndContainerCompat`, at 09756f5), a copy
 * of microsoft/hcsshim `osversion/platform_compat_windows.go`.
 */
export function fitsByContainerd(
  hostBuild: number,
  osVersion: string | undefined,
  stableReleases: readonly number[],
): boolean {
  if (!osVersion) return true;
  const build = buildOf(osVersion);
  if (build === undefined) return false;
  return oldestFitting(hostBuild, stableReleases) <= build && build <= hostBuild;
}

/** The oldest build that this store takes to run on the host; the host's own is the newest. */
function oldestFitting(hostBuild: number, stableReleases: readonly number[]): number {
  const [oldest = Number.POSITIVE_INFINITY] = stableReleases;
  if (hostBuild < oldest) return hostBuild;
  return stableReleases.findLast((release) => release < hostBuild) ?? oldest;
}

/** What the containerd store of that host's engine takes when no platform is asked for: both builds included. */
export function buildsTakenByContainerd(host: SelectionHost): {
  readonly oldest: number;
  readonly newest: number;
} {
  const { stableReleases } = containerdGeneration(host.engineVersion);
  return { oldest: oldestFitting(host.build, stableReleases), newest: host.build };
}

/**
 * What the containerd store of the Docker Engine takes. A single manifest it pulls without looking at its platform.
 * Sources: the rows of `containerd-generations.ts`.
 */
export function selectFromContainerd(
  entries: readonly ImageEntry[],
  host: SelectionHost,
  offered: Offered,
): Selection {
  const generation = containerdGeneration(host.engineVersion);
  const requested = parsePlatform(host.platform ?? '');
  const wanted = wantedPlatform(host, requested, generation);
  const single = entries[0];
  if (offered === 'manifest' && single) return { kind: 'entry', entry: single, index: 0, passedOver: [] };

  const passedOver: PassedOver[] = [];
  const candidates: { entry: ImageEntry; index: number }[] = [];
  entries.forEach((entry, index) => {
    const why = whyUnmatched(entry, wanted, generation);
    if (why) passedOver.push({ index, why });
    else candidates.push({ entry, index });
  });
  if (generation.readsFeatures) {
    candidates.sort((a, b) => featuresOf(b.entry).length - featuresOf(a.entry).length);
  }
  if (generation.prefers === 'greatest-version-text' && !requested) {
    candidates.sort((a, b) => descending(a.entry.platform.osVersion ?? '', b.entry.platform.osVersion ?? ''));
  }
  const [taken, ...later] = candidates;
  passedOver.push(...later.map(({ index }) => ({ index, why: 'later-in-order' as const })));
  passedOver.sort((a, b) => a.index - b.index);
  if (taken) return { kind: 'entry', entry: taken.entry, index: taken.index, passedOver };
  const engineText =
    `no matching manifest for ${formatPlatform(wanted)} in the manifest list entries: ` +
    'no match for platform in manifest: not found';
  return { kind: 'none', reason: 'no-matching-manifest', engineText, passedOver };
}

type WantedPlatform = RequestedPlatform & { readonly os: string; readonly architecture: string };

function wantedPlatform(
  host: SelectionHost,
  requested: RequestedPlatform | undefined,
  generation: ContainerdGeneration,
): WantedPlatform {
  const own = { os: 'windows', ...normalizeArchitecture(host.architecture ?? 'amd64') };
  if (!requested) return { ...own, osVersion: `10.0.${host.build}` };
  const { osVersion, ...withoutVersion } = { ...own, ...requested };
  return generation.readsRequestedVersion && osVersion ? { ...withoutVersion, osVersion } : withoutVersion;
}

function whyUnmatched(
  entry: ImageEntry,
  wanted: WantedPlatform,
  generation: ContainerdGeneration,
): PassedOverReason | undefined {
  if (isAttestation(entry)) return 'attestation';
  // An entry that names no system counts as one of the engine's own.
  if ((entry.platform.os.toLowerCase() || 'windows') !== wanted.os) return 'operating-system';
  const { architecture, variant } = normalizeArchitecture(
    entry.platform.architecture,
    entry.platform.variant,
  );
  const variantFits = variant === undefined || variant === wanted.variant;
  if (architecture !== wanted.architecture || !variantFits) return 'architecture';
  if (generation.readsFeatures && featuresOf(entry).some((feature) => feature !== 'win32k'))
    return 'not-compatible';
  if (wanted.os !== 'windows') return undefined;
  const { osVersion } = entry.platform;
  const wantedBuild = wanted.osVersion === undefined ? undefined : buildOf(wanted.osVersion);
  if (wantedBuild === undefined) {
    return generation.versionlessTakes === 'all' || !osVersion ? undefined : 'not-compatible';
  }
  if (fitsByContainerd(wantedBuild, osVersion, generation.stableReleases)) return undefined;
  const build = buildOf(osVersion ?? '');
  return build !== undefined && build > wantedBuild ? 'newer-than-host' : 'not-compatible';
}

function featuresOf(entry: ImageEntry): readonly string[] {
  return entry.platform.osFeatures ?? [];
}

/** The third part of `10.0.<build>`, whatever follows it; `undefined` for any other text. */
function buildOf(osVersion: string): number | undefined {
  const match = /^0*10\.0+\.(\d+)(?:\.|$)/.exec(osVersion);
  const build = Number(match?.[1]);
  return match && build <= 65535 ? build : undefined;
}

/** As text, not as numbers: `10.0.20348.999` comes before `10.0.20348.1000`, as in the engine. */
function descending(a: string, b: string): number {
  return a === b ? 0 : a > b ? -1 : 1;
}
