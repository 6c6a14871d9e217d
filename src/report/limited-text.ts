/** Text that is put together piece by piece and never grows past a number of UTF-8 bytes. */
export class LimitedText {
  readonly #limit: number;
  readonly #parts: string[] = [];
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * A part that opens, repeats and closes, with as many of its rows as fit into `share` bytes and into what is left.
   * Rows that do not fit are told of in one more row, made by `leftOut`. A part of which not even that fits is left away.
   */
  addRows(
    open: string,
    rows: Iterable<string>,
    close: string,
    leftOut: (number: number) => string,
    share: number,
  ): void {
    const room = Math.min(share, this.#limit - this.#bytes);
    const LONGEST_NUMBER = 9_999_999;
    let used = size(open) + size(close) + size(leftOut(LONGEST_NUMBER));
    if (used > room) return;
    const kept: string[] = [];
    let skipped = 0;
    for (const row of rows) {
      const bytes = size(row);
      // Once one is skipped all behind it are: the rows come with the gravest first.
      if (skipped > 0 || used + bytes > room) {
        skipped++;
      } else {
        kept.push(row);
        used += bytes;
      }
    }
    this.add([open, ...kept, skipped > 0 ? leftOut(skipped) : '', close].join(''));
  }

  /** Adds the text if it fits as a whole. */
  add(text: string): void {
    const bytes = size(text);
    if (this.#bytes + bytes > this.#limit) return;
    this.#parts.push(text);
    this.#bytes += bytes;
  }

  toString(): string {
    return this.#parts.join('');
  }
}

function size(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
