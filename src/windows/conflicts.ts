import type { Isolation, Product } from './model.ts';
import type { SourceId } from './sources.ts';

/** Both ends included; an end that is left out is open. */
export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
}

export function isWithin(value: number, range: NumberRange): boolean {
  return value >= (range.min ?? 0) && value <= (range.max ?? Number.POSITIVE_INFINITY);
}

function only(value: number): NumberRange {
  return { min: value, max: value };
}

/** A pairing of which published sources and field reports say both yes and no. */
export interface Conflict {
  readonly hostBuilds: NumberRange;
  /** Both when left out. */
  readonly hostProduct?: Product;
  readonly imageBuilds: readonly NumberRange[];
  readonly isolations: readonly Isolation[];
  /** What is said for and against, as the end of a sentence. */
  readonly reports: string;
  readonly sources: readonly SourceId[];
}

export const CONFLICTS: readonly Conflict[] = [
  {
    hostBuilds: { min: 26200 },
    hostProduct: 'client',
    imageBuilds: [only(26100)],
    isolations: ['process', 'hyperv'],
    reports:
      "Microsoft's table allows Windows Server 2025 images on Windows 11 from 24H2 on, yet on 25H2 they were seen to fail in both modes with 0xc0370112, though not on every such host",
    sources: [
      'ms-version-compatibility',
      'hcsshim-2566',
      'navcontainerhelper-4070',
      'windows-containers-647',
    ],
  },
  {
    hostBuilds: { min: 26101 },
    imageBuilds: [{ min: 20348, max: 26099 }],
    isolations: ['process'],
    reports:
      "Microsoft's pages let images from Windows Server 2022 on run on newer hosts, and ltsc2022 was seen running on Windows 11 25H2, yet hcsshim and containerd, by the same function, take no image older than Windows Server 2025 on a host newer than that",
    sources: [
      'ms-version-compatibility',
      'ms-portability',
      'hcsshim-2566',
      'windows-containers-647',
      'hcsshim-compat',
      'containerd-platforms',
    ],
  },
  {
    hostBuilds: only(18363),
    imageBuilds: [only(17763), only(18362)],
    isolations: ['process'],
    reports:
      'images of 1809 and 1903 were seen running on 1909, yet Microsoft asks for equal builds there and Server Core 2019 was seen to fail',
    sources: ['virtualization-documentation-1286', 'moby-40468', 'ms-version-compatibility'],
  },
  {
    hostBuilds: { min: 19043, max: 19045 },
    imageBuilds: [only(19041)],
    isolations: ['process'],
    reports:
      'images of 2004 were seen running on later Windows 10 builds, yet no Microsoft table lists the pair and the builds differ',
    sources: ['nav-docker-497', 'navcontainerhelper-1960', 'windows-containers-406', 'hcsshim-compat'],
  },
];

export function conflictOf(
  hostBuild: number,
  product: Product,
  imageBuild: number,
  isolation: Isolation,
): Conflict | undefined {
  return CONFLICTS.find(
    (row) =>
      isWithin(hostBuild, row.hostBuilds) &&
      (row.hostProduct === undefined || row.hostProduct === product) &&
      row.imageBuilds.some((range) => isWithin(imageBuild, range)) &&
      row.isolations.includes(isolation),
  );
}
