import type { Host } from '../hosts/model.ts';
import { hostArchitecture, type ImageArchitecture } from '../images/architecture.ts';
import type { Architecture, ImageFacts, Isolation } from '../windows/model.ts';
import { wordsFor } from '../windows/pairing-facts.ts';
import { recommendedTag } from '../windows/releases.ts';
import type { Remedy } from '../windows/remedy.ts';
import type { SourceId } from '../windows/sources.ts';
import type { PairingVerdict } from './model.ts';

const SOURCES: readonly SourceId[] = [
  'moby-pull-windows',
  'windows-containers-586',
  'windows-containers-224',
];

/** Said by the judge of what it has no version for, or is no Windows image; the processor does not come into it. */
const BEFORE: ReadonlySet<PairingVerdict['rule']> = new Set(['wrong-operating-system', 'no-version-rule']);

/** A pairing in one mode, as far as the processor matters. */
export interface ArchitecturePairing {
  readonly host: Host;
  readonly facts: ImageFacts;
  readonly isolation: Isolation;
  /** What the image is made for; undefined where nobody tells. */
  readonly architecture: ImageArchitecture | undefined;
  /** What the engine there says in place of a pull, where it is known. */
  readonly engineText?: string | undefined;
}

/**
 * The verdict in view of what image and host are made for: refused where that is known to differ. An image for `arm64` on a
 * client of which nobody told is judged as if the client were one, on that condition; so is an image of which nobody told
 * on a host with `arm64`: the index behind its tag may hold none for it.
 */
export function inViewOfArchitecture<T extends PairingVerdict>(
  verdict: T,
  pairing: ArchitecturePairing,
): T | PairingVerdict {
  const { architecture } = pairing;
  if (BEFORE.has(verdict.rule)) return verdict;
  const own = hostArchitecture(pairing.host);
  if (architecture !== undefined && own !== undefined) {
    return own === architecture.name ? verdict : refused(pairing, architecture, own);
  }
  if (verdict.prediction === 'refused') return verdict;
  if (architecture?.name === 'arm64') return onCondition(verdict, 'the host must have an arm64 processor');
  return own === 'arm64' ? onCondition(verdict, 'the image must be for arm64') : verdict;
}

function onCondition<T extends PairingVerdict>(verdict: T, condition: string): T {
  return { ...verdict, conditions: [...verdict.conditions, condition] };
}

function refused(
  { host, facts, isolation, engineText }: ArchitecturePairing,
  { name, byTag }: ImageArchitecture,
  own: Architecture,
): PairingVerdict {
  const words = wordsFor(host, facts, isolation);
  const image = `The image, ${words.image}, is for ${name}${byTag ? ' by its tag' : ''}`;
  const has = host.architecture === undefined ? 'is taken to have' : 'has';
  const reason = `${image}, and the host, ${words.host}, ${has} an ${own} processor, on which no isolation mode runs it.`;
  const message = engineText === undefined ? reason : `${reason} The engine there says: ${engineText}.`;
  return {
    prediction: 'refused',
    rule: 'wrong-architecture',
    reason: message,
    conditions: [],
    sources: SOURCES,
    findings: [{ rule: 'wrong-architecture', level: 'error', message }],
  };
}

/** A tag of the same image for the host's processor; `others` are those that its Windows asks for. */
export function architectureRemedies(
  { version, family }: ImageFacts,
  others: readonly Remedy[],
  host: Architecture | undefined,
): readonly Remedy[] {
  const tags = others.filter(({ kind }) => kind === 'tag');
  if (tags.length > 0) return tags;
  const tag = version === undefined ? undefined : recommendedTag(version.build, family ?? 'unknown', host);
  return [
    {
      kind: 'tag',
      ...(tag === undefined ? {} : { tag }),
      text: 'Use an image for the processor of the host.',
    },
  ];
}
