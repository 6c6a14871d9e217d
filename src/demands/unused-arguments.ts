import { isTakenUndeclared } from '../sources/arguments.ts';
import type { Place, SourceReading } from '../sources/reading.ts';
import type { Demand } from './model.ts';
import type { Variant } from './variant.ts';

/** A build argument that is given to Dockerfiles of which none declares it, so that the builder leaves it aside. */
export interface UnusedArgument {
  readonly name: string;
  /** Of the variant that gives it; undefined where the run gives it, to every Dockerfile. */
  readonly file?: string;
  /** Where the variant is written, if that is a file of the workspace. */
  readonly place?: Place;
  /** The names that these Dockerfiles declare: one of them may be meant. */
  readonly declared: ReadonlySet<string>;
}

type Given = Readonly<Record<string, string>>;

/** What the run gives in vain; nothing is said where there is no Dockerfile, or one that nobody could read to its end. */
export function unusedOfRun(given: Given, dockerfiles: readonly SourceReading[]): readonly UnusedArgument[] {
  const declared = new Set<string>();
  for (const { declared: names } of dockerfiles) {
    if (names === undefined) return [];
    for (const name of names) declared.add(name);
  }
  return dockerfiles.length === 0 ? [] : unused(given, declared).map((name) => ({ name, declared }));
}

/** What variants give in vain, each with what it demands. */
export function unusedOfVariants(
  variants: readonly Variant[],
  demands: readonly Demand[],
): readonly UnusedArgument[] {
  return variants.flatMap(({ buildArgs, place }, index) => {
    const { file, declared } = demands[index]?.reading ?? {};
    if (file === undefined || declared === undefined) return [];
    return unused(buildArgs, declared).map((name) => ({
      name,
      file,
      declared,
      ...(place === undefined ? {} : { place }),
    }));
  });
}

/** The Dockerfiles among what is demanded; an image that is only run has no build arguments. */
export function dockerfilesOf(demands: readonly Demand[]): readonly SourceReading[] {
  return demands
    .filter(({ origin, buildArgs }) => origin === 'file' || origin === 'variant' || buildArgs !== undefined)
    .map(({ reading }) => reading);
}

function unused(given: Given, declared: ReadonlySet<string>): readonly string[] {
  return Object.keys(given).filter((name) => !declared.has(name) && !isTakenUndeclared(name));
}
