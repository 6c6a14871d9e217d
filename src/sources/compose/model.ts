import type { ContainerOption } from '../../windows/boundary-model.ts';
import type { ImageUse, Place, SourceProblem, SourceReading } from '../reading.ts';
import type { SourceValue } from '../source-value.ts';

/** How a service is built. Paths are relative to the workspace; undefined where they lead out of it, or are not known. */
export interface ComposeBuild {
  readonly place: Place;
  readonly context: SourceValue;
  /** The directory of a local context. */
  readonly contextPath?: string;
  readonly dockerfile?: SourceValue;
  /** The file that is built, `Dockerfile` in the context when none is named; none with an inline one or a remote context. */
  readonly dockerfilePath?: string;
  readonly dockerfileInline?: SourceValue;
  /** By name; without a value where the environment has none for it, and then the Dockerfile's default holds. */
  readonly args: ReadonlyMap<string, SourceValue | undefined>;
  readonly additionalContexts: ReadonlyMap<string, SourceValue>;
  readonly target?: SourceValue;
  readonly isolation?: SourceValue;
  readonly platforms: readonly SourceValue[];
}

/** One service, after everything that it includes, extends and is laid over. */
export interface ComposeService {
  readonly name: string;
  /** Where its name stands; in the last file that has a say. */
  readonly place: Place;
  readonly profiles: readonly string[];
  /** False when it has profiles and none of them is asked for. */
  readonly active: boolean;
  readonly image?: SourceValue;
  readonly build?: ComposeBuild;
  readonly isolation?: SourceValue;
  readonly platform?: SourceValue;
  /** The service whose network it shares: `network_mode: service:<name>`. */
  readonly sharesNetworkOf?: string;
  /** Everything that matters for the boundary between container and host, as `boundaryFindings` takes it. */
  readonly options: readonly ContainerOption<Place>[];
}

/** A Compose project, read. */
export interface ComposeReading {
  /** The first file: the project has its name, and its directory. */
  readonly file: string;
  /** Every file that was read, those of variables with them, in the order in which they came. */
  readonly files: readonly string[];
  readonly services: readonly ComposeService[];
  /** Images that services run. Those that are built are named in their Dockerfiles. */
  readonly uses: readonly ImageUse[];
  readonly problems: readonly SourceProblem[];
  /** A line of one of the files, for excerpts. */
  line(file: string, number: number): string | undefined;
  /** The same, file by file, in the form of every other reader. */
  readings(): readonly SourceReading[];
}
