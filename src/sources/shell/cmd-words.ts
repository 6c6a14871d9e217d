import { Cursor } from './cursor.ts';
import type { Part, Word } from './tree.ts';

const PLAIN = /[^\s"^%!&|<>()]+/y;
const PERCENT = /%([^%\r\n:=&|<>"]+)(:[^%\r\n]*)?%/y;
const PARAMETER = /%(?:~[a-zA-Z$:]*)?[0-9*]/y;
const LOOP_VARIABLE = /%%(~[a-zA-Z]*)?([a-zA-Z])/y;
const LINE_LOOP_VARIABLE = /%(~[a-zA-Z]*)?([a-zA-Z])/y;
const BANG = /!([^!\r\n:=&|<>"]+)(:[^!\r\n]*)?!/y;
const CONTINUED = /\^\r?\n/y;

/** What is read: a batch file, or the command line behind `cmd /c`, which has no parameters and `%v` for variables of loops. */
export interface CmdOptions {
  readonly line?: boolean;
  /** `cmd /v:on`. */
  readonly delayed?: boolean;
}

/**
 * Words of cmd, as a program takes its command line apart: at blanks, with double quotes.
 * Source: `cmd /?`, `set /?`, `for /?`; Microsoft's "Parsing C command-line arguments".
 */
export class CmdWords extends Cursor {
  /** `!X!` is a variable only after `setlocal EnableDelayedExpansion`. */
  readonly #delayed: boolean;
  readonly #line: boolean;
  /** Letters of the loops around. */
  protected readonly loops: string[] = [];

  constructor(text: string, { line = false, delayed = false }: CmdOptions = {}) {
    super(text);
    this.#line = line;
    this.#delayed = delayed || (!line && /enabledelayedexpansion/i.test(text));
  }

  /** The variable of a loop, where `for` names it. */
  protected loopLetter(): string {
    return this.take(this.#line ? /%[a-z]/iy : /%%[a-z]/iy)
      .slice(-1)
      .toLowerCase();
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
        parts.push({ kind: 'text', text: '"', quoted: true, from: this.at, to: this.at + 2 });
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
        parts.push({ kind: 'text', text: character, quoted: true, from: this.at, to: this.at + 1 });
        this.at++;
      } else this.#piece(parts, true, !quoted);
    }
    return { parts, from, to: this.at };
  }

  /** One piece; a caret escapes where it is `escaping`, outside of quotes. */
  #piece(parts: Part[], quoted: boolean, escaping: boolean): void {
    this.count();
    const from = this.at;
    let plain = this.take(PLAIN);
    // A quote behind a backslash is the caller's to read.
    if (plain.endsWith('\\') && this.peek() === '"' && plain.length > 1) {
      plain = plain.slice(0, -1);
      this.at--;
    }
    if (plain !== '') parts.push({ kind: 'text', text: plain, quoted, from, to: this.at });
    else if (this.peek() === '^' && escaping) this.#caret(parts);
    else {
      const part = this.#marked(quoted);
      if (part !== undefined) parts.push({ ...part, from, to: this.at });
    }
  }

  #caret(parts: Part[]): void {
    const from = this.at;
    if (this.take(CONTINUED) !== '') return;
    // Percent signs are looked at before carets.
    const next = this.peek(1) === '%' ? '' : this.peek(1);
    this.at += 1 + next.length;
    parts.push({ kind: 'text', text: next, quoted: true, from, to: this.at });
  }

  /** At a percent sign, an exclamation mark, or a character that is taken as it is. */
  #marked(quoted: boolean): Part | undefined {
    if (this.peek() === '%') return this.#percent(quoted);
    if (this.peek() === '!' && this.#delayed) return this.#bang(quoted);
    const text = this.peek();
    this.at++;
    return { kind: 'text', text, quoted };
  }

  #percent(quoted: boolean): Part | undefined {
    const loop = this.match(this.#line ? LINE_LOOP_VARIABLE : LOOP_VARIABLE);
    if (loop !== undefined && this.loops.includes((loop[2] ?? '').toLowerCase())) {
      this.at += loop[0].length;
      if (loop[1] !== undefined && loop[1] !== '~') return { kind: 'unknown', quoted };
      return { kind: 'variable', name: `%${loop[2]?.toLowerCase()}`, scope: 'shell', quoted };
    }
    if (!this.#line && this.sees('%%')) {
      this.at += 2;
      return { kind: 'text', text: '%', quoted };
    }
    if (!this.#line && this.take(PARAMETER) !== '') return { kind: 'unknown', quoted };
    const found = this.match(PERCENT);
    if (found === undefined) {
      this.at++;
      // In a batch file, a percent sign alone is dropped.
      return this.#line ? { kind: 'text', text: '%', quoted } : undefined;
    }
    this.at += found[0].length;
    if (found[2] !== undefined) return { kind: 'unknown', quoted };
    return { kind: 'variable', name: found[1] ?? '', scope: 'environment', quoted, early: true };
  }

  #bang(quoted: boolean): Part | undefined {
    const found = this.match(BANG);
    this.at += found?.[0].length ?? 1;
    if (found === undefined) return undefined;
    if (found[2] !== undefined) return { kind: 'unknown', quoted };
    return { kind: 'variable', name: found[1] ?? '', scope: 'environment', quoted };
  }
}
