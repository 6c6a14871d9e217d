import type { Demand } from '../demands/model.ts';
import type { ResolvedImage } from '../images/model.ts';
import type { ImageUse, Need } from '../sources/reading.ts';
import type { CheckedImage, Subject, SubjectImage } from './model.ts';

/** The subject of one demand: every image in scope with what it is needed for. */
export function subjectOfDemand(
  demand: Demand,
  uses: readonly ImageUse[],
  imageOf: (use: ImageUse) => CheckedImage,
): Subject {
  const members = new Map<string, { image: CheckedImage; needs: Set<Need>; uses: ImageUse[] }>();
  for (const use of uses) {
    const image = imageOf(use);
    const member = members.get(image.key) ?? { image, needs: new Set<Need>(), uses: [] };
    for (const need of use.needs) member.needs.add(need);
    member.uses.push(use);
    members.set(image.key, member);
  }
  return {
    file: demand.reading.file,
    demand,
    members: [...members.values()].map(
      ({ image, needs, uses: named }): SubjectImage => ({ image, needs: [...needs], uses: named }),
    ),
  };
}

/** An image that was given by input: it is there to be run. */
export function subjectOfImage(image: CheckedImage): Subject {
  return { members: [{ image, needs: ['run'], uses: [] }] };
}

/** One reference for one platform is one image, wherever it is named. */
export function checkedImage(resolved: ResolvedImage, platform: string | undefined): CheckedImage {
  return {
    key: platform === undefined ? resolved.name : `${resolved.name} for ${platform}`,
    resolved,
    ...(platform === undefined ? {} : { platform }),
  };
}

/** The images that something needs to run, in the build or afterwards; the others need only be pulled. */
export function imagesToRun(subjects: readonly Subject[]): ReadonlySet<CheckedImage> {
  return new Set(subjects.flatMap(({ members }) => members.filter(needsToRun).map(({ image }) => image)));
}

export function needsToRun({ needs }: Pick<SubjectImage, 'needs'>): boolean {
  return needs.some((need) => need !== 'pull');
}
