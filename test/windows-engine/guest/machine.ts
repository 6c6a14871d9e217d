import { setImmediate as nextTurn } from 'node:timers/promises';
import type { GuestProcess, GuestSystem } from '../guest-runner.ts';
import { splitArguments } from './command-line.ts';
import type { Variables } from './environment.ts';
import { notSimulated } from './failures.ts';
import type { Program } from './programs.ts';

/** What of a container's surroundings a test can choose. */
export interface Surroundings {
  /** `dead`: not even the loopback address answers, and `ping` gives up at once: the worst that no network can mean. */
  readonly loopback: 'answers' | 'dead';
  /** Waits that many milliseconds; rejects when the signal fires. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Where a process writes, and what it reads from. */
export interface Output {
  /** `open`: whoever reads it waits until the container is stopped, as with `OpenStdin` and nobody attached. */
  readonly input: 'closed' | 'open';
  stdout(text: string): void;
  stderr(text: string): void;
}

/** One running process. */
export interface ProcessContext {
  readonly machine: Machine;
  readonly system: GuestSystem;
  readonly variables: Variables;
  readonly output: Output;
  /** All of its command line, with its own name. */
  readonly commandLine: string;
  /** The command line after the name of the program. */
  readonly tail: string;
  readonly argv: readonly string[];
}

/** The exit code of a process, once it has ended. */
export type ProgramBody = (context: ProcessContext) => Promise<number>;

/** One container: what runs in it, and the end of it all. */
export class Machine {
  readonly system: GuestSystem;
  readonly surroundings: Surroundings;
  readonly #bodies: ReadonlyMap<string, ProgramBody>;
  readonly #end = new AbortController();
  readonly #running: GuestProcess[] = [];

  /** `bodies`: what the programs do, by name. */
  constructor(system: GuestSystem, surroundings: Surroundings, bodies: ReadonlyMap<string, ProgramBody>) {
    this.system = system;
    this.surroundings = surroundings;
    this.#bodies = bodies;
  }

  get processes(): readonly GuestProcess[] {
    return [...this.#running];
  }

  get ended(): boolean {
    return this.#end.signal.aborted;
  }

  /** Ends every process, wherever it waits. */
  end(): void {
    this.#end.abort();
  }

  async wait(milliseconds: number): Promise<void> {
    this.#end.signal.throwIfAborted();
    await this.surroundings.wait(milliseconds, this.#end.signal);
  }

  /** Waits for what never comes. */
  async waitForEver(): Promise<never> {
    this.#end.signal.throwIfAborted();
    return await new Promise((_, reject) => {
      this.#end.signal.addEventListener('abort', () => reject(this.#end.signal.reason), { once: true });
    });
  }

  /** Runs a program to its end. */
  async run(program: Program, commandLine: string, variables: Variables, output: Output): Promise<number> {
    const body = this.#bodies.get(program.name);
    if (body === undefined) {
      throw notSimulated(`run ${program.file}`);
    }
    const process: GuestProcess = { name: program.file, commandLine: commandLine.trim() };
    this.#running.push(process);
    try {
      // Nothing is written before whoever started it holds it in hand.
      await nextTurn();
      this.#end.signal.throwIfAborted();
      return await body({
        machine: this,
        system: this.system,
        variables: variables.copy(),
        output,
        commandLine,
        tail: commandLine.trimStart().replace(/^(?:"[^"]*"|\S+)/, ''),
        argv: splitArguments(commandLine),
      });
    } finally {
      this.#running.splice(this.#running.indexOf(process), 1);
    }
  }
}
