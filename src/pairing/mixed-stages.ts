import { onlyBuild } from '../images/facts.ts';
import { predict } from '../windows/compatibility.ts';
import { productsOfBuild, RELEASES, releaseName } from '../windows/releases.ts';
import { plainFinding, type RawFinding } from './findings-of-subject.ts';
import type { CheckedImage, Subject } from './model.ts';

/** Stages that run in the build, and the image people run, on releases that no one host carries in process isolation. */
export function mixedStages(subject: Subject): readonly RawFinding[] {
  const running = subject.members.flatMap((member) => {
    const version = buildOf(member.image);
    const runs = member.uses.some((use) => use.reachable && use.needs.some((need) => need !== 'pull'));
    return version !== undefined && runs ? [{ member, version }] : [];
  });
  const builds = [...new Set(running.map(({ version }) => version.build))].sort((a, b) => a - b);
  if (builds.length < 2 || HOST_BUILDS.some((host) => builds.every((image) => runsOn(host, image))))
    return [];
  const file = subject.file ?? '';
  const named = builds.map((build) => releaseName(build, 'server')).join(', ');
  return [
    plainFinding(
      'mixed-windows-stages',
      `The stages of ${file} stand on ${named}; no Windows host runs all of these in process isolation.`,
      running.flatMap(({ member }) => member.uses.map((use) => use.place)),
    ),
  ];
}

/** Once for each image: hundreds of subjects may have the same ones. */
const BUILDS = new WeakMap<CheckedImage, ReturnType<typeof onlyBuild>>();

function buildOf(image: CheckedImage): ReturnType<typeof onlyBuild> {
  if (!BUILDS.has(image)) BUILDS.set(image, onlyBuild(image.resolved));
  return BUILDS.get(image);
}

const HOST_BUILDS = RELEASES.filter((release) => productsOfBuild(release.build).includes('server')).map(
  (release) => release.build,
);

function runsOn(host: number, image: number): boolean {
  const { prediction } = predict(
    { version: { build: host }, product: 'server' },
    { version: { build: image } },
    'process',
  );
  return prediction === 'runs';
}
