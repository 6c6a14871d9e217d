/** The words of the field, as types. Nothing here knows a file, a registry or an engine. */

export type Isolation = 'process' | 'hyperv';
export const ISOLATIONS: readonly Isolation[] = ['process', 'hyperv'];

/** Which line of Windows a host is; several builds exist as both. */
export type Product = 'server' | 'client';

export type Family = 'nanoserver' | 'servercore' | 'server' | 'windows' | 'hostprocess' | 'unknown';

/** The processors that Windows runs containers on. */
export type Architecture = 'amd64' | 'arm64';

/** What the published sources and known reports say of a pairing. */
export type Verdict = 'runs' | 'refused' | 'undefined' | 'unknown';

export type Level = 'error' | 'warning' | 'notice';

/** `compatible`: what Windows allows. `exact`: equal builds in process isolation, as Microsoft's isolation page asks. */
export type Policy = 'compatible' | 'exact';

/** `10.0.<build>.<revision>`; the revision (UBR) may be unknown. */
export interface WindowsVersion {
  readonly build: number;
  readonly revision?: number;
}

/** What the judge needs to know of a host. Anything left out is not known. */
export interface HostFacts {
  readonly version?: WindowsVersion;
  readonly product?: Product;
  /** What the engine there runs. */
  readonly containerOs?: 'windows' | 'linux';
  readonly engineVersion?: string;
  /** Three states, and not known. `broken`: installed, but its containers do not start. */
  readonly hyperv?: 'works' | 'absent' | 'broken';
}

/** What the judge needs to know of an image: of the entry that this host's engine would take. */
export interface ImageFacts {
  /** `windows` when left out. */
  readonly operatingSystem?: string;
  readonly version?: WindowsVersion;
  readonly family?: Family;
}
