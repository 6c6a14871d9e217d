import type { ContainerOption } from '../../windows/boundary-model.ts';
import type { Place, SourceProblem } from '../reading.ts';
import type { SourceValue } from '../source-value.ts';

/** What every deed of a leg has. */
interface DeedOf<Kind extends string> {
  readonly kind: Kind;
  /** The step, as people call it: its name, else what it runs or uses; `container` and `services.<name>` outside the steps. */
  readonly step: string;
  /** Of the command or the value, in the file in which it stands: the workflow, a reusable one, or a composite action. */
  readonly place: Place;
}

/** A Dockerfile is built. Paths are relative to the workspace; undefined where they are remote or not known. */
export interface BuildDeed extends DeedOf<'build'> {
  readonly dockerfilePath?: string;
  /** By name; without a value where it comes from an environment that has none, or that is not known. */
  readonly args: ReadonlyMap<string, SourceValue | undefined>;
  readonly target?: SourceValue;
  readonly platforms: readonly SourceValue[];
  readonly isolation?: SourceValue;
  /** References that the image is tagged with. */
  readonly tags: readonly SourceValue[];
  /** Flags that matter for the boundary between container and host. */
  readonly options: readonly ContainerOption<Place>[];
}

/** An image is run, made a container of, or pulled. */
export interface RunDeed extends DeedOf<'run' | 'create' | 'pull'> {
  readonly image: SourceValue;
  readonly isolation?: SourceValue;
  readonly platform?: SourceValue;
  /** Whether it is run, whether it matters that it fails, or whether the runner's own engine does it, is not certain. */
  readonly doubtful?: true;
  /** Everything that matters for the boundary, `isolation` and `platform` with it, as `boundaryFindings` takes it. */
  readonly options: readonly ContainerOption<Place>[];
}

/** `container:` and `services:` of a job, for which GitHub needs a runner with Linux. */
export interface JobContainerDeed extends DeedOf<'job-container' | 'job-service'> {
  readonly image: SourceValue;
}

/** `docker compose`: which project, and what is done with it. */
export interface ComposeDeed extends DeedOf<'compose'> {
  /** Relative to the workspace, in their order; undefined for the usual file in `directory`, or where they are not known. */
  readonly files?: readonly string[];
  /** Relative to the workspace; undefined where it is not known. */
  readonly directory?: string;
  readonly profiles: readonly string[];
  /** The services that are named; empty for all of them. */
  readonly services: readonly string[];
  /** `build`, `up`, `run`, `create`, `pull`. */
  readonly command: string;
  /** Files of variables in place of `.env`, relative to the workspace; left out where none are named, or not known. */
  readonly envFiles?: readonly string[];
  /** What the shell there has, as far as it is known. */
  readonly environment: Readonly<Record<string, string>>;
  /** Which files, profiles or services are meant is known in part only; what is left out must not be taken for "all". */
  readonly unknown?: true;
}

/** `docker buildx bake`, or docker/bake-action. */
export interface BakeDeed extends DeedOf<'bake'> {
  readonly files?: readonly string[];
  readonly directory?: string;
  /** Empty for `default`. */
  readonly targets: readonly string[];
  /** What is said of targets beside the files, `target-pattern.key=value`, as far as it changes what they are built from. */
  readonly set?: readonly SourceValue[];
  readonly environment: Readonly<Record<string, string>>;
  /** Which files or targets are meant is known in part only; what is left out must not be taken for "the usual". */
  readonly unknown?: true;
}

/** This very action, with its inputs. */
export interface CheckDeed extends DeedOf<'check'> {
  readonly inputs: ReadonlyMap<string, SourceValue>;
}

export type Deed = BuildDeed | RunDeed | JobContainerDeed | ComposeDeed | BakeDeed | CheckDeed;

/** One leg: a job with one combination of its matrix, and what it does with images, in order. */
export interface WorkflowLeg {
  /** The workflow file that is started; a leg of a reusable workflow belongs to the one that calls it. */
  readonly workflow: string;
  /** As GitHub shows it: `build (windows-2022, ltsc2022)`, `call / build`. */
  readonly name: string;
  /** What decides on the host: the entry of the matrix that names the runner, else `runs-on` itself. */
  readonly place: Place;
  /** The labels of `runs-on`; undefined where they are not known before the run. */
  readonly labels?: readonly string[];
  readonly deeds: readonly Deed[];
}

/** A workflow, read, with every local file that it leads to. */
export interface WorkflowReading {
  readonly file: string;
  /** Every file that was read, in the order in which they came. */
  readonly files: readonly string[];
  /** Nothing starts it but a call by another workflow: its legs are those with the defaults of its inputs. */
  readonly calledOnly: boolean;
  readonly legs: readonly WorkflowLeg[];
  readonly problems: readonly SourceProblem[];
  /** A line of one of the files, for excerpts. */
  line(file: string, number: number): string | undefined;
}
