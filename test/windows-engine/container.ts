import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { CommandLine } from './command-line.ts';
import { ContainerLog } from './container-log.ts';
import type { ContainerProcesses } from './container-processes.ts';
import type { GuestExecution } from './guest-runner.ts';
import type { LocalImage } from './image-store.ts';
import type { Isolation } from './options.ts';

export type State = 'created' | 'running' | 'paused' | 'exited' | 'removing' | 'dead';

/** A JSON object of the API. */
export type Json = Readonly<Record<string, unknown>>;

/** Never: Go's zero time, as JSON has it. */
export const NEVER = '0001-01-01T00:00:00Z';

/** Text of a time with a fraction as long as Windows' clock gives it (100 ns). */
export function timeText(time: Date | undefined): string {
  return time
    ? `${time.toISOString().slice(0, -1)}${String(time.getTime() % 10_000).padStart(4, '0')}Z`
    : NEVER;
}

export class Container extends EventEmitter<{ exit: []; removed: [] }> {
  readonly id = randomBytes(32).toString('hex');
  readonly created = new Date();
  readonly name: string;
  readonly image: LocalImage;
  readonly command: CommandLine;
  readonly config: Json;
  readonly hostConfig: Json;
  /** What it was configured to, in the caller's letter case. */
  readonly isolation: string;
  readonly log = new ContainerLog();
  state: State = 'created';
  exitCode = 0;
  /** Why the last start failed. */
  error = '';
  /** Whether a start got as far as choosing a runtime. */
  runtime: string | undefined;
  startedAt: Date | undefined;
  finishedAt: Date | undefined;
  execution: GuestExecution | undefined;
  processes: ContainerProcesses | undefined;
  /** What the engine made of the first process' end, when the engine ended it. */
  forcedExitCode: number | undefined;
  removing = false;
  gone = false;
  /** A start under way: it holds the container's lock, and whoever asks for the container waits (container/state.go). */
  starting: Promise<void> = Promise.resolve();

  constructor(parts: {
    readonly name: string;
    readonly image: LocalImage;
    readonly command: CommandLine;
    readonly config: Json;
    readonly hostConfig: Json;
    readonly isolation: string;
  }) {
    super();
    this.setMaxListeners(0);
    this.name = parts.name;
    this.image = parts.image;
    this.command = parts.command;
    // Until somebody says otherwise a container is called by the beginning of its id.
    this.config = { Hostname: this.id.slice(0, 12), ...parts.config };
    this.hostConfig = parts.hostConfig;
    this.isolation = parts.isolation;
  }

  get running(): boolean {
    return this.state === 'running' || this.state === 'paused';
  }

  get configuredIsolation(): Isolation {
    return this.isolation.toLowerCase() === 'hyperv' ? 'hyperv' : 'process';
  }

  get labels(): Readonly<Record<string, string>> {
    return (this.config.Labels ?? {}) as Record<string, string>;
  }

  /** Waits for something to happen to the container, or for the signal. */
  until(event: 'exit' | 'removed', signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.off(event, done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      this.on(event, done);
      signal?.addEventListener('abort', done, { once: true });
    });
  }
}
