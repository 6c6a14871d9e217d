import { engineAtLeast } from './selection-model.ts';

/** How one generation of engines chooses with the containerd store. */
export interface ContainerdGeneration {
  /** First engine with this behaviour, major and minor. */
  readonly since: readonly [number, number];
  /** Builds from which on a newer host takes older images, oldest first. */
  readonly stableReleases: readonly number[];
  /** Which of several matching entries is taken when no platform is asked for. */
  readonly prefers: 'first-listed' | 'greatest-version-text';
  /** Whether the version of a requested platform (`windows(10.0.17763)/amd64`) reaches the choice. */
  readonly readsRequestedVersion: boolean;
  /** What a requested platform without a version takes: every entry, or those alone that have no version either. */
  readonly versionlessTakes: 'all' | 'versionless';
  /** Whether `os.features` count: entries with more of them first, and any but `win32k` must be the host's. */
  readonly readsFeatures: boolean;
  readonly sources: readonly string[];
}

/** The day on which the rows below were compared with their sources. */
export const CONTAINERD_READ = '2026-11-23';

/** Newest first. Engines before 25.0 had the store as an experiment and are taken for the oldest row. */
export const CONTAINERD_GENERATIONS: readonly ContainerdGeneration[] = [
  {
    since: [29, 6],
    stableReleases: [20348, 26100],
    prefers: 'first-listed',
    readsRequestedVersion: true,
    versionlessTakes: 'all',
    readsFeatures: true,
    sources: [
      'moby daemon/containerd/image_pull.go and platform_matchers.go at d98515d91d (2026-06-17), in docker-v29.6.0',
      'containerd/platforms v1.0.0-rc.4 compare.go (orderedPlatformComparer) and platform_windows_compat.go',
    ],
  },
  {
    since: [29, 0],
    stableReleases: [20348, 26100],
    prefers: 'greatest-version-text',
    readsRequestedVersion: true,
    versionlessTakes: 'all',
    readsFeatures: false,
    sources: [
      'moby daemon/containerd/image_pull.go in docker-v29.0.0 to docker-v29.5.3',
      'containerd/platforms v1.0.0-rc.2 defaults_windows.go and platform_windows_compat.go (windowsMatchComparer)',
    ],
  },
  {
    since: [28, 2],
    stableReleases: [20348],
    prefers: 'first-listed',
    readsRequestedVersion: true,
    versionlessTakes: 'all',
    readsFeatures: false,
    sources: [
      'moby daemon/containerd/image_pull.go in v28.2.2 to v28.5.2',
      'containerd/platforms v1.0.0-rc.1 defaults_windows.go, compare.go and platform_windows_compat.go',
    ],
  },
  {
    since: [27, 1],
    stableReleases: [20348],
    prefers: 'first-listed',
    readsRequestedVersion: false,
    versionlessTakes: 'all',
    readsFeatures: false,
    sources: [
      'moby daemon/containerd/image_pull.go in v27.1.2 to v28.1.1',
      'containerd/platforms v0.2.1 defaults_windows.go and platform_compat_windows.go',
    ],
  },
  {
    since: [25, 0],
    stableReleases: [20348],
    prefers: 'first-listed',
    readsRequestedVersion: false,
    versionlessTakes: 'versionless',
    readsFeatures: false,
    sources: [
      'moby daemon/containerd/image_pull.go in v25.0.5 to v27.0.3',
      'containerd v1.7.12 platforms/defaults_windows.go (windowsmatcher), which compares with 0.0.0 then',
    ],
  },
];

/** The row for an engine; the newest when its version is not known. */
export function containerdGeneration(engineVersion: string | undefined): ContainerdGeneration {
  const row = CONTAINERD_GENERATIONS.find(({ since }) => engineAtLeast(engineVersion, since));
  return row ?? (CONTAINERD_GENERATIONS.at(-1) as ContainerdGeneration);
}
