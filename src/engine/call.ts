import type Docker from 'dockerode';
import type { Clock } from './clock.ts';
import { CALL_LIMITS, type CallName, type RunningCall, withinLimits } from './deadline.ts';
import { EngineError } from './engine-error.ts';
import { failureOf, nameOf } from './failures.ts';
import { readGreeting } from './greeting.ts';
import type { CallLimits, EngineEndpoint, EngineGreeting } from './model.ts';
import { CallModem, notAnAnswer } from './modem.ts';
import type { ServiceState } from './service-state.ts';
import { Shared } from './shared.ts';
import { Transport } from './transport.ts';

/** The world of an engine's client. */
export interface EngineDependencies {
  readonly clock: Clock;
  /**
   * On Windows: the state of the engine's service, asked only when nothing listens at a pipe.
   * `serviceState` of `service.ts` does it.
   */
  readonly serviceState?: () => Promise<ServiceState>;
}

/** One call of the `Engine` interface. */
export interface Call {
  readonly name: CallName;
  /** For messages, behind "was asked to": `start the container abc`. */
  readonly what: string;
  readonly limits: CallLimits | undefined;
  /** In place of the limit in the table, when it depends on the call. */
  readonly milliseconds?: number;
  readonly asStream?: boolean;
}

/** What a call is done with. */
export interface Dialled extends RunningCall {
  readonly docker: Docker;
  readonly modem: CallModem;
}

/** Makes calls: greets once, keeps to the limits, and has every failure told as an `EngineError`. */
export class Caller {
  readonly #endpoint: EngineEndpoint;
  readonly #dependencies: EngineDependencies;
  readonly #transport: Transport;
  readonly #greeting = new Shared<EngineGreeting>();

  constructor(endpoint: EngineEndpoint, dependencies: EngineDependencies) {
    this.#endpoint = endpoint;
    this.#dependencies = dependencies;
    this.#transport = new Transport(endpoint);
  }

  /** Asks only once for all calls, until `close`; what it told is kept. */
  greet(limits: CallLimits | undefined): Promise<EngineGreeting> {
    const call: Call = { name: 'greet', what: 'answer a ping', limits };
    return this.#withinLimits(call, ({ signal }) => this.#greeting.join(signal, (each) => this.#ping(each)));
  }

  make<T>(call: Call, work: (dialled: Dialled) => Promise<T>): Promise<T> {
    return this.#withinLimits(call, async (running) => {
      const { apiVersion } = await this.greet({ signal: running.signal });
      return work({ ...running, ...(await this.#dial(call, running.signal, `/v${apiVersion}`)) });
    });
  }

  /** Rejects as the calls of the interface do; for what asks more than once within one of them. */
  failure(thrown: unknown): Promise<EngineError> {
    return failureOf(thrown, this.#endpoint, this.#dependencies.serviceState);
  }

  close(): void {
    this.#transport.close();
    this.#greeting.forget();
  }

  async #ping(signal: AbortSignal): Promise<EngineGreeting> {
    const call: Call = { name: 'greet', what: 'answer a ping', limits: undefined };
    const { docker, modem } = await this.#dial(call, signal, '');
    await docker.ping();
    const greeting = readGreeting(modem.headers);
    if (greeting) return greeting;
    throw notAnAnswer(this.#endpoint, call.what, 'it does not tell the version of its API');
  }

  async #dial({ what, asStream }: Call, signal: AbortSignal, prefix: string) {
    const { default: Docker } = await import('dockerode');
    const modem = new CallModem({
      endpoint: this.#endpoint,
      transport: this.#transport,
      prefix,
      signal,
      what,
      ...(asStream && { asStream }),
    });
    return { docker: new Docker({ modem }), modem };
  }

  #withinLimits<T>(call: Call, work: (running: RunningCall) => Promise<T>): Promise<T> {
    const { milliseconds, ofSilence } = CALL_LIMITS[call.name];
    const engine = `The engine at ${nameOf(this.#endpoint)}`;
    return withinLimits(
      this.#dependencies.clock,
      {
        milliseconds: call.milliseconds ?? milliseconds,
        ...(ofSilence && { ofSilence }),
        expired: (limit) =>
          new EngineError(
            'engine-timeout',
            `${engine} was asked to ${call.what}, and ${
              ofSilence ? `nothing came from it for ${limit / 1000} s` : `did not within ${limit / 1000} s`
            }.`,
            'Look into the log of the engine, and whether its machine is busy; what was asked for may still be done.',
          ),
        aborted: (reason) =>
          new EngineError(
            'engine-timeout',
            `${engine} was asked to ${call.what}, and the call was given up before it answered.`,
            'What was asked for may still be done by the engine.',
            { cause: reason },
          ),
      },
      call.limits,
      async (running) => {
        try {
          return await work(running);
        } catch (thrown) {
          throw await this.failure(thrown);
        }
      },
    );
  }
}
