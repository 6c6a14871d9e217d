import type { ContainerProcess, EngineEndpoint } from '../../src/engine/model.ts';
import type { KernelFacts } from '../../src/smoke/kernel.ts';
import type { HostProcess, HostProcesses } from '../../src/smoke/model.ts';
import { createProver, PROOF_LIMITS, type ProofLimits, type Prover } from '../../src/smoke/proof.ts';
import type { Isolation } from '../../src/windows/model.ts';
import { VirtualClock } from './virtual-clock.ts';

export const PIPE: EngineEndpoint = {
  host: 'npipe:////./pipe/docker_engine',
  transport: { kind: 'pipe', path: '//./pipe/docker_engine' },
  namedBy: 'the default',
};

export function tcp(hostname: string): EngineEndpoint {
  return {
    host: `tcp://${hostname}:2375`,
    transport: { kind: 'tcp', hostname, port: 2375 },
    namedBy: 'DOCKER_HOST',
  };
}

export interface StageSettings {
  readonly endpoint?: EngineEndpoint;
  /** `undefined`: the engine does not tell it. */
  readonly machineName?: string | undefined;
  readonly computer?: string;
  readonly limits?: Partial<ProofLimits>;
}

/** A Windows whose processes can be read, and an engine on it whose containers can be started, in this world's own time. */
export class Stage {
  readonly clock = new VirtualClock();
  readonly cancel = new AbortController();
  readonly prover: Prover;
  /** How long a reading takes, in milliseconds. */
  readingTime = 700;
  readings = 0;
  /** Changes what a reading gives, or fails it. */
  lens: (processes: readonly HostProcess[], reading: number) => readonly HostProcess[] = (all) => all;
  #processes: HostProcess[] = [];
  #nextPid = 6000;

  constructor(settings: StageSettings = {}) {
    const booted = this.clock.now() - 3_600_000;
    const system = (pid: number, name: string, commandLine?: string): HostProcess => ({
      pid,
      name,
      created: booted,
      ...(commandLine !== undefined && { commandLine }),
    });
    this.#processes = [
      system(0, 'System Idle Process'),
      system(4, 'System'),
      system(92, 'Registry'),
      system(620, 'csrss.exe'),
      system(1180, 'svchost.exe', 'C:\\Windows\\system32\\svchost.exe -k DcomLaunch -p'),
      system(1220, 'svchost.exe', 'C:\\Windows\\system32\\svchost.exe -k RPCSS -p'),
      system(1304, 'svchost.exe', 'C:\\Windows\\system32\\svchost.exe -k NetSvcs -p -s hns'),
      system(1400, 'MsMpEng.exe'),
      system(2224, 'dockerd.exe', '"C:\\Windows\\system32\\dockerd.exe" --run-service'),
    ];
    const computer = settings.computer ?? 'BUILD-7';
    this.prover = createProver(
      {
        endpoint: settings.endpoint ?? PIPE,
        ...('machineName' in settings
          ? settings.machineName !== undefined && { machineName: settings.machineName }
          : { machineName: 'build-7' }),
        readHostProcesses: async (signal): Promise<HostProcesses> => {
          const reading = ++this.readings;
          await this.clock.sleep(this.readingTime, signal);
          return { computer, processes: this.lens([...this.#processes], reading) };
        },
        now: this.clock.now,
        sleep: this.clock.sleep,
        signal: this.cancel.signal,
      },
      { ...PROOF_LIMITS, ...settings.limits },
    );
  }

  /** A process of the host, created now unless it says otherwise. */
  add(
    process: Omit<HostProcess, 'pid' | 'created'> & { readonly pid?: number; readonly created?: number },
  ): number {
    const pid = process.pid ?? this.#nextPid;
    this.#nextPid += 4;
    this.#processes.push({ created: this.clock.now(), ...process, pid });
    return pid;
  }

  remove(pid: number): void {
    this.#processes = this.#processes.filter((process) => process.pid !== pid);
  }

  addVm(created = this.clock.now()): number {
    return this.add({ name: 'vmwp.exe', commandLine: 'C:\\Windows\\System32\\vmwp.exe 5A0C', created });
  }
}

let marks = 0;

export interface Act {
  /** What `begin` is told. */
  readonly asked: Isolation;
  /** What really happens. */
  readonly truth: Isolation;
  /** What the engine says; `asked` when left out. */
  readonly configured?: Isolation;
  /** It runs the image's own command. */
  readonly unmarked?: boolean;
  /** Of the guest's cmd.exe, in Hyper-V isolation. */
  readonly guestPid?: number;
  readonly withoutVm?: boolean;
  /** How long its virtual machine outlives it. */
  readonly vmLingers?: number;
  /** The engine could not remove the container. */
  readonly removalFails?: boolean;
  readonly facts?: KernelFacts;
  /** Replaces what the engine lists, by the number of the call. */
  readonly top?: (rows: readonly ContainerProcess[], call: number) => readonly ContainerProcess[];
  readonly state?: { readonly status: string; readonly exitCode: number };
  readonly startedAt?: (now: number) => string;
  readonly whenBegun?: (stage: Stage) => void;
  /** Just before it is looked for; is told of the mark and the process of the container's cmd.exe. */
  readonly whenRunning?: (stage: Stage, container: { readonly mark: string; readonly pid: number }) => void;
  readonly whenRemoved?: (stage: Stage) => void;
  /** How long it runs after it was looked for. */
  readonly runsOn?: number;
}

/** One container from before it is created to after it is removed, as `run` of the smoke room leads it. */
export async function play(stage: Stage, act: Act) {
  const { clock } = stage;
  const mark = `wic-mark-${(++marks).toString().padStart(4, '0')}`;
  const commandLine = `cmd /d /s /v:on /c "echo ${mark} & ping -t 127.0.0.1"`;
  const session = await stage.prover.begin(act.asked, act.unmarked ? undefined : mark);
  act.whenBegun?.(stage);
  await clock.sleep(200);
  const vm = act.truth === 'hyperv' && !act.withoutVm ? stage.addVm() : undefined;
  await clock.sleep(800);
  const line = act.unmarked ? 'cmd' : commandLine;
  const rows: ContainerProcess[] =
    act.truth === 'process'
      ? [
          { name: 'CExecSvc.exe', pid: stage.add({ name: 'CExecSvc.exe', commandLine: 'CExecSvc.exe' }) },
          { name: 'cmd.exe', pid: stage.add({ name: 'cmd.exe', commandLine: line }) },
        ]
      : [
          { name: 'CExecSvc.exe', pid: 1004 },
          { name: 'cmd.exe', pid: act.guestPid ?? 1360 },
        ];
  const started = clock.now();
  await clock.sleep(100);
  act.whenRunning?.(stage, { mark, pid: rows.at(-1)?.pid ?? 0 });
  let calls = 0;
  await session.whileRunning({
    top: async () => {
      await clock.sleep(50);
      calls += 1;
      return act.top ? act.top(rows, calls) : rows;
    },
    state: async () => act.state ?? { status: 'running', exitCode: 0 },
    startedAt: act.startedAt?.(started) ?? new Date(started).toISOString(),
  });
  await clock.sleep(act.runsOn ?? 0);
  if (act.truth === 'process') for (const { pid } of rows) stage.remove(pid);
  const vmEnds = clock.sleep(act.vmLingers ?? 0).then(() => vm !== undefined && stage.remove(vm));
  if (act.vmLingers === undefined) await vmEnds;
  act.whenRemoved?.(stage);
  const removed = clock.now();
  await session.afterRemoval(act.removalFails !== true);
  const verdict = session.verdict({ configured: act.configured ?? act.asked, ...act.facts });
  return { ...verdict, calls, waited: clock.now() - removed };
}
