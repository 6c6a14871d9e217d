import { onlyBuild } from '../images/facts.ts';
import type { Place } from '../sources/reading.ts';
import { describeVersion, imageSupportEnd, releaseOfBuild } from '../windows/releases.ts';
import { plainFinding, type RawFinding } from './findings-of-subject.ts';
import type { CheckedImage } from './model.ts';

/** An image near its end is told of this many days before. */
const WARNING_DAYS = 90;

/**
 * What is to be said of an image by itself: a tag that names no Windows release, a release out of support on `today`
 * (`YYYY-MM-DD`).
 */
export function findingsOfImageAlone(
  image: CheckedImage,
  places: readonly Place[],
  today: string,
): readonly RawFinding[] {
  return [...floatingTag(image, places), ...endOfLife(image, places, today)];
}

function floatingTag(image: CheckedImage, places: readonly Place[]): readonly RawFinding[] {
  const { tag, name, entries } = image.resolved;
  if (!tag.floating || image.resolved.failure?.reason === 'not-found') return [];
  const builds = [
    ...new Set(entries.map((entry) => entry.platform.osVersion).filter((version) => version !== undefined)),
  ];
  const now = builds.length === 0 ? '' : ` Today it holds ${builds.join(', ')}.`;
  return [
    plainFinding(
      'floating-tag',
      `${name} names no Windows release, so what it is built on can change overnight.${now}`,
      places,
      {
        image: name,
      },
    ),
  ];
}

function endOfLife(image: CheckedImage, places: readonly Place[], today: string): readonly RawFinding[] {
  const { resolved } = image;
  // An index of several releases is judged where a host has taken its entry from it.
  const version = onlyBuild(resolved);
  const images = version && releaseOfBuild(version.build)?.images;
  if (version === undefined || images === undefined) return [];
  const end = imageSupportEnd(images, resolved.tag.family);
  const days = (Date.parse(end) - Date.parse(today)) / 86_400_000;
  if (days > WARNING_DAYS) return [];
  const what = describeVersion(version, 'server');
  const text =
    days < 0
      ? `${resolved.name} stands on ${what}, whose base images have been out of support since ${end}.`
      : `${resolved.name} stands on ${what}, whose base images are supported until ${end}, ${Math.round(days)} days from now.`;
  return [
    plainFinding(
      'image-end-of-life',
      text,
      places,
      { image: resolved.name },
      days < 0 ? {} : { level: 'notice' },
    ),
  ];
}
