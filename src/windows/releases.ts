import type { Architecture, Family, Product, WindowsVersion } from './model.ts';
import { RELEASES, type Release, type ReleaseImages } from './release-table.ts';
import { formatWindowsVersion } from './version.ts';

export { FACTS_READ, RELEASES, type Release, type ReleaseImages, type ReleaseName } from './release-table.ts';

/** The highest build in the table; what a newer Windows allows is not known. */
export const NEWEST_KNOWN_BUILD = 28000;

export type BaseFamily = 'nanoserver' | 'servercore' | 'windows' | 'server';
export const BASE_FAMILIES: readonly BaseFamily[] = ['nanoserver', 'servercore', 'windows', 'server'];

export function releaseOfBuild(build: number): Release | undefined {
  return RELEASES.find((release) => release.build === build);
}

/** Whether the build exists as `server`, `client` or both; empty for a build that is not in the table. */
export function productsOfBuild(build: number): readonly Product[] {
  const names = releaseOfBuild(build)?.names;
  if (!names) return [];
  return (['server', 'client'] as const).filter((product) => names[product]);
}

/** All tags of the release's base images, without doubles. */
export function imageTagsOf(release: Release): readonly string[] {
  const { images } = release;
  if (!images) return [];
  return [...new Set(BASE_FAMILIES.flatMap((family) => images[family] ?? []))];
}

/**
 * The release that one word of an image tag names: `ltsc2019`, `1809`, `20H2`, `sac2016`, in any case.
 * Whether such a word is about Windows at all is the caller's question: `1809` may be an application's version.
 */
export function releaseOfTagWord(word: string): Release | undefined {
  const wanted = word.toLowerCase();
  return RELEASES.find((release) => imageTagsOf(release).some((tag) => tag.toLowerCase() === wanted));
}

/**
 * What a user may mean by a host's name, in any case: `ltsc2022`, `windows-server-2022`, `windows-11-24h2`, `23h2`.
 * One row per release and product, so that an ambiguous word (`1809`: server and client; `23h2`: two builds) gives several.
 */
export function hostsNamed(
  word: string,
): readonly { readonly release: Release; readonly product: Product }[] {
  const wanted = word.toLowerCase();
  return RELEASES.flatMap((release) =>
    productsOfBuild(release.build)
      .filter((product) => release.names[product]?.words.includes(wanted))
      .map((product) => ({ release, product })),
  );
}

/** `Windows Server 2022`; both names of a build that is server and client when the product is not known. */
export function releaseName(build: number, product?: Product): string {
  const names = releaseOfBuild(build)?.names;
  const named = product ? names?.[product] : undefined;
  if (named) return named.name;
  const all = [names?.server?.name, names?.client?.name].filter((name) => name !== undefined);
  return all.length > 0 ? all.join(' or ') : 'Windows of an unlisted release';
}

/** `Windows Server 2022 (10.0.20348.2340)`. */
export function describeVersion(version: WindowsVersion, product?: Product): string {
  return `${releaseName(version.build, product)} (${formatWindowsVersion(version)})`;
}

/** ISO date on which a release's base image of that family ends, extended support included. */
export function imageSupportEnd(images: ReleaseImages, family: Family): string {
  const end = images.extendedEnd ?? images.mainstreamEnd;
  return family === 'nanoserver' ? (images.nanoserverEnd ?? end) : end;
}

/** Microsoft's base image of a build, for a family. */
export interface BaseImage {
  readonly repository: string;
  readonly tag: string;
}

/**
 * The base image to build on. The full `windows` image ended with 20H2 and `server` took its place from 2022 on,
 * so each stands in for the other; an unknown family gets Server Core. For `arm64` few are published.
 * Sources: `ms-base-images`, `windows-containers-586`.
 */
export function recommendedBase(
  build: number,
  family: Family,
  architecture: Architecture = 'amd64',
): BaseImage | undefined {
  const images = releaseOfBuild(build)?.images;
  if (!images || family === 'hostprocess') return undefined;
  const wanted: BaseFamily = family === 'unknown' ? 'servercore' : family;
  const found = [wanted, ...STANDS_IN_FOR[wanted]].find((candidate) => images[candidate]);
  const tag = found && images[found]?.[0];
  if (!tag) return undefined;
  const repository = `mcr.microsoft.com/${found === 'windows' ? 'windows' : `windows/${found}`}`;
  if (architecture === 'amd64') return { repository, tag };
  return images.arm64?.some((published) => published === found)
    ? { repository, tag: `${tag}-${architecture}` }
    : undefined;
}

/**
 * The release in the tag of {@link recommendedBase}: `ltsc2022`, `1809` for Nano Server 2019, `sac2016` for Nano Server 2016.
 * Undefined where there is none for that processor.
 */
export function recommendedTag(
  build: number,
  family: Family,
  architecture?: Architecture,
): string | undefined {
  if (recommendedBase(build, family, architecture) === undefined) return undefined;
  return recommendedBase(build, family)?.tag;
}

const STANDS_IN_FOR: Readonly<Record<BaseFamily, readonly BaseFamily[]>> = {
  nanoserver: [],
  servercore: [],
  windows: ['server'],
  server: ['windows'],
};
