import type { FileShelf } from '../sources/file-shelf.ts';

/**
 * The names by which Compose finds a project, in the order in which it looks for them, and the overrides that it lays over it.
 * Source: compose-go `cli/options.go`.
 */
const NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'] as const;
const OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
] as const;

/** The files that Compose takes in a directory when none is named; none where there is no project, or it is not known. */
export async function usualComposeFiles(
  directory: string | undefined,
  shelf: FileShelf,
): Promise<readonly string[]> {
  if (directory === undefined) return [];
  const first = async (names: readonly string[]): Promise<readonly string[]> => {
    for (const name of names) {
      const file = directory === '' ? name : `${directory}/${name}`;
      if ('bytes' in (await shelf.content(file))) return [file];
    }
    return [];
  };
  const base = await first(NAMES);
  return base.length === 0 ? [] : [...base, ...(await first(OVERRIDES))];
}

/** Projects among files that were found: one a directory with the usual names, and each other file by itself. */
export function composeProjects(
  files: readonly string[],
): readonly { readonly files: readonly string[]; readonly usual: boolean }[] {
  const byDirectory = new Map<string, string[]>();
  const alone: string[] = [];
  for (const file of files) {
    const [, directory = '', name = ''] = /^(.*\/)?([^/]+)$/.exec(file) ?? [];
    const usual = [...NAMES, ...OVERRIDES].some((known) => known === name);
    if (usual) byDirectory.set(directory, [...(byDirectory.get(directory) ?? []), name]);
    else alone.push(file);
  }
  const projects = [...byDirectory].flatMap(([directory, names]) => {
    const base = NAMES.find((name) => names.includes(name));
    const override = OVERRIDES.find((name) => names.includes(name));
    const chosen = [base, override].flatMap((name) => (name === undefined ? [] : [directory + name]));
    return chosen.length === 0 ? [] : [{ files: chosen, usual: base !== undefined }];
  });
  return [...projects, ...alone.map((file) => ({ files: [file], usual: false }))];
}
