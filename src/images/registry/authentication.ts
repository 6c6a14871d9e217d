import type { Credentials } from '../credentials.ts';
import { RegistryError } from '../registry-error.ts';
import type { Challenge } from './challenges.ts';
import type { HttpWorld } from './http.ts';
import { Joined } from './joined.ts';
import type { RetryWorld } from './retry.ts';
import { basicAuthorization, fetchToken, type TokenRequest, tokenRequest } from './tokens.ts';

export interface AuthenticationWorld extends HttpWorld, RetryWorld {
  readonly credentials: (registry: string) => Promise<Credentials | undefined>;
  readonly onSecret: (secret: string) => void;
}

/** What goes into the `Authorization` header of a request, and what it took to get it. */
export interface Grant {
  readonly authorization: string;
  readonly withCredentials: boolean;
  /** The challenge it answers, as a key. */
  readonly answers: string;
  /** Got for an earlier request; it may have expired since. */
  readonly held: boolean;
}

interface HeldToken {
  readonly authorization: string;
  readonly goodUntil: number;
}

/** A token is asked for anew this long before it expires, or after three quarters of a short life. */
const MARGIN_MS = 10_000;

/**
 * Answers the challenges of one registry, or of one mirror. Its credentials are looked up under its own name, and go
 * to itself and to the token service it names, nowhere else. A token is got once for each scope and kept while it is good.
 */
export class Authentication {
  readonly #world: AuthenticationWorld;
  readonly #registry: string;
  readonly #credentials = new Joined<Credentials | undefined>('forever');
  readonly #fetching = new Joined<HeldToken>('in-flight');
  readonly #tokens = new Map<string, HeldToken>();
  /** Token services that refused the user's credentials: these are not tried twice, which could lock an account. */
  readonly #refusing = new Map<string, RegistryError>();

  constructor(world: AuthenticationWorld, registry: string) {
    this.#world = world;
    this.#registry = registry;
  }

  /**
   * The answer to the best of these challenges: Bearer before Basic. Nothing when there is no challenge that can be
   * answered.
   *
   * @param refused the grant of a request that got these challenges back: it is not given again
   * @throws {RegistryError} what the token service said
   */
  async grant(
    challenges: readonly Challenge[],
    repository: string,
    signal: AbortSignal,
    refused?: Grant,
  ): Promise<Grant | undefined> {
    const bearer = challenges.find((challenge) => challenge.scheme === 'bearer');
    const basic = challenges.find((challenge) => challenge.scheme === 'basic');
    if (bearer) return this.#bearer(bearer, repository, signal, refused);
    if (basic) return this.#basic(signal, refused);
    return undefined;
  }

  async #basic(signal: AbortSignal, refused: Grant | undefined): Promise<Grant | undefined> {
    const credentials = await this.#ownCredentials(signal);
    if (credentials?.kind !== 'password' || refused?.answers === 'basic') return undefined;
    return {
      authorization: basicAuthorization(credentials),
      withCredentials: true,
      answers: 'basic',
      held: true,
    };
  }

  async #bearer(
    challenge: Challenge,
    repository: string,
    signal: AbortSignal,
    refused: Grant | undefined,
  ): Promise<Grant | undefined> {
    const wanted = tokenRequest(challenge, `repository:${repository}:pull`, this.#registry);
    const answers = `bearer ${wanted.realm.href} ${wanted.service ?? ''} ${wanted.scope}`;
    // A token that was just issued for the same scope will not get better by asking again.
    if (refused?.answers === answers && !refused.held) return undefined;

    const credentials = await this.#ownCredentials(signal);
    const withCredentials = credentials !== undefined;
    const held = this.#tokens.get(answers);
    if (held && held.goodUntil > this.#world.clock.now() && held.authorization !== refused?.authorization) {
      return { authorization: held.authorization, withCredentials, answers, held: true };
    }
    const token = await this.#fetching.join(answers, signal, (running) =>
      this.#fetch(wanted, answers, credentials, running),
    );
    return { authorization: token.authorization, withCredentials, answers, held: false };
  }

  async #fetch(
    wanted: TokenRequest,
    answers: string,
    credentials: Credentials | undefined,
    signal: AbortSignal,
  ): Promise<HeldToken> {
    const refusing = this.#refusing.get(wanted.realm.href);
    if (refusing) throw refusing;
    try {
      const token = await fetchToken(this.#world, this.#registry, wanted, credentials, signal);
      this.#world.onSecret(token.value);
      const held = {
        authorization: `Bearer ${token.value}`,
        goodUntil: this.#world.clock.now() + Math.max(token.lifetime - MARGIN_MS, token.lifetime * 0.75),
      };
      this.#tokens.set(answers, held);
      return held;
    } catch (thrown) {
      if (credentials && thrown instanceof RegistryError && thrown.reason === 'unauthorized') {
        this.#refusing.set(wanted.realm.href, thrown);
      }
      throw thrown;
    }
  }

  #ownCredentials(signal: AbortSignal): Promise<Credentials | undefined> {
    return this.#credentials.join('own', signal, async () => {
      const credentials = await this.#world.credentials(this.#registry);
      if (credentials?.kind === 'identity-token') this.#world.onSecret(credentials.token);
      if (credentials?.kind === 'password') {
        this.#world.onSecret(credentials.password);
        this.#world.onSecret(basicAuthorization(credentials).slice('Basic '.length));
      }
      return credentials;
    });
  }
}
