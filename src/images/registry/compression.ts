import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';

type Zlib = typeof import('node:zlib');

/** The content codings of RFC 9110 section 8.4.1, and that of RFC 7932. */
const DECODERS: ReadonlyMap<string, (zlib: Zlib) => Transform> = new Map([
  ['gzip', (zlib: Zlib) => zlib.createGunzip()],
  ['x-gzip', (zlib: Zlib) => zlib.createGunzip()],
  ['deflate', (zlib: Zlib) => zlib.createInflate()],
  ['br', (zlib: Zlib) => zlib.createBrotliDecompress()],
]);

/** Whether the body has to be unpacked, though the request asked for it as it is: some servers do not look. */
export function isCompressed(message: IncomingMessage): boolean {
  return DECODERS.has(coding(message));
}

/** The body as it was before it was compressed. */
export async function unpacked(message: IncomingMessage): Promise<Readable> {
  const decoder = DECODERS.get(coding(message));
  if (decoder === undefined) return message;
  const [zlib, { pipeline }] = await Promise.all([import('node:zlib'), import('node:stream')]);
  // What breaks the one breaks the other; who reads the stream is told there.
  return pipeline(message, decoder(zlib), () => undefined);
}

function coding(message: IncomingMessage): string {
  return message.headers['content-encoding']?.trim().toLowerCase() ?? '';
}
