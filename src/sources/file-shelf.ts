import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CheckError, messageOf } from '../errors.ts';
import { AnyCase } from './any-case.ts';
import { MAX_FILE_BYTES, tooLarge } from './decode.ts';
import { Outside } from './outside.ts';
import type { SourceProblem } from './reading.ts';

export interface FileSystem {
  /** As `stat` of `node:fs/promises`: links are followed. */
  stat(path: string): Promise<{ isFile(): boolean; isDirectory(): boolean; readonly size: number }>;
  /** As `readFile` of `node:fs/promises`, without an encoding. */
  readFile(path: string): Promise<Uint8Array>;
  /** As `readdir` of `node:fs/promises`, which it is when left out. */
  readdir?(path: string): Promise<readonly string[]>;
  /** As `realpath` of `node:fs/promises`, which it is when left out. */
  realpath?(path: string): Promise<string>;
}

/** How many files are open at once. */
const CONCURRENCY = 16;

/** Why a file could not be read, by the code of the error, and what to do. */
const READ_FAULTS: Readonly<Record<string, readonly [fault: string, remedy: string]>> = {
  ENOENT: ['does not exist', 'Correct the path, or leave it out.'],
  ENOTDIR: ['does not exist: a part of its path is a file', 'Correct the path, or leave it out.'],
  EACCES: [
    'may not be read by this user',
    'Give read permission, or leave the file out with a negated path.',
  ],
  EPERM: ['may not be read by this user', 'Give read permission, or leave the file out with a negated path.'],
  EISDIR: ['is a directory', 'Name the files in it, or the directory itself as a path to search.'],
  ELOOP: ['is a link that leads back to itself', 'Point the link at a file, or remove it.'],
  EMFILE: ['could not be opened: too many files are open', 'Raise the limit of open files.'],
};

/**
 * What a file holds, or why that is not to be had; `missing` where there is no such file at all, and with `outside` where
 * the workspace has none: it lies elsewhere, and nobody looked.
 */
export type Content =
  | { readonly bytes: Uint8Array }
  | { readonly problem: SourceProblem; readonly missing: boolean; readonly outside?: true };

/** The files of a workspace, each read once, a few at a time. */
export class FileShelf {
  readonly #workspace: string;
  readonly #fileSystem: FileSystem;
  readonly #asked: ReadonlySet<string>;
  readonly #outside: Outside;
  readonly #contents = new Map<string, Promise<Content>>();
  readonly #concurrency: number;
  readonly #anyCase: AnyCase;
  #open = 0;
  readonly #waiting: (() => void)[] = [];

  /**
   * `asked`: what was found, and what the user's paths stand for, which may lie outside the workspace; by what a file says
   * nothing there is read.
   */
  constructor(
    workspace: string,
    fileSystem: FileSystem,
    asked: Iterable<string> = [],
    concurrency = CONCURRENCY,
  ) {
    this.#workspace = workspace;
    this.#fileSystem = fileSystem;
    this.#asked = new Set(asked);
    this.#outside = new Outside(workspace, fileSystem.realpath?.bind(fileSystem));
    this.#concurrency = concurrency;
    this.#anyCase = new AnyCase(async (directory) => {
      const path = resolve(workspace, directory);
      return await (fileSystem.readdir?.(path) ?? readdir(path)).catch(() => []);
    });
  }

  /** What a file holds, by its path relative to the workspace. */
  content(file: string): Promise<Content> {
    const known = this.#contents.get(file) ?? this.#load(file);
    this.#contents.set(file, known);
    return known;
  }

  /** The same, for somebody who asks for it once: it is not kept. */
  take(file: string): Promise<Content> {
    return this.#contents.get(file) ?? this.#load(file);
  }

  /**
   * The name under which Windows finds a file or directory, which does not count capitals; the path itself where it is
   * there, and where nothing else is meant by it.
   */
  async foundName(path: string): Promise<string> {
    const content = await this.content(path);
    if ('bytes' in content || !content.missing) return path;
    return (await this.#anyCase.find(path)) ?? path;
  }

  /**
   * For readers that follow one file to others; undefined where there is none.
   * @throws CheckError `file-unreadable` for a file outside of the workspace that the user did not ask for, and Error for
   *   one that cannot be read
   */
  async read(file: string): Promise<Uint8Array | undefined> {
    const content = await this.content(file);
    if ('bytes' in content) return content.bytes;
    if (content.outside) return this.#refuse(file);
    if (content.missing) return undefined;
    throw new Error(content.problem.message.replace(/\.$/, ''));
  }

  async #refuse(file: string): Promise<undefined> {
    const there = await this.#fileSystem.stat(resolve(this.#workspace, file)).catch(() => undefined);
    if (there === undefined) return undefined;
    throw new CheckError(
      'file-unreadable',
      `${file} lies outside the checked directory, and is not read there at the word of another file.`,
      'Check a directory that holds them all: run it there, or set `working-directory`.',
    );
  }

  async #load(file: string): Promise<Content> {
    // Whoever can write a file of the repository could have any file of this machine shown. The search has seen to what was
    // asked for.
    if (!this.#asked.has(file) && (await this.#outside.has(file))) {
      const reason =
        'it lies outside the checked directory, and is not read there at the word of another file';
      return { problem: fault(file, '', reason), missing: true, outside: true };
    }
    if (this.#open >= this.#concurrency) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#open += 1;
    try {
      return await contentOf(file, this.#workspace, this.#fileSystem);
    } finally {
      this.#open -= 1;
      this.#waiting.shift()?.();
    }
  }
}

/** Reads one file. The size is asked for first, so that a huge file is never loaded, and only regular files are opened. */
async function contentOf(file: string, workspace: string, fileSystem: FileSystem): Promise<Content> {
  const path = resolve(workspace, file);
  const not = (problem: SourceProblem, code = ''): Content => ({
    problem,
    missing: code === 'ENOENT' || code === 'ENOTDIR',
  });
  try {
    const stat = await fileSystem.stat(path);
    if (stat.isDirectory()) return not(fault(file, 'EISDIR', 'is a directory'));
    if (!stat.isFile()) return not(fault(file, '', 'it is no regular file'));
    if (stat.size > MAX_FILE_BYTES) return not(tooLarge(file, stat.size));
    return { bytes: await fileSystem.readFile(path) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return not(fault(file, code, messageOf(error)), code);
  }
}

function fault(file: string, code: string, message: string): SourceProblem {
  const [reason, remedy] = READ_FAULTS[code] ?? [
    `could not be read: ${message}`,
    'Make it a readable file, or leave it out with a negated path.',
  ];
  return {
    code: 'file-unreadable',
    message: `${file} ${reason}.`,
    remedy,
    place: { file, line: 1, column: 1 },
  };
}
