import type { HostFacts, Policy } from '../windows/model.ts';
import { hostArchitecture } from './architecture.ts';
import type { ImageEntry, ResolvedImage } from './model.ts';
import { parsePlatform } from './platform.ts';
import { refusedByTag } from './selection-by-tag.ts';
import { selectFromContainerd } from './selection-containerd.ts';
import { selectFromGraphdriver } from './selection-graphdriver.ts';
import type { ImageStore, Offered, Selection, SelectionHost } from './selection-model.ts';
import {
  nearestEntry,
  observeDifference,
  observeFitting,
  observeMissingVersions,
  observeNoMatch,
  type SelectionObservation,
} from './selection-observations.ts';

export * from './selection-model.ts';
export type { SelectionObservation } from './selection-observations.ts';

/**
 * Which of the entries an engine on that host takes, or its own words for taking none.
 *
 * @param offered `manifest` when the entries are one single manifest, which engines treat differently from an index of one
 */
export function selectEntry(
  entries: readonly ImageEntry[],
  host: SelectionHost,
  store: ImageStore,
  offered: Offered = 'index',
): Selection {
  const select = store === 'graphdriver' ? selectFromGraphdriver : selectFromContainerd;
  return select(entries, host, offered);
}

/** What is known of a host that an image is chosen for. */
export interface ChoosingHost extends HostFacts {
  readonly architecture?: string;
  readonly imageStore?: ImageStore;
}

export interface HostSelection {
  /** The host's store; `graphdriver`, the default on Windows, when that is not known. */
  readonly store: ImageStore;
  readonly storeKnown: boolean;
  /** What both stores take. Absent when nothing was read or the host's build or engine leaves the choice open. */
  readonly byStore?: Readonly<Record<ImageStore, Selection>>;
  /** What the host's store takes; of an image of which only the tag was read, only that it takes nothing. */
  readonly selection?: Selection;
  /**
   * The entry to judge: the one taken; when none is, the one that comes nearest, so that the verdict can say why.
   * Absent when the entries have nothing for this host's architecture.
   */
  readonly judged?: { readonly entry: ImageEntry; readonly index: number };
  readonly observations: readonly SelectionObservation[];
}

/**
 * Which entry of a resolved image this host would take, and what is worth telling about it.
 *
 * @param options.platform as written at the place of use
 * @param options.policy by which entries count as fitting
 */
export function selectForHost(
  resolved: Pick<ResolvedImage, 'kind' | 'entries' | 'tag'> & Partial<Pick<ResolvedImage, 'reference'>>,
  host: ChoosingHost,
  options: { readonly platform?: string; readonly policy?: Policy } = {},
): HostSelection {
  const store = host.imageStore ?? 'graphdriver';
  const storeKnown = host.imageStore !== undefined;
  const unclear: readonly SelectionObservation[] =
    options.platform !== undefined && parsePlatform(options.platform) === undefined
      ? [{ code: 'platform-not-understood', written: options.platform }]
      : [];
  if (!host.version || host.containerOs === 'linux') return { store, storeKnown, observations: unclear };
  const choosing: SelectionHost = {
    build: host.version.build,
    ...(host.architecture ? { architecture: host.architecture } : {}),
    ...(host.engineVersion ? { engineVersion: host.engineVersion } : {}),
    ...(options.platform ? { platform: options.platform } : {}),
  };
  const { entries, kind } = resolved;
  if (kind === 'unread') {
    const selection = refusedByTag(resolved, choosing, store, hostArchitecture(host));
    return { store, storeKnown, ...(selection ? { selection } : {}), observations: unclear };
  }
  const byStore = {
    graphdriver: selectEntry(entries, choosing, 'graphdriver', kind),
    containerd: selectEntry(entries, choosing, 'containerd', kind),
  };
  const selection = byStore[store];
  const judged = selection.kind === 'entry' ? selection : nearestEntry(entries, choosing);
  const observations = [
    ...unclear,
    ...observeNoMatch(selection, store),
    ...observeDifference(byStore, kind, storeKnown),
    ...observeMissingVersions(resolved, choosing, selection),
    ...observeFitting(entries, host, choosing, selection, store, options.policy),
  ];
  return {
    store,
    storeKnown,
    byStore,
    selection,
    ...(judged ? { judged: { entry: judged.entry, index: judged.index } } : {}),
    observations,
  };
}
