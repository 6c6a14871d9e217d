import { lastingProcess } from './sighting.ts';
import type { Traces } from './traces.ts';
import type { VmWorker } from './vm-workers.ts';

export interface HypervProof {
  readonly isProved: boolean;
  /** What was seen; or, when it is not proved, what is missing, beside troubles and what speaks against it. */
  readonly sentences: readonly string[];
}

/**
 * A container ran in a virtual machine when no process of the host had its mark, as surely as that can be seen, and a
 * virtual machine came and went with it. Each alone is no proof: marks can be hidden, and other machines come and go.
 */
export function hypervProof(traces: Traces): HypervProof {
  const { mark, opening, closing, sightings, workers } = traces;
  if (mark === undefined) {
    return missing(['It ran a command without a mark, so that none is found on the host means nothing.']);
  }
  if (opening === undefined || closing === undefined || sightings.length === 0) return missing([]);
  if (sightings.some(({ marked }) => marked.length > 0)) return missing([]);
  const own = lastingProcess(opening, closing, mark);
  const lacks = [...absenceLacks(traces, own !== undefined), ...machineLacks(traces)];
  if (own === undefined || workers === undefined || lacks.length > 0) return missing(lacks);
  const counts = sightings.map(({ count }) => count).join(' and ');
  return {
    isProved: true,
    sentences: [
      `No process of the host had its mark on the command line, in ${sightings.length} readings of ${counts} processes, while the engine listed ${own.name} as its process ${own.pid}.`,
      machine(traces.gone),
    ],
  };
}

function missing(sentences: readonly string[]): HypervProof {
  return { isProved: false, sentences };
}

/** Why the mark could have been on the host without being seen. */
function absenceLacks({ place, sightings }: Traces, lasted: boolean): readonly string[] {
  const lacks: string[] = [];
  if (!lasted) lacks.push('The engine did not list the same cmd.exe before and after the host was read.');
  if (sightings.length < 2) lacks.push('The host was read only once while it ran.');
  if (sightings.some(({ readable }) => !readable)) {
    lacks.push(
      "The command lines of other users' processes cannot be read here, so that none has its mark means nothing; an administrator can read them.",
    );
  }
  const hidden = Math.max(...sightings.map((sighting) => sighting.hidden));
  if (hidden > 0) {
    lacks.push(
      `The command line of ${hidden} cmd.exe on the host, which may have its mark, could not be read.`,
    );
  }
  if (place.place !== 'here' && place.sentence !== undefined) lacks.push(place.sentence);
  return lacks;
}

/** Why no virtual machine is known to have been the container's. */
function machineLacks({ hasBaseline, workers, gone, hasOwnWorker }: Traces): readonly string[] {
  if (!hasBaseline) return ['The host was not read before it, so no virtual machine is known to be new.'];
  if (workers === undefined) return [];
  if (workers.length === 0) return ['No vmwp.exe, the process of a virtual machine, came with it.'];
  if (gone.length === 0) {
    return [
      `${named(workers)} came with it, and was not seen to go with it: that may be another virtual machine.`,
    ];
  }
  if (!hasOwnWorker) {
    return [
      `${named(gone)} came and went with it, but with another container too, and each needs one of its own.`,
    ];
  }
  return [];
}

function machine(gone: readonly VmWorker[]): string {
  return gone.length === 1
    ? `${named(gone)}, the process of a virtual machine, came with it and was gone after it was removed.`
    : `${named(gone)}, processes of virtual machines, came with it and were gone after it was removed, one for each container of that time.`;
}

function named(workers: readonly VmWorker[]): string {
  return `vmwp.exe ${workers.map(({ pid }) => pid).join(' and ')}`;
}
