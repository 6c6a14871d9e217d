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
    const finding = plainFinding(
      'smoke-not-run',
      `${image.resolved.name} was not run on ${host.id} in ${isolation.join(' or ')} isolation: ${seen.message}`,
      placesOf(image.key),
      { image: image.resolved.name, host: host.id, isolation },
      seen.error === undefined ? {} : { remedy: seen.error.remedy },
    );
    return { ...finding, level: atMost(finding.level, level) };
  });
}
