import type { Family, WindowsVersion } from '../windows/model.ts';
import { releaseOfBuild, releaseOfTagWord } from '../windows/releases.ts';
import { parseWindowsVersion } from '../windows/version.ts';
import type { Reference, TagFacts } from './model.ts';
import { familyOfWord, holdsWindowsOnly, type RepositoryFacts, readRepository } from './repositories.ts';

/** The first build with base images; a number below it in an application's version is no Windows build. */
const FIRST_CONTAINER_BUILD = 14393;
const HIGHEST_BUILD = 65535;

/** `ltsc2022`, `sac2016` and `20H2` are said of Windows only, and so is a release that the tables do not have yet. */
const RELEASE_WORD = /^(?:ltsc\d{4}|sac\d{4}|\d{2}h\d)$/;
/** `1809` is said of Windows or is an application's own version: the other words decide. */
const AMBIGUOUS_RELEASE_WORD = /^\d{4}$/;
/** `1809-KB4493509`: the update that a base image holds. */
const UPDATE_WORD = /^kb\d{6,7}$/;
/** `servercore1809`: a base image and its release in one word. */
const JOINED_WORD =
  /^(nanoserver|windowsservercore|servercore|windowsserver|windows)((?:ltsc|sac)?\d{4}|\d{2}h\d)$/;

const ARCHITECTURES: ReadonlyMap<string, 'amd64' | 'arm64'> = new Map([
  ['amd64', 'amd64'],
  ['x64', 'amd64'],
  ['arm64', 'arm64'],
  ['arm64v8', 'arm64'],
  ['aarch64', 'arm64'],
]);

/**
 * What the words of a reference say, with no registry asked. They are a claim of whoever named the image; `os.version`
 * in the registry is the truth.
 *
 * An ambiguous word such as `1809` names a Windows release only where the repository or another word says Windows:
 * `python:1809` says nothing, `python:3.10-windowsservercore-1809` does. Words that contradict each other
 * (`ltsc2019` and `ltsc2022` in one tag) leave the version unknown. With a digest beside it a tag is not floating.
 *
 * Sources: Microsoft's `version-compatibility.md` and `container-base-images.md` for base images, the READMEs of
 * microsoft/dotnet-framework-docker, dotnet/dotnet-docker and docker-library/official-images for those built on them.
 */
export function readTag(reference: Reference): TagFacts {
  const repository = readRepository(reference);
  const words = wordsOf(reference.tag ?? '');
  const stated = words.map(statedVersion).filter((version) => version !== undefined);
  const families = words.map(familyOfWord).filter((family) => family !== undefined);
  const saysWindows =
    repository.saysWindows ||
    families.length > 0 ||
    stated.length > 0 ||
    words.some((word) => RELEASE_WORD.test(word) || UPDATE_WORD.test(word));

  const family = chooseFamily(families, repository);
  const version =
    stated.length > 0 ? agreedVersion(stated) : saysWindows ? versionOfAmbiguousWords(words) : undefined;
  const architecture =
    words.map((word) => ARCHITECTURES.get(word)).find((found) => found !== undefined) ??
    repository.architecture;
  return {
    ...(version ? { version } : {}),
    family,
    saysWindows,
    floating: saysWindows && !version && family !== 'hostprocess' && reference.digest === undefined,
    ...(architecture ? { architecture } : {}),
  };
}

/** Words that stand in tags of Windows images alone; `windows` by itself is said of cross compilers, too. */
const ONLY_WINDOWS = /^(?:nanoserver|windowsservercore|servercore|windowsserver|ltsc\d{4}|sac\d{4})$/;

/** Whether an image can be for nothing but Windows, by its name: this is surer than that the name says Windows. */
export function isWindowsOnly(reference: Reference): boolean {
  return holdsWindowsOnly(reference) ?? wordsOf(reference.tag ?? '').some((word) => ONLY_WINDOWS.test(word));
}

function wordsOf(tag: string): readonly string[] {
  return tag
    .toLowerCase()
    .replaceAll('x86_64', 'amd64')
    .split(/[-_]+/)
    .flatMap((word) => {
      const joined = JOINED_WORD.exec(word);
      return joined ? [joined[1] ?? '', joined[2] ?? ''] : [word];
    })
    .filter((word) => word !== '');
}

/** The version that a word states whatever stands around it. */
function statedVersion(word: string): WindowsVersion | undefined {
  if (RELEASE_WORD.test(word)) return versionOfRelease(word);
  const version = parseWindowsVersion(word);
  if (!version || version.build < FIRST_CONTAINER_BUILD || version.build > HIGHEST_BUILD) return undefined;
  // Three parts could be any product's version 10, so the build must be one that Windows had.
  return version.revision !== undefined || releaseOfBuild(version.build) ? version : undefined;
}

function versionOfRelease(word: string): WindowsVersion | undefined {
  const release = releaseOfTagWord(word);
  return release && { build: release.build };
}

/** What all of them can mean. Different builds contradict each other, and nothing is known. */
function agreedVersion(versions: readonly WindowsVersion[]): WindowsVersion | undefined {
  const build = versions[0]?.build;
  if (build === undefined || versions.some((version) => version.build !== build)) return undefined;
  const revisions = new Set(
    versions.map((version) => version.revision).filter((known) => known !== undefined),
  );
  const [revision] = revisions;
  return revisions.size === 1 && revision !== undefined ? { build, revision } : { build };
}

/** The one right after the base image's name is meant, as in `2004-windowsservercore-1809`. */
function versionOfAmbiguousWords(words: readonly string[]): WindowsVersion | undefined {
  const candidates = words.flatMap((word, index) => {
    const version = AMBIGUOUS_RELEASE_WORD.test(word) ? versionOfRelease(word) : undefined;
    const before = words[index - 1];
    return version
      ? [{ version, afterBase: before !== undefined && familyOfWord(before) !== undefined }]
      : [];
  });
  const meant = candidates.filter((candidate) => candidate.afterBase);
  return agreedVersion((meant.length > 0 ? meant : candidates).map((candidate) => candidate.version));
}

/** The tag's own word is nearer to the image than the name of its repository. */
function chooseFamily(families: readonly Family[], repository: RepositoryFacts): Family {
  if (repository.family === 'hostprocess') return 'hostprocess';
  return families.find((family) => family !== 'unknown') ?? repository.family ?? 'unknown';
}
