import type { EngineErrorCode } from './engine-error.ts';
import type { EngineEndpoint } from './model.ts';
import type { ServiceState } from './service-state.ts';

/** What a failed request means. */
export interface FailureKind {
  readonly code: EngineErrorCode;
  /** Behind the engine's name. */
  readonly what: string;
  readonly remedy: string | ((endpoint: EngineEndpoint) => string);
}

const CHOOSE = 'name another one by DOCKER_HOST or a docker context';

/** Docker Desktop's own pipes, behind which no Windows service of ours stands. */
export const DESKTOP_PIPE = /\/dockerDesktop\w*$/i;

export const ABSENT: FailureKind = {
  code: 'engine-absent',
  what: 'is not there: nothing listens',
  remedy: ({ transport }) =>
    transport.kind === 'pipe' && DESKTOP_PIPE.test(transport.path)
      ? `Start Docker Desktop and switch it to Windows containers, or ${CHOOSE}.`
      : transport.kind === 'pipe'
        ? `Install and start Docker on this machine (the Windows service \`docker\`, or Docker Desktop), or ${CHOOSE}.`
        : transport.kind === 'unix'
          ? `Start the engine of this machine, or ${CHOOSE}.`
          : `Check host and port, and that the engine there is started and listens on TCP, or ${CHOOSE}.`,
};
const UNKNOWN_HOST: FailureKind = {
  ...ABSENT,
  what: 'is not there: the name service does not know its host',
  remedy: 'Check the spelling of the host, and the name service of this machine.',
};
const UNREACHABLE: FailureKind = { ...ABSENT, what: 'cannot be reached from this machine' };
const TOO_LATE: FailureKind = {
  code: 'engine-timeout',
  what: 'did not take the connection in time',
  remedy: 'Check host and port, and the firewalls on the way.',
};
const FORBIDDEN: FailureKind = {
  code: 'engine-forbidden',
  what: 'may not be used by this user',
  remedy: ({ transport }) =>
    transport.kind === 'pipe'
      ? "Run this as an administrator, or let the engine's setting `group` name a group that this user is in."
      : "Run this as a user of the socket's group, which is usually `docker`, or as root.",
};
const CUT_OFF: FailureKind = {
  code: 'engine-broken',
  what: 'closed the connection before its answer was whole',
  remedy: ({ transport }) =>
    transport.kind !== 'tcp'
      ? 'Look into the log of the engine, and try again.'
      : transport.tls === undefined
        ? 'Try again. If the engine speaks TLS there, set DOCKER_TLS_VERIFY and DOCKER_CERT_PATH.'
        : 'Try again, and check that the engine trusts the certificate cert.pem that this client shows.',
};
const BUSY: FailureKind = {
  code: 'engine-broken',
  what: 'is too busy to take another connection',
  remedy: 'Try again in a moment.',
};
const NOT_HTTP: FailureKind = {
  code: 'engine-broken',
  what: 'answers in something that is no answer of an engine',
  remedy: `Check that it is an engine that listens there, or ${CHOOSE}.`,
};
const NO_TLS: FailureKind = {
  code: 'engine-endpoint-invalid',
  what: 'does not speak TLS, which was asked for',
  remedy: 'Unset DOCKER_TLS_VERIFY (or set up the context without TLS), or name the port that speaks TLS.',
};
const CLIENT_REFUSED: FailureKind = {
  code: 'engine-endpoint-invalid',
  what: 'does not accept the TLS certificate of this client, or there is none',
  remedy:
    'Give cert.pem and key.pem, signed by the authority that the engine trusts, by DOCKER_CERT_PATH or the context.',
};
const SERVER_UNTRUSTED: FailureKind = {
  code: 'engine-endpoint-invalid',
  what: 'has a TLS certificate that is not trusted',
  remedy: 'Give the ca.pem of the authority that signed it, by DOCKER_CERT_PATH or the context.',
};
const OTHER_NAME: FailureKind = {
  ...SERVER_UNTRUSTED,
  what: 'has a TLS certificate for another host',
  remedy: 'Name the engine by a host name that stands in its certificate.',
};
const OUT_OF_DATE: FailureKind = {
  ...SERVER_UNTRUSTED,
  what: 'has a TLS certificate that is not valid today',
  remedy: 'Renew the certificate of the engine, and check the clock of this machine.',
};
const BAD_FILES: FailureKind = {
  code: 'engine-endpoint-invalid',
  what: 'cannot be asked, as the TLS files of this client cannot be used',
  remedy:
    'Check that ca.pem, cert.pem and key.pem are PEM files, and that the key is that of the certificate.',
};
const NOT_ASKED: FailureKind = {
  code: 'engine-broken',
  what: 'could not be asked',
  remedy: 'Try again, and look into the log of the engine.',
};

/**
 * What the codes of a failed request mean. Sources: nodejs.org/api/errors.html (system errors, `HPE_…`, `ERR_SSL_…`),
 * nodejs.org/api/tls.html (X509 certificate error codes); what a missing pipe and a denied one give:
 * github.com/docker/node-sdk issue 70 and libuv's src/win/error.c.
 */
const KINDS: ReadonlyMap<string, FailureKind> = new Map([
  ['ENOENT', ABSENT],
  ['ENOTDIR', ABSENT],
  ['ECONNREFUSED', ABSENT],
  ['ENOTFOUND', UNKNOWN_HOST],
  ['EAI_AGAIN', UNKNOWN_HOST],
  ['EHOSTUNREACH', UNREACHABLE],
  ['ENETUNREACH', UNREACHABLE],
  ['EHOSTDOWN', UNREACHABLE],
  ['ENETDOWN', UNREACHABLE],
  ['EADDRNOTAVAIL', UNREACHABLE],
  ['ETIMEDOUT', TOO_LATE],
  ['EACCES', FORBIDDEN],
  ['EPERM', FORBIDDEN],
  ['ECONNRESET', CUT_OFF],
  ['ECONNABORTED', CUT_OFF],
  ['EPIPE', CUT_OFF],
  ['EOF', CUT_OFF],
  ['EBUSY', BUSY],
  ['EAGAIN', BUSY],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', SERVER_UNTRUSTED],
  ['SELF_SIGNED_CERT_IN_CHAIN', SERVER_UNTRUSTED],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', SERVER_UNTRUSTED],
  ['UNABLE_TO_GET_ISSUER_CERT', SERVER_UNTRUSTED],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', SERVER_UNTRUSTED],
  ['CERT_UNTRUSTED', SERVER_UNTRUSTED],
  ['CERT_SIGNATURE_FAILURE', SERVER_UNTRUSTED],
  ['INVALID_CA', SERVER_UNTRUSTED],
  ['INVALID_PURPOSE', SERVER_UNTRUSTED],
  ['ERR_TLS_CERT_ALTNAME_INVALID', OTHER_NAME],
  ['CERT_HAS_EXPIRED', OUT_OF_DATE],
  ['CERT_NOT_YET_VALID', OUT_OF_DATE],
]);

/** Families of codes, and the one code of Node whose meaning stands in OpenSSL's own words, which are never translated. */
const FAMILIES: readonly {
  readonly code: RegExp;
  readonly message?: RegExp;
  readonly kind: FailureKind;
}[] = [
  { code: /^HPE_/, kind: NOT_HTTP },
  { code: /^ERR_OSSL_/, kind: BAD_FILES },
  { code: /^ERR_SSL_\w*ALERT/, kind: CLIENT_REFUSED },
  { code: /^ERR_SSL_/, kind: NO_TLS },
  { code: /^EPROTO$/, message: /\balert\b/, kind: CLIENT_REFUSED },
  { code: /^EPROTO$/, kind: NO_TLS },
];

/** How a failure looks when the Windows service of the engine is there and does not run. */
export const SERVICE_STATES: Partial<Record<ServiceState, FailureKind>> = {
  stopped: {
    code: 'engine-stopped',
    what: 'does not answer: the Windows service `docker` is stopped',
    remedy: 'Start it as an administrator: `sc.exe start docker`.',
  },
  paused: {
    code: 'engine-stopped',
    what: 'does not answer: the Windows service `docker` is paused',
    remedy: 'Let it go on as an administrator: `sc.exe continue docker`.',
  },
  stopping: {
    code: 'engine-stopped',
    what: 'does not answer: the Windows service `docker` is being stopped',
    remedy: 'Start it again as an administrator once it has stopped: `sc.exe start docker`.',
  },
  starting: {
    code: 'engine-stopped',
    what: 'does not answer yet: the Windows service `docker` is being started',
    remedy: 'Try again in a moment.',
  },
};

/**
 * @param code of Node's error
 * @param message of it, too
 */
export function kindOf(code: string | undefined, message: string): FailureKind {
  if (code === undefined) return NOT_ASKED;
  const family = FAMILIES.find((each) => each.code.test(code) && (each.message?.test(message) ?? true));
  return KINDS.get(code) ?? family?.kind ?? NOT_ASKED;
}
