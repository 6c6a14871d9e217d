/** What every reader of a source file gives back. */

/** A place in a file: 1-based, path relative to the workspace with forward slashes. `endColumn` is exclusive. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export type ImageRole = 'stage' | 'copy-from' | 'mount-from' | 'service' | 'job-container' | 'run';

/**
 * What must be possible with an image where it is named.
 * `build`: a `RUN` of the build runs in it. `run`: people run it (a final stage, or an image given by input).
 * `pull`: it need only be pulled (only copied from, or a stage that only copies).
 */
export type Need = 'build' | 'run' | 'pull';

/** One place where an image is named. */
export interface ImageUse {
  readonly role: ImageRole;
  /** After all variables, as the builder would take it: `mcr.microsoft.com/windows/nanoserver:ltsc2022`. */
  readonly reference: string;
  /** As written, variables and all. */
  readonly written: string;
  readonly needs: readonly Need[];
  /** The name after `AS`, or the stage's index as text. */
  readonly stage?: string;
  /** The value of `--platform` after all variables, when given. */
  readonly platform?: string;
  /** The value of `--platform` as written: `$BUILDPLATFORM` tells a cross-build. */
  readonly platformWritten?: string;
  /** False when the chosen target is built without it. */
  readonly reachable: boolean;
  /** It stands behind the chosen target: no builder gets to it. Stages before the target may be built though nothing needs them. */
  readonly behindTarget?: true;
  readonly place: Place;
}

/** Something in a file that keeps it, or a part of it, from being understood; becomes a finding. */
export interface SourceProblem {
  readonly code: SourceProblemCode;
  /** What was found and what was expected. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
  readonly place: Place;
}

export type SourceProblemCode =
  | 'file-unreadable'
  | 'file-not-text'
  | 'file-too-large'
  | 'dockerfile-syntax'
  | 'unresolved-argument'
  | 'invalid-reference'
  | 'unknown-target'
  | 'backslash-continues-line'
  | 'compose-syntax'
  | 'compose-unresolved'
  | 'unset-variable'
  | 'bake-syntax'
  | 'bake-not-printed'
  | 'workflow-syntax'
  | 'workflow-unresolved'
  | 'workflow-container-on-windows'
  | 'windows-image-on-linux'
  | 'leg-host-unknown';

/** Why a file is taken to be about Windows, apart from the images it names. */
export interface WindowsHints {
  /** `# escape=` with a backtick. */
  readonly backtickEscape: boolean;
  /** A `SHELL` of cmd or PowerShell on Windows. */
  readonly windowsShell: boolean;
}

/** One file, read. */
export interface SourceReading {
  readonly file: string;
  readonly uses: readonly ImageUse[];
  readonly problems: readonly SourceProblem[];
  readonly hints: WindowsHints;
  /** The names that the `ARG`s of a Dockerfile declare, in any stage; left out where they are not all known. */
  readonly declared?: ReadonlySet<string>;
  /** How many uses are left out of it, as what they name hangs on something that is not known. */
  readonly unknownUses?: number;
  /** The source line with that 1-based number, without its line end; for excerpts. */
  line(number: number): string | undefined;
}
