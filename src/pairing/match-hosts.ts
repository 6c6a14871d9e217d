import type { Host } from '../hosts/model.ts';
import type { HostsMatch } from '../report/report.ts';
import { compareLevels } from '../rules/finding.ts';
import type { Level } from '../windows/model.ts';
import { type RawFinding, worstLevel } from './findings-of-subject.ts';

/**
 * The findings that count, given what the subject meets on each host. With `every` all do. With `any` one host is
 * enough: where some host carries the subject without an error, only that host's findings count; where none does, the
 * findings of the host that comes nearest, each saying that no other did better.
 */
export function matchHosts(
  hosts: readonly Host[],
  found: ReadonlyMap<Host, readonly RawFinding[]>,
  match: HostsMatch,
): readonly RawFinding[] {
  const of = (host: Host) => found.get(host) ?? [];
  if (match === 'every' || hosts.length < 2) return hosts.flatMap(of);
  const [best] = [...hosts].sort((a, b) => compareOutcomes(of(a), of(b)));
  if (best === undefined) return [];
  const findings = of(best);
  const others = hosts.filter((host) => host !== best).map((host) => host.id);
  if (!hosts.every((host) => troubles(of(host)))) return findings;
  return findings.map((finding) =>
    finding.level === 'notice'
      ? finding
      : {
          ...finding,
          message: `${finding.message} None of the other hosts does better: ${others.join(', ')}.`,
        },
  );
}

/** Assumed hosts lower every level, so an unknown or a refusal there is a warning; both keep a host from being the one. */
function troubles(findings: readonly RawFinding[]): boolean {
  const worst = worstLevel(findings);
  return worst !== undefined && worst !== 'notice';
}

function compareOutcomes(a: readonly RawFinding[], b: readonly RawFinding[]): number {
  const levelA = worstLevel(a.map(inEarnest));
  const levelB = worstLevel(b.map(inEarnest));
  if (levelA === levelB) return a.length - b.length;
  if (levelA === undefined) return -1;
  if (levelB === undefined) return 1;
  return compareLevels(levelA, levelB);
}

/** A refusal on an assumed host only warns, but an `unknown` beside it is still the better of the two. */
function inEarnest(finding: RawFinding): { level: Level } {
  const verdict = finding.pairing?.verdict.prediction;
  return verdict === 'refused' || verdict === 'undefined' ? { level: 'error' } : finding;
}
