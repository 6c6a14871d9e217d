import { ALLOWED_OPTIONS } from './boundary-allowed.ts';
import { IGNORED_OPTIONS } from './boundary-ignored.ts';
import type { BoundaryRow } from './boundary-model.ts';
import { REFUSED_OPTIONS } from './boundary-refused.ts';
import type { Isolation } from './model.ts';
import type { SourceId } from './sources.ts';

/**
 * What Windows makes of the options of a container, row by row; several rows may hold for one option.
 * The Compose keys of an option stand in `boundary-names.ts`, mounts in `boundary-mounts.ts`.
 */
export const BOUNDARY_TABLE: readonly BoundaryRow[] = [
  ...ALLOWED_OPTIONS,
  ...REFUSED_OPTIONS,
  ...IGNORED_OPTIONS,
];

/** Two options that do not go together. */
export interface OptionConflict {
  readonly options: readonly [string, string];
  readonly effect: 'rejected' | 'ignored';
  /** The one that is dropped, when it is. */
  readonly dropped?: string;
  readonly engine: string;
  readonly isolation: readonly Isolation[];
  /** In process isolation it does not come to this when that option is set too: it discards one of them first. */
  readonly unlessInProcess?: string;
  readonly remedy: string;
  readonly sources: readonly SourceId[];
}

const BOTH: readonly Isolation[] = ['process', 'hyperv'];
const PROCESS: readonly Isolation[] = ['process'];
const ONE = 'Give one of the two.';

/** Source: `verifyPlatformContainerResources`. The engine's warnings about process isolation say Windows Server Containers. */
export const OPTION_CONFLICTS: readonly OptionConflict[] = [
  {
    options: ['cpu-count', 'cpu-shares'],
    effect: 'ignored',
    dropped: 'cpu-shares',
    engine:
      'Conflicting options: CPU count takes priority over CPU shares on Windows Server Containers. CPU shares discarded',
    isolation: PROCESS,
    remedy: ONE,
    sources: ['moby-daemon-windows'],
  },
  {
    options: ['cpu-count', 'cpu-percent'],
    effect: 'ignored',
    dropped: 'cpu-percent',
    engine:
      'Conflicting options: CPU count takes priority over CPU percent on Windows Server Containers. CPU percent discarded',
    isolation: PROCESS,
    remedy: ONE,
    sources: ['moby-daemon-windows'],
  },
  {
    options: ['cpu-shares', 'cpu-percent'],
    effect: 'ignored',
    dropped: 'cpu-percent',
    engine:
      'Conflicting options: CPU shares takes priority over CPU percent on Windows Server Containers. CPU percent discarded',
    isolation: PROCESS,
    unlessInProcess: 'cpu-count',
    remedy: ONE,
    sources: ['moby-daemon-windows'],
  },
  {
    options: ['cpus', 'cpu-percent'],
    effect: 'rejected',
    engine: 'conflicting options: Nano CPUs and CPU Percent cannot both be set',
    isolation: BOTH,
    unlessInProcess: 'cpu-count',
    remedy: ONE,
    sources: ['moby-daemon-windows'],
  },
  {
    options: ['cpus', 'cpu-shares'],
    effect: 'rejected',
    engine: 'conflicting options: Nano CPUs and CPU Shares cannot both be set',
    isolation: BOTH,
    unlessInProcess: 'cpu-count',
    remedy: ONE,
    sources: ['moby-daemon-windows'],
  },
];
