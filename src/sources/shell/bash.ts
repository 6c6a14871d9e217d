import { BashCommands } from './bash-commands.ts';
import type { Part, Redirect, Statement, Word } from './tree.ts';
import { plainText, UNKNOWN_PART } from './tree.ts';

const RESERVED =
  /(?:if|then|elif|else|fi|for|select|while|until|do|done|case|esac|function|time|\{|\}|!|\[\[)(?=[\s;&|()<>`]|$)/y;

/** Commands that say yes or no: what follows them behind `&&` is a branch. */
const TESTS: ReadonlySet<string> = new Set(['[', '[[', 'test', 'grep', 'command', 'which', 'true', 'false']);

const NONE: ReadonlySet<string> = new Set();

/** Reads a script of bash or sh. */
export function parseBash(text: string): readonly Statement[] {
  return new Bash(text).all();
}

/** Source: GNU Bash manual, section 3.2. */
class Bash extends BashCommands {
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
      this.skip();
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

  /** Pipelines with `&&` and `||` between them. */
  #chain(): readonly Statement[] {
    const statements: Statement[] = [];
    let body = statements;
    body.push(...this.#pipeline());
    while (true) {
      this.blanks();
      const and = this.sees('&&');
      if (!and && !this.sees('||')) return statements;
      this.at += 2;
      this.skip();
      const next = this.#pipeline();
      if (!and) {
        // What fails before it is made good, unless the script gives up.
        const left = body.pop();
        if (left !== undefined) body.push(givesUp(next) ? left : doubtful([left]));
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
    this.blanks();
    if (this.peek() !== '|' || this.peek(1) === '|') return first;
    const stages: Statement[] = [one(first)];
    while (this.peek() === '|' && this.peek(1) !== '|') {
      this.at += this.peek(1) === '&' ? 2 : 1;
      this.skip();
      stages.push(one(this.#command()));
      this.blanks();
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
    if (reserved === undefined) return this.simple();
    this.at += reserved.length;
    switch (reserved) {
      case '!':
      case 'time':
        this.blanks();
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
      this.blanks();
      if (!this.redirect(redirects)) return { kind: 'group', body, own, redirects };
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
    return [doubtful(condition), { kind: 'branches', bodies, complete: other !== undefined }];
  }

  #for(): readonly Statement[] {
    this.blanks();
    if (this.sees('((')) {
      this.skipArithmetic();
      return [{ kind: 'loop', body: this.#body() }];
    }
    const variable = this.take(/[A-Za-z_][A-Za-z0-9_]*/y);
    this.skip();
    const from = this.at;
    const words: Word[] = [];
    if (this.take(/in(?=[\s;])/y) !== '') {
      this.blanks();
      while (!this.done && !'\r\n;&|<>()'.includes(this.peek())) {
        words.push(globbed(this.word()));
        this.blanks();
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
    this.skip();
    if (this.peek() === ';') this.at++;
    this.skip();
    if (this.#reserved('{')) return this.#closed('}');
    if (!this.#reserved('do')) return [];
    return this.#closed('done');
  }

  #case(): readonly Statement[] {
    this.blanks();
    this.word();
    this.skip();
    this.take(/in(?=[\s;])/y);
    const bodies: (readonly Statement[])[] = [];
    let complete = false;
    while (!this.done) {
      this.skip();
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
    this.blanks();
    const name = this.take(/[^\s(){};&|<>]+/y);
    this.blanks();
    this.take(/\(\s*\)/y);
    return this.functionBody(name);
  }

  protected functionBody(name: string): readonly Statement[] {
    this.skip();
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
}

function one(statements: readonly Statement[]): Statement {
  const [first, second] = statements;
  if (first !== undefined && second === undefined) return first;
  return { kind: 'group', body: statements, own: true, redirects: [] };
}

/** Statements that are run, and may fail without harm. */
function doubtful(body: readonly Statement[]): Statement {
  return { kind: 'branches', bodies: [body], complete: true };
}

function givesUp(statements: readonly Statement[]): boolean {
  const last = statements.at(-1);
  if (last?.kind === 'group') return givesUp(last.body);
  if (last?.kind !== 'command') return false;
  const [name, code] = last.words.map(plainText);
  return name === 'false' || ((name === 'exit' || name === 'return') && code !== '0');
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
