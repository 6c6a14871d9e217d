import { posix } from 'node:path';
import { readEnvFile } from './env-file.ts';
import { pathBelow } from './files.ts';
import type { Lookup } from './interpolate.ts';
import type { Loading } from './loading.ts';
import type { TextNode } from './node.ts';

/** The variables that a file is read with. */
export interface Variables {
  /** `null` where a value hangs on something that is not known. */
  readonly values: ReadonlyMap<string, string | null>;
  /** What a variable is that has no value and no default: nothing, as for Compose, or something not known. */
  readonly unset: 'empty' | 'unknown';
}

/** Looks a variable up as `interpolate` wants it. */
export function lookupIn({ values }: Variables): Lookup {
  return (name) => values.get(name);
}

export interface EnvFiles {
  /** Files that are named, relative to their directory. */
  readonly named: readonly Pick<TextNode, 'text' | 'directory' | 'place' | 'unknown'>[];
  /** Where `.env` is looked for. */
  readonly found?: string | undefined;
}

/** The same variables with those of files beside them; what is there already stays. */
export async function withEnvFiles(
  variables: Variables,
  { named, found }: EnvFiles,
  loading: Loading,
): Promise<Variables> {
  const added = new Map<string, string | null>();
  const read = async (path: string | undefined, place: TextNode['place'] | undefined) => {
    const source = path === undefined ? undefined : await loading.files.source(path, place);
    if (source === undefined) return;
    const { values, problems } = readEnvFile(
      source.text,
      source.file,
      (name) => (variables.values.has(name) ? variables.values.get(name) : added.get(name)),
      variables.unset,
    );
    loading.problems.push(...problems);
    for (const [name, value] of values) added.set(name, value);
  };
  if (found !== undefined) await read(posix.join(found, '.env'), undefined);
  for (const { text, directory, place, unknown } of named) {
    if (unknown !== true) await read(pathBelow(directory, text), place);
  }
  return { ...variables, values: new Map([...added, ...variables.values]) };
}
