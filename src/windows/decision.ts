import { advisoriesFor } from './advisories.ts';
import { CLIENT_PROCESS_GATES } from './isolation.ts';
import type { Verdict } from './model.ts';
import type { KnownPairing } from './pairing-facts.ts';
import {
  type DecidingRule,
  levelOf,
  type Prediction,
  type PredictionFinding,
  type PredictionRule,
  RULE_SOURCES,
} from './prediction.ts';
import { NEWEST_KNOWN_BUILD } from './releases.ts';
import type { SourceId } from './sources.ts';

/** A prediction before notices and advisories are added. */
export type Decision = Prediction;

/** Rules that are told even though the pairing runs. */
const TOLD_WHEN_IT_RUNS: readonly DecidingRule[] = ['no-version-rule', 'cross-release-process'];

/** A verdict with its reason (no full stop), and the finding that tells of it unless the pairing simply runs. */
export function decide(
  prediction: Verdict,
  rule: DecidingRule,
  reason: string,
  more: { readonly conditions?: readonly string[]; readonly sources?: readonly SourceId[] } = {},
): Decision {
  const sources = more.sources ?? RULE_SOURCES[rule];
  const told = prediction !== 'runs' || TOLD_WHEN_IT_RUNS.includes(rule);
  const findings: PredictionFinding[] = told
    ? [{ rule, level: levelOf(rule, prediction), message: `${reason}.`, sources }]
    : [];
  return { prediction, rule, reason: `${reason}.`, conditions: more.conditions ?? [], sources, findings };
}

/** Adds what is to be said besides the verdict. Advisories are about containers that start, so a refusal gets none. */
export function complete(decision: Decision, pairing: KnownPairing): Prediction {
  const withHost = addUnknownHost(decision, pairing);
  if (decision.prediction === 'refused') return withHost;
  return addAdvisories(addClientNotice(withHost, pairing), pairing);
}

function addUnknownHost(decision: Decision, { hostVersion, words }: KnownPairing): Decision {
  if (hostVersion.build <= NEWEST_KNOWN_BUILD) return decision;
  return withFinding(decision, {
    rule: 'host-newer-than-known',
    level: 'notice',
    message: `The host, ${words.host}, is newer than every Windows known here; the image, ${words.image}, is judged as on the newest known one.`,
    sources: RULE_SOURCES['host-newer-than-known'],
  });
}

function addClientNotice(decision: Decision, { host, product, isolation, words }: KnownPairing): Decision {
  if (product !== 'client' || isolation !== 'process') return decision;
  const conditions = ['process isolation must be asked for by name on a client (--isolation=process)'];
  if (!host.engineVersion) conditions.push('the engine must be 18.09 or newer');
  return withFinding(
    { ...decision, conditions: [...decision.conditions, ...conditions] },
    {
      rule: 'client-process-for-development',
      level: 'notice',
      message: `Process isolation of the image, ${words.image}, on a client, ${words.host}, must be asked for by name and is meant for development and testing.`,
      sources: CLIENT_PROCESS_GATES.sources,
    },
  );
}

function addAdvisories(decision: Decision, pairing: KnownPairing): Decision {
  const { hostVersion: host, imageVersion: image, product, family, isolation, words } = pairing;
  let told = decision;
  for (const advisory of advisoriesFor({ host, product, image, family, isolation })) {
    const { within, level, message, sources } = advisory;
    if (within && told.findings.some(({ rule }) => rule === within)) {
      told = { ...told, findings: told.findings.map((finding) => extend(finding, within, message, sources)) };
    } else {
      told = withFinding(told, {
        rule: 'known-advisory',
        level,
        message: `Known trouble with the image, ${words.image}, on the host, ${words.host}: ${message}`,
        sources,
      });
    }
  }
  return told;
}

function extend(
  finding: PredictionFinding,
  rule: PredictionRule,
  message: string,
  sources: readonly SourceId[],
): PredictionFinding {
  if (finding.rule !== rule) return finding;
  return {
    ...finding,
    message: `${finding.message} ${message}`,
    sources: [...new Set([...finding.sources, ...sources])],
  };
}

function withFinding(decision: Decision, finding: PredictionFinding): Decision {
  return { ...decision, findings: [...decision.findings, finding] };
}
