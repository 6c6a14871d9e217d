import type { Place } from './reading.ts';

/** A value of a file of settings, after all variables. */
export interface SourceValue {
  /** After all variables. */
  readonly value: string;
  /** As it stands in the file, variables and all. */
  readonly written: string;
  /** A part of it is not known, so nothing must be made of `value`. */
  readonly unknown?: true;
  readonly place: Place;
}
