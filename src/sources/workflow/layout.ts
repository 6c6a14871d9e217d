import type { Deed } from './model.ts';

/** What a step with actions/checkout puts into the workspace. */
export interface Checkout {
  /** Relative to the workspace, `''` for itself. */
  readonly path: string;
  /** It is the repository of the workflow, and no other one. */
  readonly own: boolean;
}

/** More than any job has. */
const MOST = 100;

/**
 * Which parts of the workspace are the repository. Steps name files by their path in the workspace; those that are read are
 * files of the repository, which lies elsewhere in it when it is checked out with a `path`.
 */
export class Layout {
  /** As long as nothing else is said, the workspace is the repository: it may come there without actions/checkout. */
  static readonly WHOLE = new Layout([]);

  readonly #checkouts: readonly Checkout[];

  private constructor(checkouts: readonly Checkout[]) {
    this.#checkouts = checkouts;
  }

  /** Whether it is known where the repository lies. */
  get hasRepository(): boolean {
    return this.#checkouts.some(({ own }) => own);
  }

  with(checkouts: readonly Checkout[] | undefined): Layout {
    if (checkouts === undefined || this.#checkouts.length >= MOST) return this;
    const before = this.#checkouts.filter(({ path }) => checkouts.every((other) => other.path !== path));
    return new Layout([...before, ...checkouts]);
  }

  /** A path of the workspace as one of the repository; undefined where it is none. */
  inRepository(path: string): string | undefined {
    let nearest: Checkout | undefined;
    for (const checkout of this.#checkouts) {
      if (below(path, checkout.path) === undefined) continue;
      if (nearest === undefined || checkout.path.length >= nearest.path.length) nearest = checkout;
    }
    if (nearest !== undefined) return nearest.own ? below(path, nearest.path) : undefined;
    // The repository is somewhere else, and nowhere but there.
    return this.hasRepository ? undefined : path;
  }

  /** Whether paths of the workspace are those of the repository. */
  get isWhole(): boolean {
    return this.#checkouts.every(({ path }) => path === '');
  }

  /** What a step does, with the paths of the repository in place of those of the workspace. */
  moved(deed: Deed): Deed {
    if (this.isWhole) return deed;
    if (deed.kind === 'build') {
      const { dockerfilePath: path, ...rest } = deed;
      const moved = path === undefined ? undefined : this.inRepository(path);
      return moved === undefined ? rest : { ...rest, dockerfilePath: moved };
    }
    if (deed.kind !== 'compose' && deed.kind !== 'bake') return deed;
    const { files: _files, directory: _directory, ...rest } = deed;
    const files = this.#all(deed.files);
    const directory = deed.directory === undefined ? undefined : this.inRepository(deed.directory);
    const envFiles = 'envFiles' in rest ? this.#all(rest.envFiles) : undefined;
    const lost =
      (deed.files !== undefined && files === undefined) ||
      (deed.directory !== undefined && directory === undefined);
    return {
      ...rest,
      ...(files === undefined ? {} : { files }),
      ...(directory === undefined ? {} : { directory }),
      ...(envFiles === undefined ? {} : { envFiles }),
      ...(lost ? { unknown: true as const } : {}),
    };
  }

  #all(paths: readonly string[] | undefined): readonly string[] | undefined {
    const moved = paths?.map((path) => this.inRepository(path));
    return moved?.every((path) => path !== undefined) ? moved : undefined;
  }
}

/** The rest of a path below a directory; undefined where it is not below it. */
function below(path: string, directory: string): string | undefined {
  if (directory === '') return path === '..' || path.startsWith('../') ? undefined : path;
  if (path === directory) return '';
  return path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : undefined;
}
