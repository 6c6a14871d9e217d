import type { FileShelf } from '../sources/file-shelf.ts';
import type { SourceProblem } from '../sources/reading.ts';
import type { BuildDeed, Deed, RunDeed, WorkflowLeg, WorkflowReading } from '../sources/workflow/model.ts';
import type { Dockerfiles } from './dockerfiles.ts';
import type { Demanded, DemandedIn } from './gathering.ts';
import type { LegHost, LegHosts } from './leg-hosts.ts';
import type { DemandLeg } from './model.ts';

/** What the demands of legs are made with. */
export interface LegParts {
  readonly shelf: FileShelf;
  readonly dockerfiles: Dockerfiles;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** The Dockerfiles that were found, for a step that names none. */
  readonly found: readonly string[];
  /** Whether nobody said what this run is to check on which host, so that the steps of workflows say it. */
  readonly askWorkflows: boolean;
  readonly legHosts: LegHosts;
}

/** A leg with its host, and what is known of it so far. */
export interface LegContext {
  readonly leg: WorkflowLeg;
  readonly on: LegHost;
  readonly workflow: WorkflowReading;
  /** By reference in full, the build that tagged it. */
  readonly built: Map<string, Demanded>;
  readonly known: KnownDeeds;
  /** Told in the order in which they come up. */
  readonly problems: SourceProblem[];
}

/** What builds and containers demand, made once for all legs that have the same deed. */
export interface KnownDeeds {
  readonly builds: Map<BuildDeed, BuildDemanded>;
  readonly runs: Map<RunDeed, KnownRun>;
}

export interface KnownRun {
  /** By which the build of the image is found. */
  readonly name: string;
  /** By the build that made the image, which is `undefined` for an image of a registry. */
  readonly byBuild: Map<Demanded | undefined, RunDemanded>;
}

/** What building a Dockerfile demands; nothing where it is not known what is built, or no Windows. */
export interface BuildDemanded {
  readonly demanded?: Demanded;
  /** The names that it gives to the image. */
  readonly tags: readonly string[];
  /** What keeps it from being judged, and what of it is not known. */
  readonly missing?: SourceProblem;
  readonly unknown: readonly SourceProblem[];
}

export interface RunDemanded {
  readonly demanded?: Demanded;
}

/**
 * Where a deed of a leg is done: on the leg's own host, where that is known to be Windows. Elsewhere the leg only tells
 * where its values come from: the hosts are those of the run.
 */
export function placedIn(
  { leg, on }: Pick<LegContext, 'leg' | 'on'>,
  deed: Deed,
): DemandedIn & { readonly leg: DemandLeg } {
  const { workflow, name, place } = leg;
  const { step, place: at } = deed;
  if (on.kind !== 'windows') return { leg: { workflow, leg: name, step, place, at }, paired: false };
  const { host } = on;
  return { leg: { workflow, leg: name, step, place, at, host }, host, paired: true };
}
