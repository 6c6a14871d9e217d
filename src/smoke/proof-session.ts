import type { ContainerProcess } from '../engine/model.ts';
import { messageOf } from '../errors.ts';
import type { Isolation } from '../windows/model.ts';
import type { HostView } from './host-view.ts';
import { type IsolationVerdict, judgeIsolation } from './isolation-verdict.ts';
import type { KernelFacts } from './kernel.ts';
import type { HostProcesses } from './model.ts';
import type { ProofLimits, ProofSession, ProofWorld, RunningContainer } from './proof.ts';
import { type Sighting, sightingOf } from './sighting.ts';
import { goneWorkers, newWorkers, type VmWorker } from './vm-workers.ts';
import type { VmwpLedger } from './vmwp-ledger.ts';
import { Cancelled, OutOfTime, within } from './within.ts';

/** Between two looks for a virtual machine that is still there; doubled each time. In milliseconds. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 2_000;

/** Of what others say. */
const LONGEST_QUOTE = 400;

/** What the sessions of one run have in common. */
export interface SharedByProofs {
  readonly world: ProofWorld;
  readonly limits: ProofLimits;
  readonly host: HostView;
  readonly ledger: VmwpLedger<ProofSession>;
}

type Step = 'begin' | 'whileRunning' | 'afterRemoval';

const STEPS: Readonly<Record<Step, string>> = {
  begin: "Reading the host's processes before the container was started",
  whileRunning: "Looking for the container among the host's processes",
  afterRemoval: "Waiting for the end of the container's virtual machine",
};

export class Session implements ProofSession {
  readonly #shared: SharedByProofs;
  readonly #mark: string | undefined;
  /** Milliseconds since 1970. */
  readonly #begun: number;
  readonly #troubles = new Set<string>();
  readonly #samples: HostProcesses[] = [];
  #baseline: HostProcesses | undefined;
  #opening: readonly ContainerProcess[] | undefined;
  #closing: readonly ContainerProcess[] | undefined;
  #workers: readonly VmWorker[] | undefined;
  #gone: readonly VmWorker[] = [];

  constructor(shared: SharedByProofs, mark: string | undefined) {
    this.#shared = shared;
    this.#mark = mark;
    this.#begun = shared.world.now();
  }

  async readBaseline(): Promise<void> {
    if (this.#isElsewhere) return;
    await this.#attempt('begin', async (signal) => {
      const baseline = await this.#shared.host.sample(signal);
      if (!signal.aborted) this.#baseline = baseline;
    });
  }

  async whileRunning(container: RunningContainer): Promise<void> {
    if (this.#isElsewhere) return;
    const { world, limits, ledger } = this.#shared;
    const running = world.now();
    await this.#attempt('whileRunning', async (signal) => {
      this.#opening = await this.#top(container, signal);
      if (this.#opening === undefined) return;
      await this.#lookAtHost(signal);
      if (signal.aborted || this.#samples.length === 0 || this.#isElsewhere || this.#isMatched) return;
      this.#closing = await this.#top(container, signal);
    });
    if (this.#baseline === undefined || this.#closing === undefined || this.#isMatched) return;
    if (!this.#clocksAgree(container.startedAt, running)) return;
    const window = { begun: this.#begun, running, skew: limits.skew };
    this.#workers = newWorkers(this.#baseline, this.#samples, window);
    ledger.claim(this, this.#workers);
  }

  async afterRemoval(removed: boolean): Promise<void> {
    const { world, host, ledger } = this.#shared;
    const workers = this.#workers ?? [];
    if (workers.length === 0) return;
    await this.#attempt('afterRemoval', async (signal) => {
      for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
        const after = await host.sample(signal);
        if (signal.aborted) return;
        this.#gone = goneWorkers(workers, after);
        if (!removed || ledger.hasOneOf(this, this.#gone) || this.#gone.length === workers.length) return;
        await world.sleep(pause, signal);
        if (signal.aborted) return;
      }
    });
    // Not before: while it is waited for, one that is still there may yet turn out to be this container's.
    ledger.claim(this, this.#gone);
  }

  verdict({ configured, ...kernel }: { readonly configured: Isolation } & KernelFacts): IsolationVerdict {
    const traces = {
      mark: this.#mark,
      place: this.#shared.host.place,
      sightings: this.#sightings,
      ...(this.#opening && { opening: this.#opening }),
      ...(this.#closing && { closing: this.#closing }),
      hasBaseline: this.#baseline !== undefined,
      ...(this.#workers && { workers: this.#workers }),
      gone: this.#gone,
      hasOwnWorker: this.#shared.ledger.hasOneOf(this, this.#gone),
      troubles: [...this.#troubles],
    };
    return judgeIsolation(configured, traces, kernel);
  }

  get #sightings(): readonly Sighting[] {
    const listed = [...(this.#opening ?? []), ...(this.#closing ?? [])];
    const since = this.#begun - this.#shared.limits.skew;
    return this.#samples.map((sample) => sightingOf(sample, { mark: this.#mark, since, listed }));
  }

  get #isMatched(): boolean {
    return this.#sightings.some(({ match }) => match !== undefined);
  }

  get #isElsewhere(): boolean {
    return this.#shared.host.isElsewhere;
  }

  /** One reading is enough when it shows the mark; that there is none has to be seen twice. */
  async #lookAtHost(signal: AbortSignal): Promise<void> {
    const enough = this.#mark === undefined ? 1 : 2;
    try {
      while (this.#samples.length < enough && !this.#isMatched && !this.#isElsewhere) {
        const sample = await this.#shared.host.sample(signal);
        if (signal.aborted) return;
        this.#samples.push(sample);
      }
    } catch (thrown) {
      if (!signal.aborted) this.#troubles.add(sentence(messageOf(thrown)));
    }
  }

  async #top(
    { top, state }: RunningContainer,
    signal: AbortSignal,
  ): Promise<readonly ContainerProcess[] | undefined> {
    try {
      const rows = await top();
      return signal.aborted ? undefined : rows;
    } catch (thrown) {
      const now = await state().catch(() => undefined);
      if (signal.aborted) return undefined;
      this.#troubles.add(
        now === undefined || now.status === 'running'
          ? sentence(`The engine did not list the container's processes: ${messageOf(thrown)}`)
          : `The container was gone before its processes were held against the host's: it is ${now.status}, with exit code ${now.exitCode}.`,
      );
      return undefined;
    }
  }

  /** Times of creation say nothing when the clock was set meanwhile, or when the engine goes by another. */
  #clocksAgree(startedAt: string | undefined, running: number): boolean {
    const started = Date.parse(startedAt ?? '');
    const { skew } = this.#shared.limits;
    if (Number.isNaN(started) || (started >= this.#begun - skew && started <= running + skew)) return true;
    const [there, here, until] = [started, this.#begun, running].map((time) => new Date(time).toISOString());
    this.#troubles.add(
      `The clocks differ: the engine says that it started the container at ${there}, and here that was between ${here} and ${until}.`,
    );
    return false;
  }

  async #attempt(step: Step, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { world, limits } = this.#shared;
    try {
      await within(world, limits[step], world.signal, work);
    } catch (thrown) {
      const isEnd = thrown instanceof OutOfTime || thrown instanceof Cancelled;
      const message = messageOf(thrown);
      this.#troubles.add(sentence(isEnd ? `${STEPS[step]} did not come to an end: ${message}` : message));
    }
  }
}

function sentence(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ').slice(0, LONGEST_QUOTE);
  return /[.!?)]$/.test(line) ? line : `${line}.`;
}
