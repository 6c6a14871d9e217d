import type { ContainerOption } from '../../windows/boundary-model.ts';
import type { ImageUse, Place, SourceProblem, SourceReading } from '../reading.ts';

/** A value of a service. */
export interface ComposeText {
  /** After all variables. */
  readonly value: string;
  /** As it stands in the file, variables and all. */
  readonly written: string;
  /** A part of it is not known, so nothing must be made of `value`. */
  readonly unknown?: true;
  readonly place: Place;
}

/** How a service is built. Paths are relative to the workspace; undefined where they lead out of it, or are not known. */
export interface ComposeBuild {
  readonly place: Place;
  readonly context: ComposeText;
  /** The directory of a local context. */
  readonly contextPath?: string;
  readonly dockerfile?: ComposeText;
  /** The file that is built, `Dockerfile` in the context when none is named; none with an inline one or a remote context. */
  readonly dockerfilePath?: string;
  readonly dockerfileInline?: ComposeText;
  /** By name; without a value where the environment has none for it, and then the Dockerfile's default holds. */
  readonly args: ReadonlyMap<string, ComposeText | undefined>;
  readonly additionalContexts: ReadonlyMap<string, ComposeText>;
  readonly target?: ComposeText;
  readonly isolation?: ComposeText;
  readonly platforms: readonly ComposeText[];
}

/** One service, after everything that it includes, extends and is laid over. */
export interface ComposeService {
  readonly name: string;
  /** Where its name stands; in the last file that has a say. */
  readonly place: Place;
  readonly profiles: readonly string[];
  /** False when it has profiles and none of them is asked for. */
  readonly active: boolean;
  readonly image?: ComposeText;
  readonly build?: ComposeBuild;
  readonly isolation?: ComposeText;
  readonly platform?: ComposeText;
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
