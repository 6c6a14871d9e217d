import { randomInt, randomUUID } from 'node:crypto';
import type { HostProcess } from './options.ts';
import { HOST_PROCESSES } from './system-processes.ts';

interface NewProcess {
  readonly name: string;
  readonly parent: number;
  readonly session: number;
  readonly commandLine: string | null;
}

/** The processes of a Windows, as Task Manager would show them: process ids are multiples of 4 and are used again. */
export class ProcessTable {
  readonly #rows = new Map<number, HostProcess>();
  readonly #bootedAt = new Date(Date.now() - 3_600_000);
  #nextSession = 2;

  constructor(product: 'server' | 'client') {
    const byName = new Map<string, number>();
    for (const { name, parent, session, commandLine } of HOST_PROCESSES[product]) {
      const pid = name === 'System Idle Process' ? 0 : name === 'System' ? 4 : this.#freePid(60, 1200);
      const ParentProcessId = parent === undefined ? 0 : (byName.get(parent) ?? 0);
      byName.set(name, pid);
      this.#rows.set(pid, {
        ProcessId: pid,
        ParentProcessId,
        Name: name,
        CommandLine: commandLine,
        CreationDate: new Date(this.#bootedAt.getTime() + this.#rows.size * 400).toISOString(),
        SessionId: session,
      });
    }
  }

  rows(): readonly HostProcess[] {
    return [...this.#rows.values()].sort((one, other) => one.ProcessId - other.ProcessId);
  }

  add({ name, parent, session, commandLine }: NewProcess): number {
    const pid = this.#freePid(1500, 30_000);
    this.#rows.set(pid, {
      ProcessId: pid,
      ParentProcessId: parent,
      Name: name,
      CommandLine: commandLine,
      CreationDate: new Date().toISOString(),
      SessionId: session,
    });
    return pid;
  }

  remove(pid: number): void {
    this.#rows.delete(pid);
  }

  /** Process id of the first process of this name; 4, System, when there is none. */
  pidOf(name: string): number {
    return this.rows().find((row) => row.Name === name)?.ProcessId ?? 4;
  }

  /** A session that nobody has yet: every process-isolated container gets its own. */
  newSession(): number {
    return this.#nextSession++;
  }

  /** The worker process of a virtual machine, named by the machine's id on its command line. */
  addVmwp(): number {
    const commandLine = `C:\\Windows\\System32\\vmwp.exe ${randomUUID().toUpperCase()}`;
    return this.add({ name: 'vmwp.exe', parent: this.pidOf('vmcompute.exe'), session: 0, commandLine });
  }

  #freePid(from: number, to: number): number {
    for (;;) {
      const pid = randomInt(from / 4, to / 4) * 4;
      if (!this.#rows.has(pid)) return pid;
    }
  }
}
