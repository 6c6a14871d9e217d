import { StringDecoder } from 'node:string_decoder';

/** A line of a stream; `text` is undefined for one that was longer than the limit and was dropped. */
export interface StreamLine {
  readonly text: string | undefined;
}

/**
 * The lines of a stream, without their ends (`\n` or `\r\n`), in bounded memory: of a line longer than `limit`
 * characters nothing is kept, but it still counts as a line. A last line without an end counts too.
 */
export async function* readLines(
  stream: AsyncIterable<Uint8Array | string>,
  limit: number,
): AsyncGenerator<readonly StreamLine[]> {
  const decoder = new StringDecoder('utf8');
  let held = '';
  let tooLong = false;
  let first = true;
  for await (const chunk of stream) {
    let text =
      typeof chunk === 'string'
        ? chunk
        : decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
    if (first && text !== '') {
      // Shells of Windows put a byte order mark in front of what they pipe.
      if (text.startsWith('\uFEFF')) text = text.slice(1);
      first = false;
    }
    const pieces = text.split('\n');
    const last = pieces.pop() ?? '';
    const lines: StreamLine[] = [];
    for (const piece of pieces) {
      lines.push(asLine(held + piece, limit, tooLong));
      held = '';
      tooLong = false;
    }
    held += last;
    if (held.length > limit) {
      held = '';
      tooLong = true;
    }
    if (lines.length > 0) yield lines;
  }
  held += decoder.end();
  if (held !== '' || tooLong) yield [asLine(held, limit, tooLong)];
}

function asLine(text: string, limit: number, dropped: boolean): StreamLine {
  if (dropped || text.length > limit) return { text: undefined };
  return { text: text.endsWith('\r') ? text.slice(0, -1) : text };
}
