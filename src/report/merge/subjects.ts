import type { ReportFile, ReportImage, ReportSubject } from '../report.ts';
import { firstBy, grouped, imageKey, isPlan, type MergedPart, unique } from './leg.ts';

/** Every subject once, with all its hosts; without those that a leg has only because its plan gave it their images. */
export function mergedSubjects(parts: readonly MergedPart[]): readonly ReportSubject[] {
  const planned = new Set(
    parts.filter(isPlan).flatMap(({ report }) => report.subjects.flatMap(imagesOnHosts)),
  );
  const all = parts.flatMap((part) =>
    part.report.subjects.filter((subject) => isPlan(part) || !isHandedOn(subject, planned)),
  );
  const groups = grouped(all, (subject) => JSON.stringify({ ...subject, hosts: [] }));
  return Array.from(groups.values(), (same) => ({
    ...(same[0] as ReportSubject),
    hosts: unique(same.flatMap(({ hosts }) => hosts)),
  }));
}

function isHandedOn(subject: ReportSubject, planned: ReadonlySet<string>): boolean {
  return subject.origin === 'input' && imagesOnHosts(subject).every((key) => planned.has(key));
}

function imagesOnHosts({ images, hosts }: ReportSubject): readonly string[] {
  return images.flatMap((image) => hosts.map((host) => JSON.stringify([imageKey(image), host])));
}

const ANSWERS = ['registry', 'engine', 'tag', 'nothing'] as const;

/** Every image once, as whoever knows most of it has it, with all places that name it. */
export function mergedImages(parts: readonly MergedPart[]): readonly ReportImage[] {
  const planned = new Set(parts.filter(isPlan).flatMap(({ report }) => report.images.map(keyOf)));
  const all = parts.flatMap((part) =>
    part.report.images.map((image) =>
      isPlan(part) || !planned.has(keyOf(image))
        ? image
        : { ...image, uses: image.uses.filter(({ role }) => role !== 'input') },
    ),
  );
  return Array.from(grouped(all, keyOf).values(), (same) => {
    const best = firstBy(same, ({ answeredBy }) => ANSWERS.indexOf(answeredBy)) as ReportImage;
    return { ...best, uses: unique(same.flatMap(({ uses }) => uses)) };
  });
}

function keyOf({ name, platform }: ReportImage): string {
  return imageKey({ image: name, ...(platform === undefined ? {} : { platform }) });
}

/** Every file once; of two readings the one that found more. */
export function mergedFiles(parts: readonly MergedPart[]): readonly ReportFile[] {
  const groups = grouped(
    parts.flatMap(({ report }) => report.files),
    ({ file }) => file,
  );
  return Array.from(groups, ([file, same]) => ({
    file,
    uses: Math.max(...same.map(({ uses }) => uses)),
    skipped: Math.max(...same.map(({ skipped }) => skipped)),
  }));
}
