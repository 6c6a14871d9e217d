import { StringDecoder } from 'node:string_decoder';

/** Longer than any line of an engine; a line without end would fill the memory. */
const LONGEST_LINE = 2 ** 20;

/** A line that is no JSON, or that never ends. */
export class BadLine extends Error {
  readonly line: string;

  constructor(line: string, options?: { cause?: unknown }) {
    super('a line of the stream is not JSON', options);
    this.name = 'BadLine';
    this.line = line.slice(0, 200);
  }
}

/**
 * Reads newline-delimited JSON from chunks that end anywhere, in the middle of a character, too. Lines may end with
 * `\n` or `\r\n`; empty ones are passed over, and the last one needs no end.
 */
export class NdjsonReader {
  readonly #decoder = new StringDecoder('utf8');
  /** Pieces of the line that is not whole yet; joined once, so that many small chunks cost no more than large ones. */
  #pieces: string[] = [];
  #length = 0;

  /** @throws {BadLine} */
  push(chunk: Buffer): unknown[] {
    return this.#read(this.#decoder.write(chunk));
  }

  /** What the last line holds, when no line end came behind it. @throws {BadLine} */
  end(): unknown[] {
    return [...this.#read(this.#decoder.end()), ...this.#parse(this.#line(''))];
  }

  #read(text: string): unknown[] {
    const values: unknown[] = [];
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      values.push(...this.#parse(this.#line(text.slice(start, end))));
      start = end + 1;
    }
    const rest = text.slice(start);
    if (rest !== '') this.#pieces.push(rest);
    this.#length += rest.length;
    if (this.#length > LONGEST_LINE) throw new BadLine(this.#pieces.join(''));
    return values;
  }

  #line(ending: string): string {
    const line = this.#pieces.join('') + ending;
    this.#pieces = [];
    this.#length = 0;
    return line.trim();
  }

  #parse(line: string): unknown[] {
    if (line === '') return [];
    try {
      return [JSON.parse(line)];
    } catch (cause) {
      throw new BadLine(line, { cause });
    }
  }
}
