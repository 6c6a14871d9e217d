import { shortened } from '../problems.ts';
import type { SourceProblem } from '../reading.ts';
import { interpolate, type Lookup } from './interpolate.ts';

export interface EnvFile {
  /** `null` where a value hangs on something that is not known. */
  readonly values: ReadonlyMap<string, string | null>;
  readonly problems: readonly SourceProblem[];
}

const EXPORT = /^export[\s]+/;
const NAME_CHARACTER = /[\p{L}\p{N}_.\-[\]]/u;
/** Not a line end. */
const SPACE = /[\t\v\f\r \u0085\u00a0]/;
const ESCAPE = /\\(?:[abcfnrtv$"\\]|0\d{0,3})/g;

const ESCAPED: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
  // Kept from being interpolated.
  $: '$$',
};

/**
 * Reads a file of variables as Compose does: `NAME=value`, `NAME: value`, `export NAME=value`, a bare `NAME` taken over from
 * the environment, comments, single quotes (as they are), double quotes (escapes and variables), and values over several
 * lines in quotes. Variables in values are those of `given` first, then the ones above in the file.
 * Source: compose-go `dotenv/parser.go`. Compose refuses the whole file at its first mistake; here what stands above it counts.
 */
export function readEnvFile(
  text: string,
  file: string,
  given: Lookup,
  unset: 'empty' | 'unknown' = 'empty',
): EnvFile {
  const reader = new EnvReader(text.replace(/^\ufeff/, ''), file, given, unset);
  reader.read();
  return { values: reader.values, problems: reader.problems };
}

class EnvReader {
  readonly values = new Map<string, string | null>();
  readonly problems: SourceProblem[] = [];
  readonly #text: string;
  readonly #file: string;
  readonly #given: Lookup;
  readonly #unset: 'empty' | 'unknown';
  #at = 0;
  #counted = 0;
  #line = 1;

  constructor(text: string, file: string, given: Lookup, unset: 'empty' | 'unknown') {
    this.#text = text;
    this.#file = file;
    this.#given = given;
    this.#unset = unset;
  }

  read(): void {
    while (this.problems.length === 0 && this.#skipToStatement()) this.#statement();
  }

  #skipToStatement(): boolean {
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at] ?? '';
      if (character === '#') this.#at = this.#lineEnd();
      else if (!/\s|\u0085/.test(character)) return true;
    }
    return false;
  }

  #statement(): void {
    const start = this.#at;
    const keyword = EXPORT.exec(this.#text.slice(start, start + 64))?.[0];
    this.#at += keyword?.length ?? 0;
    const from = this.#at;
    const end = this.#endOfName();
    if (end === undefined) return;
    const name = this.#text.slice(from, end).trimEnd();
    if (/\s/.test(name)) {
      this.#problem(start, `"${shortened(name, 40)}" has a space in it, and a name cannot`);
      return;
    }
    this.#at = end + 1;
    const separator = this.#text[end];
    if (separator !== '=' && separator !== ':') {
      const value = this.#given(name);
      if (value !== undefined) this.values.set(name, value);
      return;
    }
    const value = this.#value();
    if (value !== undefined) this.values.set(name, value);
  }

  /** The offset of the `=`, the `:` or the line end behind the name. */
  #endOfName(): number | undefined {
    for (let at = this.#at; at < this.#text.length; at++) {
      const character = String.fromCodePoint(this.#text.codePointAt(at) ?? 0);
      if (character === '=' || character === ':' || character === '\n') return at;
      if (SPACE.test(character) || NAME_CHARACTER.test(character)) {
        at += character.length - 1;
        continue;
      }
      this.#problem(at, `"${character}" cannot stand in a name`);
      return undefined;
    }
    return this.#text.length;
  }

  #value(): string | null | undefined {
    while (SPACE.test(this.#text[this.#at] ?? '')) this.#at++;
    const quote = this.#text[this.#at];
    if (quote === '"' || quote === "'") return this.#quoted(quote);
    const start = this.#at;
    const end = this.#lineEnd();
    this.#at = end;
    const line = this.#text.slice(start, end);
    const comment = line.indexOf(' #');
    return this.#interpolated((comment < 0 ? line : line.slice(0, comment)).trimEnd(), start);
  }

  #quoted(quote: string): string | null | undefined {
    const start = this.#at;
    const parts: string[] = [];
    let from = start + 1;
    for (let at = from; at < this.#text.length; at++) {
      const character = this.#text[at];
      if (character === '\\' && at + 1 < this.#text.length) {
        if (this.#text[at + 1] === quote) {
          parts.push(this.#text.slice(from, at));
          from = at + 1;
        }
        at++;
      } else if (character === quote) {
        parts.push(this.#text.slice(from, at));
        this.#at = at + 1;
        const value = parts.join('');
        return quote === '"' ? this.#interpolated(value.replace(ESCAPE, unescaped), start) : value;
      }
    }
    this.#problem(start, 'the quote that opens here is not closed');
    return undefined;
  }

  #interpolated(value: string, at: number): string | null | undefined {
    const lookup: Lookup = (name) => {
      const given = this.#given(name);
      return given === undefined ? this.values.get(name) : given;
    };
    const { text, unknown, fault } = interpolate(value, lookup, this.#unset);
    if (fault === undefined) return unknown ? null : text;
    const why =
      fault.kind === 'required'
        ? `${fault.name} has no value: ${shortened(fault.message)}`
        : `"${shortened(value, 60)}" holds a \${ that is no variable`;
    this.#problem(at, why);
    return undefined;
  }

  #lineEnd(): number {
    const end = this.#text.indexOf('\n', this.#at);
    return end < 0 ? this.#text.length : end;
  }

  #problem(at: number, why: string): void {
    for (; this.#counted < at; this.#counted++) if (this.#text[this.#counted] === '\n') this.#line++;
    const column = at - (this.#text.lastIndexOf('\n', at - 1) + 1) + 1;
    this.problems.push({
      code: 'compose-syntax',
      message: `Compose does not understand ${this.#file}: ${why}.`,
      remedy:
        'Write NAME=value, one on a line; quote values with a # or a line end in them, and write $$ for a dollar.',
      place: { file: this.#file, line: this.#line, column },
    });
  }
}

function unescaped(sequence: string): string {
  const letter = sequence[1] ?? '';
  if (letter !== '0') return ESCAPED[letter] ?? sequence;
  const octal = /^\\0([0-3][0-7]{2})$/.exec(sequence)?.[1];
  return octal === undefined ? sequence : String.fromCharCode(Number.parseInt(octal, 8));
}
