import type { RegistryFailure } from '../model.ts';
import { RegistryError } from '../registry-error.ts';

/** A request that got no answer, or no whole one. */
export class ConnectionFailure extends RegistryError {
  /** Whether the same request may well succeed in a moment. */
  readonly passing: boolean;
  /** Whether the host may speak the other scheme, HTTP or HTTPS, at this port. */
  readonly otherScheme: boolean;

  constructor(kind: Kind, host: string, code: string, cause: unknown) {
    super(kind.reason, `${host} ${kind.what} (${code}).`, kind.remedy, { cause });
    this.name = 'ConnectionFailure';
    this.passing = kind.passing;
    this.otherScheme = kind.otherScheme;
  }
}

interface Kind {
  readonly reason: RegistryFailure;
  /** After the host's name. */
  readonly what: string;
  readonly remedy: string;
  readonly passing: boolean;
  readonly otherScheme: boolean;
}

const CHECK_NETWORK = 'Check that the host is up and that this machine may reach it, also through a proxy.';

const NO_SUCH_HOST: Kind = {
  reason: 'unreachable',
  what: 'is not known to the name service',
  remedy: 'Check the spelling of the registry, or the name service of this machine.',
  passing: false,
  otherScheme: false,
};
const NAME_SERVICE: Kind = { ...NO_SUCH_HOST, what: 'could not be looked up', passing: true };
const NO_CONNECTION: Kind = {
  reason: 'unreachable',
  what: 'could not be connected to',
  remedy: CHECK_NETWORK,
  passing: true,
  otherScheme: true,
};
const BROKEN_OFF: Kind = {
  ...NO_CONNECTION,
  what: 'broke the connection off before its answer was whole',
};
const TOO_SLOW: Kind = {
  ...NO_CONNECTION,
  reason: 'timeout',
  what: 'did not answer in time',
  passing: false,
};
const SPEAKS_PLAIN_HTTP: Kind = {
  reason: 'insecure-refused',
  what: 'does not speak TLS, and plain HTTP is not allowed there',
  remedy:
    'Set up TLS there, or name the host as an insecure registry if every network on the way is trusted.',
  passing: false,
  otherScheme: true,
};
const BAD_CERTIFICATE: Kind = {
  reason: 'unreachable',
  what: 'has a TLS certificate that is not trusted here',
  remedy: 'Give the certificate of its authority in the environment variable NODE_EXTRA_CA_CERTS.',
  passing: false,
  otherScheme: false,
};
const NOT_HTTP: Kind = {
  reason: 'not-a-registry',
  what: 'answers in something that is not HTTP',
  remedy: 'Check host and port of the registry.',
  passing: false,
  otherScheme: true,
};
const BROKEN_COMPRESSION: Kind = {
  reason: 'malformed',
  what: 'sent a compressed answer that cannot be unpacked',
  remedy: 'Look at the registry and at any proxy in front of it.',
  passing: false,
  otherScheme: false,
};
const NOT_SENT: Kind = { ...NO_CONNECTION, what: 'could not be asked', passing: false };

/**
 * What the codes of a failed `fetch` mean. Sources: nodejs.org/api/errors.html (system errors, `ERR_SSL_…`, `HPE_…`),
 * nodejs.org/api/tls.html (X509 certificate error codes), nodejs.org/api/zlib.html, and nodejs/undici
 * docs/docs/api/Errors.md (`UND_ERR_…`).
 */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['ENOTFOUND', NO_SUCH_HOST],
  ['EAI_AGAIN', NAME_SERVICE],
  ['ECONNREFUSED', NO_CONNECTION],
  ['EHOSTUNREACH', NO_CONNECTION],
  ['ENETUNREACH', NO_CONNECTION],
  ['ENETDOWN', NO_CONNECTION],
  ['EADDRNOTAVAIL', NO_CONNECTION],
  ['ECONNRESET', BROKEN_OFF],
  ['ECONNABORTED', BROKEN_OFF],
  ['EPIPE', BROKEN_OFF],
  ['UND_ERR_SOCKET', BROKEN_OFF],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', BROKEN_OFF],
  ['ETIMEDOUT', TOO_SLOW],
  ['UND_ERR_CONNECT_TIMEOUT', TOO_SLOW],
  ['UND_ERR_HEADERS_TIMEOUT', TOO_SLOW],
  ['UND_ERR_BODY_TIMEOUT', TOO_SLOW],
  ['ERR_SSL_WRONG_VERSION_NUMBER', SPEAKS_PLAIN_HTTP],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', SPEAKS_PLAIN_HTTP],
  ['EPROTO', SPEAKS_PLAIN_HTTP],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', BAD_CERTIFICATE],
  ['UNABLE_TO_GET_ISSUER_CERT', BAD_CERTIFICATE],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', BAD_CERTIFICATE],
  ['SELF_SIGNED_CERT_IN_CHAIN', BAD_CERTIFICATE],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', BAD_CERTIFICATE],
  ['CERT_HAS_EXPIRED', BAD_CERTIFICATE],
  ['CERT_NOT_YET_VALID', BAD_CERTIFICATE],
  ['CERT_UNTRUSTED', BAD_CERTIFICATE],
  ['ERR_TLS_CERT_ALTNAME_INVALID', BAD_CERTIFICATE],
  ['UND_ERR_HEADERS_OVERFLOW', NOT_HTTP],
  ['Z_DATA_ERROR', BROKEN_COMPRESSION],
  ['Z_BUF_ERROR', BROKEN_COMPRESSION],
]);

/** Why a `fetch`, or the reading of its body, was rejected; never a secret in the message. */
export function connectionFailure(thrown: unknown, host: string): ConnectionFailure {
  const code = codeOf(thrown);
  return new ConnectionFailure(kindOf(code), host, code ?? 'no code', thrown);
}

function kindOf(code: string | undefined): Kind {
  if (code === undefined) return NOT_SENT;
  const known = KINDS.get(code);
  if (known) return known;
  if (code.startsWith('HPE_')) return NOT_HTTP;
  if (code.startsWith('ERR_SSL_')) return SPEAKS_PLAIN_HTTP;
  if (code.startsWith('Z_') || code.startsWith('ERR__ERROR_')) return BROKEN_COMPRESSION;
  return NOT_SENT;
}

/** The innermost code: `fetch` says only "fetch failed", what happened stands in the causes below. */
function codeOf(thrown: unknown): string | undefined {
  let code: string | undefined;
  let error = thrown;
  for (let depth = 0; depth < 5 && error instanceof Error; depth += 1) {
    if ('code' in error && typeof error.code === 'string') code = error.code;
    error = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  }
  return code;
}
