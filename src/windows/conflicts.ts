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

/** A pairing of which published sources and field reports say both yes and no. */
export interface Conflict {
  readonly hostBuilds: NumberRange;
  /** Both when left out. */
  readonly hostProduct?: Product;
  readonly imageBuilds: readonly number[];
  readonly isolations: readonly Isolation[];
  /** What is said for and against, as the end of a sentence. */
  readonly reports: string;
  readonly sources: readonly SourceId[];
}

export const CONFLICTS: readonly Conflict[] = [
  {
    hostBuilds: { min: 26200 },
    hostProduct: 'client',
    imageBuilds: [26100],
    isolations: ['process', 'hyperv'],
    reports:
      "Microsoft's table allows Windows Server 2025 images on Windows 11 from 24H2 on, yet from 25H2 on they were seen to fail in both modes with 0xc0370112",
    sources: [
      'ms-version-compatibility',
      'hcsshim-2566',
      'navcontainerhelper-4070',
      'windows-containers-647',
    ],
  },
  {
    hostBuilds: { min: 18363, max: 18363 },
    imageBuilds: [17763, 18362],
    isolations: ['process'],
    reports:
      'images of 1809 and 1903 were seen running on 1909, yet Microsoft asks for equal builds there and Server Core 2019 was seen to fail',
    sources: ['virtualization-documentation-1286', 'moby-40468', 'ms-version-compatibility'],
  },
  {
    hostBuilds: { min: 19043, max: 19045 },
    imageBuilds: [19041],
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
      row.imageBuilds.includes(imageBuild) &&
      row.isolations.includes(isolation),
  );
}
