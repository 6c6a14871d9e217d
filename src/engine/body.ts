import type { IncomingMessage } from 'node:http';

/** More than any answer of an engine that is kept whole: `/info`, an image, a list of containers. */
const LARGEST_BODY = 32 * 2 ** 20;

/** An answer that is larger than anything an engine says. */
export class TooLarge extends Error {
  readonly code = 'HPE_BODY_OVERFLOW';

  constructor() {
    super(`more than ${LARGEST_BODY} bytes`);
    this.name = 'TooLarge';
  }
}

/** The whole body. Rejects when the connection is cut before its end, and when it has no end in sight. */
export async function readBody(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LARGEST_BODY) throw new TooLarge();
  }
  return Buffer.concat(chunks);
}
