import type { Host } from '../hosts/model.ts';
import type { HostsMatch, IsolationRequirement } from '../report/report.ts';
import type { Place, SourceProblem, SourceReading } from '../sources/reading.ts';
import type { ContainerOption } from '../windows/boundary-model.ts';
import type { Isolation } from '../windows/model.ts';
import type { UnusedArgument } from './unused-arguments.ts';

/** What makes a demand: a file by itself, the input, or a file that says how others are built and run. */
export type DemandOrigin = 'file' | 'input' | 'variant' | 'workflow' | 'compose' | 'bake';

/** A leg of a workflow that makes a demand, and the step in it. */
export interface DemandLeg {
  readonly workflow: string;
  /** As GitHub shows it. */
  readonly leg: string;
  readonly step: string;
  /** What decides on the leg's host. */
  readonly place: Place;
  /** What the step builds or runs. */
  readonly at: Place;
  /** Undefined where its runner is not known. */
  readonly host?: Host;
}

/** The options of one container, to be held against what Windows makes of them. */
export interface DemandContainer {
  /** For people: `the service web`, `docker run`. */
  readonly what: string;
  readonly options: readonly ContainerOption<Place>[];
  /** Of the container whose network this one shares, when that is known. */
  readonly networkOwner?: Isolation;
  /** The legs that make it; left out where no leg does. */
  readonly legs?: readonly DemandLeg[];
}

/** One thing that is built or run, and where it must: what is asked of the judge. */
export interface Demand {
  readonly origin: DemandOrigin;
  /** The file that names the images, as it is read for this demand. */
  readonly reading: SourceReading;
  /** What makes the demand, where that is another file: the service, the target, the variant. */
  readonly place?: Place;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly target?: string;
  /** Where it must run; where left out, on the hosts of the run. */
  readonly hosts?: readonly Host[];
  /** With hosts of its own: whether each of them must have it, which holds where it is left out. */
  readonly hostsMatch?: HostsMatch;
  /** What must work; where left out, what the run asks for. */
  readonly isolation?: IsolationRequirement;
  readonly legs: readonly DemandLeg[];
  /** A Windows host is meant to have it, so that its images count whatever they are. */
  readonly paired: boolean;
  /** An image that no registry has was built on the spot. */
  readonly mayBeLocal?: true;
  readonly containers: readonly DemandContainer[];
}

/**
 * What is to be told of a file that says how others are built and run. It may have nothing to do with Windows: then it is
 * worth no word, unless somebody asked for that very file.
 */
export interface FileNote {
  readonly file: string;
  readonly problems: readonly SourceProblem[];
  readonly demands: ReadonlySet<Demand>;
  readonly named: boolean;
  /** Something in it is done with containers on a Windows host. */
  readonly paired: boolean;
  /** Its words speak of Windows, whatever came of them. */
  readonly ofWindows: boolean;
}

/** Everything that the files demand. */
export interface Demands {
  readonly demands: readonly Demand[];
  readonly notes: readonly FileNote[];
  /** Build arguments that are given in vain. */
  readonly unused: readonly UnusedArgument[];
  /** Every file that was read, each once. */
  readonly files: readonly string[];
  /** A line of one of them, for excerpts. */
  line(file: string, number: number): string | undefined;
}

/** What is demanded of a file by itself. */
export function demandOfFile(reading: SourceReading): Demand {
  return { origin: 'file', reading, legs: [], paired: false, containers: [] };
}
