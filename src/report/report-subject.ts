import type { DemandLeg } from '../demands/model.ts';
import type { RunHosts } from '../demands/run-hosts.ts';
import type { Subject } from '../pairing/model.ts';
import { hostsOf, requirementOf } from '../pairing/pairings.ts';
import { UNKNOWN } from '../sources/shell/model.ts';
import type { IsolationRequirement, ReportSubject, ReportSubjectLeg } from './report.ts';

/** What must hold together, as the report has it: hosts by id, images by name. */
export function reportSubject(
  subject: Subject,
  run: RunHosts,
  isolation: IsolationRequirement,
): ReportSubject {
  const { file, members, demand } = subject;
  const { buildArgs, target } = demand ?? {};
  const known = Object.entries(buildArgs ?? {}).filter(([, value]) => !value.includes(UNKNOWN));
  return {
    origin: demand?.origin ?? 'input',
    ...(file === undefined ? {} : { file }),
    ...(known.length === 0 ? {} : { buildArgs: Object.fromEntries(known) }),
    ...(target === undefined ? {} : { target }),
    hosts: hostsOf(subject, run).map(({ id }) => id),
    isolation: requirementOf(subject, isolation),
    legs: (demand?.legs ?? []).map(reportLeg),
    images: members.map(({ image, needs }) => ({
      image: image.resolved.name,
      ...(image.platform === undefined ? {} : { platform: image.platform }),
      needs,
    })),
  };
}

function reportLeg({ workflow, leg, step, place }: DemandLeg): ReportSubjectLeg {
  return { workflow, leg, step, place };
}
