import type { ResolvedImage } from '../images/model.ts';
import type { ImageUse, SourceReading } from '../sources/reading.ts';

/**
 * The uses of a file that have to do with Windows. A repository also holds Linux images, and a check that
 * cries wolf is switched off: an image counts when it is for Windows, or when something in its file pairs it with Windows.
 */
export function usesInScope(
  reading: SourceReading,
  resolve: (use: ImageUse) => ResolvedImage,
): readonly ImageUse[] {
  const windowsFile =
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
  if (use.platform !== undefined && !followsTheBuild(use)) return asksForWindows(use);
  const windows = resolved.entries.filter((entry) => entry.platform.os === 'windows').length;
  if (resolved.entries.length === 0) return resolved.tag.saysWindows;
  return windows === resolved.entries.length || (windows > 0 && resolved.tag.saysWindows);
}

/** A stage for another platform beside a Windows one is a cross-build: it runs on the machine that builds. */
function isBuiltElsewhere(use: ImageUse, resolved: ResolvedImage): boolean {
  if (use.platform === undefined) return false;
  if (/BUILD(PLATFORM|OS)/.test(use.platformWritten ?? '')) return !resolved.tag.saysWindows;
  return !followsTheBuild(use) && !asksForWindows(use);
}

/** Platform arguments have the values of whatever build this is; only what the author wrote out asks for something. */
function followsTheBuild(use: ImageUse): boolean {
  return /(BUILD|TARGET)(PLATFORM|OS)/.test(use.platformWritten ?? '');
}

function asksForWindows(use: ImageUse): boolean {
  return use.platform?.toLowerCase().startsWith('windows') === true;
}
