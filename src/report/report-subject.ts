import type { Host } from '../hosts/model.ts';
import type { Subject } from '../pairing/model.ts';
import type { IsolationRequirement, ReportSubject } from './report.ts';

/** What must hold together, as the report has it: hosts by id, images by name. */
export function reportSubject(
  { file, members }: Subject,
  hosts: readonly Host[],
  isolation: IsolationRequirement,
): ReportSubject {
  return {
    origin: file === undefined ? 'input' : 'file',
    ...(file === undefined ? {} : { file }),
    hosts: hosts.map(({ id }) => id),
    isolation,
    legs: [],
    images: members.map(({ image, needs }) => ({
      image: image.resolved.name,
      ...(image.platform === undefined ? {} : { platform: image.platform }),
      needs,
    })),
  };
}
