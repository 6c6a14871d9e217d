import type { Host } from '../hosts/model.ts';
import type { HostsMatch } from '../report/report.ts';
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

/** The gravest decides, then the next gravest: a host that only the policy rules out is nearer than one that refuses. */
function compareOutcomes(a: readonly RawFinding[], b: readonly RawFinding[]): number {
  const [gravestA, gravestB] = [inOrder(a), inOrder(b)];
  for (const [index, gravity] of gravestA.entries()) {
    const other = gravestB[index];
    if (other === undefined || gravity !== other) return gravity - (other ?? 0);
  }
  return gravestA.length - gravestB.length;
}

function inOrder(findings: readonly RawFinding[]): readonly number[] {
  return findings.map(gravityOf).sort((a, b) => b - a);
}

const GRAVITIES: Readonly<Record<Level, number>> = { notice: 1, warning: 2, error: 4 };

/** On an assumed host a refusal only warns, so there the verdict tells; an `undefined` may work, a refusal never does. */
function gravityOf({ level, pairing, assumed }: RawFinding): number {
  if (level === 'notice' || pairing === undefined) return GRAVITIES[level];
  const verdict = pairing.verdict.prediction;
  if (level === 'warning' && assumed !== true) return GRAVITIES.warning;
  if (verdict === 'undefined') return 3;
  return verdict === 'refused' ? GRAVITIES.error : GRAVITIES[level];
}
