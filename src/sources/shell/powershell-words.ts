import { Cursor } from './cursor.ts';
import type { Part, Statement, Word } from './tree.ts';

/** PowerShell takes the quotes of typesetters for its own. Source: PowerShell `CharTraits.cs`. */
const DOUBLE = '"\u201c\u201d\u201e';
const SINGLE = "'\u2018\u2019\u201a\u201b";

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const PLAIN = /[^\s;|&(){}<>"'\u201c-\u201e\u2018-\u201b`$]+/y;
const PLAIN_EXPANDABLE = /[^"\u201c-\u201e`$]+/y;
const PLAIN_HERE = /[^"`$\n]+|["\n]/y;
const VARIABLE = /\$(?:([A-Za-z]+):(?!:))?([A-Za-z0-9_]+|[?^$])/y;
const BRACED = /\$\{(?:(env|script|global|local|private|using):)?([^}\n]{0,300})\}/iy;
const SCOPES: ReadonlySet<string> = new Set(['script', 'global', 'local', 'private', 'using', 'variable']);

/** Words of PowerShell. Source: about_Quoting_Rules, about_Parsing, about_Special_Characters, about_Variables. */
export abstract class PowerShellWords extends Cursor {
  /** Statements up to what closes them, which is taken as well. */
  protected abstract nested(close: ')' | '}'): readonly Statement[];

  /** A word of a command. */
  protected word(): Word {
    this.count();
    const from = this.at;
    const parts: Part[] = [];
    const first = this.peek();
    if (first === '@' && this.match(/@[A-Za-z_]/y) !== undefined) {
      this.at++;
      const name = this.take(/[A-Za-z0-9_]+/y);
      parts.push({ kind: 'variable', name, scope: 'shell', quoted: false, all: true });
      return { parts, from, to: this.at };
    }
    // What begins with a quote or a parenthesis ends with it.
    if (
      this.atQuote() ||
      this.atHereString() ||
      first === '(' ||
      first === '{' ||
      this.sees('@(') ||
      this.sees('@{')
    ) {
      parts.push(...this.primary());
      this.members(parts);
      return { parts, from, to: this.at };
    }
    while (!this.done) {
      this.count();
      const start = this.at;
      const plain = this.take(PLAIN);
      if (plain !== '') parts.push({ kind: 'text', text: plain, quoted: false, from: start, to: this.at });
      else if (this.atQuote()) parts.push(...this.quoted());
      else if (this.peek() === '$') this.variable(parts, false);
      else if (this.peek() === '`' && !this.atLineEnd(1)) this.#escape(parts);
      // A parenthesis or a brace within a word belongs to it, as in `--format={{.ID}}`.
      else if (parts.length > 0 && '({'.includes(this.peek())) this.#bracketed(parts);
      else break;
    }
    return { parts, from, to: this.at };
  }

  #bracketed(parts: Part[]): void {
    const close = this.peek() === '(' ? ')' : '}';
    const from = this.at;
    this.at++;
    const body = this.nested(close);
    const text = this.text.slice(from, this.at);
    const place = { from, to: this.at };
    if (close === '}') parts.push({ kind: 'text', text, quoted: true, ...place });
    else parts.push({ kind: 'nested', body, quoted: false, ...place });
  }

  /** A string, a variable, something in parentheses or a number: what expressions are made of. */
  protected primary(): readonly Part[] {
    if (this.atHereString()) return this.hereString();
    if (this.atQuote()) return this.quoted();
    if (this.peek() === '(' || this.sees('@(') || this.sees('@{') || this.peek() === '{') {
      const block = this.peek() === '{';
      const close = block || this.sees('@{') ? '}' : ')';
      const from = this.at;
      this.at += this.peek() === '@' ? 2 : 1;
      const body = this.nested(close);
      const place = { from, to: this.at };
      return [{ kind: 'nested', body, quoted: false, ...(block ? { block: true } : {}), ...place }];
    }
    const from = this.at;
    const parts: Part[] = [];
    if (this.peek() === '$') {
      this.variable(parts, false);
      return parts;
    }
    const number = this.take(/-?[0-9]+(?:\.[0-9]+)?(?![.\w])/y);
    return number === '' ? [] : [{ kind: 'text', text: number, quoted: true, from, to: this.at }];
  }

  /** Properties, methods and items behind a value: nobody knows them, but for the path of a directory. */
  protected members(parts: Part[]): void {
    while (!this.done) {
      const name = this.take(/(?:\.|::)[A-Za-z_][A-Za-z0-9_]*/y);
      if (name === '' && this.match(/\[[^\]\n]{0,300}\]/y) === undefined) return;
      if (name === '') this.take(/\[[^\]\n]{0,300}\]/y);
      if (/^\.path$/i.test(name)) continue;
      const nested: Part[] = parts.filter((part) => part.kind === 'nested');
      if (this.peek() === '(') {
        this.at++;
        nested.push({ kind: 'nested', body: this.nested(')'), quoted: false });
      }
      if (this.peek() === '{') {
        this.at++;
        nested.push({ kind: 'nested', body: this.nested('}'), quoted: false });
      }
      parts.splice(0, parts.length, { kind: 'unknown', quoted: false }, ...nested);
    }
  }

  protected atQuote(): boolean {
    const character = this.peek();
    return character !== '' && (DOUBLE.includes(character) || SINGLE.includes(character));
  }

  protected atHereString(): boolean {
    return this.match(/@["'\u201c-\u201e\u2018-\u201b][ \t]*\r?\n/y) !== undefined;
  }

  protected atLineEnd(ahead: number): boolean {
    const character = this.peek(ahead);
    return character === '' || character === '\n' || (character === '\r' && this.peek(ahead + 1) === '\n');
  }

  #escape(parts: Part[]): void {
    const from = this.at;
    const next = this.peek(1);
    this.at += 2;
    let text = ESCAPES[next] ?? next;
    if (next === 'u' && this.peek() === '{') {
      const code = Number.parseInt(this.take(/\{[0-9a-f]{1,6}\}/iy).slice(1, -1), 16);
      text = code <= 0x10ffff ? String.fromCodePoint(code) : '';
    }
    parts.push({ kind: 'text', text, quoted: true, from, to: this.at });
  }

  protected quoted(): readonly Part[] {
    const single = SINGLE.includes(this.peek());
    this.at++;
    const parts: Part[] = [{ kind: 'text', text: '', quoted: true, from: this.at, to: this.at }];
    if (single) {
      while (!this.done) {
        this.count();
        this.#text(parts, /[^'\u2018-\u201b]+/y);
        this.at++;
        if (this.done || !SINGLE.includes(this.peek())) break;
        this.#doubledQuote(parts);
      }
      return parts;
    }
    while (!this.done) {
      this.count();
      this.#text(parts, PLAIN_EXPANDABLE);
      const character = this.peek();
      if (character === '`') this.#escape(parts);
      else if (character === '$') this.variable(parts, true);
      else {
        this.at++;
        if (this.done || !DOUBLE.includes(this.peek())) break;
        this.#doubledQuote(parts);
      }
    }
    return parts;
  }

  /** Text within quotes; false where there is none. */
  #text(parts: Part[], pattern: RegExp): boolean {
    const from = this.at;
    const text = this.take(pattern);
    if (text !== '') parts.push({ kind: 'text', text, quoted: true, from, to: this.at });
    return text !== '';
  }

  /** At the second of two quotes, which stand for one. */
  #doubledQuote(parts: Part[]): void {
    const from = this.at - 1;
    const text = this.peek();
    this.at++;
    parts.push({ kind: 'text', text, quoted: true, from, to: this.at });
  }

  /** `@"` and a line end, up to a line that begins with `"@`. */
  protected hereString(): readonly Part[] {
    const single = SINGLE.includes(this.peek(1));
    this.take(/@.[ \t]*\r?\n/y);
    const close = single ? /\r?\n['\u2018-\u201b]@/g : /\r?\n["\u201c-\u201e]@/g;
    // An empty one closes on its second line, so the search begins at the line end before.
    close.lastIndex = this.at - 1;
    const found = close.exec(this.text);
    const to = found === null ? this.end : Math.min(found.index, this.end);
    const behind = found === null ? this.end : Math.min(found.index + found[0].length, this.end);
    const parts: Part[] = [{ kind: 'text', text: '', quoted: true, from: this.at, to: this.at }];
    if (single) {
      const from = this.at;
      parts.push({
        kind: 'text',
        text: this.text.slice(from, to),
        quoted: true,
        from,
        to: Math.max(from, to),
      });
    } else {
      const end = this.end;
      this.end = Math.max(to, this.at);
      while (!this.done) {
        this.count();
        if (this.#text(parts, PLAIN_HERE)) continue;
        if (this.peek() === '`') this.#escape(parts);
        else this.variable(parts, true);
      }
      if (this.at > behind) return parts;
      this.end = end;
    }
    this.at = behind;
    return parts;
  }

  /** At a dollar. */
  protected variable(parts: Part[], quoted: boolean): void {
    const from = this.at;
    if (this.peek(1) === '(') {
      this.at += 2;
      const body = this.nested(')');
      parts.push({ kind: 'nested', body, quoted, from, to: this.at });
      return;
    }
    const braced = this.match(BRACED);
    const found = braced ?? this.match(VARIABLE);
    if (found === undefined) {
      this.at++;
      parts.push({ kind: 'text', text: '$', quoted: true, from, to: this.at });
      return;
    }
    this.at += found[0].length;
    parts.push(variablePart(found[1], { name: found[2] ?? '', quoted, from, to: this.at }));
    // Behind other text, a dot or a bracket is text as well.
    if (quoted || parts.length > 1) return;
    this.members(parts);
  }
}

/** `$env:X`, `$script:X`, `$X`. A drive that is no scope, as in `$image:tag`, holds nothing that is known. */
function variablePart(
  drive: string | undefined,
  { name, quoted, from, to }: { name: string; quoted: boolean; from: number; to: number },
): Part {
  const lower = drive?.toLowerCase();
  if (lower === 'env') return { kind: 'variable', name, scope: 'environment', quoted, from, to };
  if (lower === undefined || SCOPES.has(lower))
    return { kind: 'variable', name, scope: 'shell', quoted, from, to };
  return { kind: 'unknown', quoted, from, to };
}
