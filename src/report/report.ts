import type { HostOrigin, ImageStore } from '../hosts/model.ts';
import type { ResolvedImage } from '../images/model.ts';
import type { PairingRule } from '../pairing/deciding-rules.ts';
import type { Finding } from '../rules/finding.ts';
import type { Evidence, HypervState, ObservationReason, Outcome } from '../smoke/model.ts';
import type { ImageRole, Need, Place } from '../sources/reading.ts';
import type { ErrorClass } from '../windows/error-model.ts';
import type { Family, Isolation, Policy, Product, Verdict } from '../windows/model.ts';

/** Raised when a field is removed or changes its meaning; new fields do not raise it. */
export const REPORT_SCHEMA_VERSION = 1;

/** Which isolation must work: the host's own default, one by name, at least one, or both. */
export type IsolationRequirement = 'default' | Isolation | 'any' | 'all';

export type HostsMatch = 'every' | 'any';

/** `passed`, `failed`: by the findings and `failOn`. `incomplete`: something that was demanded could not be done. */
export type Result = 'passed' | 'failed' | 'incomplete';

export interface ReportHost {
  readonly id: string;
  readonly name: string;
  readonly origin: HostOrigin;
  /** `10.0.20348` or `10.0.20348.2340`. */
  readonly version?: string;
  readonly product?: Product;
  readonly architecture?: string;
  readonly defaultIsolation: Isolation;
  readonly imageStore?: ImageStore;
  readonly engineVersion?: string;
}

export interface ReportImageUse {
  readonly role: ImageRole | 'input';
  readonly needs: readonly Need[];
  readonly stage?: string;
  readonly place?: Place;
}

export interface ReportImageEntry {
  readonly digest: string;
  readonly os: string;
  readonly architecture: string;
  readonly osVersion?: string;
}

export interface ReportImage {
  /** In full: `mcr.microsoft.com/windows/nanoserver:ltsc2022`; unique in a report together with `platform`. */
  readonly name: string;
  /** As asked for by `--platform`, when it was. */
  readonly platform?: string;
  readonly answeredBy: ResolvedImage['answeredBy'];
  readonly family: Family;
  readonly digest?: string;
  readonly entries: readonly ReportImageEntry[];
  readonly uses: readonly ReportImageUse[];
}

/** One image on one host in one isolation: a cell of every table. */
export interface ReportPairing {
  readonly image: string;
  readonly platform?: string;
  readonly host: string;
  readonly isolation: Isolation;
  /** Whether this mode must work on this host. */
  readonly required: boolean;
  readonly prediction: Verdict;
  /** The rule that decided. */
  readonly rule: PairingRule;
  readonly reason: string;
  readonly conditions: readonly string[];
  /** Addresses of what the prediction stands on. */
  readonly sources: readonly string[];
  /** What the engine there would take: the Windows version, as `10.0.20348.2340`, and the entry's digest. */
  readonly imageVersion?: string;
  readonly digest?: string;
  /** Only on the host whose engine was at hand, when containers were asked for. */
  readonly observation?: ReportObservation;
}

/** What a smoke container of a pairing showed. */
export interface ReportObservation {
  readonly outcome: Outcome;
  readonly reason: ObservationReason;
  readonly message: string;
  /** The isolation it had, as sure as `evidence` says. */
  readonly isolation?: Isolation;
  readonly evidence?: Evidence;
  /** What the evidence is, a sentence each. */
  readonly proof?: readonly string[];
  /** Of the copy that the engine holds, where it is not the version that was judged. */
  readonly copyVersion?: string;
  /** From the guest's own registry: `10.0.20348.2340`. */
  readonly guestVersion?: string;
  readonly exitCode?: number;
  /** The end of what it printed. */
  readonly log?: string;
  readonly error?: {
    readonly text: string;
    readonly class: ErrorClass;
    readonly code?: string;
    readonly cause: string;
    readonly remedy: string;
    /** Addresses. */
    readonly sources: readonly string[];
  };
  readonly milliseconds?: number;
  readonly slow?: boolean;
  readonly warmedUp?: boolean;
  /** The pairing whose container stood for this one, as both are the same digest. */
  readonly sameAs?: string;
}

/** What the smoke run learned beside its pairings. */
export interface ReportSmoke {
  readonly host: string;
  readonly runId: string;
  readonly hyperv?: { readonly state: HypervState; readonly message: string };
  readonly pulled: readonly { readonly image: string; readonly bytes?: number }[];
  /** Names of containers that could not be removed. */
  readonly leftOver: readonly string[];
}

export interface ReportFile {
  readonly file: string;
  /** Places in it where an image is named. */
  readonly uses: number;
  /** Of these, the ones that have nothing to do with Windows, or stand behind the target. */
  readonly skipped: number;
}

/** What must hold together on its hosts: a Dockerfile as it is built, a service, or an image by itself. */
export interface ReportSubject {
  readonly origin: SubjectOrigin;
  /** The Dockerfile, or the file that names the image; left out for an image given by input. */
  readonly file?: string;
  /** Legs that build it with others too, which change nothing of its images, are legs of the same subject: those of the first. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly target?: string;
  /** Ids of the hosts that it is judged on. */
  readonly hosts: readonly string[];
  readonly isolation: IsolationRequirement;
  /** The legs of workflows that make it so. */
  readonly legs: readonly ReportSubjectLeg[];
  readonly images: readonly ReportSubjectImage[];
}

/** What brought a subject up. */
export type SubjectOrigin = 'file' | 'input' | 'variant' | 'workflow' | 'compose' | 'bake';

export interface ReportSubjectLeg {
  readonly workflow: string;
  readonly leg: string;
  readonly step: string;
  readonly place: Place;
}

export interface ReportSubjectImage {
  /** The `name` and `platform` of an image of the report. */
  readonly image: string;
  readonly platform?: string;
  readonly needs: readonly Need[];
}

/** A leg of the matrix that was made of this report, for whoever merges what the legs report. */
export interface ReportLeg {
  readonly host: string;
  readonly runsOn: string;
  readonly image: string;
  readonly isolation: Isolation | 'any' | 'all';
  /** In a merged report: whether a report of it was there. */
  readonly reported?: boolean;
}

/** Everything a run learned. Every output is made from it and from nothing else. */
export interface Report {
  readonly schemaVersion: typeof REPORT_SCHEMA_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  /** The day that end-of-life dates were held against, `YYYY-MM-DD`. */
  readonly date: string;
  readonly result: Result;
  readonly counts: { readonly errors: number; readonly warnings: number; readonly notices: number };
  readonly settings: {
    readonly isolation: IsolationRequirement;
    readonly hostsMatch: HostsMatch;
    readonly policy: Policy;
    readonly resolve: string;
    readonly failOn: string;
  };
  readonly hosts: readonly ReportHost[];
  readonly files: readonly ReportFile[];
  readonly images: readonly ReportImage[];
  readonly subjects: readonly ReportSubject[];
  readonly pairings: readonly ReportPairing[];
  readonly findings: readonly Finding[];
  /** Findings whose rules the user switched off; left out when there are none. */
  readonly switchedOff?: number;
  /** Images that have nothing to do with Windows, counted once each. */
  readonly skippedImages: number;
  /** Left out when no container was run. */
  readonly smoke?: ReportSmoke;
  /** The smoke runs of the other legs, in a merged report. */
  readonly furtherSmoke?: readonly ReportSmoke[];
  /** The legs that are to report beside this one; left out when no matrix was asked for. */
  readonly matrix?: readonly ReportLeg[];
}
