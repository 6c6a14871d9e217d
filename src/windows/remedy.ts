import { predict } from './compatibility.ts';
import { hostRemedies } from './host-remedies.ts';
import type { HostFacts, ImageFacts, Isolation, Policy } from './model.ts';
import type { Prediction } from './prediction.ts';
import { releaseOfTagWord } from './releases.ts';
import type { RemedyArchitectures, RemedyQuestion } from './remedy-question.ts';
import { tagRemedies } from './tag-remedies.ts';

/** Something that would make the pairing run, by the same rules that refused it. */
export interface Remedy {
  readonly kind: 'tag' | 'isolation' | 'host' | 'engine';
  /** One sentence with its full stop. */
  readonly text: string;
  /**
   * For `tag`: the tag of a base image, or the part of a tag that names the release. A whole version is for asking a
   * registry only: most revisions were never published, so it does not stand in the text.
   */
  readonly tag?: string;
  /** For `isolation`: the mode to take. For `tag`: Hyper-V where it runs in no other, or another mode than the one asked about. */
  readonly isolation?: Isolation;
}

export interface RemedyOptions {
  readonly policy?: Policy;
  /** ISO date on which support is judged; the day of the facts when left out. */
  readonly day?: string;
  /** What is not known is taken for the same as the other, and for `amd64` where neither is. */
  readonly architectures?: RemedyArchitectures;
}

const OTHER: Readonly<Record<Isolation, Isolation>> = { process: 'hyperv', hyperv: 'process' };

/**
 * What would work in place of a pairing that is not predicted to run: first tags (best first), then the other
 * isolation mode, or a tag in that mode where neither does alone, then what to change on the host or its engine, then
 * another host. Each was put to `predict` and found to run. Empty when the pairing runs as it is.
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
  const pairing: RemedyQuestion = {
    host,
    image,
    isolation,
    runs,
    day: options.day,
    architectures: options.architectures ?? {},
  };

  const other = OTHER[isolation];
  const inOther = predict(host, image, other, policy);
  const tags = tagRemedies(pairing).map((remedy) => withOnlyMode(remedy, pairing));
  if (inOther.prediction === 'runs') {
    return [...tags, otherIsolation(image, other, inOther.conditions), ...hostRemedies(pairing)];
  }
  const inBoth = tags.length > 0 ? tags : tagInOtherIsolation(pairing, other, policy);
  return [...inBoth, ...hostRemedies(pairing)];
}

function otherIsolation(
  { family }: ImageFacts,
  isolation: Isolation,
  conditions: Prediction['conditions'],
): Remedy {
  const text =
    family === 'hostprocess'
      ? 'Run it as a Kubernetes host-process container, which is a process on the host itself.'
      : `Run it in ${modeIn(isolation, conditions)}.`;
  return { kind: 'isolation', isolation, text };
}

/** Whoever follows the remedy of a Hyper-V pairing should not run the image in the mode that is not sure. */
function withOnlyMode(remedy: Remedy, { host, image, isolation, runs }: RemedyQuestion): Remedy {
  const release = releaseOfTagWord(remedy.tag ?? '');
  if (isolation !== 'hyperv' || release === undefined) return remedy;
  if (runs(host, { family: image.family, version: { build: release.build } }, 'process')) return remedy;
  const text = `${remedy.text.replace(/\.$/, '')}, in Hyper-V isolation.`;
  return { ...remedy, isolation, text };
}

/** The best tag of the other mode, where no tag works in the one that was asked about. */
function tagInOtherIsolation(question: RemedyQuestion, other: Isolation, policy: Policy): readonly Remedy[] {
  const best = tagRemedies({ ...question, isolation: other }).find(({ tag }) => releaseOfTagWord(tag ?? ''));
  const release = releaseOfTagWord(best?.tag ?? '');
  if (best === undefined || release === undefined) return [];
  const image: ImageFacts = { family: question.image.family, version: { build: release.build } };
  const { conditions } = predict(question.host, image, other, policy);
  const text = `${best.text.replace(/\.$/, '')}, and run it in ${modeIn(other, conditions)}.`;
  return [{ ...best, isolation: other, text }];
}

/** `Hyper-V isolation (--isolation=hyperv)`, and what must hold besides. */
function modeIn(isolation: Isolation, conditions: readonly string[]): string {
  const mode = isolation === 'hyperv' ? 'Hyper-V' : 'process';
  const provided = conditions.map((condition) => `; ${condition}`).join('');
  return `${mode} isolation (--isolation=${isolation})${provided}`;
}
