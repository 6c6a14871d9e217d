import { hostArchitecture, imageArchitecture } from '../images/architecture.ts';
import { formatReference } from '../images/reference.ts';
import type { Resolver } from '../images/resolve.ts';
import { referenceForRelease } from '../images/suggested-tag.ts';
import { ruleOf } from '../rules/catalogue.ts';
import type { Finding } from '../rules/finding.ts';
import { ISOLATIONS, type Isolation } from '../windows/model.ts';
import { releaseOfTagWord } from '../windows/releases.ts';
import type { Remedy } from '../windows/remedy.ts';
import { askingFor } from './asking.ts';
import type { RawFinding } from './findings-of-subject.ts';
import { legWords } from './leg-words.ts';
import type { Pairing } from './model.ts';
import type { PairingSettings } from './pair.ts';
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
    findings.map(async ({ pairing, remedy, legs = [], assumed: _assumed, ...told }): Promise<Finding> => {
      const finding = { ...told, message: told.message + legWords(legs) };
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
  for (const remedy of remedies) {
    if (remedy.tag === undefined || tags.length >= MOST_TAGS) continue;
    const named = await tagRemedy(pairing, remedy.tag, remedy.isolation, resolver, settings);
    if (named !== undefined) tags.push(named);
    else if (tags.length === 0) tags.push(remedy.text);
  }
  const others = remedies
    .filter((remedy) => remedy.kind !== 'tag' && works(pairing, remedy, settings))
    .map((remedy) => remedy.text);
  return [...tags, ...pullRemedies(pairing, settings), ...others];
}

/** Another mode is no help where the engine there would not take the image as it is asked for. */
function works({ image, host }: Pairing, { kind, isolation }: Remedy, settings: PairingSettings): boolean {
  if (kind !== 'isolation' || isolation === undefined) return true;
  const asking = askingFor(image, host, isolation, settings);
  return asking !== undefined && asking.platform === undefined;
}

/** By which platform to ask for the image where the engine there would not take it without, and in which mode it runs then. */
function pullRemedies({ image, host, isolation }: Pairing, settings: PairingSettings): readonly string[] {
  for (const mode of [isolation, ...ISOLATIONS.filter((other) => other !== isolation)]) {
    const platform = askingFor(image, host, mode, settings)?.platform;
    if (platform !== undefined)
      return [`Ask for it with \`--platform ${platform}\`${inMode(isolation, mode)}.`];
  }
  return [];
}

function inMode(asked: Isolation, mode: Isolation, link = ' and run it '): string {
  if (asked === mode) return '';
  return `${link}in ${mode === 'hyperv' ? 'Hyper-V' : 'process'} isolation (--isolation=${mode})`;
}

/** The same image for that release. Undefined when no tag can be guessed, or the registry has none that runs there. */
async function tagRemedy(
  pairing: Pairing,
  word: string,
  onlyMode: Isolation | undefined,
  resolver: Resolver,
  settings: PairingSettings,
): Promise<string | undefined> {
  const { reference, tag } = pairing.image.resolved;
  const own = imageArchitecture(pairing.image.resolved, undefined)?.name;
  const candidate = referenceForRelease(reference, tag, word, hostArchitecture(pairing.host) ?? own);
  if (candidate === undefined) return undefined;
  const name = formatReference(candidate);
  const resolved = await resolver.resolve(name);
  const read = resolved.answeredBy === 'registry';
  // A release is published under its tag; which revisions are, only the registry knows.
  if (!read && (resolved.failure?.reason === 'not-found' || releaseOfTagWord(word) === undefined))
    return undefined;
  const mode = onlyMode ?? pairing.isolation;
  const asking = askingFor(checkedImage(resolved, pairing.image.platform), pairing.host, mode, settings);
  if (asking === undefined) return undefined;
  const how =
    (asking.platform === undefined ? '' : ` with \`--platform ${asking.platform}\``) +
    (onlyMode === pairing.isolation ? ' in Hyper-V isolation' : inMode(pairing.isolation, mode, ' '));
  return `Use \`${name}\`${how}, ${read ? 'which its registry has' : 'if it is published'}.`;
}
