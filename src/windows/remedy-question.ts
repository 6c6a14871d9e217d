import type { HostFacts, ImageFacts, Isolation } from './model.ts';

/** A pairing that needs a remedy, and the judge to put candidates to. */
export interface RemedyQuestion {
  readonly host: HostFacts;
  readonly image: ImageFacts;
  readonly isolation: Isolation;
  readonly day: string | undefined;
  /** Whether the judge predicts that such a pairing runs. */
  readonly runs: (host: HostFacts, image: ImageFacts, isolation: Isolation) => boolean;
}
