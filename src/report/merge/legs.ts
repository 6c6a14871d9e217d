import { DETECTED_HOST_ID } from '../../hosts/model.ts';
import { ruleOf } from '../../rules/catalogue.ts';
import type { Finding } from '../../rules/finding.ts';
import type { Report, ReportHost, ReportLeg } from '../report.ts';
import { grouped, placesByImage } from './leg.ts';
import { isSameBuild } from './naming.ts';

/** The legs that were planned, each with whether a report of it is there; undefined where none was planned. */
export function mergedLegs(reports: readonly Report[]): readonly ReportLeg[] | undefined {
  const planned = reports.flatMap(({ matrix }) => matrix ?? []);
  if (reports.every(({ matrix }) => matrix === undefined)) return undefined;
  const hosts = new Map(reports.flatMap((report) => report.hosts.map((host) => [host.id, host])));
  const seenOf = grouped(sightings(reports), ({ image }) => image);
  const groups = grouped(planned, ({ host, runsOn, image }) => JSON.stringify([host, runsOn, image]));
  return Array.from(groups.values(), (same) => {
    const { reported: _, ...leg } = same[0] as ReportLeg;
    const host = hosts.get(leg.host);
    const isThere = (seen: ReportHost) =>
      seen.id === leg.host || (host !== undefined && isSameBuild(seen, host));
    const reported =
      same.some((one) => one.reported) || (seenOf.get(leg.image) ?? []).some((one) => isThere(one.host));
    return reported ? { ...leg, reported } : leg;
  });
}

/** Every image on every machine that judged it by itself. */
function* sightings(reports: readonly Report[]) {
  for (const report of reports) {
    // In a merged report a host may be seen by one leg and not by another; its legs say themselves who reported.
    const machine = report.hosts.find(({ id }) => id === DETECTED_HOST_ID);
    if (machine === undefined) continue;
    const images = new Set(
      report.pairings.filter(({ host }) => host === machine.id).map(({ image }) => image),
    );
    for (const image of images) yield { image, host: machine };
  }
}

/** What was planned and never reported is not known to be well. */
export function silentLegs(legs: readonly ReportLeg[], reports: readonly Report[]): readonly Finding[] {
  const placesOf = placesByImage(reports);
  const { level, remedy } = ruleOf('leg-without-report');
  return legs
    .filter(({ reported }) => reported !== true)
    .map(({ host, runsOn, image }) => ({
      rule: 'leg-without-report',
      level,
      message: `The leg of ${image} on ${host} (runs-on: ${runsOn}) was planned, and no report of it was merged.`,
      remedy,
      places: placesOf.get(image) ?? [],
      subject: { image, host },
    }));
}
