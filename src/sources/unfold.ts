import { skipSpaces } from './characters.ts';
import type { EscapeCharacter } from './directives.ts';
import { heredocsOf } from './heredocs.ts';
import { shortened, syntaxProblem } from './problems.ts';
import type { Place, SourceProblem } from './reading.ts';
import type { SourceText } from './source-text.ts';
import { trailingBackslash } from './trailing-backslash.ts';

/** One instruction on one line: continuations joined, comments and heredoc bodies left out. */
export interface InstructionLine {
  readonly text: string;
  /** Where the pieces came from: pairs of an index in `text` and the offset in the file, ascending. */
  readonly pieces: readonly number[];
}

export interface Unfolded {
  readonly lines: readonly InstructionLine[];
  readonly problems: readonly SourceProblem[];
}

/** Builders refuse a longer line: Go's bufio.MaxScanTokenSize, less the line end. */
const MAX_LINE_BYTES = 65_535;

const LONGEST_KEYWORD = 'HEALTHCHECK '.length;

/**
 * Splits a Dockerfile into instructions by BuildKit's rules, where dockerfile-ast has its own:
 * a doubled escape character at the end of a line continues nothing, only a line feed ends a line,
 * comments and blank lines between continued lines vanish, heredoc bodies are no instructions.
 * Source: moby/buildkit `frontend/dockerfile/parser/parser.go`, Parse.
 */
export function unfold(source: SourceText, escapeCharacter: EscapeCharacter): Unfolded {
  const unfolder = new Unfolder(source, escapeCharacter);
  unfolder.run();
  return unfolder;
}

/** The offset in the file of a character of the line. */
export function offsetIn(line: InstructionLine, index: number): number {
  const { pieces } = line;
  let low = 0;
  let high = pieces.length / 2 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[2 * middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return (pieces[2 * low + 1] ?? 0) + index - (pieces[2 * low] ?? 0);
}

/** The place of `line.text.slice(from, to)` in the file. */
export function placeIn(source: SourceText, line: InstructionLine, from: number, to: number): Place {
  const start = offsetIn(line, from);
  return source.place(start, to > from ? offsetIn(line, to - 1) + 1 : start);
}

class Unfolder implements Unfolded {
  readonly lines: InstructionLine[] = [];
  readonly problems: SourceProblem[] = [];
  readonly #source: SourceText;
  readonly #escapeCharacter: EscapeCharacter;
  #next = 1;

  constructor(source: SourceText, escapeCharacter: EscapeCharacter) {
    this.#source = source;
    this.#escapeCharacter = escapeCharacter;
  }

  run(): void {
    this.#checkLengths();
    const { text, lineCount } = this.#source;
    while (this.#next <= lineCount) {
      const number = this.#next++;
      const end = this.#source.end(number);
      const start = skipSpaces(text, this.#source.start(number), end);
      if (start === end || text[start] === '#') continue;
      const line = this.#join(start, end);
      if (skipSpaces(line.text, 0, line.text.length) === line.text.length) continue;
      this.lines.push(line);
      this.#skipHeredocs(line);
    }
  }

  #join(start: number, end: number): InstructionLine {
    const { text, lineCount } = this.#source;
    const pieces = [0, start];
    const keyword = text.slice(start, Math.min(end, start + LONGEST_KEYWORD));
    let before = start;
    let continued = this.#continuation(start, end);
    let joined = text.slice(start, continued ?? end);
    while (continued !== undefined && this.#next <= lineCount) {
      const number = this.#next++;
      const from = this.#source.start(number);
      const to = this.#source.end(number);
      const first = skipSpaces(text, from, to);
      if (first === to || text[first] === '#') continue;
      this.#suspect(keyword, before, continued, from, to);
      before = from;
      continued = this.#continuation(from, to);
      pieces.push(joined.length, from);
      joined += text.slice(from, continued ?? to);
    }
    return { text: joined, pieces };
  }

  /** The offset of the escape character that continues this line. */
  #continuation(from: number, to: number): number | undefined {
    const { text } = this.#source;
    let last = to - 1;
    while (last >= from && (text[last] === ' ' || text[last] === '\t')) last--;
    if (last < from || text[last] !== this.#escapeCharacter) return undefined;
    return last > from && text[last - 1] === this.#escapeCharacter ? undefined : last;
  }

  #suspect(keyword: string, before: number, backslash: number, from: number, to: number): void {
    if (this.#escapeCharacter !== '\\') return;
    const { text } = this.#source;
    const message = trailingBackslash(keyword, text.slice(before, backslash), text.slice(from, to));
    if (message === undefined) return;
    this.problems.push({
      code: 'backslash-continues-line',
      message,
      remedy:
        'Write "# escape=`" as the first line of the file, or end the path with "\\\\" or without a backslash.',
      place: this.#source.place(backslash, backslash + 1),
    });
  }

  #skipHeredocs(line: InstructionLine): void {
    for (const heredoc of heredocsOf(line.text)) {
      if (this.#skipTo(heredoc.name, heredoc.tabs)) continue;
      this.problems.push(
        syntaxProblem(
          placeIn(this.#source, line, 0, line.text.trimEnd().length),
          `The heredoc "${shortened(heredoc.name)}" is opened here and never closed, so the rest of the file is its text.`,
          `Write ${shortened(heredoc.name)} alone on the line that ends it, with nothing before or behind it.`,
        ),
      );
      return;
    }
  }

  #skipTo(name: string, tabs: boolean): boolean {
    const { text, lineCount } = this.#source;
    while (this.#next <= lineCount) {
      const number = this.#next++;
      const end = this.#source.end(number);
      let start = this.#source.start(number);
      while (tabs && start < end && text[start] === '\t') start++;
      if (end - start === name.length && text.startsWith(name, start)) return true;
    }
    return false;
  }

  #checkLengths(): void {
    const { text, lineCount } = this.#source;
    for (let number = 1; number <= lineCount; number++) {
      const start = this.#source.start(number);
      const end = this.#source.start(number + 1);
      // Three bytes are the most that one UTF-16 unit takes in UTF-8.
      if ((end - start) * 3 <= MAX_LINE_BYTES) continue;
      const line = text.slice(start, text[end - 1] === '\n' ? end - 1 : end);
      if (new TextEncoder().encode(line).length <= MAX_LINE_BYTES) continue;
      this.problems.push(
        syntaxProblem(
          this.#source.place(start, this.#source.end(number)),
          `Line ${number} is longer than ${MAX_LINE_BYTES} bytes, which builders refuse.`,
          'Break the line, or move its contents into a file that is copied into the image.',
        ),
      );
      return;
    }
  }
}
