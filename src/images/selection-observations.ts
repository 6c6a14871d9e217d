import { predict } from '../windows/compatibility.ts';
import type { HostFacts, Policy } from '../windows/model.ts';
import { parseWindowsVersion } from '../windows/version.ts';
import type { ImageEntry, ResolvedImage } from './model.ts';
import {
  type ImageStore,
  isAttestation,
  type Offered,
  type Selection,
  type SelectionHost,
} from './selection-model.ts';

/** Something worth telling about a choice from an index; becomes a finding. */
export type SelectionObservation =
  | { readonly code: 'platform-not-understood'; readonly written: string }
  | { readonly code: 'no-matching-manifest'; readonly store: ImageStore; readonly engineText: string }
  /** The two stores would take different entries, or one of them none. */
  | {
      readonly code: 'selection-depends-on-engine';
      readonly graphdriver: Selection;
      readonly containerd: Selection;
      readonly storeKnown: boolean;
    }
  | { readonly code: 'missing-os-version'; readonly entries: readonly number[]; readonly taken: boolean }
  /** `fitting` runs on this host in its default isolation; the engine takes `taken`, or nothing. */
  | {
      readonly code: 'fitting-entry-not-taken';
      readonly store: ImageStore;
      readonly fitting: { readonly index: number; readonly entry: ImageEntry };
      readonly taken: Selection;
    };

export function observeNoMatch(selection: Selection, store: ImageStore): readonly SelectionObservation[] {
  return selection.kind === 'none'
    ? [{ code: 'no-matching-manifest', store, engineText: selection.engineText }]
    : [];
}

/** A single manifest is no choice, whatever the stores think of it. */
export function observeDifference(
  byStore: Readonly<Record<ImageStore, Selection>>,
  offered: Offered,
  storeKnown: boolean,
): readonly SelectionObservation[] {
  const { graphdriver, containerd } = byStore;
  if (offered === 'manifest' || positionOf(graphdriver) === positionOf(containerd)) return [];
  return [{ code: 'selection-depends-on-engine', graphdriver, containerd, storeKnown }];
}

function positionOf(selection: Selection): number {
  return selection.kind === 'entry' ? selection.index : -1;
}

/** Windows entries for this host's architecture among which an engine cannot choose by version. */
export function observeMissingVersions(
  resolved: Pick<ResolvedImage, 'kind' | 'entries' | 'tag'>,
  host: SelectionHost,
  selection: Selection,
): readonly SelectionObservation[] {
  // An image without Windows layers has no version to miss.
  if (resolved.tag.family === 'hostprocess' || resolved.kind === 'manifest') return [];
  const missing = resolved.entries.flatMap((entry, index) =>
    isCandidate(entry, host) && !entry.platform.osVersion ? [index] : [],
  );
  if (missing.length === 0) return [];
  return [{ code: 'missing-os-version', entries: missing, taken: missing.includes(positionOf(selection)) }];
}

/** Whether the index holds an entry that would run where the one that is taken would not. */
export function observeFitting(
  entries: readonly ImageEntry[],
  host: HostFacts & { readonly defaultIsolation?: 'process' | 'hyperv' },
  choosing: SelectionHost,
  selection: Selection,
  store: ImageStore,
  policy: Policy = 'compatible',
): readonly SelectionObservation[] {
  const isolation = host.defaultIsolation ?? 'process';
  const runs = (entry: ImageEntry): boolean => {
    const version = parseWindowsVersion(entry.platform.osVersion ?? '');
    return version !== undefined && predict(host, { version }, isolation, policy).prediction === 'runs';
  };
  if (selection.kind === 'entry' && runs(selection.entry)) return [];
  const index = entries.findIndex((entry) => isCandidate(entry, choosing) && runs(entry));
  const entry = entries[index];
  return entry === undefined
    ? []
    : [{ code: 'fitting-entry-not-taken', store, fitting: { index, entry }, taken: selection }];
}

/**
 * The entry that comes nearest when none is taken: the newest one at or below the host's build, else the oldest above it.
 * Entries of another system count only when nothing is for Windows, so that the verdict can name that system.
 */
export function nearestEntry(
  entries: readonly ImageEntry[],
  host: SelectionHost,
): { readonly entry: ImageEntry; readonly index: number } | undefined {
  const all = entries.map((entry, index) => ({ entry, index, build: buildOf(entry) }));
  const candidates = all.filter(({ entry }) => isCandidate(entry, host));
  if (candidates.length === 0) {
    const images = all.filter(({ entry }) => !isAttestation(entry));
    return images.some(({ entry }) => isWindows(entry)) ? undefined : images[0];
  }
  const atOrBelow = candidates.filter(({ build }) => build !== undefined && build <= host.build);
  const best = (list: typeof candidates, better: (a: number, b: number) => boolean) =>
    list.reduce<(typeof candidates)[number] | undefined>(
      (found, next) => (found === undefined || better(next.build ?? 0, found.build ?? 0) ? next : found),
      undefined,
    );
  return best(atOrBelow, (a, b) => a > b) ?? best(candidates, (a, b) => a < b);
}

function isCandidate(entry: ImageEntry, host: SelectionHost): boolean {
  return isWindows(entry) && entry.platform.architecture === (host.architecture ?? 'amd64');
}

function isWindows(entry: ImageEntry): boolean {
  return entry.platform.os.toLowerCase() === 'windows';
}

function buildOf(entry: ImageEntry): number | undefined {
  return parseWindowsVersion(entry.platform.osVersion ?? '')?.build;
}
