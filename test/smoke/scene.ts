import { randomUUID } from 'node:crypto';
import { createEngine } from '../../src/engine/client.ts';
import type { Clock } from '../../src/engine/clock.ts';
import { resolveEndpoint } from '../../src/engine/endpoint.ts';
import type { Engine } from '../../src/engine/model.ts';
import { systemClock } from '../../src/images/registry.ts';
import { createHostProcessReader } from '../../src/smoke/host-processes.ts';
import type {
  Observation,
  SmokeCandidate,
  SmokeHost,
  SmokeResult,
  SmokeSettings,
  SmokeWorld,
} from '../../src/smoke/model.ts';
import { runSmoke } from '../../src/smoke/smoke.ts';
import type { Isolation } from '../../src/windows/model.ts';
import { parseWindowsVersion } from '../../src/windows/version.ts';
import { powershell } from '../windows-engine/process-query.ts';
import type { baseImage } from '../windows-engine/simulate.ts';

export const SERVER_2022: SmokeHost = {
  version: { build: 20348, revision: 5499 },
  product: 'server',
  defaultIsolation: 'process',
};

const SETTINGS: SmokeSettings = {
  mode: 'auto',
  pull: 'missing',
  cleanupImages: false,
  parallel: 2,
  timeoutSeconds: 20,
  budgetSeconds: 60,
  network: 'none',
  runId: 'test',
};

export type Image = ReturnType<typeof baseImage>;

export function candidate(
  image: Image,
  isolation: Isolation,
  more: Partial<SmokeCandidate> = {},
): SmokeCandidate {
  return {
    key: `${image.reference} in ${isolation}`,
    image: image.reference,
    version: parseWindowsVersion(image.osVersion) ?? { build: 0 },
    family: image.family ?? 'nanoserver',
    isolation,
    required: true,
    prediction: 'runs',
    rule: 'same-build',
    need: 'run',
    ...more,
  };
}

export const both = (image: Image) => [candidate(image, 'process'), candidate(image, 'hyperv')];

/** A client of the engine at that address. */
export async function clientOf(dockerHost: string, clock: Clock = systemClock): Promise<Engine> {
  const endpoint = await resolveEndpoint({
    environment: { DOCKER_HOST: dockerHost },
    platform: process.platform,
    readFile: async () => undefined,
  });
  return createEngine(endpoint, { clock });
}

/** How a smoke run differs from the ordinary one of these tests. */
export interface SmokeChanges {
  readonly host?: Partial<SmokeHost>;
  readonly settings?: Partial<SmokeSettings>;
  readonly world?: Partial<SmokeWorld>;
  /** Of the run and of its engine's client; this machine's when left out. */
  readonly clock?: Clock;
}

/** A smoke run on a simulated engine, whose host's processes are asked for as on a real one. */
export async function smokeAt(
  dockerHost: string,
  candidates: readonly SmokeCandidate[],
  { host, settings, world, clock }: SmokeChanges = {},
): Promise<{ readonly result: SmokeResult; readonly seen: readonly Observation[] }> {
  const engine = await clientOf(dockerHost, clock);
  try {
    const machineName = ((await engine.info()) as { Name: string }).Name;
    const result = await runSmoke(
      candidates,
      { ...SERVER_2022, machineName, ...host },
      { ...SETTINGS, ...settings },
      {
        engine,
        readHostProcesses: createHostProcessReader('powershell.exe', async (_, args) => {
          const printed = { stdout: '', stderr: '' };
          const exitCode = await powershell(args, dockerHost, {
            out: (text) => {
              printed.stdout += text;
            },
            error: (text) => {
              printed.stderr += text;
            },
          });
          return { exitCode, ...printed };
        }),
        now: clock?.now ?? Date.now,
        sleep: (milliseconds, signal) => (clock ?? systemClock).sleep(milliseconds, signal),
        mark: () => randomUUID(),
        freeDisk: async () => 1e12,
        sizeOf: async () => undefined,
        login: async () => undefined,
        progress: () => undefined,
        tell: () => undefined,
        signal: new AbortController().signal,
        ...world,
      },
    );
    return { result, seen: candidates.flatMap(({ key }) => result.observations.get(key) ?? []) };
  } finally {
    engine.close();
  }
}
