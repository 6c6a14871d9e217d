import type { Demand, FileNote } from '../demands/model.ts';
import { CheckError } from '../errors.ts';
import type { ResolvedImage } from '../images/model.ts';
import type { Resolver } from '../images/resolve.ts';
import { ruleOf } from '../rules/catalogue.ts';
import { atMost } from '../rules/finding.ts';
import type { ImageUse, SourceReading } from '../sources/reading.ts';
import { plainFinding, type RawFinding } from './findings-of-subject.ts';
import type { CheckedImage, Subject } from './model.ts';
import { usesInScope, usesToTarget } from './scope.ts';
import { checkedImage, subjectOfDemand, subjectOfImage } from './subjects.ts';

/** Everything that was named, and what of it has to do with Windows. */
export interface Gathered {
  readonly subjects: readonly Subject[];
  readonly images: readonly CheckedImage[];
  /** By file: how many places name an image, and how many of these are not judged. */
  readonly files: ReadonlyMap<string, { readonly uses: number; readonly skipped: number }>;
  /** Images that have nothing to do with Windows, each once. */
  readonly skippedImages: number;
  /** What is to be said of the files themselves and of what was asked for. */
  findings(unmatched: readonly string[], asked: boolean): readonly RawFinding[];
}

/** Resolves every image that the files and the input name, and sorts out which of them this check is about. */
export async function gatherSubjects(
  { demands, notes = [] }: { readonly demands: readonly Demand[]; readonly notes?: readonly FileNote[] },
  given: readonly string[],
  resolver: Resolver,
  progress: (line: string) => void,
): Promise<Gathered> {
  const readings = demands.map(({ reading }) => reading);
  const references = new Set([
    ...readings.flatMap((reading) => usesToTarget(reading).map((use) => use.reference)),
    ...given,
  ]);
  if (references.size > 0) progress(`Looking up ${references.size} image${references.size === 1 ? '' : 's'}`);
  const resolved = new Map<string, ResolvedImage>();
  const invalid = new Map<string, CheckError>();
  await Promise.all(
    [...references].map(async (reference) => {
      try {
        resolved.set(reference, await resolver.resolve(reference));
      } catch (thrown) {
        if (!(thrown instanceof CheckError) || thrown.code !== 'reference-invalid') throw thrown;
        invalid.set(reference, thrown);
      }
    }),
  );

  const images = new Map<string, CheckedImage>();
  const imageOf = (reference: string, platform?: string): CheckedImage => {
    const image = checkedImage(resolved.get(reference) as ResolvedImage, platform);
    const known = images.get(image.key) ?? image;
    images.set(image.key, known);
    return known;
  };
  const files = new FileCounts();
  const skipped = new Set<string>();
  const foreign = new Set<SourceReading>();
  const subjects: Subject[] = [];
  for (const demand of demands) {
    const { reading } = demand;
    const toTarget = usesToTarget(reading);
    const known = invalid.size === 0 ? toTarget : toTarget.filter((use) => resolved.has(use.reference));
    const resolvedOf = (use: ImageUse) => resolved.get(use.reference) as ResolvedImage;
    const inScope = usesInScope({ hints: reading.hints, uses: known }, resolvedOf, demand.paired).filter(
      (use) => demand.mayBeLocal !== true || !isLocal(resolvedOf(use)),
    );
    const counted = new Set(inScope);
    files.add(reading, [
      ...known.filter((use) => !counted.has(use)),
      ...reading.uses.filter(({ behindTarget }) => behindTarget === true),
    ]);
    if (known.length > 0 && inScope.length === 0) foreign.add(reading);
    for (const use of known) if (!counted.has(use)) skipped.add(resolvedOf(use).name);
    if (inScope.length > 0)
      subjects.push(subjectOfDemand(demand, inScope, (use) => imageOf(use.reference, use.platform)));
  }
  for (const reference of new Set(given)) {
    if (resolved.has(reference)) subjects.push(subjectOfImage(imageOf(reference)));
  }
  for (const image of images.values()) skipped.delete(image.resolved.name);

  return {
    subjects,
    images: [...images.values()],
    files: files.counts(),
    skippedImages: skipped.size,
    findings: (unmatched, asked) => [
      ...readings.flatMap((reading) => fileProblems(reading, foreign.has(reading))),
      ...notes.flatMap((note) => {
        if (note.named || note.paired || isAboutWindows(note, subjects)) return fileProblems(note, false);
        // What is only not known is worth no word there; what keeps the file from being read may be all that is wrong.
        const grave = note.problems.filter(({ code }) => ruleOf(code).level !== 'notice');
        return note.ofWindows ? fileProblems({ problems: grave }, false) : [];
      }),
      ...invalidReferences(readings, given, invalid),
      ...unmatched.map((pattern) =>
        plainFinding('path-matches-nothing', `\`${pattern}\` matches no file.`, []),
      ),
      ...(subjects.length === 0 && !asked && !readings.some(isUnknown)
        ? [nothingToCheck(readings, skipped.size)]
        : []),
    ],
  };
}

/** Whether a demand of the file is, or would be if what it hangs on were known. */
function isAboutWindows({ demands }: FileNote, subjects: readonly Subject[]): boolean {
  const files = new Set(subjects.map(({ file }) => file));
  return (
    subjects.some(({ demand }) => demand !== undefined && demands.has(demand)) ||
    [...demands].some(({ reading }) => reading.unknownUses !== undefined && files.has(reading.file))
  );
}

/** By file: a file that is read for several demands counts once. */
class FileCounts {
  readonly #files = new Map<string, { uses: Set<string>; skipped: Map<string, boolean> }>();

  add({ file, uses }: SourceReading, skipped: readonly ImageUse[]): void {
    const known = this.#files.get(file) ?? { uses: new Set(), skipped: new Map() };
    this.#files.set(file, known);
    const left = new Set(skipped.map(placeOf));
    for (const use of uses) {
      const at = placeOf(use);
      known.uses.add(at);
      // Skipped is what no demand wants.
      known.skipped.set(at, left.has(at) && (known.skipped.get(at) ?? true));
    }
  }

  counts(): ReadonlyMap<string, { readonly uses: number; readonly skipped: number }> {
    return new Map(
      [...this.#files].map(([file, { uses, skipped }]) => [
        file,
        { uses: uses.size, skipped: [...skipped.values()].filter(Boolean).length },
      ]),
    );
  }
}

function placeOf({ place, role }: ImageUse): string {
  return `${place.line}:${place.column} ${role}`;
}

/** Nobody publishes it, and nothing says what it is. */
function isLocal({ failure, answeredBy, tag }: ResolvedImage): boolean {
  if (failure !== undefined) return failure.reason === 'not-found' || failure.reason === 'unauthorized';
  return answeredBy === 'nothing' && !tag.saysWindows;
}

/** What a file names is not known where its problems left no image of it. */
function isUnknown({ uses, problems }: SourceReading): boolean {
  return uses.length === 0 && problems.length > 0;
}

/** In a file that names images and none for Windows, what is wrong with it is told and fails nothing. */
function fileProblems(
  { problems }: Pick<SourceReading, 'problems'>,
  foreign: boolean,
): readonly RawFinding[] {
  return problems.map(({ code, message, place, remedy }) => {
    const { level } = ruleOf(code);
    return plainFinding(
      code,
      message,
      [place],
      {},
      {
        remedy,
        level: foreign ? atMost(level, 'warning') : level,
      },
    );
  });
}

/** A reference that the reader let pass, or that the input gave, and that is none by the grammar. */
function invalidReferences(
  readings: readonly SourceReading[],
  given: readonly string[],
  invalid: ReadonlyMap<string, CheckError>,
): readonly RawFinding[] {
  const finding = (error: CheckError, uses: readonly ImageUse[]) =>
    plainFinding(
      'invalid-reference',
      error.message,
      uses.map((use) => use.place),
      {},
      { remedy: error.remedy },
    );
  const inFiles = readings.flatMap((reading) =>
    reading.uses.flatMap((use) => {
      const error = invalid.get(use.reference);
      const told = reading.problems.some((problem) => problem.place.line === use.place.line);
      return error === undefined || told ? [] : [finding(error, [use])];
    }),
  );
  const inInput = given.flatMap((reference) => {
    const error = invalid.get(reference);
    return error === undefined ? [] : [finding(error, [])];
  });
  return [...inFiles, ...inInput];
}

function nothingToCheck(readings: readonly SourceReading[], skipped: number): RawFinding {
  const files = new Set(readings.map(({ file }) => file)).size;
  const behind = readings.some(({ uses }) => uses.some(({ behindTarget }) => behindTarget === true));
  const others = skipped === 0 ? '' : ` (${skipped} other${skipped === 1 ? '' : 's'})`;
  const found =
    files === 0
      ? 'No Dockerfile was found.'
      : `${files} file${files === 1 ? ' names' : 's name'} no Windows image${behind ? ' up to the target' : ''}${others}.`;
  return plainFinding('nothing-to-check', found, []);
}
