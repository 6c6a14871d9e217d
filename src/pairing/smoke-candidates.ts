import type { SmokeCandidate } from '../smoke/model.ts';
import type { CheckedImage, HostPairing, Pairing, Subject } from './model.ts';

/** A pairing on the detected host, and the candidate that the smoke room makes of it. */
export interface SmokePairing {
  readonly pairing: Pairing;
  readonly candidate: SmokeCandidate;
}

/** Every pairing of the checked images on the host whose engine is at hand. */
export function smokeCandidates(
  subjects: readonly Subject[],
  judged: ReadonlyMap<CheckedImage, HostPairing>,
): readonly SmokePairing[] {
  const run = new Set(
    subjects.flatMap(({ members }) =>
      members.filter(({ needs }) => needs.some((need) => need !== 'pull')).map(({ image }) => image.key),
    ),
  );
  return [...judged].flatMap(([image, { pairings }]) =>
    pairings.map((pairing) => ({
      pairing,
      candidate: candidateOf(pairing, run.has(image.key) ? 'run' : 'pull'),
    })),
  );
}

/** One pairing's place among the observations. */
export function candidateKey(pairing: Pick<Pairing, 'image' | 'isolation'>): string {
  return `${pairing.image.key} in ${pairing.isolation}`;
}

function candidateOf(pairing: Pairing, need: SmokeCandidate['need']): SmokeCandidate {
  const { image, facts, digest, verdict } = pairing;
  const entry = image.resolved.entries.find((one) => one.digest === digest);
  return {
    key: candidateKey(pairing),
    image: image.resolved.name,
    ...(image.platform === undefined ? {} : { platform: image.platform }),
    ...(digest === undefined ? {} : { digest }),
    ...(facts.version === undefined ? {} : { version: facts.version }),
    family: facts.family ?? image.resolved.tag.family,
    isolation: pairing.isolation,
    required: pairing.required,
    prediction: verdict.prediction,
    rule: verdict.rule,
    need,
    ...(entry?.layersSize === undefined ? {} : { size: entry.layersSize }),
  };
}
