import type { Host } from '../hosts/model.ts';

/** Where the demands of a run must be met. */
export interface RunHosts {
  /** For whatever names no hosts of its own. */
  readonly hosts: readonly Host[];
  /** Nobody named these. */
  readonly assumed: boolean;
}
