import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { escapePath, type GlobOptions, glob, isDynamicPattern } from 'tinyglobby';
import { DOCKERFILE_PATTERNS, isDockerfileName, withoutPassedOver } from './dockerfile-names.ts';
import { kindOfFile, OTHER_PATTERNS } from './kinds.ts';
import { linkedFiles, linksAsFiles } from './links.ts';

export interface FileKind {
  isFile(): boolean;
  isDirectory(): boolean;
}

export interface FindDependencies {
  /** As `stat` of `node:fs/promises`: links are followed. */
  stat(path: string): Promise<FileKind>;
  /** What globs are matched against; the file system of Node when left out. */
  readonly globFileSystem?: GlobOptions['fs'];
  /** As `realpath` of `node:fs/promises`, which it is when left out. */
  realpath?(path: string): Promise<string>;
}

export interface FoundFiles {
  /** Relative to the workspace, with forward slashes, sorted, each once. */
  readonly files: readonly string[];
  /** Of these, the ones that were named outright. */
  readonly named: ReadonlySet<string>;
  /** The paths and patterns, as given, that name or match nothing. */
  readonly unmatched: readonly string[];
}

/** Which kinds are found where nobody names a file: Dockerfiles alone, or whatever names images. */
export type SearchFor = 'dockerfiles' | 'all';

/** Never searched, and files of editors and builders that are named after a Dockerfile. */
const NEVER: readonly string[] = [
  '**/node_modules/**',
  '**/.git/**',
  '**/*.{dockerignore,containerignore}',
  '**/*{~,.bak,.orig,.rej,.swp,.swo,.tmp}',
  '**/.#*',
  '**/#*#',
];

/**
 * Finds files by paths, directories and globs, or everywhere in the workspace where none is given.
 * A `!` in front leaves matches out. Backslashes count as slashes. A file or directory named outright is taken
 * even behind a link, and a file so named whatever a `!` says. Of the links met on the way, those to a file of the
 * workspace are taken; those to directories are not followed, so no loop of them is walked.
 * A path that is there but cannot be looked at is handed on, for the reader to tell why.
 */
export async function findFiles(
  given: readonly string[],
  workspace: string,
  dependencies: FindDependencies,
  searchFor: SearchFor = 'all',
): Promise<FoundFiles> {
  const search = new Search(workspace, given, dependencies, searchFor);
  return search.run();
}

class Search {
  readonly #workspace: string;
  readonly #dependencies: FindDependencies;
  readonly #wanted: readonly string[];
  readonly #excluded: readonly string[];
  readonly #found = new Set<string>();
  readonly #named = new Set<string>();
  readonly #searchFor: SearchFor;

  constructor(
    workspace: string,
    given: readonly string[],
    dependencies: FindDependencies,
    searchFor: SearchFor,
  ) {
    this.#searchFor = searchFor;
    const asked = given.map((text) => text.trim()).filter((text) => text !== '');
    this.#workspace = resolve(workspace);
    this.#dependencies = dependencies;
    this.#wanted = asked.filter((text) => !isExclusion(text));
    this.#excluded = asked.filter(isExclusion).flatMap(exclusions);
  }

  async run(): Promise<FoundFiles> {
    const unmatched: string[] = [];
    if (this.#wanted.length === 0) await this.#addDirectory(this.#workspace);
    for (const text of this.#wanted) {
      if (!(await this.#add(slashed(text)))) unmatched.push(text);
    }
    return { files: [...this.#found].sort(), named: this.#named, unmatched };
  }

  /** Whether the path or pattern stands for anything. */
  async #add(text: string): Promise<boolean> {
    const path = resolve(this.#workspace, text);
    const kind = await this.#kindOf(path);
    if (kind === 'directory') return this.#addDirectory(path);
    if (kind === 'nothing') return isDynamicPattern(text) && this.#addMatches([text]);
    const file = this.#relative(path);
    this.#found.add(file);
    this.#named.add(file);
    return true;
  }

  async #kindOf(path: string): Promise<'file' | 'directory' | 'nothing'> {
    try {
      const stat = await this.#dependencies.stat(path);
      return stat.isDirectory() ? 'directory' : 'file';
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      // EINVAL and ENAMETOOLONG: a pattern with characters that no path of this system has.
      return ['ENOENT', 'ENOTDIR', 'EINVAL', 'ENAMETOOLONG'].includes(code ?? '') ? 'nothing' : 'file';
    }
  }

  #addDirectory(path: string): Promise<boolean> {
    const directory = this.#relative(path);
    const prefix = directory === '' ? '' : `${escapePath(directory)}/`;
    const others = this.#searchFor === 'all' ? OTHER_PATTERNS : [];
    const patterns = [...DOCKERFILE_PATTERNS, ...others].map((pattern) => prefix + pattern);
    return this.#addMatches(patterns, (files) =>
      withoutPassedOver(
        files.filter((file) => isDockerfileName(file) || (others.length > 0 && isOther(file))),
      ),
    );
  }

  async #addMatches(
    patterns: readonly string[],
    wanted: (files: readonly string[]) => readonly string[] = (files) => files,
  ): Promise<boolean> {
    const met = new Set<string>();
    const all = await glob(patterns, {
      cwd: this.#workspace,
      dot: true,
      expandDirectories: false,
      followSymbolicLinks: false,
      ignore: [...NEVER, ...this.#excluded],
      fs: linksAsFiles(this.#dependencies.globFileSystem, met),
    });
    const matches = wanted(all);
    const isLink = (match: string) => met.size > 0 && met.has(resolve(this.#workspace, match));
    const files = matches.filter((match) => !isLink(match));
    for (const match of files) this.#found.add(this.#matched(match));
    const { stat } = this.#dependencies;
    const linked = await linkedFiles(matches.filter(isLink), this.#found, this.#workspace, {
      stat: (path) => stat(path),
      realpath: this.#dependencies.realpath ?? realpath,
    });
    for (const link of linked) this.#found.add(this.#relative(join(this.#workspace, link)));
    return files.length + linked.length > 0;
  }

  /** A match of a glob, which is relative to the workspace as a rule, and goes by the shortest way. */
  #matched(match: string): string {
    return PLAIN_MATCH.test(match) ? match : this.#relative(join(this.#workspace, match));
  }

  #relative(path: string): string {
    const inside = relative(this.#workspace, path);
    return slashed(isAbsolute(inside) ? path : inside);
  }
}

/** No root, no drive, no backslash, and no part that is `.` or `..`. */
const PLAIN_MATCH = /^(?!\/)(?!.*(?:^|\/)\.{0,2}(?:\/|$))[^:\\]+$/;

/** Something else than a Dockerfile by its name. */
function isOther(file: string): boolean {
  const kind = kindOfFile(file);
  return kind !== 'dockerfile' && kind !== 'yaml';
}

/** `!(a|b)` is a pattern of its own. */
function isExclusion(text: string): boolean {
  return text.startsWith('!') && text[1] !== '(';
}

/** The pattern behind the `!`, and everything below it in case it names a directory. */
function exclusions(text: string): readonly string[] {
  const pattern = slashed(text.slice(1)).replace(/^\.\//, '').replace(/\/+$/, '');
  return [pattern, `${pattern}/**`];
}

function slashed(text: string): string {
  return text.replaceAll('\\', '/');
}
