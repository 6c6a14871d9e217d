import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { Containers } from './containers.ts';
import { FaultPlan } from './faults.ts';
import { GENERATIONS, type Generation } from './generations.ts';
import { tableGuestRunner } from './guest/table.ts';
import type { GuestRunner } from './guest-runner.ts';
import { HOSTS, type Host } from './hosts.ts';
import type { Call } from './http/answer.ts';
import { ImageStore } from './image-store.ts';
import type { ContainerSummary, HostProcess, RecordedCall, WindowsEngineOptions } from './options.ts';
import { ProcessTable } from './process-table.ts';
import { SimulatedRegistry } from './registry.ts';

/** All that an engine and its host know. */
export interface EngineState {
  readonly options: WindowsEngineOptions;
  readonly generation: Generation;
  readonly version: string;
  readonly host: Host;
  readonly name: string;
  readonly id: string;
  readonly images: ImageStore;
  readonly registry: SimulatedRegistry;
  readonly containers: Containers;
  readonly processes: ProcessTable;
  readonly faults: FaultPlan;
  readonly guest: GuestRunner;
  readonly calls: RecordedCall[];
  pruning: boolean;
  /** Aborted at the engine's end. */
  readonly closing: AbortController;
}

export type Handler = (call: Call, engine: EngineState) => Promise<void> | void;

export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'DELETE';
  /** Over the whole path; `name` may hold slashes. */
  readonly path: RegExp;
  readonly handler: Handler;
  /** The simulator's own: no engine has it, and no fault happens to it. */
  readonly own?: true;
}

/** @throws Error when this engine does not start on this Windows. */
export function createState(options: WindowsEngineOptions): EngineState {
  const generation = GENERATIONS[options.engine];
  const listed = HOSTS[options.host];
  const host: Host =
    listed.os === 'windows'
      ? {
          ...listed,
          revision: options.hostRevision ?? listed.revision,
          defaultIsolation: options.defaultIsolation ?? listed.defaultIsolation,
        }
      : listed;
  if (host.os === 'windows' && host.build < generation.lowestBuild)
    throw new Error(
      `this version of Windows does not support the docker daemon (Windows build ${generation.lowestBuild} or higher is required)`,
    );
  return {
    options,
    generation,
    version: options.engineVersion ?? generation.version,
    host,
    name: options.name ?? 'WIN-V0V70C0LU5P',
    id: randomUUID(),
    images: new ImageStore(options.engine, options.imageStore === 'containerd', options.images ?? []),
    registry: new SimulatedRegistry(options.engine, options.registryImages ?? []),
    containers: new Containers(options.engine),
    processes: new ProcessTable(host.os === 'windows' ? host.product : 'client'),
    faults: new FaultPlan(options.faults ?? []),
    guest: options.guest ?? tableGuestRunner(),
    calls: [],
    pruning: false,
    closing: controllerOfMany(),
  };
}

/** Every delay of the engine listens to it, and Node takes more than ten listeners for a leak. */
function controllerOfMany(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** The host's processes at this moment, those of process-isolated containers among them. */
export function hostProcesses(engine: EngineState): readonly HostProcess[] {
  for (const { processes } of engine.containers.all()) processes?.rows();
  const rows = engine.processes.rows();
  return engine.options.processList === 'without-command-lines'
    ? rows.map((row) => ({ ...row, CommandLine: null }))
    : rows;
}

export function containerSummaries(engine: EngineState): readonly ContainerSummary[] {
  return engine.containers.all().map((container) => ({
    id: container.id,
    name: container.name,
    image: String(container.config.Image),
    state: container.state,
    isolation: container.configuredIsolation,
    labels: container.labels,
    exitCode: container.exitCode,
  }));
}

/** `windows` or `linux`: what containers are made of here. */
export function osType(engine: EngineState): 'windows' | 'linux' {
  return engine.host.os;
}
