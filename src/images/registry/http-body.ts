/** The body was larger than the limit. */
export class BodyTooLarge extends Error {
  readonly limit: number;

  constructor(limit: number) {
    super(`more than ${limit} bytes`);
    this.name = 'BodyTooLarge';
    this.limit = limit;
  }
}

/**
 * Reads a body piece by piece and holds at most `limit` bytes of it, whatever its headers promise.
 *
 * @param whenLarger `refuse` throws and closes the connection, `cut` gives the first `limit` bytes
 * @throws {BodyTooLarge}
 */
export async function readBody(
  response: Response,
  limit: number,
  whenLarger: 'refuse' | 'cut',
): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array(0);
  const reader = response.body.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    if (whenLarger === 'refuse' && Number(response.headers.get('content-length')) > limit) {
      throw new BodyTooLarge(limit);
    }
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return joined(pieces, length);
      if (length + value.byteLength > limit) {
        if (whenLarger === 'refuse') throw new BodyTooLarge(limit);
        pieces.push(value.subarray(0, limit - length));
        return joined(pieces, limit);
      }
      pieces.push(value);
      length += value.byteLength;
    }
  } finally {
    // A body that was read to its end is not touched by this; any other one would keep its connection busy.
    reader.cancel().catch(() => undefined);
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only) return only;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.byteLength;
  }
  return whole;
}
