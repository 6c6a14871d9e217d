import type { Host } from '../hosts/model.ts';
import { hostArchitecture, imageArchitecture } from '../images/architecture.ts';
import { entryFacts, isForWindows } from '../images/facts.ts';
import {
  type HostSelection,
  type ImageStore,
  type NothingTaken,
  selectForHost,
} from '../images/selection.ts';
import { buildsTakenByContainerd } from '../images/selection-containerd.ts';
import type { IsolationRequirement } from '../report/report.ts';
import { predict } from '../windows/compatibility.ts';
import { type ImageFacts, ISOLATIONS, type Isolation, type Policy } from '../windows/model.ts';
import { RULE_SOURCES } from '../windows/prediction.ts';
import { remediesFor } from '../windows/remedy.ts';
import type { SourceId } from '../windows/sources.ts';
import { architectureRemedies, inViewOfArchitecture } from './architecture.ts';
import type { CheckedImage, HostPairing, Pairing, PairingVerdict, VerdictFinding } from './model.ts';
import { requiredIsolations } from './requirement.ts';
import { notesOf } from './selection-notes.ts';

export interface PairingSettings {
  readonly isolation: IsolationRequirement;
  readonly policy: Policy;
  /** `YYYY-MM-DD`, for what is in support. */
  readonly today: string;
  /** Whether the image is run at all; false where it is only copied from. True when left out. */
  readonly runs?: boolean;
}

/** Judges one image on one host in both modes: the entry that this host's engine would take, or why it takes none. */
export function pairOnHost(image: CheckedImage, host: Host, settings: PairingSettings): HostPairing {
  const selection = selectForHost(image.resolved, host, {
    ...(image.platform === undefined ? {} : { platform: image.platform }),
    policy: settings.policy,
  });
  const facts = entryFacts(image.resolved, selection.judged?.entry);
  const order = [host.defaultIsolation, ...ISOLATIONS.filter((mode) => mode !== host.defaultIsolation)];
  const refusal = pullRefusal(image, selection, host, facts);
  const architecture = imageArchitecture(image.resolved, selection.judged?.entry);
  const engineText = selection.selection?.kind === 'none' ? selection.selection.engineText : undefined;
  const verdicts = order.map((isolation) => {
    const judged = verdictOf(host, facts, isolation, settings.policy, refusal);
    const verdict = inViewOfArchitecture(judged, { host, facts, isolation, architecture, engineText });
    return { isolation, verdict: ofIndex(verdict, image, selection) };
  });
  const said = verdicts.map(({ verdict }) => verdict);
  const pullFinding =
    refusal === undefined ? refusedOperatingSystem(said) : (refusedArchitecture(said) ?? findingOf(refusal));
  // What is only copied from must be pulled all the same.
  const counts = settings.runs !== false || pullFinding !== undefined;
  const required = counts ? requiredIsolations(settings.isolation, host) : [];
  const pairings = verdicts.map(
    ({ isolation, verdict }): Pairing => ({
      image,
      host,
      isolation,
      required: required.includes(isolation),
      facts,
      ...(selection.selection?.kind === 'entry' ? { digest: selection.selection.entry.digest } : {}),
      verdict,
      remedies: () => {
        const architectures = { host: hostArchitecture(host), image: architecture?.name };
        const options = { policy: settings.policy, day: settings.today, architectures };
        const remedies = remediesFor(host, facts, isolation, options);
        return verdict.rule === 'wrong-architecture'
          ? architectureRemedies(facts, remedies, architectures.host)
          : remedies;
      },
    }),
  );
  return {
    image,
    host,
    pairings,
    notes: notesOf(selection, host),
    ...(pullFinding === undefined ? {} : { pullRefusal: pullFinding }),
  };
}

/** Says which entry of an index the verdict is about, as the tag does not tell. */
function ofIndex(verdict: PairingVerdict, image: CheckedImage, { selection }: HostSelection): PairingVerdict {
  const windows = image.resolved.entries.filter(isForWindows);
  if (selection?.kind !== 'entry' || windows.length < 2) return verdict;
  const held = windows.map((entry) => entry.platform.osVersion ?? 'no version').join(', ');
  const taken = selection.entry.platform.osVersion ?? 'the one without a version';
  const told = ` Of the index (${held}) the engine there takes ${taken}.`;
  return {
    ...verdict,
    reason: verdict.reason + told,
    findings: verdict.findings.map((finding) => ({ ...finding, message: finding.message + told })),
  };
}

interface PullRefusal extends VerdictFinding {
  readonly rule: 'image-newer-than-host' | 'no-matching-manifest';
  readonly sources: readonly SourceId[];
}

/** Why the engine would not pull it; the judge has a better word for some of these. */
function pullRefusal(
  image: CheckedImage,
  selection: HostSelection,
  host: Host,
  facts: ImageFacts,
): PullRefusal | undefined {
  const taken = selection.selection;
  if (taken === undefined || taken.kind === 'entry') return undefined;
  if (facts.operatingSystem !== undefined && facts.operatingSystem !== 'windows') return undefined;
  const newer =
    facts.version !== undefined && host.version !== undefined && facts.version.build > host.version.build;
  if (newer) {
    const judged = predict(host, facts, host.defaultIsolation);
    const message = `${judged.reason} The engine there says: ${taken.engineText}.`;
    return {
      rule: 'image-newer-than-host',
      level: 'error',
      message,
      sources: RULE_SOURCES['image-newer-than-host'],
    };
  }
  const known = image.resolved.kind === 'unread' ? 'By its tag, the engine' : 'The engine';
  const message = `${known} there would take no entry of the image's index: ${taken.engineText}.`;
  return {
    rule: 'no-matching-manifest',
    level: 'error',
    message: message + limitsOfStore(image, taken, selection.store, host),
    sources:
      selection.store === 'containerd' ? ['containerd-platforms', 'hcsshim-compat'] : ['moby-pull-windows'],
  };
}

function findingOf({ rule, level, message }: PullRefusal): VerdictFinding {
  return { rule, level, message };
}

/** Which builds the containerd store takes where these are in the way, as its engine does not say. */
function limitsOfStore(image: CheckedImage, taken: NothingTaken, store: ImageStore, host: Host): string {
  const inTheWay = taken.passedOver.some(({ why }) => why === 'not-compatible');
  if (!inTheWay || store !== 'containerd' || host.version === undefined || image.platform !== undefined) {
    return '';
  }
  const { build } = host.version;
  const { oldest } = buildsTakenByContainerd({ build, engineVersion: host.engineVersion });
  const builds = oldest === build ? `build ${build} alone` : `builds ${oldest} to ${build}`;
  return ` With the containerd image store it takes ${builds}, unless a platform is asked for.`;
}

/** An image that is only pulled need not fit the kernel, but it must be for Windows. */
function refusedOperatingSystem(verdicts: readonly PairingVerdict[]): VerdictFinding | undefined {
  return verdicts[0]?.findings.find(
    (finding) => finding.rule === 'wrong-operating-system' || finding.rule === 'image-newer-than-host',
  );
}

function refusedArchitecture(verdicts: readonly PairingVerdict[]): VerdictFinding | undefined {
  return verdicts[0]?.findings.find(({ rule }) => rule === 'wrong-architecture');
}

function verdictOf(
  host: Host,
  facts: ImageFacts,
  isolation: Isolation,
  policy: Policy,
  refusal: PullRefusal | undefined,
): PairingVerdict {
  const prediction = predict(host, facts, isolation, policy);
  // A refusal by Windows tells more than that the pull would fail, so it stands.
  if (refusal === undefined) return prediction;
  if (prediction.prediction === 'refused' && refusal.rule === 'no-matching-manifest') {
    const findings = prediction.findings.map((finding) => ({
      ...finding,
      message: `${finding.message} ${refusal.message}`,
    }));
    return { ...prediction, findings };
  }
  return {
    prediction: 'refused',
    rule: refusal.rule,
    reason: refusal.message,
    conditions: [],
    sources: refusal.sources,
    findings: [findingOf(refusal)],
  };
}
