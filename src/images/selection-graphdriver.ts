import type { ImageEntry } from './model.ts';
import { formatPlatform, parsePlatform, type RequestedPlatform } from './platform.ts';
import {
  engineAtLeast,
  isAttestation,
  type Offered,
  type PassedOver,
  type PassedOverReason,
  type Selection,
  type SelectionHost,
} from './selection-model.ts';

/**
 * What the `windowsfilter` store takes, the default on Windows (moby `daemon/image_store_choice.go`).
 *
 * From an index: entries of the host's architecture whose build is not above the host's; those of exactly the host's
 * build come first, and otherwise the order of the index stays, so that an older entry can be taken although a fitting
 * one follows. There is no lower bound. Of a requested platform only the operating system is looked at.
 *
 * Source: moby `daemon/internal/distribution/pull_v2_windows.go` (`filterManifests`, `checkImageCompatibility`) and
 * `pull_v2.go`, read at b985e2313a (2026-08-23) and v20.10.27 to v28.5.2.
 */
export function selectFromGraphdriver(
  entries: readonly ImageEntry[],
  host: SelectionHost,
  offered: Offered,
): Selection {
  const requested = parsePlatform(host.platform ?? '');
  if (offered === 'manifest') return takeSingle(entries, host, requested);

  const passedOver: PassedOver[] = [];
  const candidates: { entry: ImageEntry; index: number; rank: number }[] = [];
  entries.forEach((entry, index) => {
    const why = whyIgnored(entry, host, requested);
    if (why) passedOver.push({ index, why });
    else candidates.push({ entry, index, rank: rankOf(entry, host) });
  });
  candidates.sort((a, b) => a.rank - b.rank);
  const [taken, ...later] = candidates;
  passedOver.push(...later.map(({ index }) => ({ index, why: 'later-in-order' as const })));
  passedOver.sort((a, b) => a.index - b.index);

  if (!taken) {
    return {
      kind: 'none',
      reason: 'no-matching-manifest',
      engineText: noMatchText(host, requested),
      passedOver,
    };
  }
  if (!isWindows(taken.entry)) {
    passedOver.push({ index: taken.index, why: 'operating-system' });
    return { kind: 'none', ...wrongSystem(taken.entry, host), passedOver };
  }
  return { kind: 'entry', entry: taken.entry, index: taken.index, passedOver };
}

/** A single manifest has no choice; the engine reads its config before it pulls, and refuses by that. */
function takeSingle(
  entries: readonly ImageEntry[],
  host: SelectionHost,
  requested: RequestedPlatform | undefined,
): Selection {
  const entry = entries[0];
  if (!entry) {
    return {
      kind: 'none',
      reason: 'no-matching-manifest',
      engineText: noMatchText(host, requested),
      passedOver: [],
    };
  }
  // A config without an operating system counts as one of the host's.
  if (entry.platform.os !== '' && !isWindows(entry)) {
    return { kind: 'none', ...wrongSystem(entry, host), passedOver: [{ index: 0, why: 'operating-system' }] };
  }
  if (requested?.os !== undefined && requested.os !== 'windows') {
    return {
      kind: 'none',
      reason: 'wrong-operating-system',
      engineText: 'operating system is not supported',
      passedOver: [{ index: 0, why: 'operating-system' }],
    };
  }
  const parts = entry.platform.osVersion?.split('.') ?? [];
  if (isNewer(parts, host)) {
    const engineText = `a Windows version ${parts.slice(0, 3).join('.')}-based image is incompatible with a 10.0.${host.build} host`;
    return {
      kind: 'none',
      reason: 'newer-than-host',
      engineText,
      passedOver: [{ index: 0, why: 'newer-than-host' }],
    };
  }
  return { kind: 'entry', entry, index: 0, passedOver: [] };
}

function whyIgnored(
  entry: ImageEntry,
  host: SelectionHost,
  requested: RequestedPlatform | undefined,
): PassedOverReason | undefined {
  if (isAttestation(entry)) return 'attestation';
  // Compared as written: the engine knows one spelling only.
  if (entry.platform.architecture !== (host.architecture ?? 'amd64')) return 'architecture';
  // Since 25.0 a request for Windows lets entries of other systems through this filter; the pull then refuses them.
  const letsAllThrough = requested?.os === 'windows' && engineAtLeast(host.engineVersion, [25, 0]);
  if ((requested?.os ?? 'windows') !== 'windows' || (!isWindows(entry) && !letsAllThrough)) {
    return 'operating-system';
  }
  return isWindows(entry) && isNewer(entry.platform.osVersion?.split('.') ?? [], host)
    ? 'newer-than-host'
    : undefined;
}

/** Windows first, and of these the ones whose version begins with the host's, a dot and a revision. */
function rankOf(entry: ImageEntry, host: SelectionHost): number {
  if (!isWindows(entry)) return 2;
  return entry.platform.osVersion?.startsWith(`10.0.${host.build}.`) ? 0 : 1;
}

function isWindows(entry: ImageEntry): boolean {
  return entry.platform.os.toLowerCase() === 'windows';
}

/** A version that cannot be read is never newer. */
function isNewer(parts: readonly string[], host: SelectionHost): boolean {
  const build = parts[2];
  return build !== undefined && /^[+-]?\d+$/.test(build) && Number(build) > host.build;
}

function noMatchText(host: SelectionHost, requested: RequestedPlatform | undefined): string {
  const own = { os: 'windows', architecture: host.architecture ?? 'amd64' };
  const wanted = requested ? { ...own, ...requested } : { ...own, osVersion: `10.0.${host.build}` };
  // The wording changed in 28.0 (moby e7e555f573, 2024-10-17).
  const platform = engineAtLeast(host.engineVersion, [28, 0])
    ? formatPlatform(wanted)
    : `${formatPlatform({ ...wanted, osVersion: '' })} 10.0.${host.build}`;
  return `no matching manifest for ${platform} in the manifest list entries`;
}

function wrongSystem(
  entry: ImageEntry,
  host: SelectionHost,
): { reason: 'wrong-operating-system'; engineText: string } {
  const unsupported = 'operating system is not supported';
  const named = `image operating system "${entry.platform.os}" cannot be used on this platform`;
  return {
    reason: 'wrong-operating-system',
    engineText: engineAtLeast(host.engineVersion, [23, 0]) ? `${named}: ${unsupported}` : unsupported,
  };
}
