import { builtinOf } from './builtins.ts';
import { expandExpression, expandText, expandWord, isPowerShell, type Surroundings } from './expand.ts';
import { EXPORTED, exportLines } from './github-environment.ts';
import { keptCommand, knownText, textOf } from './kept-command.ts';
import {
  type ScriptCommand,
  type ScriptOptions,
  type ScriptReading,
  type ScriptWord,
  UNKNOWN,
} from './model.ts';
import { namedArguments, numbered } from './parameters.ts';
import { programName, withoutRunners } from './programs.ts';
import { loopOver, writesToFile } from './receivers.ts';
import { appended, State, type Value } from './state.ts';
import type { Assignment, Command, Expression, Redirect, Statement } from './tree.ts';
import { EXPORT_FILE, Variables } from './variables.ts';

/** More statements than a script of a person runs; the rest is left out. */
const MOST_STEPS = 50_000;

/** More commands of the programs asked for than a script has. */
const MOST_COMMANDS = 1_000;

/** More words than a command of a person has. */
const MOST_WORDS = 5_000;

/** Of words and variables, in all commands that are handed out. */
const MOST_KEPT = 500_000;

/** Functions that call functions, and subshells within subshells. */
const DEEPEST = 200;

/** Deeper than functions call each other. */
const MOST_CALLS = 40;

type FunctionStatement = Extract<Statement, { kind: 'function' }>;
type Loop = Extract<Statement, { kind: 'loop' }>;

/**
 * Goes through a script as its shell would, and takes every way: both branches of an `if`, the body of a loop once for each
 * value that is known. What the ways do not agree on is not known behind them.
 */
export function runScript(body: readonly Statement[], options: ScriptOptions): ScriptReading {
  return new Run(options).read(body);
}

class Run {
  readonly variables: Variables;
  readonly #options: ScriptOptions;
  readonly #commands: ScriptCommand[] = [];
  readonly #functions = new Map<string, FunctionStatement>();
  readonly #called = new Set<string>();
  #state = new State();
  #before = this.#state;
  /** What the statements write, where something reads it. */
  #written: string[] | undefined;
  #steps = 0;
  #kept = 0;
  #depth = 0;

  constructor(options: ScriptOptions) {
    this.#options = options;
    this.variables = new Variables(options.shell, options.environment);
    this.variables.setDirectory(this.#state, options.directory);
  }

  read(body: readonly Statement[]): ScriptReading {
    this.#all(body);
    // A function that nobody here calls may be called by what nobody sees.
    for (const [name, statement] of this.#functions) {
      if (!this.#called.has(name)) this.#apart(() => this.#all(statement.body));
    }
    const exported = new Map<string, string | undefined>();
    for (const [name, value] of this.#state.entries(EXPORTED)) exported.set(name, knownText(value));
    return { commands: this.#commands, exported };
  }

  /** Enough was run; the rest is left out. */
  #spent(): boolean {
    return this.#steps > MOST_STEPS || this.#commands.length >= MOST_COMMANDS || this.#kept > MOST_KEPT;
  }

  #all(body: readonly Statement[]): void {
    if (this.#depth >= DEEPEST) return;
    this.#depth++;
    for (const statement of body) {
      if (this.#spent() || this.#state.ended) break;
      this.#steps++;
      this.#one(statement);
    }
    this.#depth--;
  }

  #one(statement: Statement): void {
    switch (statement.kind) {
      case 'command':
        this.#command(statement);
        break;
      case 'assignment':
        this.#assign(statement);
        break;
      case 'group':
        this.#redirected(statement.redirects, () => {
          if (statement.own) this.#apart(() => this.#all(statement.body));
          else this.#all(statement.body);
        });
        break;
      case 'line':
        this.#line(statement.body);
        break;
      case 'branches': {
        const branches = statement.bodies.map((body) => this.#layer(() => this.#all(body)));
        this.#state.merge(branches, statement.complete);
        break;
      }
      case 'loop':
        this.#loop(statement);
        break;
      case 'function':
        this.#functions.set(statement.name.toLowerCase(), statement);
        break;
      case 'pipeline':
        this.#pipeline(statement.stages);
        break;
      case 'value':
        this.#redirected(statement.redirects, () => this.#write(this.#items(statement.value)));
    }
  }

  #assign({ scope, name, append, value }: Assignment): void {
    const added = expandExpression(value, this.#around());
    const wanted = { name, scope: scope === 'plain' ? ('any' as const) : scope };
    const before = append ? this.variables.get(this.#state, wanted) : '';
    this.variables.set(this.#state, scope, name, append ? appended(before, added) : added);
  }

  #around(): Surroundings {
    return {
      state: this.#state,
      before: this.#before,
      variables: this.variables,
      shell: this.#options.shell,
      nested: (body) => this.#apart(() => this.#all(body)),
    };
  }

  /** Runs something with a layer of its own on top of the state, which is given back. */
  #layer(run: () => void): State {
    const state = this.#state;
    const layer = new State(state);
    this.#state = layer;
    run();
    this.#state = state;
    return layer;
  }

  /** As in a subshell: of what it did only `GITHUB_ENV` stays. */
  #apart(run: () => void): void {
    const layer = this.#layer(run);
    for (const [name, value] of layer.entries(EXPORTED)) this.#state.set(EXPORTED + name, value);
  }

  #line(body: readonly Statement[]): void {
    const before = this.#before;
    this.#before = this.#state;
    const layer = this.#layer(() => this.#all(body));
    this.#before = before;
    this.#state.adopt(layer);
  }

  #loop({ variable, values, body }: Loop): void {
    const items = values === undefined ? undefined : this.#items(values);
    if (items === undefined || variable === undefined || items.some((item) => item === UNKNOWN)) {
      // Whatever the body changes may have changed before it begins.
      const first = this.#dry(body, variable);
      this.#state.merge([first], false);
      this.#state.merge([this.#turn(body, variable, UNKNOWN)], false);
      return;
    }
    for (const item of items) {
      if (this.#spent()) return;
      this.#steps++;
      // An `exit` in one of its turns is taken for one that need not come.
      this.#state.merge([this.#turn(body, variable, item)], true);
      this.#state.ended = false;
    }
  }

  #turn(body: readonly Statement[], variable: string | undefined, value: string): State {
    return this.#layer(() => {
      if (variable !== undefined) this.variables.set(this.#state, this.#loopScope(), variable, value);
      this.#all(body);
    });
  }

  /** What a body would change; its commands are not kept. */
  #dry(body: readonly Statement[], variable: string | undefined): State {
    const kept = this.#commands.length;
    const layer = this.#turn(body, variable, UNKNOWN);
    this.#commands.length = Math.min(this.#commands.length, kept);
    return layer;
  }

  #loopScope(): 'plain' | 'shell' {
    return this.#options.shell === 'bash' || this.#options.shell === 'sh' ? 'plain' : 'shell';
  }

  #items(value: Expression): readonly string[] {
    const given = expandExpression(value, this.#around());
    return typeof given === 'string' ? [given] : given;
  }

  #pipeline(stages: readonly Statement[]): void {
    const outer = this.#written;
    let lines: readonly string[] | undefined;
    stages.forEach((stage, at) => {
      const last = at === stages.length - 1;
      const written: string[] = [];
      this.#written = last ? outer : written;
      if (at > 0 && this.#receiver(stage, lines ?? [])) {
        lines = undefined;
        return;
      }
      if (isPowerShell(this.#options.shell)) this.#one(stage);
      else this.#apart(() => this.#one(stage));
      lines = written;
    });
    this.#written = outer;
  }

  /** A stage that does something with what the one before it has written. True when it was one. */
  #receiver(stage: Statement, lines: readonly string[]): boolean {
    const loop = loopOver(stage, lines);
    if (loop !== undefined) {
      this.#one(loop);
      return true;
    }
    if (stage.kind !== 'command' || !writesToFile(stage)) return false;
    const words = stage.words.flatMap((word) => expandWord(word, this.#around()));
    if (words.some(({ value }) => value === EXPORT_FILE)) this.#export(lines);
    return true;
  }

  #command(command: Command): void {
    const around = this.#around();
    const words: ScriptWord[] = [];
    for (const word of command.words) {
      if (words.length < MOST_WORDS) words.push(...expandWord(word, around));
    }
    const own = command.assignments.map(
      ({ name, value }) => [name, expandExpression(value, around)] as const,
    );
    this.#redirected(command.redirects, () => {
      const wanted = withoutRunners(words);
      const name = programName(wanted[0]);
      const called = this.#functions.get(name);
      if (this.#options.programs.has(name)) this.#keep(name, wanted, own);
      else if (called !== undefined) this.#call(called, wanted.slice(1));
      else {
        const input = command.input === undefined ? undefined : expandText(command.input, around);
        builtinOf(name, this.#options.shell)?.(
          wanted.slice(1).map(({ value }) => value),
          {
            ...around,
            input,
            write: this.#write,
            export: this.#export,
          },
        );
      }
    });
  }

  #keep(name: string, words: readonly ScriptWord[], own: readonly (readonly [string, Value])[]): void {
    if (this.#spent()) return;
    const environment = this.variables.all(this.#state);
    for (const [variable, value] of own) environment.set(variable, textOf(value));
    this.#kept += words.length + environment.size;
    this.#commands.push(keptCommand(name, words, environment, this.variables.directory(this.#state)));
  }

  #call({ name, parameters, body }: FunctionStatement, words: readonly ScriptWord[]): void {
    this.#called.add(name.toLowerCase());
    if (this.#depth > MOST_CALLS) return;
    const given = isPowerShell(this.#options.shell) ? namedArguments(parameters, words) : numbered(words);
    const before = [...given.keys()].map((parameter) => {
      return [parameter, this.variables.get(this.#state, { name: parameter, scope: 'shell' })] as const;
    });
    const layer = this.#layer(() => {
      for (const [parameter, value] of given) this.variables.set(this.#state, 'shell', parameter, value);
      this.#all(body);
      for (const [parameter, value] of before) this.variables.set(this.#state, 'shell', parameter, value);
    });
    // `return` ends the function alone.
    layer.ended = false;
    this.#state.adopt(layer);
  }

  /** Runs something that writes, into a file where it is told to. */
  #redirected(redirects: readonly Redirect[], run: () => void): void {
    const last = redirects.at(-1);
    if (last === undefined) {
      run();
      return;
    }
    const outer = this.#written;
    const written: string[] = [];
    this.#written = written;
    run();
    this.#written = outer;
    const target = expandText(last.target, this.#around());
    if (target === EXPORT_FILE) this.#export(written);
  }

  readonly #write = (lines: readonly string[]): void => {
    if (this.#written !== undefined && this.#written.length < 10_000)
      this.#written.push(...lines.slice(0, 1_000));
  };

  readonly #export = (lines: readonly string[]): void => {
    for (const line of lines) exportLines(this.#state, line);
  };
}
