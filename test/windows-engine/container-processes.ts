import { randomInt } from 'node:crypto';
import type { GuestExecution } from './guest-runner.ts';
import type { Family } from './options.ts';
import type { ProcessTable } from './process-table.ts';
import { CONTAINER_PROCESSES } from './system-processes.ts';

/** A line of `docker top`. */
export interface TopRow {
  readonly name: string;
  readonly pid: number;
}

interface Allocator {
  add(name: string, parent: number, commandLine: string | null): number;
  remove(pid: number): void;
}

/**
 * The processes of a running container. In process isolation they are the host's own, in a session of theirs; in a virtual
 * machine their ids mean nothing outside it.
 */
export class ContainerProcesses {
  readonly #allocator: Allocator;
  readonly #execution: GuestExecution;
  readonly #services: readonly TopRow[];
  readonly #guests = new Map<string, TopRow>();

  constructor(family: Family, execution: GuestExecution, allocator: Allocator) {
    this.#allocator = allocator;
    this.#execution = execution;
    const services: TopRow[] = [];
    for (const name of CONTAINER_PROCESSES[family])
      services.push({ name, pid: allocator.add(name, services.at(-1)?.pid ?? 4, null) });
    this.#services = services;
    this.rows();
  }

  /** Windows' own first, then the command's, whose ids stay theirs while they live. */
  rows(): readonly TopRow[] {
    const seen = new Map<string, TopRow>();
    const service = this.#services.find(({ name }) => name === 'CExecSvc.exe');
    for (const { name, commandLine } of this.#execution.processes()) {
      let key = `${name}\n${commandLine}`;
      while (seen.has(key)) key += '\n';
      const parent = [...seen.values()][0]?.pid ?? service?.pid ?? 4;
      seen.set(key, this.#guests.get(key) ?? { name, pid: this.#allocator.add(name, parent, commandLine) });
    }
    for (const [key, { pid }] of this.#guests) if (!seen.has(key)) this.#allocator.remove(pid);
    this.#guests.clear();
    for (const [key, row] of seen) this.#guests.set(key, row);
    return [...this.#services, ...seen.values()];
  }

  /** Of the command's first process, or of the service that would start it. */
  get mainPid(): number {
    const rows = this.rows();
    return (rows[this.#services.length] ?? rows.at(-1))?.pid ?? 0;
  }

  remove(): void {
    for (const { pid } of [...this.#services, ...this.#guests.values()]) this.#allocator.remove(pid);
    this.#guests.clear();
  }
}

/** Ids on the host, in a session of their own. */
export function hostAllocator(table: ProcessTable): Allocator {
  const session = table.newSession();
  return {
    add: (name, parent, commandLine) => table.add({ name, parent, session, commandLine }),
    remove: (pid) => table.remove(pid),
  };
}

/** Ids of a virtual machine: small, and possibly the same as some on the host. With `coincide`, certainly. */
export function guestAllocator(table: ProcessTable, coincide: boolean): Allocator {
  const taken = new Set<number>();
  const unrelated = table.rows().map(({ ProcessId }) => ProcessId);
  return {
    add() {
      const free = coincide ? unrelated.filter((pid) => pid > 4 && !taken.has(pid)) : [];
      let pid = free[randomInt(Math.max(free.length, 1))];
      while (pid === undefined || taken.has(pid)) pid = randomInt(50, 700) * 4;
      taken.add(pid);
      return pid;
    },
    remove: (pid) => taken.delete(pid),
  };
}
