import { BashWords } from './bash-words.ts';
import type { Assignment, Expression, Part, Redirect, Statement, Word } from './tree.ts';
import { plainText, UNKNOWN_PART } from './tree.ts';

const RESERVED =
  /(?:if|then|elif|else|fi|for|select|while|until|do|done|case|esac|function|time|\{|\}|!|\[\[)(?=[\s;&|()<>`]|$)/y;
const ASSIGNED = /([A-Za-z_][A-Za-z0-9_]*)(\[[^\]\s]*\])?(\+?)=/y;
const REDIRECT = /(?:[0-9]+|&)?(?:>>|>\||>&|<&|<>|>|<)/y;
const HEREDOC = /[0-9]*<<(-?)(?!<)[ \t]*/y;

/** Commands that say yes or no: what follows them behind `&&` is a branch. */
const TESTS: ReadonlySet<string> = new Set(['[', '[[', 'test', 'grep', 'command', 'which', 'true', 'false']);

/** Builtins whose arguments are assignments. */
const DECLARING: ReadonlySet<string> = new Set(['export', 'declare', 'typeset', 'local', 'readonly']);

const NONE: ReadonlySet<string> = new Set();

interface Heredoc {
  readonly delimiter: string;
  readonly quoted: boolean;
  readonly stripped: boolean;
  /** Filled in when its lines are met, behind the line of its command. */
  body: Word;
}

/** Reads a script of bash or sh. */
export function parseBash(text: string): readonly Statement[] {
  return new Bash(text).all();
}

/** Source: GNU Bash manual, section 3.2. */
class Bash extends BashWords {
  readonly #heredocs: Heredoc[] = [];

  all(): readonly Statement[] {
    const body: Statement[] = [];
    while (!this.done) {
      body.push(...this.#list(NONE));
      // What closes nothing is stepped over.
      this.at++;
    }
    return body;
  }

  protected nested(close: ')' | '`'): readonly Statement[] {
    return this.nest(() => {
      const backquoted = this.backquoted;
      this.backquoted = close === '`';
      const body = this.#list(new Set([close]));
      this.backquoted = backquoted;
      this.at++;
      return body;
    });
  }

  /** Statements up to one of the words or characters that end them, which is not taken. */
  #list(ends: ReadonlySet<string>): readonly Statement[] {
    const body: Statement[] = [];
    while (true) {
      this.#skip();
      const character = this.peek();
      if (this.done || character === ')' || (character === '`' && this.backquoted)) return body;
      if (this.sees(';;')) {
        if (ends.has(';;')) return body;
        this.at += 2;
      } else if (character === ';' || character === '&' || character === '|') this.at++;
      else {
        const reserved = this.match(RESERVED)?.[0];
        if (reserved !== undefined && ends.has(reserved)) return body;
        const before = this.at;
        body.push(...this.#chain());
        if (this.at === before) this.at++;
      }
    }
  }

  /** Blanks, line ends and comments, and the here-documents that stand behind a line end. */
  #skip(): void {
    while (!this.done) {
      if (this.take(/(?:[ \t\r]|\\\r?\n)+/y) !== '') continue;
      if (this.peek() === '#') this.take(/[^\n]*/y);
      else if (this.peek() === '\n') this.#newline();
      else return;
    }
  }

  #blanks(): void {
    this.take(/(?:[ \t]|\\\r?\n|\r(?=\n))+/y);
    if (this.peek() === '#') this.take(/[^\n]*/y);
  }

  #newline(): void {
    this.at++;
    for (const heredoc of this.#heredocs.splice(0)) heredoc.body = this.#heredocBody(heredoc);
  }

  #heredocBody({ delimiter, quoted, stripped }: Heredoc): Word {
    const from = this.at;
    let to = this.end;
    for (let at = from; at < this.end; ) {
      const newline = this.text.indexOf('\n', at);
      const end = newline < 0 || newline > this.end ? this.end : newline;
      const line = this.text.slice(at, end).replace(/\r$/, '');
      if ((stripped ? line.replace(/^\t+/, '') : line) === delimiter) {
        to = at;
        this.at = Math.min(end + 1, this.end);
        break;
      }
      at = end + 1;
      if (at >= this.end) this.at = this.end;
    }
    const behind = this.at;
    const parts: Part[] = [];
    if (quoted) parts.push({ kind: 'text', text: this.text.slice(from, to), quoted: true });
    else {
      const end = this.end;
      this.at = from;
      this.end = to;
      this.expandable(parts, '');
      this.end = Math.max(end, to);
      this.at = behind;
    }
    return { parts, from, to };
  }

  /** Pipelines with `&&` and `||` between them. */
  #chain(): readonly Statement[] {
    const statements: Statement[] = [];
    let body = statements;
    body.push(...this.#pipeline());
    while (true) {
      this.#blanks();
      const and = this.sees('&&');
      if (!and && !this.sees('||')) return statements;
      this.at += 2;
      this.#skip();
      const next = this.#pipeline();
      if (!and) {
        body = statements;
        body.push({ kind: 'branches', bodies: [next], complete: false });
      } else if (isTest(body.at(-1))) {
        const branch = [...next];
        body.push({ kind: 'branches', bodies: [branch], complete: false });
        body = branch;
      } else body.push(...next);
    }
  }

  #pipeline(): readonly Statement[] {
    const first = this.#command();
    this.#blanks();
    if (this.peek() !== '|' || this.peek(1) === '|') return first;
    const stages: Statement[] = [one(first)];
    while (this.peek() === '|' && this.peek(1) !== '|') {
      this.at += this.peek(1) === '&' ? 2 : 1;
      this.#skip();
      stages.push(one(this.#command()));
      this.#blanks();
    }
    return [{ kind: 'pipeline', stages }];
  }

  #command(): readonly Statement[] {
    this.count();
    if (this.sees('((')) {
      this.skipArithmetic();
      return [{ kind: 'command', words: [], assignments: [], redirects: [] }];
    }
    if (this.peek() === '(') {
      this.at++;
      return [this.#group(this.nested(')'), true)];
    }
    const reserved = this.match(RESERVED)?.[0];
    if (reserved === undefined) return this.#simple();
    this.at += reserved.length;
    switch (reserved) {
      case '!':
      case 'time':
        this.#blanks();
        return this.#command();
      case '{':
        return [this.#group(this.#closed('}'), false)];
      case 'if':
        return [
          this.#group(
            this.nest(() => this.#if()),
            false,
          ),
        ];
      case 'for':
      case 'select':
        return [
          this.#group(
            this.nest(() => this.#for()),
            false,
          ),
        ];
      case 'while':
      case 'until':
        return [
          this.#group(
            this.nest(() => this.#while()),
            false,
          ),
        ];
      case 'case':
        return [
          this.#group(
            this.nest(() => this.#case()),
            false,
          ),
        ];
      case 'function':
        return this.#function();
      case '[[':
        return this.#test();
      default:
        // A word that ends a statement which was not begun.
        return [];
    }
  }

  #group(body: readonly Statement[], own: boolean): Statement {
    const redirects: Redirect[] = [];
    while (true) {
      this.#blanks();
      if (!this.#redirect(redirects)) return { kind: 'group', body, own, redirects };
    }
  }

  /** Statements up to a word, which is taken. */
  #closed(word: string): readonly Statement[] {
    return this.nest(() => {
      const body = this.#list(new Set([word]));
      this.#reserved(word);
      return body;
    });
  }

  #reserved(word: string): boolean {
    if (this.match(RESERVED)?.[0] !== word) return false;
    this.at += word.length;
    return true;
  }

  #if(): readonly Statement[] {
    const condition = this.#list(new Set(['then', 'fi']));
    this.#reserved('then');
    const then = this.#list(new Set(['elif', 'else', 'fi']));
    let other: readonly Statement[] | undefined;
    if (this.#reserved('elif')) other = this.nest(() => this.#if());
    else {
      if (this.#reserved('else')) other = this.#list(new Set(['fi']));
      this.#reserved('fi');
    }
    const bodies = other === undefined ? [then] : [then, other];
    return [...condition, { kind: 'branches', bodies, complete: other !== undefined }];
  }

  #for(): readonly Statement[] {
    this.#blanks();
    if (this.sees('((')) {
      this.skipArithmetic();
      return [{ kind: 'loop', body: this.#body() }];
    }
    const variable = this.take(/[A-Za-z_][A-Za-z0-9_]*/y);
    this.#skip();
    const from = this.at;
    const words: Word[] = [];
    if (this.take(/in(?=[\s;])/y) !== '') {
      this.#blanks();
      while (!this.done && !'\r\n;&|<>()'.includes(this.peek())) {
        words.push(globbed(this.word()));
        this.#blanks();
      }
    } else {
      words.push({
        parts: [{ kind: 'variable', name: '@', scope: 'shell', quoted: true, all: true }],
        from,
        to: from,
      });
    }
    return [{ kind: 'loop', variable, values: { words, list: true }, body: this.#body() }];
  }

  #while(): readonly Statement[] {
    const condition = this.#list(new Set(['do', 'done']));
    return [{ kind: 'loop', body: [...condition, ...this.#body()] }];
  }

  /** `do … done`, or the braces that bash takes as well. */
  #body(): readonly Statement[] {
    this.#skip();
    if (this.peek() === ';') this.at++;
    this.#skip();
    if (this.#reserved('{')) return this.#closed('}');
    if (!this.#reserved('do')) return [];
    return this.#closed('done');
  }

  #case(): readonly Statement[] {
    this.#blanks();
    this.word();
    this.#skip();
    this.take(/in(?=[\s;])/y);
    const bodies: (readonly Statement[])[] = [];
    let complete = false;
    while (!this.done) {
      this.#skip();
      if (this.#reserved('esac')) break;
      if (this.peek() === '(') this.at++;
      const pattern = this.take(/[^)\n]*/y).trim();
      if (pattern === '*') complete = true;
      if (this.peek() !== ')') continue;
      this.at++;
      bodies.push(this.#list(new Set([';;', 'esac'])));
      this.take(/;;&?|;&/y);
    }
    return [{ kind: 'branches', bodies, complete }];
  }

  #function(): readonly Statement[] {
    this.#blanks();
    const name = this.take(/[^\s(){};&|<>]+/y);
    this.#blanks();
    this.take(/\(\s*\)/y);
    return this.#functionBody(name);
  }

  #functionBody(name: string): readonly Statement[] {
    this.#skip();
    const body = this.nest(() => this.#command());
    return [{ kind: 'function', name, parameters: [], body }];
  }

  #test(): readonly Statement[] {
    while (!this.done && this.take(/\]\](?=[\s;&|)]|$)/y) === '') {
      if (this.take(/[^\s"'\\$`\]]+|\s+|\]/y) === '') {
        const before = this.at;
        this.word();
        if (this.at === before) this.at++;
      }
    }
    const word: Word = { parts: [{ kind: 'text', text: '[[', quoted: true }], from: this.at, to: this.at };
    return [{ kind: 'command', words: [word], assignments: [], redirects: [] }];
  }

  #simple(): readonly Statement[] {
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    let heredoc: Heredoc | undefined;
    let declaring = false;
    while (true) {
      this.#blanks();
      const character = this.peek();
      if (this.done || '\n;|)'.includes(character) || (character === '`' && this.backquoted)) break;
      const begun = this.#heredoc();
      heredoc = begun ?? heredoc;
      if (begun !== undefined || this.#redirect(redirects)) continue;
      if (character === '&') break;
      if (character === '(') {
        if (words.length !== 1 || this.take(/\(\s*\)/y) === '') break;
        return this.#functionBody(plainText(words[0]) ?? '');
      }
      const assignment =
        words.length === 0 || declaring
          ? this.#assignment(words[0] !== undefined && isExport(words))
          : undefined;
      if (assignment !== undefined) {
        assignments.push(assignment);
        continue;
      }
      const word = this.word();
      if (word.to === word.from) break;
      words.push(word);
      if (words.length === 1) declaring = DECLARING.has(plainText(word) ?? '');
    }
    const rest = { assignments: declaring ? [] : assignments, redirects };
    if (words.length === 0) return assignments;
    const command: Statement = { kind: 'command', words, ...rest };
    if (heredoc !== undefined) {
      const doc = heredoc;
      // Its lines are read later than the command, so the word is looked up when it is asked for.
      Object.defineProperty(command, 'input', { get: () => doc.body, enumerable: true });
    }
    return declaring ? [...assignments, command] : [command];
  }

  #assignment(exported: boolean): Assignment | undefined {
    const found = this.match(ASSIGNED);
    const [all, name = '', index, plus] = found ?? [];
    if (all === undefined) return undefined;
    const from = this.at;
    this.at += all.length;
    const value = this.#value();
    const scope = exported ? 'environment' : 'plain';
    const known = index === undefined ? value : { words: [unknownWord(from, this.at)], list: false };
    return { kind: 'assignment', name, scope, append: plus === '+', value: known };
  }

  #value(): Expression {
    if (this.peek() !== '(') return { words: [this.word()], list: false };
    this.at++;
    const words: Word[] = [];
    while (true) {
      this.#skip();
      if (this.done || this.peek() === ')') break;
      const word = this.word();
      if (word.to > word.from) words.push(word);
      else this.at++;
    }
    this.at++;
    return { words, list: true };
  }

  #heredoc(): Heredoc | undefined {
    const found = this.match(HEREDOC);
    if (found === undefined) return undefined;
    this.at += found[0].length;
    const word = this.word();
    const heredoc: Heredoc = {
      delimiter: plainText(word) ?? '',
      quoted: word.parts.some((part) => part.kind === 'text' && part.quoted),
      stripped: found[1] === '-',
      body: { parts: [], from: this.at, to: this.at },
    };
    this.#heredocs.push(heredoc);
    return heredoc;
  }

  #redirect(redirects: Redirect[]): boolean {
    if (this.take(/[0-9]*<<</y) !== '') {
      this.#blanks();
      this.word();
      return true;
    }
    if (this.match(HEREDOC) !== undefined || this.match(/[<>]\(/y) !== undefined) return false;
    const operator = this.take(REDIRECT);
    if (operator === '') return false;
    this.take(/[ \t]+/y);
    const target = this.word();
    // Only what is written to standard output counts.
    if (/^1?>[>|]?$/.test(operator) || operator.startsWith('&>'))
      redirects.push({ append: operator.includes('>>'), target });
    return true;
  }
}

function one(statements: readonly Statement[]): Statement {
  const [first, second] = statements;
  if (first !== undefined && second === undefined) return first;
  return { kind: 'group', body: statements, own: true, redirects: [] };
}

function isTest(statement: Statement | undefined): boolean {
  if (statement?.kind === 'pipeline') return isTest(statement.stages.at(-1));
  if (statement?.kind !== 'command') return statement?.kind === 'group';
  const name = plainText(statement.words[0]);
  return name === undefined || TESTS.has(name);
}

/** A pattern, or a list in braces, stands for words that nobody makes out here. */
function globbed(word: Word): Word {
  const parts = word.parts.map((part): Part => {
    const open = part.kind === 'text' && !part.quoted && /[*?]|\{[^{}]*(?:,|\.\.)[^{}]*\}/.test(part.text);
    return open ? UNKNOWN_PART : part;
  });
  return { ...word, parts };
}

function isExport(words: readonly Word[]): boolean {
  const flags = words.slice(1).map((word) => plainText(word) ?? '');
  return plainText(words[0]) === 'export' || flags.some((flag) => /^-[a-zA-Z]*x/.test(flag));
}

function unknownWord(from: number, to: number): Word {
  return { parts: [{ kind: 'unknown', quoted: true }], from, to };
}
