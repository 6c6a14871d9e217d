import type { Place } from './reading.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * A text and its lines. Only a line feed ends a line, as in BuildKit; carriage returns before it belong to the end.
 * Offsets are UTF-16 indices into `text`; line numbers and columns are 1-based.
 */
export class SourceText {
  readonly file: string;
  readonly text: string;
  readonly #starts: readonly number[];

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    const starts: number[] = [];
    for (let start = 0; start < text.length; ) {
      starts.push(start);
      const end = text.indexOf('\n', start);
      start = end < 0 ? text.length : end + 1;
    }
    this.#starts = starts;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Offset of the first character of a line. */
  start(line: number): number {
    return this.#starts[line - 1] ?? this.text.length;
  }

  /** Offset behind the last character of a line, its line end left out. */
  end(line: number): number {
    const start = this.start(line);
    let end = this.start(line + 1);
    while (end > start) {
      const last = this.text.charCodeAt(end - 1);
      if (last !== LINE_FEED && last !== CARRIAGE_RETURN) break;
      end--;
    }
    return end;
  }

  /** A line without its line end; nothing outside the file. */
  line(number: number): string | undefined {
    if (!Number.isInteger(number) || number < 1 || number > this.lineCount) return undefined;
    return this.text.slice(this.start(number), this.end(number));
  }

  /** The place of `text.slice(from, to)`; what is behind the text of a line, as its end is, stands at that end. */
  place(from: number, to: number): Place {
    const line = this.#lineOf(from);
    const endLine = to > from ? this.#lineOf(to - 1) : line;
    const column = (offset: number, of: number) => Math.min(offset, this.end(of)) - this.start(of) + 1;
    return { file: this.file, line, column: column(from, line), endLine, endColumn: column(to, endLine) };
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}
