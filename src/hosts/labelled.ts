import { defaultIsolation } from '../windows/isolation.ts';
import { describeVersion } from '../windows/releases.ts';
import { endOfLifeProblem } from './end-of-life.ts';
import { RUNNER_LABELS_READ, type RunnerLabel } from './labels.ts';
import type { Host, HostOrigin, HostProblem } from './model.ts';

/**
 * The host that a hosted runner label serves. Its revision is unknown, as hosted images move weekly.
 * @param today ISO date.
 */
export function hostOfLabel(row: RunnerLabel, origin: HostOrigin, today: string, id = row.label): Host {
  const version = { build: row.build };
  const withDocker = hasDocker(row, today);
  return {
    id,
    name: `${id}: ${describeVersion(version, row.product)}`,
    origin,
    label: row.label,
    version,
    product: row.product,
    architecture: row.architecture,
    defaultIsolation: defaultIsolation(row.product),
    ...(withDocker && { containerOs: 'windows' as const }),
    ...(withDocker && row.engineVersion && { engineVersion: row.engineVersion }),
    ...(withDocker && row.imageStore && { imageStore: row.imageStore }),
    problems: problemsOfLabel(row, today),
  };
}

/** Whether the label's image has Docker on the day (ISO date). */
export function hasDocker(row: RunnerLabel, today: string): boolean {
  return row.docker || (row.dockerRemoved !== undefined && row.dockerRemoved > today);
}

/** Whether GitHub no longer serves the label on the day (ISO date). */
export function isRetired(row: RunnerLabel, today: string): boolean {
  return row.retired !== undefined && row.retired <= today;
}

function problemsOfLabel(row: RunnerLabel, today: string): HostProblem[] {
  const problems: HostProblem[] = [];
  if (isRetired(row, today)) {
    problems.push({
      code: 'retired-label',
      message: `GitHub has not served the runner label ${row.label} since ${row.retired}: a job that asks for it waits in vain.`,
      remedy:
        'Use windows-2022 or windows-2025, or a self-hosted runner of that Windows declared by its release.',
    });
  }
  if (!hasDocker(row, today)) {
    problems.push({
      code: 'runner-without-docker',
      message: `The runner image ${row.label} has had no Docker since ${row.dockerRemoved}: no container runs there.`,
      remedy:
        row.architecture === 'arm64'
          ? 'Use windows-2022 or windows-2025, which have Docker with Windows containers, for images for amd64; images for arm64 need a runner of your own with Windows 11 24H2 on arm64.'
          : 'Use windows-2022 or windows-2025, which have Docker with Windows containers.',
    });
  }
  if (row.movesWith !== undefined) {
    problems.push({
      code: 'moving-label',
      message: `${row.label} was ${row.movesWith} (${describeVersion({ build: row.build }, row.product)}) on ${RUNNER_LABELS_READ}; GitHub points it to a newer Windows from time to time.`,
      remedy: `Name ${row.movesWith} where images have to fit the Windows of the runner.`,
    });
  }
  const ended = endOfLifeProblem({ build: row.build }, row.product, today);
  return ended ? [...problems, ended] : problems;
}
