import type { WindowsVersion } from './model.ts';

/** No Windows build or revision has more digits than this; longer numbers are something else. */
const VERSION = /^10\.0\.(0|[1-9]\d{0,6})(?:\.(0|[1-9]\d{0,6}))?$/;

/**
 * `10.0.<build>` or `10.0.<build>.<revision>`, in decimal; anything else gives `undefined`.
 * Every Windows that runs containers is 10.0 by this number, Windows 11 and Windows Server 2025 too.
 */
export function parseWindowsVersion(text: string): WindowsVersion | undefined {
  const match = VERSION.exec(text);
  if (!match?.[1]) return undefined;
  const build = Number(match[1]);
  return match[2] === undefined ? { build } : { build, revision: Number(match[2]) };
}

/** `10.0.20348.2340`, or `10.0.20348` when the revision is not known. */
export function formatWindowsVersion(version: WindowsVersion): string {
  const base = `10.0.${version.build}`;
  return version.revision === undefined ? base : `${base}.${version.revision}`;
}

/** Negative when `a` is the older build. Revisions are not looked at. */
export function compareBuilds(a: WindowsVersion, b: WindowsVersion): number {
  return a.build - b.build;
}

/** A total order for sorting: by build, then revision; an unknown revision comes before every known one. */
export function compareWindowsVersions(a: WindowsVersion, b: WindowsVersion): number {
  return a.build - b.build || (a.revision ?? -1) - (b.revision ?? -1);
}
