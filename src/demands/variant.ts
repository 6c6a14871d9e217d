import type { IsolationRequirement } from '../report/report.ts';
import type { Place } from '../sources/reading.ts';

/** A Dockerfile built in a certain way for certain hosts; each is judged as an image of its own. */
export interface Variant {
  /** Relative to the workspace, with forward slashes. */
  readonly dockerfile: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** As declared; empty for the hosts of the check. */
  readonly hosts: readonly string[];
  readonly target?: string;
  /** That of the check when left out. */
  readonly isolation?: IsolationRequirement;
  /** Where it is written; left out where that is no file of the workspace. */
  readonly place?: Place;
}
