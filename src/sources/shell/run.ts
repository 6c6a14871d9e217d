import { expandExpression, expandWord, isPowerShell } from './expand.ts';
import { knownText } from './kept-command.ts';
import { type ScriptOptions, type ScriptReading, UNKNOWN } from './model.ts';
import { Progress } from './progress.ts';
import { evaluated, loopOver, writesToFile } from './receivers.ts';
import { RunCommands } from './run-commands.ts';
import type { Parse } from './run-state.ts';
import { appended, type State } from './state.ts';
import type { Assignment, Expression, Statement } from './tree.ts';
import { EXPORT_FILE } from './variables.ts';

type Loop = Extract<Statement, { kind: 'loop' }>;

/**
 * Goes through a script as its shell would, and takes every way: both branches of an `if`, the body of a loop once for each
 * value that is known. What the ways do not agree on is not known behind them.
 *
 * @param parse for the scripts within it
 */
export function runScript(body: readonly Statement[], options: ScriptOptions, parse: Parse): ScriptReading {
  const progress = new Progress();
  const run = new Run(options, { parse, progress });
  run.read(body);
  const exported = new Map<string, string | undefined>();
  for (const [name, value] of run.exported()) exported.set(name, knownText(value));
  return { commands: progress.commands, exported };
}

class Run extends RunCommands {
  read(body: readonly Statement[]): void {
    this.all(body);
    // A function that nobody here calls may be called by what nobody sees.
    for (const [name, { statement, origin }] of this.functions) {
      if (this.called.has(name)) continue;
      this.inDoubt(() => this.from(origin, () => this.apart(() => this.all(statement.body))));
    }
  }

  protected begun(options: ScriptOptions): RunCommands {
    return new Run(options, this.parts);
  }

  protected one(statement: Statement): void {
    switch (statement.kind) {
      case 'command':
        this.command(statement);
        break;
      case 'assignment':
        this.#assign(statement);
        break;
      case 'group':
        this.redirected(statement.redirects, () => {
          if (statement.own) this.apart(() => this.all(statement.body));
          else this.all(statement.body);
        });
        break;
      case 'line':
        this.line(() => this.all(statement.body));
        break;
      case 'branches': {
        const branches = this.inDoubt(() => statement.bodies.map((body) => this.layer(() => this.all(body))));
        this.state.merge(branches, statement.complete);
        break;
      }
      case 'loop':
        this.#loop(statement);
        break;
      case 'function':
        this.functions.set(statement.name.toLowerCase(), { statement, origin: this.origin });
        break;
      case 'pipeline':
        this.#pipeline(statement.stages);
        break;
      case 'value':
        this.redirected(statement.redirects, () => this.write(this.#items(statement.value)));
    }
  }

  #assign({ scope, name, append, value }: Assignment): void {
    const added = expandExpression(value, this.around());
    const wanted = { name, scope: scope === 'plain' ? ('any' as const) : scope };
    const before = append ? this.variables.get(this.state, wanted) : '';
    this.variables.set(this.state, scope, name, append ? appended(before, added) : added);
  }

  #loop({ variable, values, body }: Loop): void {
    const items = values === undefined ? undefined : this.#items(values);
    if (items === undefined || variable === undefined || items.some((item) => item === UNKNOWN)) {
      // Whatever the body changes may have changed before it begins.
      const first = this.#dry(body, variable);
      this.state.merge([first], false);
      this.state.merge([this.inDoubt(() => this.#turn(body, variable, UNKNOWN))], false);
      return;
    }
    for (const item of items) {
      if (this.parts.progress.spent) return;
      this.parts.progress.step();
      // An `exit` in one of its turns is taken for one that need not come.
      this.state.merge([this.#turn(body, variable, item)], true);
      this.state.ended = false;
    }
  }

  #turn(body: readonly Statement[], variable: string | undefined, value: string): State {
    return this.layer(() => {
      if (variable !== undefined) this.variables.set(this.state, this.#loopScope(), variable, value);
      this.all(body);
    });
  }

  /** What a body would change; its commands are not kept. */
  #dry(body: readonly Statement[], variable: string | undefined): State {
    const { commands } = this.parts.progress;
    const kept = commands.length;
    const layer = this.#turn(body, variable, UNKNOWN);
    commands.length = Math.min(commands.length, kept);
    return layer;
  }

  #loopScope(): 'plain' | 'shell' {
    return this.options.shell === 'bash' || this.options.shell === 'sh' ? 'plain' : 'shell';
  }

  #items(value: Expression): readonly string[] {
    const given = expandExpression(value, this.around());
    return typeof given === 'string' ? [given] : given;
  }

  #pipeline(stages: readonly Statement[]): void {
    const outer = this.written;
    let lines: readonly string[] | undefined;
    stages.forEach((stage, at) => {
      const last = at === stages.length - 1;
      const written: string[] = [];
      this.written = last ? outer : written;
      if (at > 0 && this.#receiver(stage, lines ?? [])) {
        lines = undefined;
        return;
      }
      if (isPowerShell(this.options.shell)) this.one(stage);
      else this.apart(() => this.one(stage));
      lines = written;
    });
    this.written = outer;
  }

  /** A stage that does something with what the one before it has written. True when it was one. */
  #receiver(stage: Statement, lines: readonly string[]): boolean {
    const loop = loopOver(stage, lines);
    if (loop !== undefined) {
      this.one(loop);
      return true;
    }
    const script = isPowerShell(this.options.shell) ? evaluated(stage, lines) : undefined;
    if (script !== undefined) {
      this.inner({ script }, []);
      return true;
    }
    if (stage.kind !== 'command' || !writesToFile(stage)) return false;
    const words = stage.words.flatMap((word) => expandWord(word, this.around()));
    if (words.some(({ value }) => value === EXPORT_FILE)) this.export(lines);
    return true;
  }
}
