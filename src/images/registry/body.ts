import type { Readable } from 'node:stream';

/** The body was larger than the limit. */
export class BodyTooLarge extends Error {
  readonly limit: number;

  constructor(limit: number) {
    super(`more than ${limit} bytes`);
    this.name = 'BodyTooLarge';
    this.limit = limit;
  }
}

/** The stream was closed before its end, and nothing said why. */
class BrokenOff extends Error {
  readonly code = 'ECONNRESET';
}

/**
 * Reads a body piece by piece and holds at most `limit` bytes of it, whatever its headers promise.
 *
 * @param whenLarger `refuse` rejects, `cut` gives the first `limit` bytes; the stream is destroyed in both cases
 * @returns rejected with `BodyTooLarge`, or with what broke the stream
 */
export function readBody(stream: Readable, limit: number, whenLarger: 'refuse' | 'cut'): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    let length = 0;
    stream.on('data', (piece: Uint8Array) => {
      const room = limit - length;
      length += piece.byteLength;
      if (length <= limit) {
        pieces.push(piece);
        return;
      }
      pieces.push(piece.subarray(0, room));
      if (whenLarger === 'refuse') reject(new BodyTooLarge(limit));
      else resolve(joined(pieces));
      stream.destroy();
    });
    stream.on('end', () => resolve(joined(pieces)));
    stream.on('error', reject);
    stream.on('close', () => reject(new BrokenOff('closed before its end')));
  });
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
}
