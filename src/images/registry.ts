import type { Credentials } from './credentials.ts';
import { withDeadline } from './registry/abort.ts';
import { addressOf, mirrorAddress, PlainHttp, registryName } from './registry/addresses.ts';
import type { AuthenticationWorld } from './registry/authentication.ts';
import type { Clock } from './registry/clock.ts';
import { Endpoint } from './registry/endpoint.ts';
import { walk } from './registry/index-walk.ts';
import { Joined } from './registry/joined.ts';
import { RepositoryReader } from './registry/repository-reader.ts';
import { Slots } from './registry/slots.ts';
import type { Transport } from './registry/transport.ts';
import { type Registry, type RegistryAnswer, RegistryError } from './registry-error.ts';

export { type Clock, systemClock } from './registry/clock.ts';
export { createNodeTransport } from './registry/node-transport.ts';
export type { Transport } from './registry/transport.ts';

/** All in milliseconds. */
export interface RegistryTimeouts {
  /** One request, with its redirects and its whole body. 20 s when left out. */
  readonly request?: number;
  /** Everything that one reference takes, from the first request on. 60 s when left out. */
  readonly reference?: number;
  /** Longest wait that a registry may ask for by `Retry-After`; more is `rate-limited` at once. 20 s when left out. */
  readonly retryAfter?: number;
}

/** The world of a registry client. */
export interface RegistryClientOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** 0 to 1, for the jitter of retries; `Math.random` does. */
  readonly random: () => number;
  /** For the `User-Agent` header: `windows-isolation-check/1.0.0`. */
  readonly userAgent: string;
  /**
   * The login kept for a registry, as a reference names it: `docker.io`, `localhost:5000`. Asked at most once for each
   * registry and mirror, and only when that one wants a login.
   */
  readonly credentials?: (registry: string) => Promise<Credentials | undefined>;
  /** Is told of every password and token before it is used, so that outputs can be masked. */
  readonly onSecret?: (secret: string) => void;
  /** `host` or `host:port`: may be spoken to in plain HTTP, which else only loopback may. */
  readonly insecureRegistries?: readonly string[];
  /** For a registry its mirrors, asked in this order before the registry itself: host, host:port, or a URL of these. */
  readonly mirrors?: Readonly<Record<string, readonly string[]>>;
  readonly timeouts?: RegistryTimeouts;
  /** Connections to one host, and references being read from one registry, at a time. 8 when left out. */
  readonly connectionsPerRegistry?: number;
}

const DEFAULT_TIMEOUTS = { request: 20_000, reference: 60_000, retryAfter: 20_000 };
const DEFAULT_CONNECTIONS = 8;

/**
 * A client of container registries (opencontainers/distribution-spec). It lives for one run: what it learned it does
 * not ask for again, and who asks for the same at the same time shares one request.
 *
 * @throws {CheckError} `input-invalid` when a mirror's address cannot be read
 */
export function createRegistryClient(options: RegistryClientOptions): Registry {
  return new RegistryClient(options);
}

class RegistryClient implements Registry {
  readonly #world: AuthenticationWorld;
  readonly #referenceMs: number;
  readonly #mirrors = new Map<string, Endpoint[]>();
  readonly #endpoints = new Map<string, readonly Endpoint[]>();
  readonly #reader = new RepositoryReader((registry) => this.#endpointsOf(registry));
  readonly #answers = new Joined<RegistryAnswer>('forever');
  readonly #references: Slots;

  constructor(options: RegistryClientOptions) {
    const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
    const connections = options.connectionsPerRegistry ?? DEFAULT_CONNECTIONS;
    const named = new PlainHttp(options.insecureRegistries ?? []);
    const mirrors = Object.entries(options.mirrors ?? {}).map(
      ([registry, written]) =>
        [registryName(registry), written.map((each) => mirrorAddress(each, named))] as const,
    );
    const plainMirrors = mirrors.flatMap(([, addresses]) =>
      addresses.filter((address) => address.schemes[0] === 'http').map((address) => address.host),
    );
    this.#world = {
      transport: options.transport,
      clock: options.clock,
      random: options.random,
      userAgent: options.userAgent,
      slots: new Slots(connections),
      plainHttp: new PlainHttp([...(options.insecureRegistries ?? []), ...plainMirrors]),
      requestMs: timeouts.request,
      retryAfterMs: timeouts.retryAfter,
      credentials: options.credentials ?? (async () => undefined),
      onSecret: options.onSecret ?? (() => undefined),
    };
    this.#referenceMs = timeouts.reference;
    this.#references = new Slots(connections);
    for (const [registry, addresses] of mirrors) {
      this.#mirrors.set(
        registry,
        addresses.map((address) => new Endpoint(this.#world, address)),
      );
    }
  }

  inspect(reference: Parameters<Registry['inspect']>[0], signal?: AbortSignal): Promise<RegistryAnswer> {
    const version = reference.digest ?? reference.tag ?? 'latest';
    const name = `${reference.registry}/${reference.repository}`;
    return this.#answers.join(`${name}@${version}`, signal, (joined) =>
      // The time of a reference begins when its turn comes, so that a long list is not cut off at its end.
      this.#references.run(registryName(reference.registry), joined, () =>
        withDeadline(
          this.#world.clock,
          this.#referenceMs,
          joined,
          () =>
            new RegistryError(
              'timeout',
              `${reference.registry} did not tell all of ${name}:${version} within ${this.#referenceMs / 1000} s.`,
              'Try again later, or check that the registry is up and reachable from this machine.',
            ),
          (running) => walk(this.#reader, reference, running),
        ),
      ),
    );
  }

  #endpointsOf(registry: string): readonly Endpoint[] {
    const name = registryName(registry);
    let endpoints = this.#endpoints.get(name);
    if (endpoints === undefined) {
      const own = new Endpoint(this.#world, addressOf(registry, this.#world.plainHttp));
      endpoints = [...(this.#mirrors.get(name) ?? []), own];
      this.#endpoints.set(name, endpoints);
    }
    return endpoints;
  }
}
