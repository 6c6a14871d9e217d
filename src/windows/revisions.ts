import type { Family, Product } from './model.ts';
import type { DecidingRule } from './prediction.ts';
import type { SourceId } from './sources.ts';

/** Windows Server 2016 is the one release of which Microsoft asks for equal revisions. Source: `ms-version-compatibility`. */
const EXACT_REVISION_BUILDS: readonly number[] = [14393];

/** From this build on a Windows client counts revisions apart from the server and its images. Source: `ms-mxc-os-versions`. */
const CLIENT_REVISIONS_APART_FROM = 26100;

/** The update of February 2020 (KB4542617) changed what a container and its host say to each other. */
export interface Baseline {
  readonly build: number;
  /** The first revision of a host that has the change. */
  readonly host: number;
  /** The first revision of an image that has it; the images of the first week were replaced on 2020-02-18. */
  readonly image: number;
  /** True where the number was concluded from published tags, not read in a document. */
  readonly inferred: boolean;
  readonly sources: readonly SourceId[];
}

export const FEBRUARY_2020: readonly Baseline[] = [
  { build: 14393, host: 3504, image: 3506, inferred: true, sources: ['openjdk-395', 'ms-update-containers'] },
  { build: 17134, host: 1304, image: 1305, inferred: true, sources: ['ms-update-containers'] },
  {
    build: 17763,
    host: 1039,
    image: 1040,
    inferred: false,
    sources: ['ms-update-containers', 'powershell-12092'],
  },
  { build: 18362, host: 658, image: 658, inferred: true, sources: ['ms-update-containers', 'moby-40525'] },
  { build: 18363, host: 658, image: 658, inferred: true, sources: ['ms-update-containers'] },
];

/** Host and image of one build, in process isolation. */
export interface SameBuild {
  readonly build: number;
  readonly product: Product;
  readonly hostRevision?: number;
  readonly imageRevision?: number;
  readonly family?: Family;
}

export interface RevisionTrouble {
  readonly rule: DecidingRule;
  /** What is wrong, to follow "because". */
  readonly because: string;
  readonly sources: readonly SourceId[];
}

/** The revision rules that hold, the strictest first. An unknown revision fires none. */
export function revisionTroubles(pair: SameBuild): readonly RevisionTrouble[] {
  const { build, product, hostRevision: host, imageRevision: image } = pair;
  if (host === undefined || image === undefined) return [];
  if (product === 'client' && build >= CLIENT_REVISIONS_APART_FROM) return [];

  const troubles: RevisionTrouble[] = [];
  if (needsEqualRevisions(build) && host !== image) {
    troubles.push({
      rule: 'revision-mismatch',
      because: 'this release asks for equal revisions of host and image',
      sources: ['ms-version-compatibility'],
    });
  }
  const baseline = FEBRUARY_2020.find((row) => row.build === build);
  if (baseline && host >= baseline.host !== image >= baseline.image) {
    const [with2020, without] = host >= baseline.host ? ['the host', 'the image'] : ['the image', 'the host'];
    troubles.push({
      rule: 'february-2020-baseline',
      because: `${with2020} has the update of February 2020 and ${without} does not (a host has it from revision ${baseline.host} on, an image from ${baseline.image} on)`,
      sources: baseline.sources,
    });
  }
  if (image > host && product === 'server' && pair.family !== 'nanoserver') {
    troubles.push({
      rule: 'revision-newer-than-host',
      because:
        'the image has a newer revision than the host, and such images were seen to exit at start (0xc0370106)',
      sources: ['runner-images-11582', 'windows-containers-591', 'for-win-14287'],
    });
  }
  return troubles;
}

/** Whether host and image of this build must have the same revision in process isolation. */
export function needsEqualRevisions(build: number): boolean {
  return EXACT_REVISION_BUILDS.includes(build);
}
