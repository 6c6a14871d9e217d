/** The names in a directory, relative to the workspace, `''` for itself; none where it cannot be listed. */
export type ListDirectory = (directory: string) => Promise<readonly string[]>;

/** Finds files as Windows does, whose file systems do not count capitals. Each directory is listed once. */
export class AnyCase {
  readonly #list: ListDirectory;
  readonly #directories = new Map<string, Promise<ReadonlyMap<string, readonly string[]>>>();

  constructor(list: ListDirectory) {
    this.#list = list;
  }

  /**
   * The path as its parts are called; undefined where there is none, or where several names of one directory differ in
   * nothing but capitals.
   */
  async find(path: string): Promise<string | undefined> {
    let found = '';
    for (const part of path.split('/')) {
      if (part === '..') return undefined;
      if (part === '' || part === '.') continue;
      const names = (await this.#namesIn(found)).get(folded(part)) ?? [];
      const name = names.includes(part) ? part : names.length === 1 ? names[0] : undefined;
      if (name === undefined) return undefined;
      found = found === '' ? name : `${found}/${name}`;
    }
    return found;
  }

  #namesIn(directory: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const known = this.#directories.get(directory) ?? this.#read(directory);
    this.#directories.set(directory, known);
    return known;
  }

  async #read(directory: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const byFolded = new Map<string, string[]>();
    for (const name of await this.#list(directory)) {
      const same = byFolded.get(folded(name));
      if (same === undefined) byFolded.set(folded(name), [name]);
      else same.push(name);
    }
    return byFolded;
  }
}

function folded(name: string): string {
  return name.toUpperCase();
}
