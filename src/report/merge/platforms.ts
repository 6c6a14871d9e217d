import type { Report } from '../report.ts';
import { grouped } from './leg.ts';

/**
 * A leg is given an image by its name alone, where the file of the plan asks for it by platform. Where the engine takes the
 * same entry both ways, and where there is one platform to choose from, it is the same image.
 */
export function withPlannedPlatforms(report: Report, others: readonly Report[]): Report {
  const planned = grouped(
    others.flatMap(({ pairings }) => pairings),
    ({ image }) => image,
  );
  const platformOf = (image: string, digests: ReadonlySet<string | undefined>): string | undefined => {
    const pairings = planned.get(image) ?? [];
    const [platform, second] = new Set(pairings.map((pairing) => pairing.platform));
    if (platform === undefined || second !== undefined) return undefined;
    const taken = new Set(pairings.map(({ digest }) => digest));
    return [...digests].every((digest) => taken.has(digest)) ? platform : undefined;
  };
  const given = new Map<string, string>();
  for (const { name, platform } of report.images) {
    const same = report.pairings.filter((pairing) => pairing.image === name);
    const found =
      platform === undefined && same.length > 0
        ? platformOf(name, new Set(same.map(({ digest }) => digest)))
        : undefined;
    if (found !== undefined) given.set(name, found);
  }
  if (given.size === 0) return report;
  const withPlatform = <T extends { readonly platform?: string }>(thing: T, name: string): T => {
    const platform = thing.platform ?? given.get(name);
    return platform === undefined ? thing : { ...thing, platform };
  };
  return {
    ...report,
    images: report.images.map((image) => withPlatform(image, image.name)),
    pairings: report.pairings.map((pairing) => withPlatform(pairing, pairing.image)),
    subjects: report.subjects.map((subject) => ({
      ...subject,
      images: subject.images.map((image) => withPlatform(image, image.image)),
    })),
  };
}
