import type { Statement } from './tree.ts';

/** Deeper than anyone nests; it keeps the stack whole. */
const DEEPEST = 60;

/** More pieces than any script has that a person wrote. */
const MOST_PIECES = 20_000;

/** A place in a script, with what keeps reading it bounded: past a limit the rest counts as not there. */
export class Cursor {
  readonly text: string;
  end: number;
  #at = 0;
  #stopped = false;
  #depth = 0;
  #pieces = 0;

  constructor(text: string) {
    this.text = text;
    this.end = text.length;
  }

  /** Never past the end of the text. */
  get at(): number {
    return this.#at;
  }

  set at(at: number) {
    this.#at = Math.min(at, this.text.length);
  }

  get done(): boolean {
    return this.#stopped || this.#at >= this.end;
  }

  peek(ahead = 0): string {
    const at = this.#at + ahead;
    return at < this.end && !this.#stopped ? (this.text[at] ?? '') : '';
  }

  sees(text: string): boolean {
    return !this.#stopped && this.at + text.length <= this.end && this.text.startsWith(text, this.at);
  }

  /** What a sticky pattern matches here; nothing is taken. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    if (this.#stopped) return undefined;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    return found === null || this.at + found[0].length > this.end ? undefined : found;
  }

  /** Takes what a sticky pattern matches here, up to the end at most. */
  take(pattern: RegExp): string {
    if (this.done) return '';
    pattern.lastIndex = this.at;
    const found = (pattern.exec(this.text)?.[0] ?? '').slice(0, Math.max(this.end - this.at, 0));
    this.at += found.length;
    return found;
  }

  /** Counts one more piece; past the limit nothing more is read. */
  count(): void {
    if (++this.#pieces > MOST_PIECES) this.stop();
  }

  stop(): void {
    this.#stopped = true;
  }

  /** One level deeper. */
  nest(read: () => readonly Statement[]): readonly Statement[] {
    if (this.#depth >= DEEPEST) {
      this.stop();
      return [];
    }
    this.#depth++;
    const body = read();
    this.#depth--;
    return body;
  }
}
