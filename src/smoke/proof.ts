import type { ContainerProcess, ContainerState, EngineEndpoint } from '../engine/model.ts';
import type { Isolation } from '../windows/model.ts';
import { HostView } from './host-view.ts';
import type { IsolationVerdict } from './isolation-verdict.ts';
import type { KernelFacts } from './kernel.ts';
import type { SmokeWorld } from './model.ts';
import { Session } from './proof-session.ts';
import { VmwpLedger } from './vmwp-ledger.ts';

/** In milliseconds. */
export interface ProofLimits {
  /** Before the container is started: one reading of the host. */
  readonly begin: number;
  /** While it runs: two calls of the engine, and two readings at most. */
  readonly whileRunning: number;
  /** After it was removed: readings until its virtual machine is gone. */
  readonly afterRemoval: number;
  /** By how much the times may differ that the engine, WMI and this process tell of the same moment. */
  readonly skew: number;
}

/** Longer than the limit of a reading, so that its own word on what went wrong is heard. */
export const PROOF_LIMITS: ProofLimits = {
  begin: 25_000,
  whileRunning: 45_000,
  afterRemoval: 25_000,
  skew: 2_000,
};

/** What of the world a proof touches. */
export interface ProofWorld extends Pick<SmokeWorld, 'readHostProcesses' | 'now' | 'sleep' | 'signal'> {
  readonly endpoint: EngineEndpoint;
  /** The name by which the engine knows its machine. */
  readonly machineName?: string;
}

/** How a running container is asked. */
export interface RunningContainer {
  readonly top: () => Promise<readonly ContainerProcess[]>;
  /** Asked only when `top` failed, to say why. */
  readonly state: () => Promise<Pick<ContainerState, 'status' | 'exitCode'>>;
  /** ISO 8601, as the engine tells it. */
  readonly startedAt?: string;
}

/**
 * The evidence for one container. Its calls settle within their limits, or as soon as the world's signal is aborted, and
 * never reject: what went wrong is in the verdict, which can be asked for at any time.
 */
export interface ProofSession {
  /** After the container's log showed the mark, and before it is stopped. */
  whileRunning(container: RunningContainer): Promise<void>;
  /**
   * After the container was removed. Reads the host only where a virtual machine is looked for, and only once where the
   * engine could not remove the container, as its machine is not waited for then.
   */
  afterRemoval(removed: boolean): Promise<void>;
  /** `configured`: what the engine says. */
  verdict(facts: { readonly configured: Isolation } & KernelFacts): IsolationVerdict;
}

export interface Prover {
  /**
   * Begins before the container is started. For `hyperv` it waits for a reading of the host as it was before: creating the
   * container may go on beside that, starting it may not.
   * @param mark on the command line of the container's own `cmd.exe`, never used before; undefined when the container runs
   * the image's own command, which nothing proves then
   */
  begin(isolation: Isolation, mark: string | undefined): Promise<ProofSession>;
}

/** Looks for containers among the processes of this machine, for several at a time. */
export function createProver(world: ProofWorld, limits: ProofLimits = PROOF_LIMITS): Prover {
  const shared = {
    world,
    limits,
    host: new HostView(world),
    ledger: new VmwpLedger<ProofSession>(),
  };
  return {
    async begin(isolation, mark) {
      // An empty one would be found everywhere.
      if (mark === '') throw new RangeError('A mark has to have letters.');
      const session = new Session(shared, mark);
      if (isolation === 'hyperv' && mark !== undefined) await session.readBaseline();
      return session;
    },
  };
}
