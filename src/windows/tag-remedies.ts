import type { Architecture, Family } from './model.ts';
import {
  FACTS_READ,
  imageSupportEnd,
  RELEASES,
  type Release,
  recommendedBase,
  recommendedTag,
  releaseName,
} from './releases.ts';
import type { Remedy } from './remedy.ts';
import type { RemedyQuestion } from './remedy-question.ts';
import { FEBRUARY_2020, revisionTroubles } from './revisions.ts';
import { formatWindowsVersion } from './version.ts';

/**
 * Tags of releases still in support that run on this host in this mode: the host's own release first, then newest first.
 * Where only the revisions are at odds, the host's own release is no other tag, and a tag of a fitting revision stands instead.
 */
export function tagRemedies(question: RemedyQuestion): readonly Remedy[] {
  const { host, image, isolation, day, architectures, runs } = question;
  const family = image.family ?? 'unknown';
  if (!host.version || family === 'hostprocess') return [];
  const hostBuild = host.version.build;
  const architecture = architectures.host ?? architectures.image;
  const releases = RELEASES.filter(
    ({ build, channel, images }) =>
      channel === 'ltsc' &&
      images !== undefined &&
      imageSupportEnd(images, family) >= (day ?? FACTS_READ) &&
      build !== image.version?.build &&
      runs(host, { operatingSystem: 'windows', family, version: { build } }, isolation),
  ).sort((a, b) => Number(b.build === hostBuild) - Number(a.build === hostBuild) || b.build - a.build);
  const others = releases.flatMap((release) => tagRemedy(release, family, hostBuild, architecture));
  return [...revisionRemedy(question, family), ...others];
}

function tagRemedy(
  release: Release,
  family: Family,
  hostBuild: number,
  architecture: Architecture | undefined,
): readonly Remedy[] {
  const base = recommendedBase(release.build, family, architecture);
  const tag = recommendedTag(release.build, family, architecture);
  if (!base || !tag) return [];
  const why = release.build === hostBuild ? "the host's own release" : releaseName(release.build, 'server');
  return [
    {
      kind: 'tag',
      tag,
      text: `Use an image for \`${base.tag}\`, ${why}, such as one built on ${base.repository}:${base.tag}.`,
    },
  ];
}

/** An image of exactly the host's revision satisfies every revision rule. */
function revisionRemedy({ host, image, isolation, runs }: RemedyQuestion, family: Family): readonly Remedy[] {
  const { version } = host;
  if (!version || version.revision === undefined || version.build !== image.version?.build) return [];
  // The host's own first week of February 2020 has a number that no good image has.
  if (!runs(host, { ...image, version }, isolation)) return [];
  const troubled = revisionTroubles({
    build: version.build,
    product: 'server',
    hostRevision: version.revision,
    imageRevision: image.version.revision,
    family,
  });
  if (troubled.length === 0) return [];
  const tag = formatWindowsVersion(version);
  // Most revisions of a host were never published as a base image, so none is named as a tag.
  const since2020 = FEBRUARY_2020.find(({ build }) => build === version.build);
  const earliest = since2020 && version.revision >= since2020.host ? since2020.image : undefined;
  const bound = troubled.some(({ rule }) => rule === 'revision-mismatch')
    ? `exactly the host's revision, ${tag}`
    : earliest === undefined
      ? `the host's revision, ${tag}, or of an earlier monthly update`
      : `the host's revision, ${tag}, or of an earlier monthly update down to ${formatWindowsVersion({ build: version.build, revision: earliest })}`;
  return [
    {
      kind: 'tag',
      tag,
      text: `Build on a base image of ${bound}.`,
    },
  ];
}
