import type { Host } from '../hosts/model.ts';
import type { RuleId } from '../rules/catalogue.ts';
import { atMost } from '../rules/finding.ts';
import type { Observation, SmokeResult } from '../smoke/model.ts';
import type { Place } from '../sources/reading.ts';
import type { Level } from '../windows/model.ts';
import { formatWindowsVersion } from '../windows/version.ts';
import { plainFinding, type RawFinding } from './findings-of-subject.ts';
import type { Subject } from './model.ts';
import { candidateKey, type SmokePairing } from './smoke-candidates.ts';
import { notRunFindings } from './smoke-not-run.ts';
import { causeBeside, commandRemedy, endOfLog, remedyOf, SAID, SEEN, slowText } from './smoke-words.ts';

export interface SmokeFindingSettings {
  /** One mode is enough. */
  readonly anyIsolation: boolean;
  /** The runner is one of several hosts of which one must do. */
  readonly anyHost: boolean;
}

/** What is to be said of what the containers showed, beside what was predicted of them. */
export function smokeFindings(
  pairs: readonly SmokePairing[],
  result: SmokeResult,
  host: Host,
  subjects: readonly Subject[],
  settings: SmokeFindingSettings,
): readonly RawFinding[] {
  const places = placesByImage(subjects);
  const ran = new Set(
    pairs
      .filter(({ candidate }) => result.observations.get(candidate.key)?.outcome === 'ran')
      .map(({ pairing }) => pairing.image.key),
  );
  const placesOf = (image: string) => places.get(image) ?? [];
  const ceilingOf = ({ pairing: { image, required } }: SmokePairing): Level => {
    const enough = settings.anyIsolation && ran.has(image.key);
    return !required || enough ? 'notice' : settings.anyHost ? 'warning' : 'error';
  };
  // What shows that Hyper-V is broken is told once for the host.
  const own = pairs.filter(({ candidate }) => !result.hyperv?.shownBy?.includes(candidate.key));
  const found = own.flatMap((pair) => {
    const seen = result.observations.get(pair.candidate.key);
    if (seen === undefined) return [];
    return ofPairing(pair, seen, placesOf(pair.pairing.image.key), ceilingOf(pair));
  });
  return [
    ...found,
    ...notRunFindings(own, result, host, placesOf, ceilingOf),
    ...notProved(pairs, result, host),
    ...ofHyperv(pairs, result, host, settings),
    ...ofLeftOver(result, host),
  ];
}

/**
 * What was predicted, seen in the light of what ran. `undefined` stays what it is, as a start proves nothing of tomorrow;
 * a revision above the host's is a notice once a container of the very image ran.
 */
export function seenBeside(
  findings: readonly RawFinding[],
  result: SmokeResult,
  host: Host,
): readonly RawFinding[] {
  return findings.map((finding) => {
    const { pairing } = finding;
    if (pairing === undefined || finding.subject.host !== host.id) return finding;
    const seen = result.observations.get(candidateKey(pairing));
    if (seen?.outcome !== 'ran' || pairing.verdict.prediction !== 'undefined') return finding;
    // What ran was another image of the same name.
    if (seen.copyVersion !== undefined) return finding;
    const message = `${finding.message} A smoke container of it did run here just now.`;
    return finding.rule === 'revision-newer-than-host'
      ? { ...finding, message, level: atMost(finding.level, 'notice') }
      : { ...finding, message };
  });
}

function ofPairing(
  { pairing, candidate }: SmokePairing,
  seen: Observation,
  places: readonly Place[],
  ceiling: Level,
): readonly RawFinding[] {
  const { image, host, isolation, verdict } = pairing;
  const finding = (rule: RuleId, message: string, most: Level, remedy?: string): RawFinding => {
    const plain = plainFinding(
      rule,
      `${image.resolved.name} on ${host.id} in ${isolation} isolation: ${message}`,
      places,
      { image: image.resolved.name, host: host.id, isolation: [isolation] },
      remedy === undefined ? {} : { remedy },
    );
    return { ...plain, level: atMost(plain.level, most) };
  };
  switch (seen.outcome) {
    case 'not-run':
      return [];
    case 'ran':
      return ofRun(pairing, seen, finding, ceiling);
    default: {
      if (seen.reason === 'hyperv-unavailable' || verdict.prediction === 'refused') return [];
      if (
        seen.reason === 'failed-inside' ||
        (seen.reason === 'timed-out' && seen.guestVersion !== undefined)
      ) {
        const message = `${seen.message}${causeBeside(seen)}${endOfLog(seen)}`;
        return [finding('smoke-command-failed', message, ceiling, commandRemedy(seen))];
      }
      const words = seen.error === undefined ? '' : ` The engine says: ${seen.error.text}`;
      const predicted = `${SAID[candidate.prediction]} (\`${candidate.rule}\`)`;
      const message = `${predicted}, but the smoke container ${SEEN[seen.outcome]}. ${seen.message}${words}${endOfLog(seen)}`;
      return [
        finding('smoke-failed', message, ceiling, seen.error?.remedy ?? remedyOf(seen)),
        ...(seen.slow ? [finding('smoke-slow-start', slowText(seen), ceiling)] : []),
      ];
    }
  }
}

type Finder = (rule: RuleId, message: string, most: Level, remedy?: string) => RawFinding;

function ofRun(
  pairing: SmokePairing['pairing'],
  seen: Observation,
  finding: Finder,
  ceiling: Level,
): readonly RawFinding[] {
  const { facts, isolation, verdict } = pairing;
  const found: RawFinding[] = [];
  if (verdict.prediction === 'refused') {
    found.push(
      finding(
        'smoke-ran-though-refused',
        `a smoke container ran, against the prediction: ${verdict.reason}`,
        'notice',
      ),
    );
  }
  if (seen.isolation !== undefined && seen.isolation !== isolation) {
    found.push(
      finding(
        'isolation-not-as-asked',
        `it had ${seen.isolation} isolation. ${seen.proof?.join(' ') ?? ''}`.trim(),
        ceiling,
      ),
    );
  }
  const told = seen.copyVersion ?? facts.version;
  if (seen.guestVersion !== undefined && told !== undefined && differs(seen.guestVersion, told)) {
    found.push(
      finding(
        'guest-version-differs',
        `its own registry says ${formatWindowsVersion(seen.guestVersion)}, and its \`os.version\` ${formatWindowsVersion(told)}.`,
        'warning',
      ),
    );
  }
  if (seen.copyVersion !== undefined && facts.version !== undefined) {
    found.push(
      finding(
        'image-copy-differs',
        `the engine holds a copy with ${formatWindowsVersion(seen.copyVersion)}, which ran, and the registry has ${formatWindowsVersion(facts.version)}, which was judged.`,
        'notice',
      ),
    );
  }
  if (seen.slow) found.push(finding('smoke-slow-start', slowText(seen), ceiling));
  if (seen.warmedUp) {
    found.push(
      finding('smoke-warm-up', 'the first container crashed at its start, and the second one ran.', 'notice'),
    );
  }
  return found;
}

/** A revision that one of them does not tell is no difference. */
function differs(
  a: { readonly build: number; readonly revision?: number },
  b: { readonly build: number; readonly revision?: number },
): boolean {
  const revisions = a.revision !== undefined && b.revision !== undefined && a.revision !== b.revision;
  return a.build !== b.build || revisions;
}

/** Once for the host: an error where the mode was asked for, and told all the same where it was not. */
function ofHyperv(
  pairs: readonly SmokePairing[],
  { hyperv, observations }: SmokeResult,
  host: Host,
  { anyIsolation, anyHost }: SmokeFindingSettings,
): readonly RawFinding[] {
  if (hyperv === undefined || hyperv.state === 'works') return [];
  const needed = pairs.some(
    ({ pairing, candidate }) =>
      pairing.isolation === 'hyperv' &&
      pairing.required &&
      pairing.verdict.prediction !== 'refused' &&
      candidate.need === 'run' &&
      !(anyIsolation && ranElsewhere(pairs, observations, pairing.image.key)),
  );
  const level: Level = needed ? (anyHost ? 'warning' : 'error') : 'notice';
  const state = hyperv.state === 'absent' ? 'is not available' : 'is installed, and does not work';
  return [
    plainFinding(
      'hyperv-unavailable',
      `Hyper-V isolation ${state} on ${host.id}: ${hyperv.message}`,
      [],
      { host: host.id, isolation: ['hyperv'] },
      { level, ...(hyperv.remedy === '' ? {} : { remedy: hyperv.remedy }) },
    ),
  ];
}

function ranElsewhere(
  pairs: readonly SmokePairing[],
  observations: SmokeResult['observations'],
  image: string,
): boolean {
  return pairs.some(
    ({ pairing, candidate }) =>
      pairing.image.key === image && observations.get(candidate.key)?.outcome === 'ran',
  );
}

/** Usually one reason holds for all of them, so they are told of together. */
function notProved(
  pairs: readonly SmokePairing[],
  { observations }: SmokeResult,
  host: Host,
): readonly RawFinding[] {
  const byReason = new Map<string, string[]>();
  for (const { pairing, candidate } of pairs) {
    const seen = observations.get(candidate.key);
    if (seen?.outcome !== 'ran' || seen.evidence === 'proved') continue;
    const reason = `${seen.evidence ?? 'configured'}: ${seen.proof?.join(' ') ?? ''}`.trim();
    byReason.set(reason, [
      ...(byReason.get(reason) ?? []),
      `${pairing.image.resolved.name} (${pairing.isolation})`,
    ]);
  }
  return [...byReason].map(([reason, names]) =>
    plainFinding(
      'isolation-not-proved',
      `On ${host.id} the isolation is only ${reason} This holds for ${names.join(', ')}.`,
      [],
      {
        host: host.id,
      },
    ),
  );
}

function ofLeftOver({ leftOver }: SmokeResult, host: Host): readonly RawFinding[] {
  return leftOver.map((name) =>
    plainFinding(
      'container-left-behind',
      `The container ${name} is still there.`,
      [],
      { host: host.id },
      {
        remedy: `In the action the post step tries once more. On the command line, and where it stays, remove it with \`docker rm --force ${name}\`, after a restart of the engine if need be.`,
      },
    ),
  );
}

function placesByImage(subjects: readonly Subject[]): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const { members } of subjects) {
    for (const { image, uses } of members) {
      const known = places.get(image.key) ?? [];
      places.set(image.key, [...known, ...uses.map((use) => use.place)]);
    }
  }
  return places;
}
