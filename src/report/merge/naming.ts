import { readDeclaration } from '../../hosts/declaration.ts';
import { findRunnerLabel } from '../../hosts/labels.ts';
import { DETECTED_HOST_ID } from '../../hosts/model.ts';
import { parseWindowsVersion } from '../../windows/version.ts';
import { compareText } from '../order.ts';
import type { Report, ReportHost } from '../report.ts';

/**
 * Under which id the hosts of each report stand in the merged one. In every leg the machine is called `runner`, so it takes
 * the id of the host that it stands for: one with the same build and product, and without a revision of its own or with the
 * same. Where none is like that, its version is its id.
 */
export function hostNaming(reports: readonly Report[]): (report: Report) => ReadonlyMap<string, string> {
  const named = new Map<string, ReportHost>();
  for (const { hosts } of reports) {
    for (const host of hosts)
      if (host.id !== DETECTED_HOST_ID && !named.has(host.id)) named.set(host.id, host);
  }
  const planned = new Set(
    reports.flatMap(({ matrix = [] }) => matrix.map(({ host, image }) => JSON.stringify([host, image]))),
  );
  return (report) => {
    const rank = ({ id }: ReportHost) => {
      if (report.images.some(({ name }) => planned.has(JSON.stringify([id, name])))) return 0;
      return findRunnerLabel(readDeclaration(id).host) === undefined ? 2 : 1;
    };
    return new Map(
      report.hosts.map((host) => {
        if (host.id !== DETECTED_HOST_ID) return [host.id, host.id];
        const [first] = [...named.values()]
          .filter((other) => standsFor(host, other))
          .sort((a, b) => rank(a) - rank(b) || compareText(a.id, b.id));
        return [host.id, first?.id ?? idOfVersion(host)];
      }),
    );
  };
}

/** Whether what was seen on the detected host was seen on the other one. */
export function standsFor(detected: ReportHost, other: ReportHost): boolean {
  const seen = parseWindowsVersion(detected.version ?? '');
  const meant = parseWindowsVersion(other.version ?? '');
  if (seen === undefined || meant === undefined) return false;
  // What a merge saw there is not what was declared.
  const { revision } = parseWindowsVersion(readDeclaration(other.id).host) ?? {};
  return (
    sameMachineKind(detected, other) &&
    seen.build === meant.build &&
    (revision === undefined || revision === seen.revision)
  );
}

/** Whether a runner is the Windows that was planned, whatever its revision. */
export function isSameBuild(detected: ReportHost, planned: ReportHost): boolean {
  const build = parseWindowsVersion(detected.version ?? '')?.build;
  return (
    build !== undefined &&
    build === parseWindowsVersion(planned.version ?? '')?.build &&
    sameMachineKind(detected, planned)
  );
}

function sameMachineKind(a: ReportHost, b: ReportHost): boolean {
  const agree = (one: string | undefined, other: string | undefined) =>
    one === undefined || other === undefined || one === other;
  return agree(a.product, b.product) && agree(a.architecture, b.architecture);
}

function idOfVersion({ id, version, product }: ReportHost): string {
  if (version === undefined) return id;
  return product === 'client' ? `${version}/client` : version;
}
