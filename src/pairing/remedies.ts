import { formatReference } from '../images/reference.ts';
import type { Resolver } from '../images/resolve.ts';
import { referenceForRelease } from '../images/suggested-tag.ts';
import { ruleOf } from '../rules/catalogue.ts';
import type { Finding } from '../rules/finding.ts';
import type { RawFinding } from './findings-of-subject.ts';
import type { Pairing } from './model.ts';
import { type PairingSettings, pairOnHost } from './pair.ts';
import { checkedImage } from './subjects.ts';

/** Enough to choose from; a list of everything is no help. */
const MOST_TAGS = 2;

/**
 * Words the remedy of each finding: a tag of the same image that would run there, held against its registry where that
 * may be asked, then another mode, then another host.
 */
export async function withRemedies(
  findings: readonly RawFinding[],
  resolver: Resolver,
  settings: PairingSettings,
): Promise<readonly Finding[]> {
  return Promise.all(
    findings.map(async ({ pairing, remedy, ...finding }): Promise<Finding> => {
      if (remedy !== undefined) return { ...finding, remedy };
      const own = ruleOf(finding.rule).remedy;
      if (pairing === undefined || finding.level === 'notice' || pairing.verdict.prediction === 'unknown') {
        return { ...finding, remedy: own };
      }
      const found = await remediesOf(pairing, resolver, settings);
      return { ...finding, remedy: found.length > 0 ? found.join(' ') : own };
    }),
  );
}

async function remediesOf(
  pairing: Pairing,
  resolver: Resolver,
  settings: PairingSettings,
): Promise<string[]> {
  const remedies = pairing.remedies();
  const tags: string[] = [];
  for (const { tag, text } of remedies) {
    if (tag === undefined || tags.length >= MOST_TAGS) continue;
    const named = await tagRemedy(pairing, tag, resolver, settings);
    if (named !== undefined) tags.push(named);
    else if (tags.length === 0) tags.push(text);
  }
  const others = remedies.filter((remedy) => remedy.kind !== 'tag').map((remedy) => remedy.text);
  return [...tags, ...others];
}

/** The same image for that release. Undefined when no tag can be guessed, or the registry has none that runs there. */
async function tagRemedy(
  pairing: Pairing,
  word: string,
  resolver: Resolver,
  settings: PairingSettings,
): Promise<string | undefined> {
  const { reference, tag } = pairing.image.resolved;
  const candidate = referenceForRelease(reference, tag, word);
  if (candidate === undefined) return undefined;
  const name = formatReference(candidate);
  const resolved = await resolver.resolve(name);
  if (resolved.answeredBy !== 'registry') {
    return resolved.failure?.reason === 'not-found' ? undefined : `Use \`${name}\`, if it is published.`;
  }
  const onHost = pairOnHost(checkedImage(resolved, pairing.image.platform), pairing.host, settings);
  const same = onHost.pairings.find((other) => other.isolation === pairing.isolation);
  return same?.verdict.prediction === 'runs' ? `Use \`${name}\`, which its registry has.` : undefined;
}
