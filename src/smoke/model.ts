import type { Engine, PullRequest } from '../engine/model.ts';
import type { PullDisplay } from '../engine/progress.ts';
import type { ErrorClass } from '../windows/error-model.ts';
import type { Family, Isolation, Product, Verdict, WindowsVersion } from '../windows/model.ts';
import type { SourceId } from '../windows/sources.ts';

/** What a smoke container showed. */
export type Outcome = 'ran' | 'refused' | 'failed' | 'timed-out' | 'not-run';

/**
 * How sure it is which isolation a container had.
 * `proved`: seen on the host. `consistent`: nothing speaks against it. `configured`: only the engine says so.
 */
export type Evidence = 'proved' | 'consistent' | 'configured';

/** Why an observation is what it is, in words that tests and scripts can rely on. */
export const OBSERVATION_REASONS = [
  'ran',
  /** Before Windows was asked: the pull or the engine's own checks. */
  'refused-by-engine',
  'refused-by-windows',
  /** The user's command, or the image's own, left with another code than 0. */
  'failed-inside',
  /** It was gone before it could be looked at. */
  'exited-early',
  /** The image has neither `cmd.exe` nor a command of its own; Windows did start the container. */
  'no-command',
  'timed-out',
  'hyperv-unavailable',
  /** The engine or the connection failed, so nothing was learned of the pairing. */
  'infrastructure',
  'predicted-refused',
  /** A host-process image, which only Kubernetes runs as one. */
  'host-process',
  /** Nothing runs it: it is only copied from. */
  'only-pulled',
  /** `pull: never`, and not present. */
  'not-present',
  'too-large',
  'no-disk-space',
  'no-memory',
  'out-of-time',
  'cancelled',
] as const;

export type ObservationReason = (typeof OBSERVATION_REASONS)[number];

/** One pairing on the detected host, as the smoke room needs it. */
export interface SmokeCandidate {
  /** Unique among the candidates. */
  readonly key: string;
  /** In full, as the engine takes it: `mcr.microsoft.com/windows/nanoserver:ltsc2022`. */
  readonly image: string;
  readonly platform?: string;
  /** Of the entry that this engine takes; two images of one digest are run once. */
  readonly digest?: string;
  readonly version?: WindowsVersion;
  readonly family: Family;
  readonly isolation: Isolation;
  /** Whether this mode must work. */
  readonly required: boolean;
  readonly prediction: Verdict;
  readonly rule: string;
  /** `pull`: it is only copied from. */
  readonly need: 'run' | 'pull';
  /** Bytes of the compressed layers, where the manifest told. */
  readonly size?: number;
}

/** What the smoke room knows of the host that its engine is on. */
export interface SmokeHost {
  readonly version?: WindowsVersion;
  readonly product?: Product;
  readonly defaultIsolation: Isolation;
  readonly engineVersion?: string;
  /** The name by which the engine knows its machine. */
  readonly machineName?: string;
  /** Bytes. */
  readonly memory?: number;
  /** Where the engine keeps its images: `C:\ProgramData\docker`. */
  readonly dataRoot?: string;
}

export type PullPolicy = 'missing' | 'always' | 'never';

export interface SmokeSettings {
  /** `auto`: what is predicted to be refused is not run. `always`: it is. */
  readonly mode: 'auto' | 'always';
  /** Run by `cmd` in every container after the proof. */
  readonly command?: string;
  readonly pull: PullPolicy;
  /** Bytes; no limit when left out. */
  readonly maxPullSize?: number;
  readonly cleanupImages: boolean;
  /** Containers at a time. */
  readonly parallel: number;
  /** Of one container, from its start. */
  readonly timeoutSeconds: number;
  /** Of everything together. */
  readonly budgetSeconds: number;
  /** `none` unless the user asked for another. */
  readonly network: string;
  /** Unique: every container of this run carries it as a label. */
  readonly runId: string;
}

/** One process of the host. */
export interface HostProcess {
  readonly pid: number;
  readonly name: string;
  /** Undefined where the right to read it is missing. */
  readonly commandLine?: string;
  /** Milliseconds since 1970. */
  readonly created?: number;
}

/** All processes of one machine at one moment. */
export interface HostProcesses {
  /** The machine's own name, to be held against the engine's. */
  readonly computer: string;
  readonly processes: readonly HostProcess[];
}

/** Reads the processes of this machine; rejects where they cannot be read. */
export type ReadHostProcesses = (signal: AbortSignal) => Promise<HostProcesses>;

/** What of the world a smoke run touches. */
export interface SmokeWorld {
  readonly engine: Engine;
  readonly readHostProcesses: ReadHostProcesses;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** A new mark: letters, digits and hyphens, never used before. */
  readonly mark: () => string;
  /** Free bytes where the engine keeps its images; undefined where that cannot be told. */
  readonly freeDisk: () => Promise<number | undefined>;
  /** Bytes of the compressed layers, for an index, whose entries do not tell; undefined where nobody tells. */
  readonly sizeOf: (candidate: SmokeCandidate) => Promise<number | undefined>;
  readonly login: (image: string) => Promise<PullRequest['login']>;
  /** A line about long work under way. */
  readonly progress: (line: string) => void;
  /** A line that is told where nobody watches too: what keeps a run waiting for minutes, and what it cannot remove. */
  readonly tell: (line: string) => void;
  /** Shows how pulls go on. */
  readonly pulls?: PullDisplay;
  /** Is told which images the run has to remove yet, whenever that changes, and before one of them is pulled. */
  readonly imagesToRemove?: (images: readonly string[]) => void;
  /** Ends the whole run; what was started is removed all the same. */
  readonly signal: AbortSignal;
}

/** What was found in one container, or why there was none. */
export interface Observation {
  readonly outcome: Outcome;
  readonly reason: ObservationReason;
  /** One sentence or more for people. */
  readonly message: string;
  /** The isolation the container had, as far as `evidence` goes; undefined when none started. */
  readonly isolation?: Isolation;
  readonly evidence?: Evidence;
  /** What the evidence is, one sentence each. */
  readonly proof?: readonly string[];
  /** Of the copy that the engine holds, where it is not the version that was judged. */
  readonly copyVersion?: WindowsVersion;
  /** From the guest's own registry. */
  readonly guestVersion?: WindowsVersion;
  /** Of the user's command, or of a container that left by itself; unsigned. */
  readonly exitCode?: number;
  /** The end of what it printed. */
  readonly log?: string;
  readonly error?: ObservedError;
  /** From create to the proof or the failure. */
  readonly milliseconds?: number;
  /** A start that took longer than Windows should need. */
  readonly slow?: boolean;
  /** The first container on this machine crashed and the second try ran. */
  readonly warmedUp?: boolean;
  /** The key of the candidate that stood for this one, as both are the same digest. */
  readonly sameAs?: string;
}

/** An engine's error, with what it means. */
export interface ObservedError {
  /** The engine's own words. */
  readonly text: string;
  readonly class: ErrorClass;
  readonly code?: string;
  readonly cause: string;
  readonly remedy: string;
  readonly sources: readonly SourceId[];
}

/** `broken`: installed, but its containers do not start. Undefined: it was not tried. */
export type HypervState = 'works' | 'absent' | 'broken';

/** Everything a smoke run learned. */
export interface SmokeResult {
  readonly runId: string;
  /** By the candidates' keys; every candidate has one. */
  readonly observations: ReadonlyMap<string, Observation>;
  readonly hyperv?: {
    readonly state: HypervState;
    readonly message: string;
    readonly remedy: string;
    /** Keys of the candidates that show that it is broken. */
    readonly shownBy?: readonly string[];
  };
  /** Images that were pulled. */
  readonly pulled: readonly { readonly image: string; readonly bytes?: number }[];
  /** Names of containers of this run that could not be removed. */
  readonly leftOver: readonly string[];
}
