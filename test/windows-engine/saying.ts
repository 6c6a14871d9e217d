import type { EngineName } from './generations.ts';

/** What an engine line says, and with which status. `until` is the last line that says it so; none is the newest wording. */
export interface Wording {
  readonly until?: EngineName;
  readonly status: number;
  /** `{name}` marks what is filled in. */
  readonly text: string;
}

export interface Saying {
  readonly wordings: readonly Wording[];
  /** In moby/moby unless another repository is named. */
  readonly source: string;
}

/** What every engine line says in the same words. */
export const same = (status: number, text: string, source: string): Saying => ({
  wordings: [{ status, text }],
  source,
});
