import type { Isolation } from '../windows/model.ts';

/** Where an engine listens. `local`: through a pipe or a socket of this machine, so that it may be this machine's own. */
export interface EngineEndpoint {
  /** As the Docker command line writes it: `npipe:////./pipe/docker_engine`, `unix:///var/run/docker.sock`, `tcp://host:2376`. */
  readonly host: string;
  readonly transport:
    | { readonly kind: 'pipe' | 'unix'; readonly path: string }
    | { readonly kind: 'tcp'; readonly hostname: string; readonly port: number; readonly tls?: EngineTls };
  /** What named it, for messages: `DOCKER_HOST`, `the context desktop-windows`, `the default`. */
  readonly namedBy: string;
}

export interface EngineTls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly skipVerify?: boolean;
}

/** What an engine told when it was greeted; costs one call. */
export interface EngineGreeting {
  /** Of its containers: `windows` or `linux`. */
  readonly os: string;
  /** The version this client speaks: the lesser of the engine's own and 1.44. */
  readonly apiVersion: string;
  readonly engineApiVersion: string;
}

/** An image that is present in the engine. */
export interface LocalImage {
  readonly id: string;
  readonly os: string;
  /** `10.0.20348.2340`; some builders leave it out. */
  readonly osVersion?: string;
  readonly architecture: string;
  /** `registry/repository@sha256:…` of where it came from; empty for one that was built here. */
  readonly repoDigests: readonly string[];
  /** Bytes on disk. */
  readonly size: number;
  readonly user?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
}

/** A container as this tool makes it: never with mounts, never removed by the engine itself. */
export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  readonly isolation?: Isolation;
  readonly entrypoint?: readonly string[];
  /** Undefined: the image's own. */
  readonly command?: readonly string[];
  readonly user?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `none` unless a network was asked for. */
  readonly network?: string;
  /** Bytes; the engine's default when left out. */
  readonly memory?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Keeps its standard input open, so that a command can wait there. */
  readonly openStdin?: boolean;
}

export interface ContainerState {
  readonly id: string;
  readonly name: string;
  /** `created`, `running`, `exited`, `dead`, `removing` … */
  readonly status: string;
  readonly exitCode: number;
  /** What the engine says of a start that failed. */
  readonly error?: string;
  /** As configured; an engine never changes it by itself. */
  readonly isolation?: string;
  /** ISO 8601; undefined when it never started. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
  /** A process id of the host in process isolation, of the guest in Hyper-V isolation. */
  readonly pid?: number;
}

export interface ListedContainer {
  readonly id: string;
  readonly names: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** ISO 8601. */
  readonly created: string;
  readonly status: string;
}

/** A process as `docker top` shows it. */
export interface ContainerProcess {
  readonly name: string;
  readonly pid: number;
}

export interface ContainerLogs {
  readonly stdout: string;
  readonly stderr: string;
}

/** Bytes of one layer, as far as the engine tells. */
export interface PullProgress {
  readonly image: string;
  readonly layer?: string;
  /** `Downloading`, `Extracting`, `Pull complete` … */
  readonly status: string;
  readonly current?: number;
  readonly total?: number;
}

export interface PullRequest {
  /** In full. */
  readonly reference: string;
  /** `windows/amd64`, only where one was asked for. */
  readonly platform?: string;
  readonly login?: {
    readonly username?: string;
    readonly password?: string;
    readonly identityToken?: string;
    readonly server: string;
  };
  readonly onProgress?: (progress: PullProgress) => void;
}

/**
 * How long a call may take (a pull: how long nothing may come), and who may end it earlier. Both really end it: the
 * promise settles.
 */
export interface CallLimits {
  readonly milliseconds?: number;
  readonly signal?: AbortSignal;
}

/**
 * One Windows (or Linux) engine. Every method rejects with an `EngineError` and settles within its limits,
 * whatever the connection does.
 */
export interface Engine {
  readonly endpoint: EngineEndpoint;
  greet(limits?: CallLimits): Promise<EngineGreeting>;
  /** The engine's `/info` as it came; `hosts/docker-info.ts` reads it. */
  info(limits?: CallLimits): Promise<unknown>;
  /** Undefined when it is not present. */
  inspectImage(reference: string, limits?: CallLimits): Promise<LocalImage | undefined>;
  /** @throws EngineError of code `engine-refused` also for an error inside a stream that began with 200 */
  pull(request: PullRequest, limits?: CallLimits): Promise<void>;
  removeImage(reference: string, limits?: CallLimits): Promise<void>;
  createContainer(
    spec: ContainerSpec,
    limits?: CallLimits,
  ): Promise<{ readonly id: string; readonly warnings: readonly string[] }>;
  startContainer(id: string, limits?: CallLimits): Promise<void>;
  inspectContainer(id: string, limits?: CallLimits): Promise<ContainerState>;
  top(id: string, limits?: CallLimits): Promise<readonly ContainerProcess[]>;
  /** `tail`: the last lines only. */
  logs(id: string, options?: { readonly tail?: number }, limits?: CallLimits): Promise<ContainerLogs>;
  /** Gives what it prints, from the beginning, until it ends, `signal` is aborted (no rejection then) or the limit passes. */
  followLogs(
    id: string,
    onOutput: (stream: 'stdout' | 'stderr', text: string) => void,
    limits?: CallLimits,
  ): Promise<void>;
  /** Resolves with the exit code, unsigned, once it is not running. */
  waitContainer(
    id: string,
    limits?: CallLimits,
  ): Promise<{ readonly exitCode: number; readonly error?: string }>;
  /** `seconds` until it is terminated. A container that is not running is no error. */
  stopContainer(id: string, seconds: number, limits?: CallLimits): Promise<void>;
  /** A container that is not running is no error. */
  killContainer(id: string, limits?: CallLimits): Promise<void>;
  /** By force, tried again as Windows' file locks need it; one that is already gone is no error. */
  removeContainer(id: string, limits?: CallLimits): Promise<void>;
  /** With all of these labels (`key` or `key=value`), running or not. */
  listContainers(labels: readonly string[], limits?: CallLimits): Promise<readonly ListedContainer[]>;
  /** Ends what connections are kept; the engine may be used again. */
  close(): void;
}
