import { expandText, type Surroundings } from './expand.ts';
import { EXPORTED, exportLines } from './github-environment.ts';
import type { ScriptOptions, Shell } from './model.ts';
import type { Origin } from './origin.ts';
import type { Progress } from './progress.ts';
import { State, type Value } from './state.ts';
import type { Redirect, Statement } from './tree.ts';
import { EXPORT_FILE, Variables } from './variables.ts';

/** Functions that call functions, and subshells within subshells. */
const DEEPEST = 200;

/** Reads what a script says, for the scripts within one. */
export type Parse = (text: string, shell: Shell) => readonly Statement[];

/** What a run has of others. */
export interface RunParts {
  readonly parse: Parse;
  readonly progress: Progress;
}

/** The state of a shell that goes through a script, and the ways to change it for a while. */
export abstract class RunState {
  readonly variables: Variables;
  protected readonly options: ScriptOptions;
  protected readonly parts: RunParts;
  /** Another shell has started this one. */
  protected started = false;
  protected state = new State();
  /** Where the words stand that are run, where they are not the script's own. */
  protected origin: Origin | undefined;
  /** How many branches are around, which may not be taken. */
  protected doubts = 0;
  /** What the statements write, where something reads it. */
  protected written: string[] | undefined;
  #before = this.state;

  constructor(options: ScriptOptions, parts: RunParts) {
    this.options = options;
    this.parts = parts;
    this.variables = new Variables(options.shell, options.environment);
    this.variables.setDirectory(this.state, options.directory);
  }

  protected abstract one(statement: Statement): void;

  exported(): ReadonlyMap<string, Value> {
    return this.state.entries(EXPORTED);
  }

  protected all(body: readonly Statement[]): void {
    const { progress } = this.parts;
    if (progress.depth >= DEEPEST) return;
    progress.depth++;
    for (const statement of body) {
      if (progress.spent || this.state.ended) break;
      progress.step();
      this.one(statement);
    }
    progress.depth--;
  }

  protected around(): Surroundings {
    return {
      state: this.state,
      before: this.#before,
      variables: this.variables,
      shell: this.options.shell,
      nested: (body) => this.apart(() => this.all(body)),
    };
  }

  /** Runs something with a layer of its own on top of the state, which is given back. */
  protected layer(run: () => void): State {
    const { state } = this;
    const layer = new State(state);
    this.state = layer;
    run();
    this.state = state;
    return layer;
  }

  /** As in a subshell: of what it did only `GITHUB_ENV` stays. */
  protected apart(run: () => void): void {
    const layer = this.layer(run);
    for (const [name, value] of layer.entries(EXPORTED)) this.state.set(EXPORTED + name, value);
  }

  /** As a line of cmd, which sees its variables as they were before it. */
  protected line(run: () => void): void {
    const before = this.#before;
    this.#before = this.state;
    const layer = this.layer(run);
    this.#before = before;
    this.state.adopt(layer);
  }

  protected inDoubt<Result>(run: () => Result): Result {
    this.doubts++;
    const result = run();
    this.doubts--;
    return result;
  }

  /** Runs what stands elsewhere. */
  protected from(origin: Origin | undefined, run: () => void): void {
    const before = this.origin;
    this.origin = origin;
    run();
    this.origin = before;
  }

  /** Runs something that writes, into a file where it is told to. */
  protected redirected(redirects: readonly Redirect[], run: () => void): void {
    const last = redirects.at(-1);
    if (last === undefined) {
      run();
      return;
    }
    const outer = this.written;
    const written: string[] = [];
    this.written = written;
    run();
    this.written = outer;
    const target = expandText(last.target, this.around());
    if (target === EXPORT_FILE) this.export(written);
  }

  protected readonly write = (lines: readonly string[]): void => {
    if (this.written !== undefined && this.written.length < 10_000)
      this.written.push(...lines.slice(0, 1_000));
  };

  protected readonly export = (lines: readonly string[]): void => {
    for (const line of lines) exportLines(this.state, line);
  };
}
