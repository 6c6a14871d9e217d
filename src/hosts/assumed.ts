import { hasDocker, hostOfLabel, isRetired } from './labelled.ts';
import { RUNNER_LABELS } from './labels.ts';
import type { Host } from './model.ts';

/**
 * The hosts to judge by when nobody declared any: GitHub's hosted Windows labels of the day that have Docker, one for each
 * build, newest Windows first. Labels that move to another Windows are left out.
 * @param today ISO date.
 */
export function assumedHosts(today: string): readonly Host[] {
  const byBuild = new Map<number, Host>();
  for (const row of RUNNER_LABELS) {
    const serves = hasDocker(row, today) && !isRetired(row, today) && row.movesWith === undefined;
    if (serves && !byBuild.has(row.build)) {
      byBuild.set(row.build, hostOfLabel(row, 'assumed', today));
    }
  }
  return [...byBuild.values()];
}
