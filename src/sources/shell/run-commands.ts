import { builtinOf, mayGoOn } from './builtins.ts';
import { parseCmd } from './cmd.ts';
import { DOCKER_CONTEXT, usedContext } from './docker-context.ts';
import {
  type ExpandedWord,
  expandExpression,
  expandText,
  expandWord,
  isPowerShell,
  type Surroundings,
} from './expand.ts';
import { EXPORTED } from './github-environment.ts';
import type { InnerScript } from './inner-model.ts';
import { innerScript, mayRunScript } from './inner-script.ts';
import { keptCommand, textOf } from './kept-command.ts';
import { type ScriptOptions, type ScriptWord, type Shell, UNKNOWN } from './model.ts';
import { Origin, textOfPieces } from './origin.ts';
import { namedArguments, numbered } from './parameters.ts';
import { changed } from './paths.ts';
import { programName, withoutRunners } from './programs.ts';
import { RunState } from './run-state.ts';
import type { Value } from './state.ts';
import type { Command, Statement, Word } from './tree.ts';

/** More words than a command of a person has. */
const MOST_WORDS = 5_000;

/** Words before the shell that a command starts, as `sudo -E`. */
const MOST_RUNNERS = 10;

/** Deeper than functions call each other. */
const MOST_CALLS = 40;

type FunctionStatement = Extract<Statement, { kind: 'function' }>;
type Assigned = readonly (readonly [name: string, value: Value])[];

interface Declared {
  readonly statement: FunctionStatement;
  readonly origin: Origin | undefined;
}

/** Runs commands: programs that are asked for, functions, builtins, and scripts within the script. */
export abstract class RunCommands extends RunState {
  protected readonly functions = new Map<string, Declared>();
  protected readonly called = new Set<string>();

  /** The run of a script in a shell that this one starts. */
  protected abstract begun(options: ScriptOptions): RunCommands;

  abstract read(body: readonly Statement[]): void;

  protected command(command: Command): void {
    const around = this.around();
    const all = this.#expanded(command.words, around);
    const assigned = command.assignments.map(
      ({ name, value }) => [name, expandExpression(value, around)] as const,
    );
    this.redirected(command.redirects, () => {
      const { words, given } = withoutRunners(all);
      const name = programName(words[0]);
      const called = this.functions.get(name);
      const own = given.length === 0 ? assigned : [...assigned, ...given];
      const rest = words.slice(1);
      if (this.options.programs.has(name)) this.#keep(name, words, own);
      else if (called !== undefined) this.#call(called, rest);
      else {
        const inner = innerScript(name, rest, this.options.shell);
        if (inner !== undefined) this.inner(inner, own);
        else this.#builtin(name, rest, command.input, around);
      }
    });
  }

  #expanded(words: readonly Word[], around: Surroundings): readonly ExpandedWord[] {
    const expanded: ExpandedWord[] = [];
    let traced = false;
    for (const word of words) {
      if (expanded.length >= MOST_WORDS) break;
      const [first] = word.parts;
      if (first?.kind === 'nested' && first.block === true && this.#handsOn(expanded)) {
        expanded.push({ value: UNKNOWN, unknown: true, from: word.from, to: word.to, block: first.body });
        continue;
      }
      for (const each of expandWord(word, around, traced)) {
        expanded.push(each);
        traced ||= expanded.length < MOST_RUNNERS && mayRunScript(each);
      }
    }
    return expanded;
  }

  /** Whether a command with these words first is a program, which gets a script block and does not run it here. */
  #handsOn(words: readonly ExpandedWord[]): boolean {
    const name = programName(withoutRunners(words).words[0]);
    return this.options.programs.has(name) || name === 'pwsh' || name === 'powershell';
  }

  #builtin(
    name: string,
    words: readonly ScriptWord[],
    document: Word | undefined,
    around: Surroundings,
  ): void {
    const input = document === undefined ? undefined : expandText(document, around);
    builtinOf(name, this.options.shell)?.(
      words.map(({ value }) => value),
      { ...around, input, write: this.write, export: this.export },
    );
  }

  get #isDoubtful(): boolean {
    return this.doubts > 0 || this.state.inDoubt || mayGoOn(this.state);
  }

  #keep(name: string, words: readonly ScriptWord[], own: Assigned): void {
    if (this.parts.progress.spent) return;
    const { origin } = this;
    const placed = origin === undefined ? words : words.map((word) => origin.of(word));
    const directory = this.variables.directory(this.state);
    const command = keptCommand(name, placed, this.#environment(own), directory);
    this.parts.progress.keep({
      ...command,
      ...(this.#isDoubtful ? { doubtful: true } : {}),
      ...(this.started ? { shell: this.options.shell } : {}),
    });
    const context = usedContext(words);
    if (context === undefined) return;
    this.variables.set(this.state, 'environment', DOCKER_CONTEXT, context);
    this.state.set(EXPORTED + DOCKER_CONTEXT, context);
  }

  /** What a program is started with; `own` is for it alone. */
  #environment(own: Assigned): Map<string, string> {
    const environment = this.variables.all(this.state);
    for (const [variable, value] of own) environment.set(variable, textOf(value));
    return environment;
  }

  /** Runs a script within this one: here, or in a shell of its own, of which only `GITHUB_ENV` stays. */
  protected inner(inner: InnerScript, own: Assigned): void {
    const { shell, script } = inner;
    const text = 'block' in script ? undefined : textOfPieces(script);
    this.parts.progress.within(text?.length ?? 0, () => {
      const body =
        'block' in script ? script.block : this.#parsed(text ?? '', shell ?? this.options.shell, inner);
      const origin = 'block' in script ? this.origin : new Origin(script, this.origin);
      if (shell === undefined) this.from(origin, () => this.all(body));
      else this.#elsewhere(body, origin, { ...inner, shell }, own);
    });
  }

  #parsed(text: string, shell: Shell, { delayed = false }: InnerScript): readonly Statement[] {
    return shell === 'cmd' ? parseCmd(text, { line: true, delayed }) : this.parts.parse(text, shell);
  }

  #elsewhere(
    body: readonly Statement[],
    origin: Origin | undefined,
    { shell, parameters, directory: to }: InnerScript & { readonly shell: Shell },
    own: Assigned,
  ): void {
    const here = this.variables.directory(this.state);
    const directory = to === undefined ? here : changed(here, to);
    const run = this.begun({ ...this.options, shell, environment: this.#environment(own), directory });
    run.started = true;
    run.origin = origin;
    run.doubts = this.#isDoubtful ? 1 : 0;
    run.written = this.written;
    for (const [name, value] of parameters ?? []) run.variables.set(run.state, 'shell', name, value);
    run.read(body);
    for (const [name, value] of run.exported()) this.state.set(EXPORTED + name, value);
  }

  #call({ statement: { name, parameters, body }, origin }: Declared, words: readonly ScriptWord[]): void {
    this.called.add(name.toLowerCase());
    if (this.parts.progress.depth > MOST_CALLS) return;
    const given = isPowerShell(this.options.shell) ? namedArguments(parameters, words) : numbered(words);
    const before = [...given.keys()].map((parameter) => {
      return [parameter, this.variables.get(this.state, { name: parameter, scope: 'shell' })] as const;
    });
    const layer = this.layer(() => {
      for (const [parameter, value] of given) this.variables.set(this.state, 'shell', parameter, value);
      this.from(origin, () => this.all(body));
      for (const [parameter, value] of before) this.variables.set(this.state, 'shell', parameter, value);
    });
    // `return` ends the function alone.
    layer.ended = false;
    this.state.adopt(layer);
  }
}
