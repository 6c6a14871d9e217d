import { posix } from 'node:path';
import { CheckError, messageOf } from '../../errors.ts';
import { decode } from '../decode.ts';
import type { Place, SourceProblem } from '../reading.ts';
import { SourceText } from '../source-text.ts';
import { unresolved as unresolvedInCompose } from './mistakes.ts';

/** Gives the content of a file, `undefined` where there is none. Paths are relative to the workspace, with forward slashes. */
export type FileReader = (path: string) => Promise<string | Uint8Array | undefined>;

/** More files than any project is made of. */
const MOST_FILES = 200;

/** The files of one project, each read once. */
export class ComposeFiles {
  readonly problems: SourceProblem[];
  readonly #read: FileReader;
  readonly #unresolved: typeof unresolvedInCompose;
  readonly #sources = new Map<string, Promise<SourceText | undefined>>();
  readonly #texts = new Map<string, SourceText>();

  /** `unresolved` makes the problem of a file that is not there, or one too many. */
  constructor(read: FileReader, problems: SourceProblem[], unresolved = unresolvedInCompose) {
    this.#read = read;
    this.problems = problems;
    this.#unresolved = unresolved;
  }

  /** Every file that was read, in the order in which they came. */
  get read(): readonly string[] {
    return [...this.#texts.keys()];
  }

  /** Whether no other file is read any more. */
  get full(): boolean {
    return this.#sources.size >= MOST_FILES;
  }

  line(file: string, number: number): string | undefined {
    return this.#texts.get(file)?.line(number);
  }

  /**
   * The text of a file; undefined with a problem where it cannot be read. `from` is where it is named; a file that is only
   * looked for (`.env`) has none, and may be missing.
   */
  async source(path: string, from: Place | undefined): Promise<SourceText | undefined> {
    if (!this.#sources.has(path) && this.#sources.size >= MOST_FILES) {
      if (from !== undefined) {
        this.problems.push(
          this.#unresolved(
            from,
            `${path} is left unread: more than ${MOST_FILES} files belong to this project`,
            'Check it by itself.',
          ),
        );
      }
      return undefined;
    }
    const known = this.#sources.get(path);
    if (known !== undefined) {
      const source = await known;
      if (source === undefined && from !== undefined && !this.#told.has(path)) this.#missing(path, from);
      return source;
    }
    const reading = this.#load(path, from);
    this.#sources.set(path, reading);
    return reading;
  }

  readonly #told = new Set<string>();

  async #load(path: string, from: Place | undefined): Promise<SourceText | undefined> {
    let content: string | Uint8Array | undefined;
    try {
      content = await this.#read(path);
    } catch (error) {
      this.#told.add(path);
      this.problems.push(this.#unreadable(path, from, error));
      return undefined;
    }
    if (content === undefined) {
      if (from !== undefined) this.#missing(path, from);
      return undefined;
    }
    const decoded = decode(content, path);
    if ('problem' in decoded) {
      this.#told.add(path);
      this.problems.push(decoded.problem);
      return undefined;
    }
    const source = new SourceText(path, decoded.text);
    this.#texts.set(path, source);
    return source;
  }

  /** What a file names outside of the workspace is as little to be had as what is not there. */
  #unreadable(path: string, from: Place | undefined, error: unknown): SourceProblem {
    const outside = error instanceof CheckError ? error : undefined;
    if (outside !== undefined && from !== undefined)
      return this.#unresolved(from, outside.message.replace(/\.$/, ''), outside.remedy);
    return {
      code: 'file-unreadable',
      message: outside?.message ?? `${path} could not be read: ${messageOf(error)}.`,
      remedy: outside?.remedy ?? 'Make it a readable file, or leave it out.',
      place: from ?? { file: path, line: 1, column: 1 },
    };
  }

  #missing(path: string, from: Place): void {
    this.#told.add(path);
    this.problems.push(
      this.#unresolved(
        from,
        `There is no file ${path}`,
        'Correct the path; it is relative to the directory of the file that it stands in.',
      ),
    );
  }
}

/** Kept elsewhere: a repository, a registry or a web server. */
export function isRemote(path: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i.test(path);
}

/** A path that a file names, relative to the workspace. `undefined` where it leads nowhere in it. */
export function pathBelow(directory: string, path: string): string | undefined {
  const slashed = path.replaceAll('\\', '/');
  if (isRemote(slashed) || /^(?:[a-z]:|\/|~)/i.test(slashed)) return undefined;
  const joined = posix.normalize(posix.join(directory, slashed)).replace(/\/$/, '');
  return joined === '.' ? '' : joined;
}

/** The directory of a file, `''` for the workspace. */
export function directoryOf(file: string): string {
  const directory = posix.dirname(file);
  return directory === '.' ? '' : directory;
}
