import { docsUrl } from '../rules/catalogue.ts';
import type { Finding } from '../rules/finding.ts';
import type { Level } from '../windows/model.ts';
import { bySeverity } from './order.ts';
import { placeText } from './text-finding.ts';
import { clip, visible } from './visible.ts';
import { count } from './words.ts';

/** One annotation on a pull request. Lines and columns are 1-based; `endColumn` is exclusive. */
export interface Annotation {
  readonly kind: Level;
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  readonly startLine?: number;
  readonly endLine?: number;
  readonly startColumn?: number;
  readonly endColumn?: number;
}

export interface AnnotationOptions {
  /** Annotations of a kind that the step makes besides these; they count against the limit of that kind. */
  readonly reserved?: Readonly<Partial<Record<Level, number>>>;
  /** Where the rest can be read, as in `See the job summary.` */
  readonly elsewhere?: string;
  /** Puts paths, which are relative to the checked directory, the way GitHub wants them: relative to the repository. */
  readonly fileOf?: (file: string) => string;
}

/** GitHub keeps ten annotations of a kind per step (actions/runner `ExecutionContext.cs`, `_maxCountPerIssueType`). */
export const ANNOTATIONS_PER_KIND = 10;
/** GitHub cuts a message at 4096 characters (ibid.); some room is left, as masking secrets can make it longer. */
export const LONGEST_MESSAGE = 4000;

const KINDS: readonly Level[] = ['error', 'warning', 'notice'];
const OTHER_PLACES_SHOWN = 5;

/** Findings as annotations within GitHub's limits, the gravest first; the last of a full kind says how many more there are. */
export function annotationsOf(findings: readonly Finding[], options: AnnotationOptions = {}): Annotation[] {
  const sorted = [...findings].sort(bySeverity);
  return KINDS.flatMap((kind) => {
    const ofKind = sorted.filter((finding) => finding.level === kind);
    const room = Math.max(0, ANNOTATIONS_PER_KIND - (options.reserved?.[kind] ?? 0));
    const shown = ofKind.length <= room ? ofKind : ofKind.slice(0, Math.max(0, room - 1));
    const annotations = shown.map((finding) => annotationOf(finding, options));
    if (shown.length < ofKind.length && room > 0) {
      annotations.push(overflow(kind, ofKind.length - shown.length, options));
    }
    return annotations;
  });
}

function annotationOf(finding: Finding, options: AnnotationOptions): Annotation {
  const [place, ...others] = finding.places;
  const about = {
    kind: finding.level,
    title: finding.rule,
    message: messageOf(finding, others.map(placeText)),
  };
  if (place === undefined) return about;
  const file = visible((options.fileOf ?? String)(place.file));
  // GitHub shows files of the checkout only.
  if (file.startsWith('../')) return { ...about, message: messageOf(finding, finding.places.map(placeText)) };
  const endLine = place.endLine ?? place.line;
  const lines = { file, startLine: place.line, endLine };
  if (endLine !== place.line) return { ...about, ...lines };
  return { ...about, ...lines, startColumn: place.column, endColumn: place.endColumn ?? place.column };
}

function messageOf(finding: Finding, others: readonly string[]): string {
  const more = others.length - OTHER_PLACES_SHOWN;
  const shown = others.slice(0, OTHER_PLACES_SHOWN).map((other) => clip(other, 200));
  const also =
    shown.length === 0 ? [] : [`Also at ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
  const end = [clip(visible(finding.remedy), 1000), ...also, docsUrl(finding.rule)].join('\n');
  return `${clip(visible(finding.message), LONGEST_MESSAGE - end.length - 1)}\n${end}`;
}

function overflow(kind: Level, number: number, options: AnnotationOptions): Annotation {
  const elsewhere = options.elsewhere === undefined ? '' : ` ${options.elsewhere}`;
  const be = number === 1 ? 'is' : 'are';
  return {
    kind,
    title: `${count(number, `more ${kind}`)}`,
    message: `There ${be} ${count(number, `more ${kind}`)}; GitHub shows ${ANNOTATIONS_PER_KIND} of a kind.${elsewhere}`,
  };
}
