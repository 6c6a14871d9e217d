import type { Architecture } from '../windows/model.ts';
import { type BaseFamily, releaseOfTagWord } from '../windows/releases.ts';
import { parseWindowsVersion } from '../windows/version.ts';
import type { Reference, TagFacts } from './model.ts';
import { LONGEST_TAG } from './reference.ts';
import { readTag } from './tags.ts';

/**
 * .NET Framework's version stands before the release in a tag, and each release has its own.
 * Read 2026-11-23: https://github.com/microsoft/dotnet-framework-docker (README.sdk.md and its siblings).
 */
const DOTNET_FRAMEWORK_VERSIONS: Readonly<Record<string, string>> = {
  ltsc2016: '4.8',
  ltsc2019: '4.8',
  ltsc2022: '4.8.1',
  ltsc2025: '4.8.1',
};

/** `3.5` is another runtime than 4.x, and has tags for every release. */
const DOTNET_FRAMEWORK_35 = /^3\.5(?![\d.])/;

/** A release between two separators; what says the architecture or the update of the old image goes with it. */
const release = (words: string) =>
  new RegExp(`(?<![A-Za-z0-9.])(${words})(?:-amd64|-arm64(?:v8)?|-kb\\d+)?(?![A-Za-z0-9.])`, 'gi');
const CERTAIN_RELEASE = release('(?:ltsc|sac)\\d{4}|\\d{2}h\\d');
/** May be the application's own version, where the tag has a certain one too. */
const AMBIGUOUS_RELEASE = release('\\d{4}');

const BASE_IMAGE = /(?:^|\/)windows(?:\/(nanoserver|servercore|server))?$/;
const DOTNET_FRAMEWORK = /(?:^|\/)dotnet\/framework\/(?:runtime|aspnet|sdk|wcf)$/;

/**
 * The same image for another Windows release: the reference with the release word in its tag exchanged, or added where
 * the tag names none. Undefined where no such tag can be guessed; whether it is published only its registry knows.
 *
 * @param releaseWord `ltsc2022`; for a base image also a whole version, `10.0.14393.3504`
 * @param architecture of the host; base images for `arm64` have it in their tags, and those that had it keep it
 */
export function referenceForRelease(
  reference: Reference,
  facts: TagFacts,
  releaseWord: string,
  architecture: Architecture = 'amd64',
): Reference | undefined {
  const tag = tagForRelease(reference, facts, releaseWord, architecture);
  if (tag === undefined || tag.length > LONGEST_TAG) return undefined;
  if (tag === reference.tag && reference.digest === undefined) return undefined;
  const suggested = { registry: reference.registry, repository: reference.repository, tag };
  // Beside another release word, or with none to exchange, the tag would not say what it is advised for.
  const wanted = releaseOfTagWord(releaseWord) ?? parseWindowsVersion(releaseWord);
  return readTag(suggested).version?.build === wanted?.build ? suggested : undefined;
}

function tagForRelease(
  reference: Reference,
  facts: TagFacts,
  releaseWord: string,
  architecture: Architecture,
): string | undefined {
  const { tag, repository } = reference;
  const base = BASE_IMAGE.exec(repository);
  if (base) {
    const published = isPublished((base[1] ?? 'windows') as BaseFamily, releaseWord);
    return published ? releaseWord + (architecture === 'arm64' ? '-arm64' : '') : undefined;
  }
  // Only base images are published under a whole version.
  if (releaseOfTagWord(releaseWord) === undefined) return undefined;
  if (DOTNET_FRAMEWORK.test(repository)) {
    const version = DOTNET_FRAMEWORK_35.exec(tag ?? '')?.[0] ?? DOTNET_FRAMEWORK_VERSIONS[releaseWord];
    return version === undefined ? undefined : `${version}-windowsservercore-${releaseWord}`;
  }
  if (tag === undefined) return undefined;
  const named = lastRelease(tag, CERTAIN_RELEASE) ?? lastRelease(tag, AMBIGUOUS_RELEASE);
  if (named !== undefined) {
    const kept = architecture === 'arm64' ? (/-arm64(?:v8)?$/i.exec(named[0])?.[0] ?? '') : '';
    return `${tag.slice(0, named.index)}${releaseWord}${kept}${tag.slice(named.index + named[0].length)}`;
  }
  if (facts.version !== undefined) return undefined;
  if (/(?:nanoserver|windowsservercore|servercore)$/i.test(tag)) return `${tag}-${releaseWord}`;
  const family = { nanoserver: 'nanoserver', servercore: 'windowsservercore' }[facts.family as string];
  if (family === undefined) return undefined;
  return tag === 'latest' ? `${family}-${releaseWord}` : `${tag}-${family}-${releaseWord}`;
}

/** Whether the base image has had that release's tag at all; of a whole version nobody but its registry knows. */
function isPublished(family: BaseFamily, releaseWord: string): boolean {
  const images = releaseOfTagWord(releaseWord)?.images;
  return images === undefined ? parseWindowsVersion(releaseWord) !== undefined : images[family] !== undefined;
}

function lastRelease(tag: string, pattern: RegExp): RegExpExecArray | undefined {
  return [...tag.matchAll(pattern)].findLast((match) => releaseOfTagWord(match[1] ?? '') !== undefined);
}
