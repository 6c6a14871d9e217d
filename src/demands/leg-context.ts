import type { Host } from '../hosts/model.ts';
import type { FileShelf } from '../sources/file-shelf.ts';
import type { SourceProblem } from '../sources/reading.ts';
import type { Deed, WorkflowLeg, WorkflowReading } from '../sources/workflow/model.ts';
import type { Dockerfiles } from './dockerfiles.ts';
import type { LegDemand } from './gathering.ts';
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
  readonly built: Map<string, LegDemand>;
  /** Told in the order in which they come up. */
  readonly problems: SourceProblem[];
}

/**
 * Where a deed of a leg is done: on the leg's own host, where that is known to be Windows. Elsewhere the leg only tells
 * where its values come from: the hosts are those of the run.
 */
export function placedIn(
  { leg, on }: Pick<LegContext, 'leg' | 'on'>,
  deed: Deed,
): Pick<LegDemand, 'leg' | 'host' | 'paired'> {
  const host: { readonly host?: Host } = on.kind === 'windows' ? { host: on.host } : {};
  const named: DemandLeg = {
    workflow: leg.workflow,
    leg: leg.name,
    step: deed.step,
    place: leg.place,
    at: deed.place,
    ...host,
  };
  return { leg: named, ...host, paired: on.kind === 'windows' };
}
