import type { Place } from '../sources/reading.ts';
import type { Isolation, Level } from '../windows/model.ts';
import type { RuleId } from './catalogue.ts';

/** The pairing a finding is about; some findings are about an image or a host alone. */
export interface FindingSubject {
  readonly image?: string;
  readonly host?: string;
  /** The modes in which it holds. */
  readonly isolation?: readonly Isolation[];
}

/** A rule that fired. One finding a cause: the same image in six stages is one finding with six places. */
export interface Finding {
  readonly rule: RuleId;
  readonly level: Level;
  /** What was found and what was expected, with both Windows versions where there are two. */
  readonly message: string;
  /** What to do: a tag, a mode or a host that would work. */
  readonly remedy: string;
  /** The first is where an annotation goes. Empty when no file named the thing, as with the `images` input. */
  readonly places: readonly Place[];
  readonly subject: FindingSubject;
}

const LEVEL_ORDER: readonly Level[] = ['notice', 'warning', 'error'];

/** Negative when `a` is the milder one. */
export function compareLevels(a: Level, b: Level): number {
  return LEVEL_ORDER.indexOf(a) - LEVEL_ORDER.indexOf(b);
}

/** The milder of the two. */
export function atMost(level: Level, ceiling: Level): Level {
  return compareLevels(level, ceiling) > 0 ? ceiling : level;
}
