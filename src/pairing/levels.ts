import type { LevelOverrides } from '../rules/catalogue.ts';
import type { RawFinding } from './findings-of-subject.ts';

/** The findings at the levels that the user gave their rules; those that were switched off are gone. */
export function withLevels(findings: readonly RawFinding[], levels: LevelOverrides): readonly RawFinding[] {
  return findings.flatMap((finding) => {
    const level = levels[finding.rule];
    if (level === undefined) return [finding];
    return level === 'off' ? [] : [{ ...finding, level }];
  });
}
