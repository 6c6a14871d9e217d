import { messageOf } from '../errors.ts';
import type { Credentials } from './credentials.ts';

export interface HelperResult {
  readonly exitCode: number;
  readonly stdout: string;
}

/** Runs `docker-credential-<name> get` with the server on its stdin. Rejects, saying why, when it gave no answer. */
export type RunHelper = (name: string, server: string) => Promise<HelperResult>;

/** What a helper said: a login, that it keeps none, or nothing that can be used. */
export type HelperAnswer =
  | { readonly kind: 'login'; readonly credentials: Credentials }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly why: string };

const HELPER_NAME = /^[A-Za-z0-9._-]+$/;

/** The user name under which a helper keeps an identity token (docker/cli cli/config/credentials/native_store.go). */
const TOKEN_USER = '<token>';

/**
 * Asks a credential helper for one login. Nothing of what it printed is repeated: it may be a secret.
 *
 * Source: docker/docker-credential-helpers `client/client.go` and `credentials/error.go`. It tells that there is no
 * login by its exit code and this sentence on stdout.
 */
export async function askHelper(run: RunHelper, name: string, server: string): Promise<HelperAnswer> {
  const failed = (why: string): HelperAnswer => ({ kind: 'failed', why });
  if (!HELPER_NAME.test(name)) return failed('that is no name of a program');
  let result: HelperResult;
  try {
    result = await run(name, server);
  } catch (error) {
    return failed(messageOf(error));
  }
  if (result.exitCode !== 0) {
    return /credentials not found/i.test(result.stdout)
      ? { kind: 'none' }
      : failed(`it ended with exit code ${result.exitCode}`);
  }
  try {
    const { Username: username, Secret: secret } = JSON.parse(result.stdout) as Record<string, unknown>;
    if (typeof username !== 'string' || typeof secret !== 'string') return failed('its answer has no login');
    if (username === '' || secret === '') return { kind: 'none' };
    const credentials: Credentials =
      username === TOKEN_USER
        ? { kind: 'identity-token', token: secret }
        : { kind: 'password', username, password: secret };
    return { kind: 'login', credentials };
  } catch {
    return failed('its answer is not JSON');
  }
}
