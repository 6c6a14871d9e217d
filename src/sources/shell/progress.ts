import type { ScriptCommand } from './model.ts';

/** More statements than a script of a person runs; the rest is left out. */
const MOST_STEPS = 50_000;

/** More commands of the programs asked for than a script has. */
const MOST_COMMANDS = 1_000;

/** Of words and variables, in all commands that are handed out. */
const MOST_KEPT = 500_000;

/** Shells that start shells; people need two. */
const MOST_SHELLS = 10;

/** How much of a script within a script is as dear to read as a statement is to run. */
const CHARACTERS_A_STEP = 10;

/** What a script and those within it share: what was found, and how much was done for it. */
export class Progress {
  readonly commands: ScriptCommand[] = [];
  /** How deep the statement stands that is run. */
  depth = 0;
  #steps = 0;
  #kept = 0;
  #shells = 0;

  /** Enough was run; the rest is left out. */
  get spent(): boolean {
    return this.#steps > MOST_STEPS || this.commands.length >= MOST_COMMANDS || this.#kept > MOST_KEPT;
  }

  step(): void {
    this.#steps++;
  }

  keep(command: ScriptCommand): void {
    this.#kept += command.words.length + command.environment.size;
    this.commands.push(command);
  }

  /** Runs a script of that many characters within the one that is run, unless that is too much. */
  within(characters: number, run: () => void): void {
    this.#steps += Math.ceil(characters / CHARACTERS_A_STEP);
    if (this.spent || this.#shells >= MOST_SHELLS) return;
    this.#shells++;
    run();
    this.#shells--;
  }
}
