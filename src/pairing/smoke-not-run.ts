import type { Host } from '../hosts/model.ts';
import { atMost, compareLevels } from '../rules/finding.ts';
import type { Observation, SmokeResult } from '../smoke/model.ts';
import type { Place } from '../sources/reading.ts';
import type { Isolation, Level } from '../windows/model.ts';
import { plainFinding, type RawFinding } from './findings-of-subject.ts';
import type { SmokePairing } from './smoke-candidates.ts';

/** What somebody decided, or what is told for the whole host. */
const NOT_TOLD: ReadonlySet<Observation['reason']> = new Set([
  'predicted-refused',
  'only-pulled',
  'host-process',
  'hyperv-unavailable',
  'cancelled',
]);

/** What to raise or change, where a setting kept the container from running or may spare what was short. */
const REMEDIES: Readonly<Partial<Record<Observation['reason'], string>>> = {
  'not-present':
    'Have it pulled (`pull: missing`, `--pull missing`), or pull it on the machine of the engine before the check.',
  'too-large':
    'Raise the largest size of a pull (`max-pull-size`, `--max-pull-size`), or leave it out for no limit.',
  'out-of-time':
    'Raise the time of all smoke containers together (`time-budget`, `--time-budget`), or pull the images before the check.',
  'no-disk-space': 'Make room where the engine keeps its images, or check fewer of them on one machine.',
};

interface NotRun {
  readonly pair: SmokePairing;
  readonly seen: Observation;
  readonly isolation: Isolation[];
  level: Level;
}

/** What was to be run and was not: an image that one reason kept from it in both modes is told of once, and names both. */
export function notRunFindings(
  pairs: readonly SmokePairing[],
  { observations }: Pick<SmokeResult, 'observations'>,
  host: Host,
  placesOf: (image: string) => readonly Place[],
  ceilingOf: (pair: SmokePairing) => Level,
): readonly RawFinding[] {
  const byReason = new Map<string, NotRun>();
  for (const pair of pairs) {
    const { image, isolation } = pair.pairing;
    const seen = observations.get(pair.candidate.key);
    if (seen?.outcome !== 'not-run' || NOT_TOLD.has(seen.reason)) continue;
    const level = ceilingOf(pair);
    const key = `${image.key}\n${seen.message}`;
    const same = byReason.get(key);
    if (same === undefined) byReason.set(key, { pair, seen, isolation: [isolation], level });
    else {
      same.isolation.push(isolation);
      if (compareLevels(level, same.level) > 0) same.level = level;
    }
  }
  return [...byReason.values()].map(({ pair: { pairing }, seen, isolation, level }) => {
    const { image } = pairing;
    const remedy = seen.error?.remedy ?? REMEDIES[seen.reason];
    const finding = plainFinding(
      'smoke-not-run',
      `${image.resolved.name} was not run on ${host.id} in ${isolation.join(' or ')} isolation: ${seen.message}`,
      placesOf(image.key),
      { image: image.resolved.name, host: host.id, isolation },
      remedy === undefined ? {} : { remedy },
    );
    return { ...finding, level: atMost(finding.level, level) };
  });
}
