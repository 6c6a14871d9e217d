import type { ImageFacts, WindowsVersion } from '../windows/model.ts';
import { parseWindowsVersion } from '../windows/version.ts';
import type { ImageEntry, ResolvedImage } from './model.ts';

/**
 * What the judge needs to know of an image.
 *
 * The family comes from the words of the reference, as no manifest tells it. The version is the entry's `os.version`;
 * where the entry has none, or the tag was asked in place of a registry, the version that the tag names. A version that
 * cannot be read leaves the image's version unknown, whatever the tag says: the image is then not what it was taken for.
 * So does a registry that did not tell where nobody's word but its own is wanted.
 *
 * @param entry the one that the host's engine takes; `undefined` when none is taken or nothing was read
 */
export function entryFacts(
  resolved: Pick<ResolvedImage, 'answeredBy' | 'kind' | 'entries' | 'tag'>,
  entry: ImageEntry | undefined,
): ImageFacts {
  const { family } = resolved.tag;
  if (!entry) {
    const operatingSystem =
      resolved.kind === 'unread' ? systemOfTag(resolved) : systemOfAll(resolved.entries);
    const version = resolved.answeredBy === 'tag' ? resolved.tag.version : undefined;
    return { ...(operatingSystem ? { operatingSystem } : {}), ...(version ? { version } : {}), family };
  }
  const operatingSystem = systemOf(entry);
  if (operatingSystem !== undefined && operatingSystem !== 'windows') return { operatingSystem, family };
  const { osVersion } = entry.platform;
  const version = osVersion ? parseWindowsVersion(osVersion) : resolved.tag.version;
  return { ...(operatingSystem ? { operatingSystem } : {}), ...(version ? { version } : {}), family };
}

/**
 * The one build that the image has whatever host takes it: of its Windows entries, or of the tag where that was asked in
 * place of a registry or the entries tell none. Undefined for an index of several, and where nobody knows.
 */
export function onlyBuild(
  resolved: Pick<ResolvedImage, 'answeredBy' | 'kind' | 'entries' | 'tag'>,
): Pick<WindowsVersion, 'build'> | undefined {
  const entries = resolved.kind === 'unread' ? [undefined] : resolved.entries.filter(isForWindows);
  const builds = new Set(entries.map((entry) => entryFacts(resolved, entry).version?.build));
  const [build] = builds;
  return builds.size === 1 && build !== undefined ? { build } : undefined;
}

export function isForWindows(entry: ImageEntry): boolean {
  return systemOf(entry) === 'windows';
}

function systemOfTag(resolved: Pick<ResolvedImage, 'tag'>): string | undefined {
  return resolved.tag.saysWindows ? 'windows' : undefined;
}

/** The one system that all entries are for. */
function systemOfAll(entries: readonly ImageEntry[]): string | undefined {
  const systems = new Set(entries.map(systemOf).filter((system) => system !== undefined));
  const [system] = systems;
  return systems.size === 1 ? system : undefined;
}

function systemOf(entry: ImageEntry): string | undefined {
  const system = entry.platform.os.toLowerCase();
  return system === '' || system === 'unknown' ? undefined : system;
}
