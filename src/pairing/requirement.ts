import type { Host } from '../hosts/model.ts';
import type { IsolationRequirement } from '../report/report.ts';
import type { Isolation } from '../windows/model.ts';
import { ISOLATIONS } from '../windows/model.ts';

/**
 * The modes that count on a host. With `any` both count and one is enough; with `all` both must work.
 * `default` is the mode the host uses when nobody asks: process on a server, Hyper-V on a client.
 */
export function requiredIsolations(requirement: IsolationRequirement, host: Host): readonly Isolation[] {
  switch (requirement) {
    case 'default':
      return [host.defaultIsolation];
    case 'process':
    case 'hyperv':
      return [requirement];
    case 'any':
    case 'all':
      return [
        host.defaultIsolation,
        ...ISOLATIONS.filter((isolation) => isolation !== host.defaultIsolation),
      ];
  }
}
