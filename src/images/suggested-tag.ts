import { releaseOfTagWord } from '../windows/releases.ts';
import type { Reference, TagFacts } from './model.ts';

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

const RELEASE_IN_TAG =
  /(?<![\w.])((?:ltsc|sac)\d{4}|\d{2}h\d|1709|1803|1809|1903|1909|2004|2009)(?:-amd64|-kb\d+)?(?![\w.])/gi;

/**
 * The same image for another Windows release: the reference with the release word in its tag exchanged, or added where
 * the tag names none. Undefined where no such tag can be guessed; whether it is published only its registry knows.
 */
export function referenceForRelease(
  reference: Reference,
  facts: TagFacts,
  releaseWord: string,
): Reference | undefined {
  const tag = tagForRelease(reference, facts, releaseWord);
  if (tag === undefined || (tag === reference.tag && reference.digest === undefined)) return undefined;
  return { registry: reference.registry, repository: reference.repository, tag };
}

function tagForRelease(reference: Reference, facts: TagFacts, releaseWord: string): string | undefined {
  const tag = reference.tag;
  if (/(?:^|\/)dotnet\/framework\//.test(reference.repository)) {
    const version = DOTNET_FRAMEWORK_VERSIONS[releaseWord];
    return version === undefined ? undefined : `${version}-windowsservercore-${releaseWord}`;
  }
  if (/(?:^|\/)windows(?:\/(?:nanoserver|servercore|server))?$/.test(reference.repository))
    return releaseWord;
  if (tag === undefined) return undefined;
  const named = [...tag.matchAll(RELEASE_IN_TAG)].findLast(
    (match) => releaseOfTagWord(match[1] ?? '') !== undefined,
  );
  if (named !== undefined) {
    return `${tag.slice(0, named.index)}${releaseWord}${tag.slice(named.index + named[0].length)}`;
  }
  if (facts.version !== undefined) return undefined;
  if (/(?:nanoserver|windowsservercore|servercore)$/i.test(tag)) return `${tag}-${releaseWord}`;
  const base = { nanoserver: 'nanoserver', servercore: 'windowsservercore' }[facts.family as string];
  if (base === undefined) return undefined;
  return tag === 'latest' ? `${base}-${releaseWord}` : `${tag}-${base}-${releaseWord}`;
}
