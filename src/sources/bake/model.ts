import type { Place, SourceProblem } from '../reading.ts';
import type { SourceValue } from '../source-value.ts';

/** What a target says, and what those that it inherits from say below it. */
export interface TargetFields {
  readonly context?: SourceValue;
  readonly dockerfile?: SourceValue;
  readonly dockerfileInline?: SourceValue;
  readonly target?: SourceValue;
  readonly args: ReadonlyMap<string, SourceValue>;
  readonly contexts: ReadonlyMap<string, SourceValue>;
  readonly platforms?: readonly SourceValue[];
  readonly tags?: readonly SourceValue[];
}

/** One target, with everything that it inherits. Paths are relative to the workspace; undefined where they are not known. */
export interface BakeTarget {
  readonly name: string;
  readonly place: Place;
  /** It is one that is asked for, belongs to a group that is, or is linked to by one of these. */
  readonly reachable: boolean;
  /** `.` where none is given, at the place of the target. */
  readonly context: SourceValue;
  readonly contextPath?: string;
  readonly dockerfile?: SourceValue;
  /** The file that is built, `Dockerfile` in the context when none is named; none with an inline one or a remote context. */
  readonly dockerfilePath?: string;
  readonly dockerfileInline?: SourceValue;
  readonly args: ReadonlyMap<string, SourceValue>;
  /** Named contexts: `docker-image://` and a reference, `target:` and a name, a directory, or a URL. */
  readonly contexts: ReadonlyMap<string, SourceValue>;
  /** The stage that is built. */
  readonly target?: SourceValue;
  readonly platforms: readonly SourceValue[];
  readonly tags: readonly SourceValue[];
}

/** A bake file, read. */
export interface BakeReading {
  readonly file: string;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly targets: readonly BakeTarget[];
  readonly problems: readonly SourceProblem[];
  /** The source line with that 1-based number, without its line end. */
  line(number: number): string | undefined;
}
