import { RegistryError } from '../registry-error.ts';
import type { Address, Scheme } from './addresses.ts';
import { Authentication, type AuthenticationWorld, type Grant } from './authentication.ts';
import { type Challenge, parseChallenges } from './challenges.ts';
import { ConnectionFailure } from './connection-failures.ts';
import { exchange, type HttpAnswer } from './http.ts';
import { Joined } from './joined.ts';
import { refusal } from './refusals.ts';
import { withReconnects, withRetries } from './retry.ts';
import { headerOf } from './transport.ts';

/** What is wanted of a repository. */
export interface Wanted {
  readonly repository: string;
  /** After `/v2/<repository>/`: `manifests/latest`. */
  readonly path: string;
  readonly accept?: string;
  readonly limit: number;
  readonly subject: string;
}

interface Greeting {
  readonly base: URL;
  readonly challenges: readonly Challenge[];
}

const GREETING_LIMIT = 1024 * 1024;
/** So many requests timed out one after the other, and nothing came between: the server hangs. */
const TIMEOUTS_IN_A_ROW = 3;

/** One server that answers for a registry, with the scheme it speaks and the login it asks for. */
export class Endpoint {
  readonly address: Address;
  readonly #world: AuthenticationWorld;
  readonly #authentication: Authentication;
  readonly #greeting = new Joined<Greeting>('forever');
  /** Of repositories that asked for another login than the server's greeting did. */
  readonly #challenges = new Map<string, readonly Challenge[]>();
  #timeouts = 0;
  #hanging: RegistryError | undefined;

  constructor(world: AuthenticationWorld, address: Address) {
    this.#world = world;
    this.address = address;
    this.#authentication = new Authentication(world, address.name);
  }

  /**
   * Asks for one thing, logging in if the server wants that. The first request to a server is an anonymous `GET /v2/`,
   * which tells the scheme it speaks and the login it wants, so that nothing else need be asked for twice.
   *
   * @returns the answer with status 200
   * @throws {RegistryError}
   */
  async get(wanted: Wanted, signal: AbortSignal): Promise<HttpAnswer> {
    const { base, challenges } = await this.#greeting.join('greeting', signal, (running) =>
      this.#greet(running),
    );
    const url = new URL(`${repositoryPath(wanted.repository)}/${wanted.path}`, base);

    const known = this.#challenges.get(wanted.repository) ?? challenges;
    let grant = await this.#authentication.grant(known, wanted.repository, signal);
    let answer = await this.#send(url, wanted, grant, signal);
    if (answer.status === 401 && answer.fromAskedHost) {
      const asked = parseChallenges(headerOf(answer.headers, 'www-authenticate') ?? '');
      const next = await this.#authentication.grant(asked, wanted.repository, signal, grant);
      if (next) {
        this.#challenges.set(wanted.repository, asked);
        grant = next;
        answer = await this.#send(url, wanted, grant, signal);
      }
    }
    if (answer.status === 200) return answer;
    throw refusal(answer, {
      registry: this.address.name,
      subject: wanted.subject,
      withCredentials: grant?.withCredentials ?? false,
    });
  }

  async #send(url: URL, wanted: Wanted, grant: Grant | undefined, signal: AbortSignal): Promise<HttpAnswer> {
    const request = {
      url,
      limit: wanted.limit,
      subject: wanted.subject,
      ...(wanted.accept === undefined ? {} : { headers: { accept: wanted.accept } }),
      ...(grant === undefined ? {} : { authorization: grant.authorization }),
    };
    return withRetries(this.#world, signal, async () => {
      if (this.#hanging) throw this.#hanging;
      try {
        const answer = await exchange(this.#world, request, signal);
        this.#timeouts = 0;
        return answer;
      } catch (thrown) {
        this.#countTimeout(thrown);
        throw thrown;
      }
    });
  }

  #countTimeout(thrown: unknown): void {
    if (!(thrown instanceof RegistryError && thrown.reason === 'timeout')) return;
    this.#timeouts += 1;
    if (this.#timeouts < TIMEOUTS_IN_A_ROW) return;
    this.#hanging = new RegistryError(
      'timeout',
      `${this.address.host} did not answer ${this.#timeouts} requests in a row, and was not asked again.`,
      thrown.remedy,
      { cause: thrown },
    );
  }

  async #greet(signal: AbortSignal): Promise<Greeting> {
    // Any status will do: what matters will be said again, and more clearly, of the thing that is wanted.
    const { answer, scheme } = await withReconnects(this.#world, signal, () => this.#firstWord(signal));
    const header =
      answer.fromAskedHost && answer.status === 401
        ? headerOf(answer.headers, 'www-authenticate')
        : undefined;
    return { base: this.#base(scheme), challenges: parseChallenges(header ?? '') };
  }

  /** The answer to `GET /v2/` in the first scheme that the server speaks. */
  async #firstWord(signal: AbortSignal): Promise<{ answer: HttpAnswer; scheme: Scheme }> {
    let unfit: { answer: HttpAnswer; scheme: Scheme } | undefined;
    let failure: unknown;
    for (const scheme of this.address.schemes) {
      const request = {
        url: this.#base(scheme),
        limit: GREETING_LIMIT,
        subject: 'its API',
      };
      try {
        const answer = await exchange(this.#world, request, signal);
        // Servers that speak TLS answer 400 to a request without it.
        if (scheme === 'https' || answer.status !== 400) return { answer, scheme };
        unfit = { answer, scheme };
      } catch (thrown) {
        // Where both fail, plain HTTP is what was allowed here on purpose: its failure says more.
        if (failure === undefined || scheme === 'http') failure = thrown;
        if (!(thrown instanceof ConnectionFailure && thrown.otherScheme)) break;
      }
    }
    if (unfit) return unfit;
    throw failure;
  }

  #base(scheme: Scheme): URL {
    return new URL(`${scheme}://${this.address.host}/v2/`);
  }
}

/** The grammar of references leaves nothing to escape; a name that came in another way must not leave its path either. */
function repositoryPath(repository: string): string {
  return repository
    .split('/')
    .map((component) => (/^\.+$/.test(component) ? '%2E' : encodeURIComponent(component)))
    .join('/');
}
