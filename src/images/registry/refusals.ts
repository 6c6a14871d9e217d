import { RegistryError } from '../registry-error.ts';
import type { HttpAnswer } from './http.ts';
import { retryAfter } from './retry.ts';
import { type AnswerHeaders, headerOf } from './transport.ts';

/** What was asked of whom, for the words of an error. */
export interface Asked {
  /** The name that people log in to: `docker.io`, `ghcr.io`. */
  readonly registry: string;
  readonly subject: string;
  /** Whether credentials of the user stood behind the request. */
  readonly withCredentials: boolean;
}

interface ServerError {
  readonly code: string;
  readonly message: string;
}

/** Error codes of the distribution specification (opencontainers/distribution-spec spec.md, "Error Codes") that mean "no such thing". */
const UNKNOWN_CODES: ReadonlySet<string> = new Set([
  'NAME_UNKNOWN',
  'NAME_INVALID',
  'MANIFEST_UNKNOWN',
  'BLOB_UNKNOWN',
  'TAG_INVALID',
]);

/** The error that an answer other than 200 means. */
export function refusal(answer: HttpAnswer, asked: Asked): RegistryError {
  const errors = serverErrors(answer);
  const said = errors.length === 0 ? '' : ` It said: ${errors.map(spoken).join('; ')}.`;
  const { registry, subject } = asked;
  const login = `docker login${registry === 'docker.io' ? '' : ` ${registry}`}`;

  if (answer.status === 401) {
    return asked.withCredentials
      ? new RegistryError(
          'unauthorized',
          `${registry} does not give ${subject} to the account that is logged in here, or has no such repository.${said}`,
          `Check the name, and log in again with an account that may pull it (${login}).`,
        )
      : new RegistryError(
          'unauthorized',
          `${registry} asks for a login before it gives ${subject}, or has no such repository.${said}`,
          `Check the name, and log in before this check (${login}, or docker/login-action in a workflow).`,
        );
  }
  if (answer.status === 403) {
    return new RegistryError(
      'forbidden',
      `${registry} forbids reading ${subject}.${said}`,
      asked.withCredentials
        ? 'Give the account that is logged in here the right to pull from that repository.'
        : `Log in with an account that may pull from that repository (${login}).`,
    );
  }
  if (answer.status === 404 && isHtml(answer)) return notARegistry(answer, registry, subject);
  if (answer.status === 404 || errors.some((error) => UNKNOWN_CODES.has(error.code))) {
    const repository = errors.some((error) => error.code === 'NAME_UNKNOWN');
    return new RegistryError(
      'not-found',
      `${registry} does not have ${subject}${repository ? ': it knows no such repository' : ''}.${said}`,
      'Check repository and tag for a spelling mistake, or whether the tag was removed.',
    );
  }
  if (answer.status === 429) {
    const wait = retryAfter(answer.headers);
    return new RegistryError(
      'rate-limited',
      `${registry} limits how often it may be asked, and refused ${subject}${
        wait === undefined ? '' : `; it asks to wait ${Math.ceil(wait / 1000)} s`
      }.${said}`,
      asked.withCredentials
        ? 'Wait until the limit is lifted, or set up a mirror.'
        : `Log in, which raises the limit (${login}), wait, or set up a mirror.`,
    );
  }
  return new RegistryError(
    'server-error',
    `${registry} answered ${answer.status} when asked for ${subject}.${said}`,
    answer.status >= 500 ? 'Try again later.' : 'Check that the host is a container registry.',
  );
}

/** An answer that a web page gives, a login page for instance, and no registry. */
export function notARegistry(answer: HttpAnswer, registry: string, subject: string): RegistryError {
  const type = contentType(answer.headers) || 'something without a type';
  return new RegistryError(
    'not-a-registry',
    `${registry} answered ${type} where ${subject} was expected: it is no container registry, or a web page stands in front of it.`,
    'Check host and port of the reference, and whether this network shows a login page first.',
  );
}

export function isHtml(answer: HttpAnswer): boolean {
  const type = contentType(answer.headers);
  return type === 'text/html' || type === 'application/xhtml+xml';
}

/** The media type in lower case, without its parameters; empty when there is none. */
export function contentType(headers: AnswerHeaders): string {
  return (headerOf(headers, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function serverErrors(answer: HttpAnswer): readonly ServerError[] {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder().decode(answer.body));
  } catch {
    return [];
  }
  const errors = (document as { errors?: unknown } | null)?.errors;
  if (!Array.isArray(errors)) return [];
  return errors
    .slice(0, 3)
    .flatMap((error: { code?: unknown; message?: unknown } | null) =>
      typeof error?.code === 'string'
        ? [{ code: error.code, message: typeof error.message === 'string' ? error.message : '' }]
        : [],
    );
}

/** In one line and not at length: the text comes from outside. */
function spoken(error: ServerError): string {
  return `${error.code} ${error.message}`
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 200);
}
