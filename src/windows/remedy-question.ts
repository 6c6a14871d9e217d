import type { Architecture, HostFacts, ImageFacts, Isolation } from './model.ts';

/** The processors of both, where they are known. */
export interface RemedyArchitectures {
  readonly host?: Architecture | undefined;
  readonly image?: Architecture | undefined;
}

/** A pairing that needs a remedy, and the judge to put candidates to. */
export interface RemedyQuestion {
  readonly host: HostFacts;
  readonly image: ImageFacts;
  readonly isolation: Isolation;
  readonly day: string | undefined;
  readonly architectures: RemedyArchitectures;
  /** Whether the judge predicts that such a pairing runs. */
  readonly runs: (host: HostFacts, image: ImageFacts, isolation: Isolation) => boolean;
}
