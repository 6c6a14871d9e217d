import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A key and a certificate that an authority, or it itself, signed; both in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  readonly name: string;
}

export interface CertificateSettings {
  readonly name: string;
  /** Host names and IPv4 addresses that it is for. */
  readonly hosts?: readonly string[];
  readonly authority?: Certificate;
  /** Days from now; both may lie in the past. */
  readonly from?: number;
  readonly until?: number;
}

/** Makes a certificate with an elliptic-curve key (RFC 5280), which `node:crypto` reads but does not make. */
export function makeCertificate(settings: CertificateSettings): Certificate {
  const { name, hosts = [], authority, from = -1, until = 30 } = settings;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const signer = authority ? createPrivateKey(authority.key) : privateKey;
  const algorithm = sequence(oid(ECDSA_WITH_SHA256));
  const certificate = sequence(
    explicit(0, integer(2)),
    integer(Math.floor(Math.random() * 2 ** 30)),
    algorithm,
    commonName(authority?.name ?? name),
    sequence(time(from), time(until)),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions(hosts))),
  );
  const signed = sequence(certificate, algorithm, bits(signature(certificate, signer)));
  return {
    name,
    cert: pem('CERTIFICATE', signed),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

const ECDSA_WITH_SHA256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const COMMON_NAME = [0x55, 0x04, 0x03];
const SUBJECT_ALTERNATIVE_NAME = [0x55, 0x1d, 0x11];
const BASIC_CONSTRAINTS = [0x55, 0x1d, 0x13];

function extensions(hosts: readonly string[]): Buffer[] {
  const authority = sequence(oid(BASIC_CONSTRAINTS), der(0x04, sequence(der(0x01, Buffer.from([0xff])))));
  if (hosts.length === 0) return [authority];
  const names = hosts.map((host) =>
    /^[\d.]+$/.test(host)
      ? der(0x87, Buffer.from(host.split('.').map(Number)))
      : der(0x82, Buffer.from(host)),
  );
  return [authority, sequence(oid(SUBJECT_ALTERNATIVE_NAME), der(0x04, sequence(...names)))];
}

function signature(bytes: Buffer, key: KeyObject): Buffer {
  return sign('sha256', bytes, key);
}

function commonName(name: string): Buffer {
  return sequence(der(0x31, sequence(oid(COMMON_NAME), der(0x0c, Buffer.from(name)))));
}

function time(days: number): Buffer {
  const date = new Date(Date.now() + days * 86_400_000).toISOString();
  return der(0x18, Buffer.from(`${date.slice(0, 19).replace(/[-:T]/g, '')}Z`));
}

/** In as few bytes as it takes, and never with its sign bit set. */
function integer(value: number): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return der(0x02, (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]));
}

function oid(bytes: readonly number[]): Buffer {
  return der(0x06, Buffer.from(bytes));
}

function bits(bytes: Buffer): Buffer {
  return der(0x03, Buffer.concat([Buffer.from([0]), bytes]));
}

function explicit(tag: number, content: Buffer): Buffer {
  return der(0xa0 + tag, content);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
