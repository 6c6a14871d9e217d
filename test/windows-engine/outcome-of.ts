import type { Container } from './container.ts';
import { versionParts } from './images.ts';
import type { Family, Isolation } from './options.ts';
import { type ImageRelease, OUTCOMES, type Outcome, type OutcomeRow, RELEASE_OF_BUILD } from './outcomes.ts';
import type { EngineState } from './state.ts';

/** Looks up what Windows does with a container of this image: own rows first, then the host's table. */
export function decideOutcome(engine: EngineState, container: Container): Outcome {
  const { options, host } = engine;
  const { outcome } = options;
  if (outcome && 'is' in outcome) return outcome;
  if (host.os !== 'windows' || options.host === 'docker-desktop-linux') return { is: 'runs' };
  const { build, revision } = versionParts(container.image.image.osVersion);
  const release = RELEASE_OF_BUILD[build];
  const { family } = container.image.image;
  const row = [...(outcome ?? []), ...OUTCOMES[options.host]].find((candidate) =>
    fits(candidate, release, family, container.configuredIsolation, revision > host.revision),
  );
  // An image that does not say what it is has no row; Windows looks into its files, which here are as old as the host.
  return row?.outcome ?? { is: 'runs' };
}

function fits(
  row: OutcomeRow,
  release: ImageRelease | undefined,
  family: Family | undefined,
  isolation: Isolation,
  aboveHost: boolean,
): boolean {
  return (
    (row.image === undefined || row.image === release) &&
    (row.families === undefined || (family !== undefined && row.families.includes(family))) &&
    (row.isolation === undefined || row.isolation === isolation) &&
    (row.revision === undefined || aboveHost)
  );
}
