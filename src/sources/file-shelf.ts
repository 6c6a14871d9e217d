import { CONCURRENCY, type Content, contentOf, type FileSystem } from './read-files.ts';

/** The files of a workspace, each read once, a few at a time. */
export class FileShelf {
  readonly #workspace: string;
  readonly #fileSystem: FileSystem;
  readonly #contents = new Map<string, Promise<Content>>();
  #open = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(workspace: string, fileSystem: FileSystem) {
    this.#workspace = workspace;
    this.#fileSystem = fileSystem;
  }

  /** What a file holds, by its path relative to the workspace. */
  content(file: string): Promise<Content> {
    const known = this.#contents.get(file) ?? this.#load(file);
    this.#contents.set(file, known);
    return known;
  }

  /** For readers that follow one file to others: what leads out of the workspace is not there. */
  async read(file: string): Promise<Uint8Array | undefined> {
    if (file === '..' || file.startsWith('../') || file.startsWith('/')) return undefined;
    const content = await this.content(file);
    if ('bytes' in content) return content.bytes;
    if (content.missing) return undefined;
    throw new Error(content.problem.message.replace(/\.$/, ''));
  }

  async #load(file: string): Promise<Content> {
    if (this.#open >= CONCURRENCY) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#open += 1;
    try {
      return await contentOf(file, { workspace: this.#workspace, fileSystem: this.#fileSystem });
    } finally {
      this.#open -= 1;
      this.#waiting.shift()?.();
    }
  }
}
