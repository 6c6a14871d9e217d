import type { CheckOptions, World } from '../check.ts';
import type { RunHosts } from '../demands/run-hosts.ts';
import type { Host } from '../hosts/model.ts';
import type { Gathered } from '../pairing/gather.ts';
import type { CheckedImage, Pairing } from '../pairing/model.ts';
import type { Pairings } from '../pairing/pairings.ts';
import type { Smoked } from '../pairing/smoke.ts';
import { candidateKey } from '../pairing/smoke-candidates.ts';
import type { Finding } from '../rules/finding.ts';
import type { ImageUse } from '../sources/reading.ts';
import { SOURCES } from '../windows/sources.ts';
import { formatWindowsVersion } from '../windows/version.ts';
import {
  REPORT_SCHEMA_VERSION,
  type Report,
  type ReportHost,
  type ReportImage,
  type ReportImageUse,
  type ReportPairing,
} from './report.ts';
import { reportObservation, reportSmoke } from './report-smoke.ts';
import { reportSubject } from './report-subject.ts';
import { countsOf, resultOf } from './verdict.ts';

/** Everything a run learned. */
export interface Learned {
  readonly options: CheckOptions;
  readonly world: Pick<World, 'today' | 'version'>;
  readonly run: RunHosts;
  /** Every file that was read, each once. */
  readonly files: readonly string[];
  readonly gathered: Gathered;
  readonly pairings: Pairings;
  readonly findings: readonly Finding[];
  readonly smoked?: Smoked;
  /** How many findings the user's levels took away. */
  readonly switchedOff: number;
}

/** The report of a run, as data. */
export function makeReport(learned: Learned): Report {
  const { options, world, gathered, findings, pairings } = learned;
  const { hosts } = pairings;
  const judged = new Map(hosts.map((host) => [host, pairings.on(host)]));
  const smoke = reportSmoke(learned.smoked);
  const usesOf = usesByImage(gathered);
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool: { name: 'windows-isolation-check', version: world.version },
    date: world.today,
    result: isUndone(learned) ? 'incomplete' : resultOf(findings, options.failOn),
    counts: countsOf(findings),
    settings: {
      isolation: options.isolation,
      hostsMatch: learned.run.assumed ? 'any' : options.hostsMatch,
      policy: options.policy,
      resolve: options.resolve,
      failOn: options.failOn,
    },
    hosts: hosts.map(reportHost),
    files: learned.files.map((file) => ({
      file,
      ...(gathered.files.get(file) ?? { uses: 0, skipped: 0 }),
    })),
    images: gathered.images.map((image) => reportImage(image, usesOf.get(image) ?? [])),
    subjects: gathered.subjects.map((subject) => reportSubject(subject, learned.run, options.isolation)),
    pairings: gathered.images.flatMap((image) =>
      hosts.flatMap((host) =>
        (judged.get(host)?.get(image)?.pairings ?? []).map((pairing) =>
          reportPairing(pairing, learned.smoked),
        ),
      ),
    ),
    findings,
    ...(learned.switchedOff === 0 ? {} : { switchedOff: learned.switchedOff }),
    skippedImages: gathered.skippedImages,
    ...(smoke === undefined ? {} : { smoke }),
  };
}

/** What was demanded and not had leaves the check undone, whatever else was found: a registry's word, any container at all. */
function isUndone({ options, gathered, smoked }: Learned): boolean {
  const seen = [...(smoked?.result?.observations.values() ?? [])];
  const ranNothing = seen.length > 0 && seen.every(({ outcome }) => outcome === 'not-run');
  if (options.smoke?.mode === 'always' && ranNothing) return true;
  const undone = (image: CheckedImage) => {
    const reason = image.resolved.failure?.reason;
    return reason !== undefined && reason !== 'not-found';
  };
  return options.resolve === 'registry' && gathered.images.some(undone);
}

function reportHost(host: Host): ReportHost {
  return {
    id: host.id,
    name: host.name,
    origin: host.origin,
    ...(host.version === undefined ? {} : { version: formatWindowsVersion(host.version) }),
    ...(host.product === undefined ? {} : { product: host.product }),
    ...(host.architecture === undefined ? {} : { architecture: host.architecture }),
    defaultIsolation: host.defaultIsolation,
    ...(host.imageStore === undefined ? {} : { imageStore: host.imageStore }),
    ...(host.engineVersion === undefined ? {} : { engineVersion: host.engineVersion }),
  };
}

/** Every use of each image, in the order of the subjects; one walk for all images, as there may be thousands of both. */
function usesByImage({ subjects }: Gathered): ReadonlyMap<CheckedImage, readonly ReportImageUse[]> {
  const byImage = new Map<CheckedImage, ReportImageUse[]>();
  for (const { file, members } of subjects) {
    for (const { image, needs, uses } of members) {
      const known = byImage.get(image) ?? [];
      byImage.set(image, known);
      if (file === undefined) known.push({ role: 'input', needs });
      else for (const use of uses) known.push(reportUse(use));
    }
  }
  return byImage;
}

function reportUse({ role, needs, stage, place }: ImageUse): ReportImageUse {
  return { role, needs, ...(stage === undefined ? {} : { stage }), place };
}

function reportImage(image: CheckedImage, uses: readonly ReportImageUse[]): ReportImage {
  const { resolved } = image;
  return {
    name: resolved.name,
    ...(image.platform === undefined ? {} : { platform: image.platform }),
    answeredBy: resolved.answeredBy,
    family: resolved.tag.family,
    ...(resolved.digest === undefined ? {} : { digest: resolved.digest }),
    entries: resolved.entries.map(({ digest, platform }) => ({
      digest,
      os: platform.os,
      architecture: platform.architecture,
      ...(platform.osVersion === undefined ? {} : { osVersion: platform.osVersion }),
    })),
    uses,
  };
}

function reportPairing(pairing: Pairing, smoked: Smoked | undefined): ReportPairing {
  const observation =
    pairing.host === smoked?.host ? smoked.result?.observations.get(candidateKey(pairing)) : undefined;
  const { image, host, verdict, facts } = pairing;
  return {
    image: image.resolved.name,
    ...(image.platform === undefined ? {} : { platform: image.platform }),
    host: host.id,
    isolation: pairing.isolation,
    required: pairing.required,
    prediction: verdict.prediction,
    rule: verdict.rule,
    reason: verdict.reason,
    conditions: verdict.conditions,
    sources: verdict.sources.map((source) => SOURCES[source].url),
    ...(facts.version === undefined ? {} : { imageVersion: formatWindowsVersion(facts.version) }),
    ...(pairing.digest === undefined ? {} : { digest: pairing.digest }),
    ...(observation === undefined ? {} : { observation: reportObservation(observation) }),
  };
}
