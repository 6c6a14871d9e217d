import type { Isolation, Level } from './model.ts';
import type { SourceId } from './sources.ts';

/**
 * One option of a container, from a `docker run` line or from a Compose service alike.
 * `P` is where it stands; what that is, this room need not know.
 */
export interface ContainerOption<P = unknown> {
  /** The long name that `docker run` has for it, without dashes: `shm-size`. `optionName` makes it of any flag. */
  readonly name: string;
  /** As the file names it: `--shm-size`, `shm_size`. */
  readonly written: string;
  /** Left out for a flag without a value, which means `true`, and where it is not known. */
  readonly value?: string;
  /** The value hangs on something that is not known: rules about values do not fire. */
  readonly unknown?: true;
  readonly place: P;
}

/**
 * What Windows makes of an option.
 * `isolates`: it draws the boundary. `pierces`: it opens the boundary on request, as meant. `opens-host`: it gives the
 * host away. `rejected`: the engine refuses it. `ignored`: it is accepted and does nothing. `not-with-hyperv`: refused
 * in Hyper-V isolation only.
 */
export type BoundaryEffect =
  | 'isolates'
  | 'pierces'
  | 'opens-host'
  | 'rejected'
  | 'ignored'
  | 'not-with-hyperv';

/** The values for which a row holds; any value when left out. */
export type ValueTest =
  | { readonly is: 'true' | 'nonzero' }
  | { readonly matches: RegExp }
  | { readonly unlike: RegExp }
  | { readonly outside: readonly [lowest: number, highest: number] };

export interface BoundaryRow {
  readonly option: string;
  readonly effect: BoundaryEffect;
  /** When it is not the rule of the effect. */
  readonly rule?: BoundaryRule;
  readonly when?: ValueTest;
  /** The engine's own words, where it says any; what stands in braces is filled in by `engineWords`. */
  readonly engine?: string;
  /** One clause on what happens, which ends a sentence. */
  readonly because: string;
  readonly remedy: string;
  /** When it differs from the level of the rule. */
  readonly level?: Level;
  /** It follows from code that was read, and no engine was seen to do it. */
  readonly derived?: true;
  readonly sources: readonly SourceId[];
}

export type BoundaryRule =
  | 'option-rejected'
  | 'option-ignored'
  | 'option-not-with-hyperv'
  | 'host-opened'
  | 'platform-without-version'
  | 'compose-isolation-ignored';

/** A row that holds for a container. */
export interface BoundaryFinding<P = unknown> {
  readonly rule: BoundaryRule;
  readonly level: Level;
  readonly message: string;
  readonly remedy: string;
  /** The engine's own words, when it refuses. */
  readonly engine?: string;
  /** The options that cause it, in the order given. */
  readonly options: readonly ContainerOption<P>[];
  /** The modes in which it holds. */
  readonly isolation: readonly Isolation[];
  readonly sources: readonly SourceId[];
}
