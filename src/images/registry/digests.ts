/** The digest algorithms of the OCI image specification (descriptor.md), and the one of github.com/opencontainers/go-digest. */
const ALGORITHMS: ReadonlyMap<string, { readonly digits: number }> = new Map([
  ['sha256', { digits: 64 }],
  ['sha384', { digits: 96 }],
  ['sha512', { digits: 128 }],
]);

/** Whether it is a digest that can be checked: a known algorithm, and as many hexadecimal digits as it has. */
export function isDigest(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  const [algorithm = '', hex = '', ...rest] = text.split(':');
  return rest.length === 0 && ALGORITHMS.get(algorithm)?.digits === hex.length && /^[0-9a-f]+$/.test(hex);
}

/** The digest of these bytes by the algorithm of `like`, or by sha256. */
export async function digestOf(bytes: Uint8Array, like = 'sha256'): Promise<string> {
  const [algorithm = ''] = like.split(':');
  if (!ALGORITHMS.has(algorithm)) throw new TypeError(`no digest algorithm: ${algorithm}`);
  const { createHash } = await import('node:crypto');
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}
