import { isForWindows } from '../images/facts.ts';
import type { ResolvedImage } from '../images/model.ts';
import { parsePlatform } from '../images/platform.ts';
import type { ImageUse, SourceReading } from '../sources/reading.ts';

/** The uses that a builder may get to: behind the target none pulls anything; stages before it that it does not need some do. */
export function usesToTarget({ uses }: Pick<SourceReading, 'uses'>): readonly ImageUse[] {
  return uses.filter(({ behindTarget }) => behindTarget !== true);
}

/**
 * The uses of a file that have to do with Windows. A repository also holds Linux images, and a check that
 * cries wolf is switched off: an image counts when it is for Windows, or when something in its file pairs it with Windows.
 * `paired`: something outside the file does.
 */
export function usesInScope(
  reading: Pick<SourceReading, 'hints' | 'uses'>,
  resolve: (use: ImageUse) => ResolvedImage,
  paired = false,
): readonly ImageUse[] {
  const windowsFile =
    paired ||
    reading.hints.backtickEscape ||
    reading.hints.windowsShell ||
    reading.uses.some((use) => use.role === 'stage' && use.reachable && isWindows(use, resolve(use)));
  return reading.uses.filter((use) => {
    const resolved = resolve(use);
    if (isWindows(use, resolved)) return true;
    return windowsFile && use.reachable && !isBuiltElsewhere(use, resolved);
  });
}

/** Whether the image itself, or what the file asks of it, says Windows. */
function isWindows(use: ImageUse, resolved: ResolvedImage): boolean {
  const asked = systemAskedFor(use);
  if (asked !== undefined) return asked === 'windows';
  if (resolved.entries.length === 0) return resolved.tag.saysWindows;
  const windows = resolved.entries.filter(isForWindows).length;
  return windows === resolved.entries.length || (windows > 0 && resolved.tag.saysWindows);
}

/** A stage for another platform beside a Windows one is a cross-build: it runs on the machine that builds. */
function isBuiltElsewhere(use: ImageUse, resolved: ResolvedImage): boolean {
  if (/BUILD(PLATFORM|OS)/.test(use.platformWritten ?? '')) return !resolved.tag.saysWindows;
  const asked = systemAskedFor(use);
  return asked !== undefined && asked !== 'windows';
}

/**
 * The system that the file asks for. Platform arguments have the values of whatever build this is; only what the author
 * wrote out asks for something. An architecture alone asks for no system, and neither does what is no platform.
 */
function systemAskedFor(use: ImageUse): string | undefined {
  if (use.platform === undefined || /(BUILD|TARGET)(PLATFORM|OS)/.test(use.platformWritten ?? '')) {
    return undefined;
  }
  return parsePlatform(use.platform)?.os;
}
