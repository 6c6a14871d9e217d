import { shortened } from '../problems.ts';
import type { Place, SourceProblem } from '../reading.ts';
import { hasMark, type Looked } from './marks.ts';
import type { Cause } from './unknown.ts';

/** Tells what is wrong with the files of one workflow, each thing once. */
export class Tell {
  readonly problems: SourceProblem[];
  readonly #looked: Looked;
  readonly #told = new Set<string>();

  constructor(problems: SourceProblem[], looked: Looked) {
    this.problems = problems;
    this.#looked = looked;
  }

  /** Something that keeps a part from being read. `what` is a sentence without its end. */
  syntax(place: Place, what: string, remedy: string): void {
    const key = `${place.file}:${place.line}:${place.column} ${what}`;
    if (this.#isTold(key)) return;
    this.problems.push({ code: 'workflow-syntax', message: `${what}.`, remedy, place });
  }

  /** An expression on which something hangs that matters; once in a file, however often it stands there. */
  unresolved({ written, place }: Cause): void {
    this.missing(
      place,
      `${shortened(written)} is not known before the run, so nothing is said about what hangs on it`,
      'Write the value, or a matrix of the values that it may have, where it must be checked.',
      `${place.file} ${written}`,
    );
  }

  /** Something else that is not there before the run. */
  missing(place: Place, what: string, remedy: string, key = `${place.file} ${what}`): void {
    if (this.#isTold(key)) return;
    this.problems.push({ code: 'workflow-unresolved', message: `${what}.`, remedy, place });
  }

  /** What speaks of a value is told with the value in it. */
  #isTold(key: string): boolean {
    this.#looked.at(key);
    if ((this.#looked.watching && hasMark(key)) || this.#told.has(key) || this.#told.size >= MOST_TOLD)
      return true;
    this.#told.add(key);
    return false;
  }
}

/** More than anybody reads. */
const MOST_TOLD = 1000;
