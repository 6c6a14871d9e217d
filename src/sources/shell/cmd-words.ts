import { Cursor } from './cursor.ts';
import type { Part, Word } from './tree.ts';

const PLAIN = /[^\s"^%!&|<>()]+/y;
const PERCENT = /%([^%\r\n:=&|<>"]+)(:[^%\r\n]*)?%/y;
const PARAMETER = /%(?:~[a-zA-Z$:]*)?[0-9*]/y;
const LOOP_VARIABLE = /%%(~[a-zA-Z]*)?([a-zA-Z])/y;
const BANG = /!([^!\r\n:=&|<>"]+)(:[^!\r\n]*)?!/y;
const CONTINUED = /\^\r?\n/y;

/**
 * Words of cmd, as a program takes its command line apart: at blanks, with double quotes.
 * Source: `cmd /?`, `set /?`, `for /?`; Microsoft's "Parsing C command-line arguments".
 */
export class CmdWords extends Cursor {
  /** `!X!` is a variable only after `setlocal EnableDelayedExpansion`. */
  readonly #delayed: boolean;
  /** Letters of the loops around. */
  protected readonly loops: string[] = [];

  constructor(text: string) {
    super(text);
    this.#delayed = /enabledelayedexpansion/i.test(text);
  }

  protected word(): Word {
    this.count();
    const from = this.at;
    const parts: Part[] = [];
    let quoted = false;
    while (!this.done) {
      const character = this.peek();
      if (character === '\n' || (!quoted && /[\s&|<>)]/.test(character))) break;
      if (character === '"') {
        quoted = !quoted;
        this.at++;
        parts.push({ kind: 'text', text: '', quoted: true });
      } else if (character === '\\' && this.peek(1) === '"') {
        parts.push({ kind: 'text', text: '"', quoted: true });
        this.at += 2;
      } else this.#piece(parts, quoted, !quoted);
    }
    return { parts, from, to: this.at };
  }

  /** Text as `echo` and `set` take it, quotes and blanks with it, to the end of the command; a quote may be open. */
  protected raw(quoteOpen = false): Word {
    this.count();
    const from = this.at;
    const parts: Part[] = [];
    let quoted = quoteOpen;
    while (!this.done) {
      const character = this.peek();
      if (character === '\n' || (character === '\r' && this.peek(1) === '\n')) break;
      if (!quoted && '&|<>)'.includes(character)) break;
      if (character === '"') quoted = !quoted;
      if (character === '"' || /\s/.test(character)) {
        parts.push({ kind: 'text', text: character, quoted: true });
        this.at++;
      } else this.#piece(parts, true, !quoted);
    }
    return { parts, from, to: this.at };
  }

  /** One piece; a caret escapes where it is `escaping`, outside of quotes. */
  #piece(parts: Part[], quoted: boolean, escaping: boolean): void {
    this.count();
    let plain = this.take(PLAIN);
    // A quote behind a backslash is the caller's to read.
    if (plain.endsWith('\\') && this.peek() === '"' && plain.length > 1) {
      plain = plain.slice(0, -1);
      this.at--;
    }
    if (plain !== '') parts.push({ kind: 'text', text: plain, quoted });
    else if (this.peek() === '%') this.#percent(parts, quoted);
    else if (this.peek() === '!' && this.#delayed) this.#bang(parts, quoted);
    else if (this.peek() === '^' && escaping) this.#caret(parts);
    else {
      parts.push({ kind: 'text', text: this.peek(), quoted });
      this.at++;
    }
  }

  #caret(parts: Part[]): void {
    if (this.take(CONTINUED) !== '') return;
    // Percent signs are looked at before carets.
    const next = this.peek(1) === '%' ? '' : this.peek(1);
    parts.push({ kind: 'text', text: next, quoted: true });
    this.at += 1 + next.length;
  }

  #percent(parts: Part[], quoted: boolean): void {
    const loop = this.match(LOOP_VARIABLE);
    if (loop !== undefined && this.loops.includes((loop[2] ?? '').toLowerCase())) {
      this.at += loop[0].length;
      if (loop[1] === undefined || loop[1] === '~')
        parts.push({ kind: 'variable', name: `%${loop[2]?.toLowerCase()}`, scope: 'shell', quoted });
      else parts.push({ kind: 'unknown', quoted });
      return;
    }
    if (this.sees('%%')) {
      parts.push({ kind: 'text', text: '%', quoted });
      this.at += 2;
      return;
    }
    if (this.take(PARAMETER) !== '') {
      parts.push({ kind: 'unknown', quoted });
      return;
    }
    const found = this.match(PERCENT);
    if (found === undefined) {
      // A percent sign alone is dropped.
      this.at++;
      return;
    }
    this.at += found[0].length;
    if (found[2] === undefined)
      parts.push({ kind: 'variable', name: found[1] ?? '', scope: 'environment', quoted, early: true });
    else parts.push({ kind: 'unknown', quoted });
  }

  #bang(parts: Part[], quoted: boolean): void {
    const found = this.match(BANG);
    this.at += found?.[0].length ?? 1;
    if (found === undefined) return;
    if (found[2] === undefined)
      parts.push({ kind: 'variable', name: found[1] ?? '', scope: 'environment', quoted });
    else parts.push({ kind: 'unknown', quoted });
  }
}
