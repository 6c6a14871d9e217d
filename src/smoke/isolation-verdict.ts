import type { Isolation } from '../windows/model.ts';
import { hypervProof } from './hyperv-traces.ts';
import { type KernelFacts, type KernelWitness, witnessOfKernel } from './kernel.ts';
import type { Evidence } from './model.ts';
import { isSameProcess, lastingProcess, ownProcesses } from './sighting.ts';
import type { Traces } from './traces.ts';

/** Which isolation a container had, and how sure that is. */
export interface IsolationVerdict {
  /** Another than the configured one only when that is proved. */
  readonly isolation: Isolation;
  readonly evidence: Evidence;
  /** For people, one sentence each, with process ids and numbers. */
  readonly proof: readonly string[];
}

const WORDS: Readonly<Record<Isolation, string>> = { process: 'process', hyperv: 'Hyper-V' };

/**
 * Judges by what was seen on the host, and by the kernel that the container told.
 * A process of the host that has the container's mark, id and name proves process isolation by itself, whatever else is
 * said. For what proves Hyper-V isolation see `hypervProof`; it falls when the kernel speaks against it.
 */
export function judgeIsolation(configured: Isolation, traces: Traces, facts: KernelFacts): IsolationVerdict {
  const kernel = witnessOfKernel(facts);
  const told = kernel.sentence === undefined ? [] : [kernel.sentence];
  const as = (isolation: Isolation, evidence: Evidence, proof: readonly string[]): IsolationVerdict => ({
    isolation,
    evidence,
    proof: [
      ...proof,
      ...told,
      ...(isolation === configured
        ? []
        : [`The engine says ${WORDS[configured]} isolation, and this is ${WORDS[isolation]} isolation.`]),
    ],
  });

  if (traces.place.place === 'elsewhere') return as(configured, 'configured', [traces.place.sentence ?? '']);
  const match = traces.sightings.flatMap((sighting) => sighting.match ?? [])[0];
  if (match) {
    return as('process', 'proved', [
      `Process ${match.pid} of the host, ${match.name}, has the container's mark on its command line, and the engine lists ${match.name} ${match.pid} as the container's.`,
    ]);
  }
  const hyperv = hypervProof(traces);
  if (hyperv.isProved && !contradicts(kernel, 'hyperv')) return as('hyperv', 'proved', hyperv.sentences);

  const { speaksFor, speaksAgainst } = hints(configured, traces);
  const missing = configured === 'hyperv' && !hyperv.isProved ? hyperv.sentences : [];
  const proof = [...speaksAgainst, ...speaksFor, ...traces.troubles, ...unfinished(traces), ...missing];
  const isConsistent =
    speaksAgainst.length === 0 &&
    !contradicts(kernel, configured) &&
    (speaksFor.length > 0 || kernel.speaksFor === configured);
  return as(configured, isConsistent ? 'consistent' : 'configured', proof);
}

function contradicts(kernel: KernelWitness, isolation: Isolation): boolean {
  return kernel.speaksFor !== undefined && kernel.speaksFor !== isolation;
}

interface Hints {
  readonly speaksFor: readonly string[];
  readonly speaksAgainst: readonly string[];
}

/** What the host showed short of a proof. That nothing was found counts only when the container was there all the time. */
function hints(configured: Isolation, { mark, opening = [], closing, sightings }: Traces): Hints {
  const hint = (isolation: Isolation, text: string): Hints =>
    isolation === configured
      ? { speaksFor: [text], speaksAgainst: [] }
      : { speaksFor: [], speaksAgainst: [text] };
  const own = ownProcesses(opening, mark);
  const marked = sightings.flatMap((sighting) => sighting.marked)[0];
  if (marked) {
    const listed = own.length > 0 ? listOf(own) : 'no cmd.exe';
    return hint(
      'process',
      `Process ${marked.pid} of the host, ${marked.name}, has the container's mark on its command line, but the engine lists ${listed}.`,
    );
  }
  const namesakes = sightings.flatMap((sighting) => sighting.namesakes);
  const found = own.filter((row) => namesakes.some((process) => isSameProcess(row, process)));
  if (own.length > 0 && found.length === own.length) {
    const but = mark === undefined ? '' : ', but the command line there could not be read';
    return hint(
      'process',
      `The host has ${listOf(found)} by id and name, as the engine lists the container's${but}.`,
    );
  }
  const lasting = closing && lastingProcess(opening, closing, mark);
  if (found.length > 0 || lasting === undefined || sightings.length === 0) return NO_HINTS;
  return hint('hyperv', `The host has no ${lasting.name} ${lasting.pid} that could be the container's.`);
}

const NO_HINTS: Hints = { speaksFor: [], speaksAgainst: [] };

/** Containers that run the image's own command may have dozens. */
const LONGEST_LIST = 5;

function listOf(processes: readonly { readonly name: string; readonly pid: number }[]): string {
  const shown = processes.slice(0, LONGEST_LIST).map(({ name, pid }) => `${name} ${pid}`);
  const more = processes.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

function unfinished({ opening, closing, sightings, troubles }: Traces): readonly string[] {
  if (troubles.length > 0) return [];
  if (opening === undefined) return ['It was not looked for on the host while it ran.'];
  return closing === undefined && sightings.length > 0
    ? ['It was not seen to run on after the host was read.']
    : [];
}
