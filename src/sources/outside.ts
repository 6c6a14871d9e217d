import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';

/** As `realpath` of `node:fs/promises`. */
export type RealPath = (path: string) => Promise<string>;

/** Tells what of a workspace lies outside of it: by its path, or behind a link. */
export class Outside {
  readonly #workspace: string;
  readonly #real: RealPath;
  #root: Promise<string> | undefined;

  constructor(workspace: string, real: RealPath = realpath) {
    this.#workspace = workspace;
    this.#real = real;
  }

  /** `file` is relative to the workspace, or absolute. What is not there leads nowhere but by its path. */
  async has(file: string): Promise<boolean> {
    const path = resolve(this.#workspace, file);
    if (isOutside(this.#workspace, path)) return true;
    this.#root ??= this.#real(this.#workspace).catch(() => this.#workspace);
    const target = await this.#real(path).catch(() => undefined);
    return target !== undefined && isOutside(await this.#root, target);
  }
}

/** Whether a path is outside of a directory; both are absolute. */
export function isOutside(directory: string, path: string): boolean {
  const way = relative(directory, path);
  return way === '..' || /^\.\.[\\/]/.test(way) || isAbsolute(way);
}
