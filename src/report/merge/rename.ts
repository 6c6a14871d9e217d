import type { Finding } from '../../rules/finding.ts';
import type { Report, ReportHost } from '../report.ts';

/** The same report with other ids of its hosts, wherever they stand. */
export function withHostIds(report: Report, ids: ReadonlyMap<string, string>): Report {
  if ([...ids].every(([before, after]) => before === after)) return report;
  const idOf = (id: string) => ids.get(id) ?? id;
  return {
    ...report,
    hosts: report.hosts.map((host) => renamedHost(host, idOf(host.id))),
    subjects: report.subjects.map((subject) => ({
      ...subject,
      hosts: [...new Set(subject.hosts.map(idOf))],
    })),
    pairings: report.pairings.map((pairing) => ({ ...pairing, host: idOf(pairing.host) })),
    findings: report.findings.map((finding) => renamedFinding(finding, idOf)),
    ...(report.smoke === undefined ? {} : { smoke: { ...report.smoke, host: idOf(report.smoke.host) } }),
  };
}

/** `runner: Windows Server 2022 (10.0.20348.2340)` begins with its id. */
export function renamedHost(host: ReportHost, id: string): ReportHost {
  const name = host.name.startsWith(`${host.id}: `) ? id + host.name.slice(host.id.length) : host.name;
  return { ...host, id, name };
}

function renamedFinding(finding: Finding, idOf: (id: string) => string): Finding {
  const { host } = finding.subject;
  if (host === undefined || idOf(host) === host) return finding;
  const id = idOf(host);
  // The end of a smoke message may be what a container printed, which stays as it is.
  const places = new RegExp(
    `\\b([Oo])n ${escaped(host)}(?=[:,.\\s])`,
    finding.rule.startsWith('smoke-') ? '' : 'g',
  );
  return {
    ...finding,
    message: finding.message.replace(places, (_, first: string) => `${first}n ${id}`),
    subject: { ...finding.subject, host: id },
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
