import type { IsolationRequirement } from '../report/report.ts';
import type { SourceValue } from '../sources/source-value.ts';
import { ISOLATIONS } from '../windows/model.ts';

/** The isolation that a file asks for; undefined where it asks for none, for the default, or for what is not known. */
export function isolationOf(
  ...values: readonly (SourceValue | undefined)[]
): IsolationRequirement | undefined {
  for (const value of values) {
    if (value === undefined || value.unknown === true) continue;
    const asked = ISOLATIONS.find((isolation) => isolation === value.value.toLowerCase());
    if (asked !== undefined) return asked;
  }
  return undefined;
}

/** Whether platforms leave Windows out; what is not known leaves nothing out. */
export function leavesWindowsOut(platforms: readonly SourceValue[]): boolean {
  return (
    platforms.length > 0 &&
    platforms.every(({ value, unknown }) => unknown !== true && value !== '' && !isWindowsPlatform(value))
  );
}

/** `windows/amd64`, `windows(10.0.20348)/amd64`, `windows`. */
export function isWindowsPlatform(platform: string): boolean {
  return /^windows\b/i.test(platform.trim());
}
