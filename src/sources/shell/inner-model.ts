import type { Shell } from './model.ts';
import type { Piece } from './origin.ts';
import type { Statement } from './tree.ts';

/** A script that a command runs: in a shell of its own, which sees nothing of this one but the environment. */
export interface InnerScript {
  /** Left out where this very shell runs it, as for `eval`. */
  readonly shell?: Shell;
  /** Its text; a script block is read already. */
  readonly script: readonly Piece[] | { readonly block: readonly Statement[] };
  /** `$1` and so on. */
  readonly parameters?: ReadonlyMap<string, string>;
  /** Where it is told to run. */
  readonly directory?: string;
  /** `cmd /v:on`. */
  readonly delayed?: boolean;
}
