import type { Observation, SmokeCandidate, SmokeResult } from './model.ts';

/** Outcomes that mean that the utility VM itself did not come up. */
const BROKEN: ReadonlySet<string> = new Set(['guest-unreachable', 'timeout', 'guest-exited']);

/** Whether no container came up, as it is where the utility VM does not. */
function cameNotUp({ outcome, isolation, error }: Observation): boolean {
  return BROKEN.has(error?.class ?? '') || (outcome === 'timed-out' && isolation === undefined);
}

/**
 * What the containers tell of Hyper-V on this host: one that ran shows that it works; Windows' word that it is not there
 * shows that it is absent; where it is there and no container that should run came up, it is broken, unless in process
 * isolation none did either: that is no matter of Hyper-V.
 */
export function hypervState(
  candidates: readonly SmokeCandidate[],
  observations: ReadonlyMap<string, Observation>,
): SmokeResult['hyperv'] {
  const seen = candidates
    .filter(({ isolation }) => isolation === 'hyperv')
    .map((candidate) => ({ candidate, observation: observations.get(candidate.key) }));
  const inGuest = ({ observation }: (typeof seen)[number]) =>
    observation?.isolation === 'hyperv' && observation.outcome !== 'not-run';
  if (seen.some(inGuest)) {
    return { state: 'works', message: 'A container ran in Hyper-V isolation here.', remedy: '' };
  }
  const absent = seen.find(({ observation }) => observation?.reason === 'hyperv-unavailable')?.observation;
  if (absent) {
    return {
      state: 'absent',
      message: absent.error?.cause ?? absent.message,
      remedy: absent.error?.remedy ?? 'Install the Hyper-V feature, or use process isolation.',
    };
  }
  const down = seen.filter(({ observation }) => observation !== undefined && cameNotUp(observation));
  const broken = down.find(({ candidate }) => candidate.prediction === 'runs')?.observation;
  return broken === undefined || processIsNoBetter(candidates, observations)
    ? undefined
    : {
        state: 'broken',
        message: `Hyper-V is there, but no utility VM came up: ${broken.error?.cause ?? broken.message}`,
        remedy:
          broken.error?.remedy ??
          'Look into the Hyper-V-Compute event log of the host, and check nested virtualisation in a virtual machine.',
        shownBy: down.map(({ candidate }) => candidate.key),
      };
}

function processIsNoBetter(
  candidates: readonly SmokeCandidate[],
  observations: ReadonlyMap<string, Observation>,
): boolean {
  const tried = candidates
    .filter(({ isolation, prediction }) => isolation === 'process' && prediction === 'runs')
    .flatMap(({ key }) => observations.get(key) ?? [])
    .filter(({ outcome }) => outcome !== 'not-run');
  return tried.length > 0 && tried.every(cameNotUp);
}
