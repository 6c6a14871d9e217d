import type { EngineName } from './generations.ts';
import type { GuestRunner } from './guest-runner.ts';
import type { HostName } from './hosts.ts';
import type { Outcome, OutcomeRow } from './outcomes.ts';
import type { Language, WindowsTextName } from './windows-texts.ts';

export type Family = 'nanoserver' | 'servercore' | 'server' | 'windows';

export type Isolation = 'process' | 'hyperv';

export interface SimulatedLayer {
  /** `sha256:<hex>`; the same digest in two images is one layer, which is fetched once. Made up when it is not given. */
  readonly digest?: string;
  readonly size: number;
}

/** The parts of an image's configuration that matter to a run. */
export interface ImageConfig {
  readonly Cmd?: readonly string[] | null;
  readonly Entrypoint?: readonly string[] | null;
  readonly User?: string;
  readonly Shell?: readonly string[];
  readonly Env?: readonly string[];
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>>;
  /** Windows' way: `Cmd[0]` is a whole command line and is passed on as it stands. */
  readonly ArgsEscaped?: boolean;
}

export interface SimulatedImage {
  /** As a user writes it: `mcr.microsoft.com/windows/nanoserver:ltsc2022`. */
  readonly reference: string;
  readonly os?: 'windows' | 'linux';
  /** `os.version` of the image, as `10.0.20348.2340`. Absent in badly built images. */
  readonly osVersion?: string;
  readonly architecture?: 'amd64' | 'arm64';
  readonly family?: Family;
  /** Bytes; the sum of the layers when it is not given. */
  readonly size?: number;
  readonly layers?: readonly SimulatedLayer[];
  readonly config?: ImageConfig;
  /** Whether a layer has the `UtilityVM` folder that Hyper-V isolation needs. Default true. */
  readonly utilityVm?: boolean;
  /** Whether the image has `cmd.exe`. Default true. */
  readonly hasCmd?: boolean;
  /** Of the manifest. Made up when it is not given. */
  readonly digest?: string;
}

/** A manifest list: what an engine picks from. Entries need no reference of their own. */
export interface SimulatedIndex {
  readonly reference: string;
  readonly digest?: string;
  readonly entries: readonly Omit<SimulatedImage, 'reference'>[];
}

/** What a registry does when it is asked for an image. */
export interface RegistryAccess {
  /** `private` wants credentials, `missing-tag` and `missing` are not there, `rate-limited` and `unreachable` never answer with an image. */
  readonly access?:
    | 'public'
    | 'private'
    | 'missing'
    | 'missing-tag'
    | 'missing-name'
    | 'rate-limited'
    | 'unreachable';
  /** What a private image takes; any non-empty credentials when not given. */
  readonly credentials?: { readonly username: string; readonly password: string };
  /** Of the manifest, as a registry would say. Default `docker`. */
  readonly mediaTypes?: 'docker' | 'oci';
}

export type RegistryImage = (SimulatedImage | SimulatedIndex) & RegistryAccess;

/** Waits in milliseconds; 0 when not given. */
export interface Delays {
  readonly start?: number;
  /** Added to `start` under Hyper-V isolation: a virtual machine boots. */
  readonly boot?: number;
  readonly pullLayer?: number;
  readonly stop?: number;
  readonly remove?: number;
  /** How long the engine waits for the exit after a kill, in place of its own patience. */
  readonly killWait?: number;
  /** From the exit of the first process until the engine says so. */
  readonly exit?: number;
  /** From the exit of a Hyper-V container until its `vmwp.exe` is gone. */
  readonly vmwpLeaves?: number;
}

/** What goes wrong. The first eight happen to the HTTP call, the others to the container. */
export type FaultAction =
  | { readonly kind: 'drop-before-headers' }
  | { readonly kind: 'drop-after-headers' }
  /** Never answers. With `performed`, the engine does what was asked and only the answer is missing. */
  | { readonly kind: 'hang'; readonly performed?: boolean }
  /** Cuts the connection within a line of JSON. `lines` whole ones come first in a stream. */
  | { readonly kind: 'half-json-line'; readonly lines?: number }
  | { readonly kind: 'http-500'; readonly message?: string }
  /** Refused with this status in these words. */
  | { readonly kind: 'http-error'; readonly status: number; readonly message: string }
  /** A pull that has begun ends with these words, in a stream whose status was 200. */
  | { readonly kind: 'pull-error'; readonly message: string }
  | { readonly kind: 'slow'; readonly ms: number }
  | {
      readonly kind: 'removal-locked';
      readonly times: number;
      readonly text?: 'access-denied' | 'used-by-another-process';
    }
  | {
      readonly kind: 'start-error';
      /** A text of `windows-texts.ts`, or a whole message with `{id}` for the container's id. */
      readonly text: WindowsTextName | { readonly message: string; readonly status?: number };
      readonly language?: Language;
    }
  /** 0xc0370106 for the first container only: a fresh runner. */
  | { readonly kind: 'crash-at-start' }
  | { readonly kind: 'exits-early'; readonly code: number; readonly afterMs?: number }
  /** The start takes this long and then goes on as usual. */
  | { readonly kind: 'stalls'; readonly ms: number };

export interface Fault {
  readonly do: FaultAction;
  /** Default: POST …/start for what happens at a start, DELETE for `removal-locked`, every call for the others. */
  readonly method?: string;
  /** A regular expression over the path without its version, such as `^/containers/[^/]+/top$`. */
  readonly path?: string;
  /** Which of the matching calls it happens to, from 1. Default: the first for calls, every one for containers. */
  readonly nth?: number | 'every';
  /** Only containers of this isolation, for what happens at a start. */
  readonly isolation?: Isolation;
}

export type Listen =
  | { readonly socket: string }
  | { readonly pipe: string }
  | {
      readonly port: number;
      readonly host?: string;
      /** Texts in PEM. With `ca`, clients must show a certificate of it. */
      readonly tls?: { readonly key: string; readonly cert: string; readonly ca?: string };
    };

export interface WindowsEngineOptions {
  readonly engine: EngineName;
  /** In place of the generation's exact version, as `28.5.1`. */
  readonly engineVersion?: string;
  readonly host: HostName;
  /** The host's revision (UBR) in place of the one of `hosts.ts`. */
  readonly hostRevision?: number;
  /** `exec-opts: isolation=…` of the daemon's configuration. */
  readonly defaultIsolation?: Isolation;
  readonly imageStore?: 'graphdriver' | 'containerd';
  readonly listen: Listen;
  /** Whether Hyper-V isolation works. `absent`: the feature is not installed; `broken`: its service does not answer. */
  readonly hyperv?: 'works' | 'absent' | 'broken';
  readonly images?: readonly SimulatedImage[];
  readonly registryImages?: readonly RegistryImage[];
  readonly delays?: Delays;
  readonly faults?: readonly Fault[];
  readonly guest?: GuestRunner;
  /** `info.Name`, the computer's name. */
  readonly name?: string;
  /** Rows that come before the host's own table, or one outcome for every pairing. */
  readonly outcome?: Outcome | readonly OutcomeRow[];
  /**
   * Another virtual machine's `vmwp.exe` appears while a container starts; with `comes-and-goes` it also leaves when the
   * container does.
   */
  readonly strangerVmwp?: boolean | 'comes-and-goes';
  /** Guest processes under Hyper-V isolation get process ids that unrelated processes of the host have. */
  readonly pidCoincidence?: boolean;
  /** What a caller of the host's process list may see. */
  readonly processList?: 'readable' | 'unreadable' | 'without-command-lines';
  /** An engine that lies: what containers really get, whatever they were configured to. */
  readonly actualIsolation?: Isolation;
}

/** A row of the host's process table, as Win32_Process has it. */
export interface HostProcess {
  readonly ProcessId: number;
  readonly ParentProcessId: number;
  readonly Name: string;
  readonly CommandLine: string | null;
  /** ISO 8601. */
  readonly CreationDate: string;
  readonly SessionId: number;
}

export interface RecordedCall {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** 0 when no status was ever sent. */
  readonly status: number;
  readonly at: Date;
}

export interface ContainerSummary {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: 'created' | 'running' | 'paused' | 'exited' | 'removing' | 'dead';
  readonly isolation: Isolation;
  readonly labels: Readonly<Record<string, string>>;
  readonly exitCode: number;
}

export interface SimulatedEngine {
  /** For DOCKER_HOST. */
  readonly dockerHost: string;
  /** Every call so far, in the order in which they came. */
  readonly calls: readonly RecordedCall[];
  containers(): readonly ContainerSummary[];
  images(): readonly string[];
  hostProcesses(): readonly HostProcess[];
  /** Ends guests, connections and the listener. */
  close(): Promise<void>;
}
