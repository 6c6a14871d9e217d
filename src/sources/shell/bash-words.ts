import { Cursor } from './cursor.ts';
import type { Part, Statement, Word } from './tree.ts';

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NAMED = /\$[A-Za-z_][A-Za-z0-9_]*/y;
const SPECIAL = /[0-9@*#?$!-]/y;
const OPERATOR = /:?[-+=]/y;
const PLAIN = /[^\s;&|<>()'"\\$`]+/y;
const PLAIN_QUOTED = /[^"\\$`]+/y;
const END_OF_WORD = ' \t\r\n;&|<>()';

const ANSI_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
};

/** Words of bash and sh: quotes, escapes and expansions. Source: GNU Bash manual, sections 3.1.2 and 3.5. */
export abstract class BashWords extends Cursor {
  /** Inside of backquotes, where the next one ends every word. */
  protected backquoted = false;

  /** Statements up to what closes them, which is taken as well. */
  protected abstract nested(close: ')' | '`'): readonly Statement[];

  protected word(): Word {
    this.count();
    const from = this.at;
    const parts: Part[] = [];
    while (!this.done) {
      const character = this.peek();
      if ((character === '<' || character === '>') && this.peek(1) === '(') {
        const start = this.at;
        this.at += 2;
        const body = this.nested(')');
        parts.push({ kind: 'nested', body, quoted: true, from: start, to: this.at });
        continue;
      }
      if (END_OF_WORD.includes(character) || (character === '`' && this.backquoted)) break;
      this.#piece(parts);
    }
    return { parts, from, to: this.at };
  }

  #piece(parts: Part[]): void {
    this.count();
    const from = this.at;
    const plain = this.take(PLAIN);
    if (plain !== '') {
      parts.push({ kind: 'text', text: plain, quoted: false, from, to: this.at });
      return;
    }
    const character = this.peek();
    if (character === '\\') this.#escape(parts);
    else if (character === "'") this.#singleQuoted(parts);
    else if (character === '"') {
      this.at++;
      this.expandable(parts, '"');
    } else if (character === '$' && this.peek(1) === "'") this.#ansiQuoted(parts);
    else if (character === '$' || character === '`') this.#expansion(parts, false);
    // A character that no pattern takes, a form feed for one.
    else this.at++;
  }

  #escape(parts: Part[]): void {
    const newline = /\\\r?\n/y;
    if (this.take(newline) !== '') return;
    const from = this.at;
    const text = this.peek(1);
    this.at += 2;
    parts.push({ kind: 'text', text, quoted: true, from, to: this.at });
  }

  #singleQuoted(parts: Part[]): void {
    const close = this.text.indexOf("'", this.at + 1);
    const to = close < 0 || close > this.end ? this.end : close;
    const from = this.at + 1;
    parts.push({ kind: 'text', text: this.text.slice(from, to), quoted: true, from, to: Math.max(from, to) });
    this.at = to + 1;
  }

  #ansiQuoted(parts: Part[]): void {
    this.at += 2;
    const from = this.at;
    let text = '';
    while (!this.done && this.peek() !== "'") {
      if (this.peek() === '\\') {
        this.at++;
        text += ANSI_ESCAPES[this.peek()] ?? this.peek();
      } else text += this.peek();
      this.at++;
    }
    parts.push({ kind: 'text', text, quoted: true, from, to: this.at });
    this.at++;
  }

  /** Text with expansions, up to a double quote, which is taken, or up to the end. */
  protected expandable(parts: Part[], close: '"' | ''): void {
    parts.push({ kind: 'text', text: '', quoted: true, from: this.at, to: this.at });
    while (!this.done) {
      this.count();
      let from = this.at;
      const plain = this.take(PLAIN_QUOTED);
      if (plain !== '') parts.push({ kind: 'text', text: plain, quoted: true, from, to: this.at });
      from = this.at;
      const character = this.peek();
      if (character === '"') {
        this.at++;
        if (close === '"') return;
        parts.push({ kind: 'text', text: '"', quoted: true, from, to: this.at });
      } else if (character === '\\') {
        if (this.take(/\\\r?\n/y) !== '') continue;
        const next = this.peek(1);
        const text = '$`"\\'.includes(next) ? next : `\\${next}`;
        this.at += 2;
        parts.push({ kind: 'text', text, quoted: true, from, to: this.at });
      } else if (character !== '') this.#expansion(parts, true);
    }
  }

  /** At a dollar or a backquote. */
  #expansion(parts: Part[], quoted: boolean): void {
    const from = this.at;
    const name = this.take(NAMED).slice(1);
    // Most expansions are a name alone.
    if (name !== '') parts.push({ kind: 'variable', name, scope: 'any', quoted, from, to: this.at });
    else parts.push({ ...this.#expanded(quoted), from, to: this.at });
  }

  #expanded(quoted: boolean): Part {
    if (this.peek() === '`') {
      this.at++;
      return { kind: 'nested', body: this.nested('`'), quoted };
    }
    this.at++;
    if (this.sees('((')) {
      this.skipArithmetic();
      return { kind: 'unknown', quoted };
    }
    if (this.peek() === '(') {
      this.at++;
      return { kind: 'nested', body: this.nested(')'), quoted };
    }
    if (this.peek() === '{') {
      this.at++;
      return this.#braced(quoted);
    }
    const special = this.take(SPECIAL);
    if (special === '') return { kind: 'text', text: '$', quoted: true };
    const all = special === '@' ? ({ all: true } as const) : {};
    return { kind: 'variable', name: special, scope: 'shell', quoted, ...all };
  }

  /** Behind `${`. */
  #braced(quoted: boolean): Part {
    const name = this.take(NAME) || this.take(/[0-9]+(?=[:}-])/y) || this.take(/[@*](?=\})/y);
    const all =
      name === '@' || (name !== '' && this.take(/\[[@*]\]/y) !== '') ? ({ all: true } as const) : {};
    if (name !== '' && this.peek() === '}') {
      this.at++;
      return { kind: 'variable', name, scope: 'any', quoted, ...all };
    }
    const operator = name === '' ? '' : this.take(OPERATOR);
    const word: Part[] = [];
    this.nest(() => {
      while (!this.done && this.peek() !== '}') {
        this.count();
        const text = this.take(/[^}"'\\$`]+/y);
        if (text !== '') word.push({ kind: 'text', text, quoted });
        else this.#bracedPiece(word, quoted);
      }
      return [];
    });
    this.at++;
    if (operator === '') return { kind: 'unknown', quoted };
    const sign = operator.startsWith(':') ? ':' : '';
    const kept = operator.endsWith('+') ? '+' : '-';
    return { kind: 'variable', name, scope: 'any', quoted, operator: `${sign}${kept}`, word };
  }

  #bracedPiece(word: Part[], quoted: boolean): void {
    const character = this.peek();
    if (character === '"') {
      this.at++;
      this.expandable(word, '"');
    } else if (character === '\\') this.#escape(word);
    else if (character === "'" && !quoted) this.#singleQuoted(word);
    else if (character === "'") {
      word.push({ kind: 'text', text: "'", quoted });
      this.at++;
    } else this.#expansion(word, quoted);
  }

  /** At `((`, which ends where its parentheses are closed. */
  protected skipArithmetic(): void {
    let open = 0;
    while (!this.done) {
      const character = this.peek();
      this.at++;
      if (character === '(') open++;
      if (character === ')' && --open === 0) return;
    }
  }
}
