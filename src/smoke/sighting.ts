import type { ContainerProcess } from '../engine/model.ts';
import type { HostProcess, HostProcesses } from './model.ts';

/** What runs the container's command line, and so has the mark on its own. */
const SHELL = 'cmd.exe';

/**
 * Services of other users than the one who asks, of which every Windows has dozens. Without an administrator's right only
 * the few that belong to the session of the asker tell their command line.
 */
const SERVICE = 'svchost.exe';

/** Of the services, how many must tell their command line before a mark that is not found means anything. */
const READABLE_SHARE = 0.2;

/** What one sample of the host shows of a container. */
export interface Sighting {
  /** How many processes were read. */
  readonly count: number;
  /** Carries the mark, and the engine lists the same process id and name. */
  readonly match?: HostProcess;
  /** Carry the mark. */
  readonly marked: readonly HostProcess[];
  /** By id and name as the engine lists the container's own, and nothing says that they are others. */
  readonly namesakes: readonly HostProcess[];
  /** Could carry the mark, but their command line cannot be read. */
  readonly hidden: number;
  /** Whether the command lines of other users' processes can be read. */
  readonly readable: boolean;
}

export interface Subject {
  /** Undefined when it is not on the container's command line: then nothing is found by it. */
  readonly mark: string | undefined;
  /** Milliseconds since 1970; what was created earlier is not of the container. */
  readonly since: number;
  /** What the engine listed of the container. */
  readonly listed: readonly ContainerProcess[];
}

export function sightingOf({ processes }: HostProcesses, { mark, since, listed }: Subject): Sighting {
  const young = processes.filter(({ created }) => created === undefined || created >= since);
  const marked = processes.filter(({ commandLine }) => mark !== undefined && commandLine?.includes(mark));
  const match = marked.find((process) => listed.some((row) => isSameProcess(row, process)));
  const own = ownProcesses(listed, mark);
  const namesakes = own.flatMap((row) => {
    const process = young.find((candidate) => isSameProcess(row, candidate));
    const isAnother = mark !== undefined && process?.commandLine?.includes(mark) === false;
    return process === undefined || isAnother ? [] : [process];
  });
  return {
    count: processes.length,
    ...(match && { match }),
    marked,
    namesakes,
    hidden: young.filter((process) => isNamed(process, SHELL) && process.commandLine === undefined).length,
    readable: areReadable(processes),
  };
}

/** The processes that stand for the container: the shell with the mark, or all when its command is not ours. */
export function ownProcesses(
  listed: readonly ContainerProcess[],
  mark: string | undefined,
): readonly ContainerProcess[] {
  return mark === undefined ? listed : listed.filter((row) => isNamed(row, SHELL));
}

/** The container's own process that was there the whole time between two lists of the engine. */
export function lastingProcess(
  opening: readonly ContainerProcess[],
  closing: readonly ContainerProcess[],
  mark: string | undefined,
): ContainerProcess | undefined {
  return ownProcesses(opening, mark).find((row) => closing.some((later) => isSameProcess(later, row)));
}

function areReadable(processes: readonly HostProcess[]): boolean {
  const services = processes.filter((process) => isNamed(process, SERVICE));
  const judged = services.length > 0 ? services : processes;
  const readable = judged.filter(({ commandLine }) => commandLine !== undefined);
  return readable.length > 0 && readable.length >= judged.length * READABLE_SHARE;
}

/** By id and name: an id alone means nothing, as a guest has its own. */
export function isSameProcess(one: ContainerProcess, other: ContainerProcess): boolean {
  return one.pid === other.pid && isNamed(one, other.name);
}

/** Windows does not tell capitals: `PING.EXE` is `ping.exe`. */
function isNamed({ name }: { readonly name: string }, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase();
}
