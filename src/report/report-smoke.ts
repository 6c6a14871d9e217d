import type { Smoked } from '../pairing/smoke.ts';
import type { Observation } from '../smoke/model.ts';
import { SOURCES } from '../windows/sources.ts';
import { formatWindowsVersion } from '../windows/version.ts';
import type { ReportObservation, ReportSmoke } from './report.ts';

/** An observation as the report has it: versions as text, sources as addresses. */
export function reportObservation(observation: Observation): ReportObservation {
  const { guestVersion, copyVersion, error, ...plain } = observation;
  return {
    ...plain,
    ...(guestVersion === undefined ? {} : { guestVersion: formatWindowsVersion(guestVersion) }),
    ...(copyVersion === undefined ? {} : { copyVersion: formatWindowsVersion(copyVersion) }),
    ...(error === undefined
      ? {}
      : { error: { ...error, sources: error.sources.map((source) => SOURCES[source].url) } }),
  };
}

/** What the smoke run learned beside its pairings; undefined where none was run. */
export function reportSmoke(smoked: Smoked | undefined): ReportSmoke | undefined {
  if (smoked?.result === undefined) return undefined;
  const { runId, hyperv, pulled, leftOver } = smoked.result;
  return {
    host: smoked.host.id,
    runId,
    ...(hyperv === undefined ? {} : { hyperv: { state: hyperv.state, message: hyperv.message } }),
    pulled,
    leftOver,
  };
}
