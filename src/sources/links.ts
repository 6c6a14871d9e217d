import { type Dirent, readdir } from 'node:fs';
import { resolve } from 'node:path';
import type { GlobOptions } from 'tinyglobby';
import { isOutside } from './outside.ts';

type GlobFileSystem = NonNullable<GlobOptions['fs']>;

/**
 * A file system in which every link is a file, so that a glob matches it by its name and walks into none of them.
 * The links that it met are put into `met`, as absolute paths.
 */
export function linksAsFiles(base: GlobOptions['fs'], met: Set<string>): GlobFileSystem {
  const list = (base?.readdir ?? readdir) as typeof readdir;
  const seen = (
    path: string,
    options: { withFileTypes: true },
    done: (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void,
  ): void => {
    list(path, options, (error, entries) => {
      if (error) return done(error, entries);
      done(
        null,
        entries.map((entry) => {
          if (!entry.isSymbolicLink()) return entry;
          met.add(resolve(path, entry.name));
          return Object.create(entry, { isFile: { value: () => true } });
        }),
      );
    });
  };
  return { ...base, readdir: seen as typeof readdir };
}

/**
 * The links that stand for a file of the workspace which was not found by its own name; of several for one file the
 * first. What leads out of the workspace is left alone, as a repository must not show what is outside of it.
 */
export async function linkedFiles(
  links: readonly string[],
  found: ReadonlySet<string>,
  workspace: string,
  world: {
    stat(path: string): Promise<{ isFile(): boolean }>;
    realpath(path: string): Promise<string>;
  },
): Promise<readonly string[]> {
  if (links.length === 0) return [];
  const root = await world.realpath(workspace);
  const taken = new Set(
    await Promise.all([...found].map((file) => targetOf(resolve(workspace, file), world))),
  );
  const files: string[] = [];
  for (const link of [...links].sort()) {
    const target = await targetOf(resolve(workspace, link), world);
    if (target === undefined || taken.has(target) || isOutside(root, target)) continue;
    taken.add(target);
    files.push(link);
  }
  return files;
}

/** The file that a path comes to; undefined for a directory, for nothing, and for a link to itself. */
async function targetOf(link: string, world: Parameters<typeof linkedFiles>[3]): Promise<string | undefined> {
  try {
    const target = await world.realpath(link);
    return (await world.stat(target)).isFile() ? target : undefined;
  } catch {
    return undefined;
  }
}
