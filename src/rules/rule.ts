import type { Level } from '../windows/model.ts';
import type { SourceId } from '../windows/sources.ts';

/** What a rule is, apart from any time it fired. The docs page of a rule is made from this row. */
export interface Rule {
  /** The level it fires at unless the user, or the row that fired, says otherwise. */
  readonly level: Level;
  /** One sentence: what is wrong. */
  readonly sentence: string;
  /** What to do, one sentence; findings with something better to say, such as a tag, say that. */
  readonly remedy: string;
  /** Markdown: why it matters, how it shows, and what to do. */
  readonly help: string;
  readonly sources: readonly SourceId[];
}
