import { predict } from './compatibility.ts';
import { hostRemedies } from './host-remedies.ts';
import type { HostFacts, ImageFacts, Isolation, Policy } from './model.ts';
import type { Prediction } from './prediction.ts';
import { tagRemedies } from './tag-remedies.ts';

/** Something that would make the pairing run, by the same rules that refused it. */
export interface Remedy {
  readonly kind: 'tag' | 'isolation' | 'host' | 'engine';
  /** One sentence with its full stop. */
  readonly text: string;
  /** For `tag`: the tag of a base image, or the part of a tag that names the release. */
  readonly tag?: string;
  /** For `isolation`: the mode to take. */
  readonly isolation?: Isolation;
}

export interface RemedyOptions {
  readonly policy?: Policy;
  /** ISO date on which support is judged; the day of the facts when left out. */
  readonly day?: string;
}

const OTHER: Readonly<Record<Isolation, Isolation>> = { process: 'hyperv', hyperv: 'process' };

/**
 * What would work in place of a pairing that is not predicted to run: first tags (best first), then the other
 * isolation mode, then what to change on the host or its engine, then another host. Each was put to `predict`
 * and found to run. Empty when the pairing runs as it is.
 */
export function remediesFor(
  host: HostFacts,
  image: ImageFacts,
  isolation: Isolation,
  options: RemedyOptions = {},
): readonly Remedy[] {
  const policy = options.policy ?? 'compatible';
  const runs = (onHost: HostFacts, ofImage: ImageFacts, mode: Isolation): boolean =>
    predict(onHost, ofImage, mode, policy).prediction === 'runs';
  if (runs(host, image, isolation)) return [];

  const other = OTHER[isolation];
  const inOther = predict(host, image, other, policy);
  const pairing = { host, image, isolation, runs, day: options.day };
  return [
    ...tagRemedies(pairing),
    ...(inOther.prediction === 'runs' ? [otherIsolation(other, inOther)] : []),
    ...hostRemedies(pairing),
  ];
}

function otherIsolation(isolation: Isolation, { conditions }: Prediction): Remedy {
  const mode = isolation === 'hyperv' ? 'Hyper-V' : 'process';
  const provided = conditions.map((condition) => `; ${condition}`).join('');
  return {
    kind: 'isolation',
    isolation,
    text: `Run it in ${mode} isolation (--isolation=${isolation})${provided}.`,
  };
}
