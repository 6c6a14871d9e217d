import type { Fault, FaultAction, Isolation } from './options.ts';

type Kind = FaultAction['kind'];

/** What happens to the HTTP call rather than to a container. */
const CALL_FAULTS: readonly Kind[] = [
  'drop-before-headers',
  'drop-after-headers',
  'hang',
  'half-json-line',
  'http-500',
  'http-error',
  'pull-error',
  'slow',
];

interface Planned {
  readonly fault: Fault;
  seen: number;
}

/** The script of what goes wrong, and how far it was played. */
export class FaultPlan {
  readonly #planned: readonly Planned[];

  constructor(faults: readonly Fault[]) {
    this.#planned = faults.map((fault) => ({ fault, seen: 0 }));
  }

  /** What happens to this call. Counts it. */
  ofCall(method: string, path: string): readonly FaultAction[] {
    return this.#take((fault) => {
      if (!CALL_FAULTS.includes(fault.do.kind)) return undefined;
      const fits =
        (fault.method === undefined || fault.method === method) &&
        (fault.path === undefined || new RegExp(fault.path).test(path));
      return fits ? (fault.nth ?? 1) : undefined;
    });
  }

  /** What happens at this start of a container. Counts it. */
  ofStart(path: string, isolation: Isolation): readonly FaultAction[] {
    return this.#take((fault) => {
      if (CALL_FAULTS.includes(fault.do.kind) || fault.do.kind === 'removal-locked') return undefined;
      const fits =
        (fault.isolation === undefined || fault.isolation === isolation) &&
        (fault.path === undefined || new RegExp(fault.path).test(path));
      return fits ? (fault.nth ?? (fault.do.kind === 'crash-at-start' ? 1 : 'every')) : undefined;
    });
  }

  /** How the files of a container that is to go are locked, if they are. Counts it. */
  ofRemoval(path: string): 'access-denied' | 'used-by-another-process' | undefined {
    for (const planned of this.#planned) {
      const { do: action, path: wanted } = planned.fault;
      if (action.kind !== 'removal-locked') continue;
      if (wanted !== undefined && !new RegExp(wanted).test(path)) continue;
      planned.seen++;
      if (planned.seen <= action.times) return action.text ?? 'access-denied';
    }
    return undefined;
  }

  #take(wanted: (fault: Fault) => number | 'every' | undefined): readonly FaultAction[] {
    return this.#planned.flatMap((planned) => {
      const nth = wanted(planned.fault);
      if (nth === undefined) return [];
      planned.seen++;
      return nth === 'every' || nth === planned.seen ? [planned.fault.do] : [];
    });
  }
}
