import type { HostFacts, Isolation } from '../windows/model.ts';

/** How a host came to be in this run. */
export type HostOrigin = 'detected' | 'declared' | 'assumed';

/** The id of the detected host, and the word by which users ask for it. */
export const DETECTED_HOST_ID = 'runner';

export type ImageStore = 'graphdriver' | 'containerd';

/** Something worth telling about a host itself; becomes a finding. */
export interface HostProblem {
  readonly code:
    | 'retired-label'
    | 'runner-without-docker'
    | 'moving-label'
    | 'host-product-assumed'
    | 'host-facts-disagree'
    | 'linux-container-mode'
    | 'host-end-of-life';
  readonly message: string;
  readonly remedy: string;
}

export interface Host extends HostFacts {
  /** What the user wrote, or `runner`: unique in a run. */
  readonly id: string;
  /** For people: `windows-2022: Windows Server 2022, 10.0.20348`. */
  readonly name: string;
  readonly origin: HostOrigin;
  /** The runner label that serves this host, when there is one. */
  readonly label?: string;
  readonly architecture?: 'amd64' | 'arm64';
  readonly edition?: string;
  readonly displayVersion?: string;
  /** Not known: both stores are considered. */
  readonly imageStore?: ImageStore;
  /** `process` on a server, `hyperv` on a client, unless the engine said otherwise. */
  readonly defaultIsolation: Isolation;
  readonly problems: readonly HostProblem[];
}
