import {
  type Pattern,
  PatternError,
  readPattern,
  replacePattern,
  trimPrefix,
  trimSuffix,
} from './patterns.ts';
import { WordList } from './word-list.ts';

/** Values by name; what it does not hold is unset. */
export type Environment = ReadonlyMap<string, string>;

export interface LexerOptions {
  readonly escapeCharacter: string;
  /** Keep quotes in the words. */
  readonly rawQuotes?: boolean;
  /** Keep escape characters in the words. */
  readonly rawEscapes?: boolean;
  /** Leave `$name` as it is written when the name is unset. */
  readonly keepUnset?: boolean;
}

export interface Expansion {
  readonly text: string;
  /** The same text split at white space that was neither quoted nor escaped. */
  readonly words: readonly string[];
  /** Names that were unset, and for which nothing was put in; `${name:-word}` and its kin are not among them. */
  readonly blank: ReadonlySet<string>;
  /** Names that were set to nothing, and put in. */
  readonly empty: ReadonlySet<string>;
}

/** Thrown where BuildKit refuses a word. `required` names the variable of a `${name:?message}`. */
export class ExpansionError extends Error {
  readonly required?: string;

  constructor(message: string, required?: string) {
    super(message);
    if (required !== undefined) this.required = required;
  }
}

/** Deeper nesting is no Dockerfile; it would only exhaust the stack. */
const MAX_DEPTH = 100;

/**
 * What variables put in may have this many characters. A value that names the one before it twice doubles line by line;
 * no image name comes near.
 */
const MAX_EXPANDED = 65_536;

const SPECIAL_PARAMETERS = '@*#?-$!0';
const LETTER = /^[\p{L}\p{Nd}_]$/u;
const DIGIT = /^\p{Nd}$/u;

/**
 * Expands a word as BuildKit's shell lexer does: quotes, escapes, `$name`, `${name}` with the modifiers
 * `:-` `-` `:+` `+` `:?` `?` `#` `##` `%` `%%` `/` `//`, nested at will. Throws an ExpansionError where it refuses.
 * Source: moby/buildkit `frontend/dockerfile/shell/lex.go`.
 */
export function expandWord(word: string, environment: Environment, options: LexerOptions): Expansion {
  const lexer = new Lexer(word, environment, options);
  return lexer.expand();
}

function tooLong(): ExpansionError {
  return new ExpansionError(`its variables become more than ${MAX_EXPANDED} characters`);
}

class Lexer {
  readonly #characters: readonly string[];
  readonly #environment: Environment;
  readonly #options: LexerOptions;
  readonly #blank = new Set<string>();
  readonly #empty = new Set<string>();
  readonly #words = new WordList();
  #at = 0;
  #depth = 0;
  #expanded = 0;

  constructor(word: string, environment: Environment, options: LexerOptions) {
    this.#characters = Array.from(word);
    this.#environment = environment;
    this.#options = options;
  }

  expand(): Expansion {
    const text = this.#until(undefined, this.#options.rawEscapes === true, this.#words);
    return { text, words: this.#words.finish(), blank: this.#blank, empty: this.#empty };
  }

  #peek(): string | undefined {
    return this.#characters[this.#at];
  }

  #take(): string | undefined {
    return this.#characters[this.#at++];
  }

  get #ended(): boolean {
    return this.#at >= this.#characters.length;
  }

  /** Reads up to a stop character, or to the end when there is none. */
  #until(stop: string | undefined, rawEscapes: boolean, words?: WordList): string {
    let result = '';
    while (!this.#ended) {
      const character = this.#peek();
      if (character === stop) {
        this.#at++;
        return result;
      }
      if (character === '$') {
        const value = this.#variable();
        result += value;
        words?.add(value);
      } else if (character === "'" || character === '"' || character === '<') {
        const value = this.#special(character, rawEscapes);
        result += value;
        words?.addRaw(value);
      } else if (character === this.#options.escapeCharacter) {
        this.#at++;
        const escaped = (rawEscapes ? character : '') + (this.#take() ?? '');
        result += escaped;
        words?.addRaw(escaped);
      } else {
        this.#at++;
        result += character;
        words?.add(character ?? '');
      }
    }
    if (stop !== undefined) throw new ExpansionError(`the closing "${stop}" is missing`);
    return result;
  }

  #special(character: string, rawEscapes: boolean): string {
    if (character === "'") return this.#singleQuoted();
    if (character === '"') return this.#doubleQuoted(rawEscapes);
    return this.#heredocMark();
  }

  /** Blanks between `<<` and the name of a heredoc do not split the word. */
  #heredocMark(): string {
    this.#at++;
    if (this.#peek() !== '<') return '<';
    this.#at++;
    let mark = '<<';
    while (this.#peek() === ' ' || this.#peek() === '\t' || this.#peek() === '\r') mark += this.#take();
    return mark;
  }

  #singleQuoted(): string {
    this.#at++;
    const end = this.#characters.indexOf("'", this.#at);
    if (end < 0) throw new ExpansionError("the closing ' is missing");
    const inner = this.#characters.slice(this.#at, end).join('');
    this.#at = end + 1;
    return this.#options.rawQuotes ? `'${inner}'` : inner;
  }

  #doubleQuoted(rawEscapes: boolean): string {
    const { escapeCharacter, rawQuotes } = this.#options;
    this.#at++;
    let inner = '';
    while (!this.#ended) {
      const character = this.#peek();
      if (character === '"') {
        this.#at++;
        return rawQuotes ? `"${inner}"` : inner;
      }
      if (character === '$') {
        inner += this.#variable();
        continue;
      }
      this.#at++;
      if (character !== escapeCharacter) {
        inner += character;
        continue;
      }
      if (rawEscapes) inner += character;
      const next = this.#peek();
      inner += next === '"' || next === '$' || next === escapeCharacter ? this.#take() : character;
    }
    throw new ExpansionError('the closing " is missing');
  }

  #variable(): string {
    const value = this.#dollar();
    this.#expanded += value.length;
    if (this.#expanded > MAX_EXPANDED) throw tooLong();
    return value;
  }

  #dollar(): string {
    this.#at++;
    if (this.#peek() !== '{') {
      const name = this.#name();
      if (name === '') return '$';
      return this.#kept(name) ? `$${name}` : this.#value(name);
    }
    this.#at++;
    if (this.#ended) throw new ExpansionError('the closing } is missing');
    if (this.#peek() === '{' || this.#peek() === '}' || this.#peek() === ':') {
      throw new ExpansionError('a variable name is missing after ${');
    }
    if (++this.#depth > MAX_DEPTH)
      throw new ExpansionError(`variables are nested more than ${MAX_DEPTH} deep`);
    const value = this.#braced(this.#name());
    this.#depth--;
    return value;
  }

  /** The rest of `${name…}` behind the name. */
  #braced(name: string): string {
    const modifier = this.#take();
    if (modifier === '}') return this.#kept(name) ? `\${${name}}` : this.#value(name);
    if (modifier === '/') return this.#replaced(name);
    if (modifier === undefined) throw new ExpansionError('the closing } is missing');
    const colon = modifier === ':';
    const operator = colon ? this.#take() : modifier;
    const written = colon ? `:${operator ?? ''}` : modifier;
    if (operator === undefined) throw new ExpansionError('the closing } is missing');
    const known = (colon ? '-+?' : '-+?#%').includes(operator);
    const pattern = operator === '#' || operator === '%';
    // Made where it is thrown, as an error is dear: every one records where it was made.
    const unknown = () => new ExpansionError(`the modifier "${written}" is not known`);
    if (!known && (!colon || pattern)) throw unknown();
    const word = this.#until('}', pattern);
    if (this.#kept(name)) return `\${${name}${written}${word}}`;
    if (!known) throw unknown();

    const value = this.#environment.get(name);
    const missing = value === undefined || (colon && value === '');
    switch (operator) {
      case '-':
        return missing ? word : value;
      case '+':
        return missing ? '' : word;
      case '?':
        if (missing) throw new ExpansionError(`${name}: ${word || 'a value is required'}`, name);
        return value;
      default:
        return this.#trimmed(name, operator === '#' ? '#' : '%', word);
    }
  }

  #trimmed(name: string, operator: '#' | '%', word: string): string {
    const longest = word.startsWith(operator);
    const pattern = this.#pattern(longest ? word.slice(1) : word);
    const value = this.#value(name);
    return operator === '#' ? trimPrefix(value, pattern, longest) : trimSuffix(value, pattern, longest);
  }

  #replaced(name: string): string {
    const all = this.#peek() === '/';
    if (all) this.#at++;
    const written = this.#until('/', true);
    const replacement = this.#until('}', true);
    if (this.#kept(name)) return `\${${name}/${written}/${replacement}}`;
    const pattern = this.#pattern(written);
    const value = this.#value(name);
    // At most so much more than a character each is put in; what is longer need not be made to be refused.
    if (value.length * replacement.length > MAX_EXPANDED * 256) throw tooLong();
    return replacePattern(value, pattern, replacement, all);
  }

  #pattern(written: string): Pattern {
    try {
      return readPattern(written);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      throw new ExpansionError(
        `the pattern "${written}" has an escape (${error.message}) that means nothing`,
      );
    }
  }

  /** Digits, one special parameter, or letters, digits and underscores. */
  #name(): string {
    const first = this.#peek();
    if (first === undefined) return '';
    if (!DIGIT.test(first) && SPECIAL_PARAMETERS.includes(first)) {
      this.#at++;
      return first;
    }
    const part = DIGIT.test(first) ? DIGIT : LETTER;
    let name = '';
    for (let next = this.#peek(); next !== undefined && part.test(next); next = this.#peek()) {
      name += next;
      this.#at++;
    }
    return name;
  }

  #kept(name: string): boolean {
    return this.#options.keepUnset === true && !this.#environment.has(name);
  }

  #value(name: string): string {
    const value = this.#environment.get(name);
    if (value === undefined) this.#blank.add(name);
    if (value === '') this.#empty.add(name);
    return value ?? '';
  }
}
