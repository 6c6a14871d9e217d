import type { Shell } from './model.ts';
import { UNKNOWN, WORKSPACE } from './model.ts';
import { pathOf } from './paths.ts';
import type { State, Value } from './state.ts';
import type { Assignment, VariablePart } from './tree.ts';

const SHELL = 'shell:';
const ENVIRONMENT = 'environment:';
const DIRECTORY = 'directory';

/** The value of `GITHUB_ENV`: a file whose name nobody needs to know. */
export const EXPORT_FILE = '\uE002';

/** Longer than a command line of Windows can be. */
const LONGEST = 32_767;

/** More items than anyone writes into an array. */
const MOST_ITEMS = 1_000;

/** Variables and the directory, as each shell names them. Names count their capitals in bash alone. */
export class Variables {
  readonly #shell: Shell;
  readonly #given = new Map<string, { readonly name: string; readonly value: string }>();
  readonly #names = new Map<string, string>();
  readonly #posix: boolean;

  constructor(shell: Shell, environment: ReadonlyMap<string, string | undefined>) {
    this.#shell = shell;
    this.#posix = shell === 'bash' || shell === 'sh';
    for (const [name, value] of environment)
      this.#given.set(this.#key(name), { name, value: value ?? UNKNOWN });
  }

  directory(state: State): string | undefined {
    const value = state.get(DIRECTORY);
    return typeof value === 'string' && value !== UNKNOWN ? value : undefined;
  }

  setDirectory(state: State, directory: string | undefined): void {
    state.set(DIRECTORY, directory ?? UNKNOWN);
  }

  /** What a variable has; `UNKNOWN` where nobody knows. */
  get(state: State, { name, scope }: Pick<VariablePart, 'name' | 'scope'>): Value {
    const key = this.#key(name);
    const environment = scope === 'shell' ? undefined : this.#environment(state, key);
    const value = environment ?? (scope === 'environment' ? undefined : state.get(SHELL + key));
    return value ?? this.#predefined(state, name, scope) ?? UNKNOWN;
  }

  set(state: State, scope: Assignment['scope'], name: string, value: Value): void {
    const key = this.#key(name);
    const inEnvironment =
      scope === 'environment' || (scope === 'plain' && this.#environment(state, key) !== undefined);
    if (inEnvironment && !this.#names.has(key)) this.#names.set(key, this.#given.get(key)?.name ?? name);
    state.set((inEnvironment ? ENVIRONMENT : SHELL) + key, bounded(value));
  }

  /** Everything of the environment that is known by name. */
  all(state: State): Map<string, string> {
    const all = new Map<string, string>();
    for (const { name, value } of this.#given.values()) all.set(name, value);
    for (const [key, value] of state.entries(ENVIRONMENT))
      all.set(this.#names.get(key) ?? key, typeof value === 'string' ? value : value.join(' '));
    return all;
  }

  #environment(state: State, key: string): Value | undefined {
    return state.get(ENVIRONMENT + key) ?? this.#given.get(key)?.value;
  }

  /**
   * The path of the workspace, and the current directory by its name in each shell.
   * Source: docs.github.com, "Default environment variables"; GNU Bash manual, 5.1; about_Automatic_Variables; `set /?`.
   */
  #predefined(state: State, name: string, scope: VariablePart['scope']): string | undefined {
    const key = this.#key(name);
    const local = scope !== 'environment';
    if (key === 'GITHUB_WORKSPACE' && (scope === 'environment' || this.#posix)) return WORKSPACE;
    if (key === 'GITHUB_ENV' && (scope === 'environment' || this.#posix)) return EXPORT_FILE;
    const directory = this.#posix
      ? key === 'PWD'
      : this.#shell === 'cmd'
        ? key === 'CD'
        : local && key === 'PWD';
    return directory ? pathOf(this.directory(state)) : undefined;
  }

  #key(name: string): string {
    return this.#posix ? name : name.toUpperCase();
  }
}

function bounded(value: Value): Value {
  if (typeof value === 'string') return value.length > LONGEST ? UNKNOWN : value;
  return value.length > MOST_ITEMS ? UNKNOWN : value;
}
