import type { Isolation, Product } from './model.ts';
import type { SourceId } from './sources.ts';

/** What a Windows client needs before it runs a container in process isolation. */
export const CLIENT_PROCESS_GATES: {
  readonly minimumBuild: number;
  readonly minimumEngine: readonly [number, number];
  readonly sources: readonly SourceId[];
} = {
  minimumBuild: 17763,
  minimumEngine: [18, 9],
  sources: ['ms-isolation', 'moby-20.10-daemon-windows'],
};

/**
 * The mode an engine takes when none is asked for, unless its `exec-opts` say otherwise.
 * Source: `setDefaultIsolation` in moby's `daemon/daemon_windows.go`.
 */
export function defaultIsolation(product: Product): Isolation {
  return product === 'client' ? 'hyperv' : 'process';
}

/** Whether the engine is at least the given one; `undefined` when its version does not begin with two numbers. */
export function engineIsAtLeast(
  engineVersion: string,
  minimum: readonly [number, number],
): boolean | undefined {
  const match = /^v?(\d{1,4})\.(\d{1,4})(?!\d)/.exec(engineVersion);
  if (!match) return undefined;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major > minimum[0] || (major === minimum[0] && minor >= minimum[1]);
}
