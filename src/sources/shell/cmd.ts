import { type CmdOptions, CmdWords } from './cmd-words.ts';
import type { Part, Redirect, Statement, Word } from './tree.ts';
import { plainText, UNKNOWN_PART, unknownExpression } from './tree.ts';

const COMMENT = /(?:rem(?=[\s/]|$)|:)[^\n]*/iy;
const IF = /if(?=[\s(])/iy;
const FOR = /for(?=\s)/iy;
const ELSE = /[ \t]*else(?=[\s(])/iy;
const SET = /set(?=[\s"])/iy;
const ECHO = /echo(?=[\s.:(]|$)/iy;
const COMPARISON = /(?:==|equ|neq|lss|leq|gtr|geq)(?=["\s%!a-z0-9])/iy;
const REDIRECT = /[0-9]?(?:>>|>&|<&|>|<)/y;

/** Reads a script of cmd, as a batch file where nothing else is said. */
export function parseCmd(text: string, options?: CmdOptions): readonly Statement[] {
  return new Cmd(text, options).all();
}

/** Source: `cmd /?`, `if /?`, `for /?`, `set /?`. */
class Cmd extends CmdWords {
  #blocks = 0;

  all(): readonly Statement[] {
    const lines: Statement[] = [];
    while (true) {
      this.take(/[\s)&|]+/y);
      if (this.done) return lines;
      const before = this.at;
      const body = this.#sequence();
      if (body.length > 0) lines.push({ kind: 'line', body });
      if (this.at === before) this.at++;
    }
  }

  #blanks(): void {
    this.take(/(?:[ \t\f\r,;=@]|\^\r?\n)+/y);
  }

  /** Between words nothing but blanks is stepped over, as programs see the rest. */
  #gap(): void {
    this.take(/(?:[ \t\f\v]|\r(?=\n)|\^\r?\n)+/y);
  }

  #atEnd(): boolean {
    return this.done || '\n&|)'.includes(this.peek());
  }

  /** Commands of one line. */
  #sequence(): readonly Statement[] {
    const statements: Statement[] = [];
    statements.push(...this.#pipeline());
    while (true) {
      this.#gap();
      if (this.peek() !== '&' && !this.sees('||')) return statements;
      const or = this.sees('||');
      this.take(/&&?|\|\|/y);
      const next = this.#pipeline();
      if (or) statements.push({ kind: 'branches', bodies: [next], complete: false });
      else statements.push(...next);
    }
  }

  #pipeline(): readonly Statement[] {
    const first = this.#command();
    this.#gap();
    if (this.peek() !== '|' || this.peek(1) === '|') return first;
    const stages: Statement[] = [group(first, true)];
    while (this.peek() === '|' && this.peek(1) !== '|') {
      this.at++;
      stages.push(group(this.#command(), true));
      this.#gap();
    }
    return [{ kind: 'pipeline', stages }];
  }

  #command(): readonly Statement[] {
    this.count();
    this.#blanks();
    if (this.take(COMMENT) !== '') return [];
    if (this.peek() === '(') return [this.#block()];
    if (this.take(IF) !== '') return this.nest(() => this.#if());
    if (this.take(FOR) !== '') return this.nest(() => this.#for());
    if (this.take(SET) !== '') return this.#set();
    if (this.match(ECHO) !== undefined) return [this.#echo()];
    return this.#simple();
  }

  #block(): Statement {
    this.at++;
    this.#blocks++;
    const body = this.nest(() => {
      const statements: Statement[] = [];
      while (true) {
        this.take(/[\s&|]+/y);
        if (this.done || this.peek() === ')') return statements;
        const before = this.at;
        statements.push(...this.#sequence());
        if (this.at === before) this.at++;
      }
    });
    this.#blocks--;
    if (this.peek() === ')') this.at++;
    const redirects: Redirect[] = [];
    do this.#gap();
    while (this.#redirect(redirects));
    return { kind: 'group', body, own: false, redirects };
  }

  #if(): readonly Statement[] {
    this.#gap();
    this.take(/(?:(?:\/i|not)\s+)*/iy);
    this.#gap();
    if (this.take(/(?:exist|defined|errorlevel|cmdextversion)\s+/iy) !== '') this.word();
    else this.#comparison();
    this.#gap();
    const then = this.#then();
    const other = this.take(ELSE) === '' ? undefined : this.#then();
    const bodies = other === undefined ? [then] : [then, other];
    return [{ kind: 'branches', bodies, complete: other !== undefined }];
  }

  #comparison(): void {
    const written = this.text.slice(this.at, this.word().to);
    if (written.includes('==')) {
      if (!written.endsWith('==')) return;
    } else {
      this.#gap();
      this.take(COMPARISON);
    }
    this.#gap();
    this.word();
  }

  /** A block; or everything to the end of the line. */
  #then(): readonly Statement[] {
    this.#gap();
    return this.nest(() => (this.peek() === '(' ? this.#pipeline() : this.#sequence()));
  }

  #for(): readonly Statement[] {
    this.#gap();
    let plain = true;
    while (this.peek() === '/') {
      plain = false;
      this.take(/\/[a-z]/iy);
      this.#gap();
      if (this.peek() !== '%') this.word();
      this.#gap();
    }
    const letter = this.loopLetter();
    this.#gap();
    this.take(/in\s*/iy);
    const from = this.at;
    if (this.peek() === '(') this.at++;
    const words: Word[] = [];
    while (true) {
      this.take(/(?:[\s,;=]|\^\r?\n)+/y);
      if (this.done || this.peek() === ')') break;
      const before = this.at;
      const word = this.word();
      if (word.to > word.from) words.push(...listed(word).map(globbed));
      if (this.at === before) this.at++;
    }
    this.at++;
    const values = plain ? { words, list: true } : { ...unknownExpression(from, this.at), list: true };
    this.#gap();
    this.take(/do(?=[\s(@])/iy);
    this.loops.push(letter);
    this.#blanks();
    const body = this.#then();
    this.loops.pop();
    return [{ kind: 'loop', variable: `%${letter}`, values, body }];
  }

  #set(): readonly Statement[] {
    this.#gap();
    const from = this.at;
    const computed = this.take(/\/[ap]/iy) !== '';
    this.#gap();
    const quoted = this.peek() === '"';
    if (quoted) this.at++;
    const name = this.take(/[^=&|<>"\r\n]+/y);
    if (this.peek() !== '=' || name === '') {
      this.raw();
      return [];
    }
    this.at++;
    const start = this.at;
    const word = quoted ? this.#quotedValue() : this.raw();
    const value = computed
      ? unknownExpression(from, this.at)
      : { words: [{ ...word, from: start }], list: false };
    const assignment = { kind: 'assignment', scope: 'environment', append: false } as const;
    return [{ ...assignment, name: name.trim(), value }];
  }

  /** Behind `set "X=`, up to the last quote of the command. */
  #quotedValue(): Word {
    const word = this.raw(true);
    let last = word.parts.length;
    while (last > 0) {
      const part = word.parts[last - 1];
      if (part?.kind === 'text' && part.text === '"') break;
      last--;
    }
    return last === 0 ? word : { ...word, parts: word.parts.slice(0, last - 1) };
  }

  /** `echo` takes its text as it stands. */
  #echo(): Statement {
    const from = this.at;
    this.take(/echo[.:]?[ \t]?/iy);
    const words: Word[] = [{ parts: [{ kind: 'text', text: 'echo', quoted: true }], from, to: this.at }];
    const redirects: Redirect[] = [];
    const parts: Part[] = [];
    const start = this.at;
    while (true) {
      const text = this.raw();
      parts.push(...text.parts);
      if (!this.#redirect(redirects)) break;
    }
    words.push({ parts, from: start, to: this.at });
    return { kind: 'command', words, assignments: [], redirects };
  }

  #simple(): readonly Statement[] {
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    while (true) {
      this.#gap();
      if (this.#redirect(redirects)) continue;
      if (this.#atEnd() && !(this.peek() === ')' && this.#blocks === 0)) break;
      const before = this.at;
      // `cd..` and `cd\` have no blank between.
      if (words.length === 0 && this.match(/cd[.\\]/iy) !== undefined) {
        words.push({ parts: [{ kind: 'text', text: 'cd', quoted: true }], from: this.at, to: this.at + 2 });
        this.at += 2;
      } else {
        const word = runsLine(words) ? this.raw() : this.word();
        if (word.to > word.from) words.push(word);
      }
      if (this.at === before) this.at++;
    }
    if (words.length === 0 && redirects.length === 0) return [];
    return [{ kind: 'command', words, assignments: [], redirects }];
  }

  #redirect(redirects: Redirect[]): boolean {
    const operator = this.take(REDIRECT);
    if (operator === '') return false;
    this.#gap();
    const target = this.word();
    if (/^1?>>?$/.test(operator)) redirects.push({ append: operator.endsWith('>>'), target });
    return true;
  }
}

/** Behind `cmd /c`, which takes the rest as it stands, quotes and all. */
function runsLine(words: readonly Word[]): boolean {
  if (words.length < 2 || words.length > 10 || !/^\/[ck]$/i.test(plainText(words.at(-1)) ?? '')) return false;
  const before = words.slice(0, -1).map((word) => plainText(word) ?? '');
  const program = before.find((word) => !/^(?:call|start|\/\w.*)$/i.test(word)) ?? '';
  return /^(?:.*[\\/])?cmd(?:\.exe)?$/i.test(program);
}

function group(body: readonly Statement[], own: boolean): Statement {
  return { kind: 'group', body, own, redirects: [] };
}

/** Commas, semicolons and equal signs part the items of a list, as blanks do. */
function listed(word: Word): readonly Word[] {
  const items: Part[][] = [[]];
  for (const part of word.parts) {
    if (part.kind !== 'text' || part.quoted) items.at(-1)?.push(part);
    else {
      part.text.split(/[,;=]/).forEach((text, at) => {
        if (at > 0) items.push([]);
        if (text !== '') items.at(-1)?.push({ kind: 'text', text, quoted: false });
      });
    }
  }
  return items.filter((parts) => parts.length > 0).map((parts) => ({ ...word, parts }));
}

/** A pattern stands for files that nobody knows here. */
function globbed(word: Word): Word {
  return /[*?]/.test(plainText(word) ?? '') ? { ...word, parts: [UNKNOWN_PART] } : word;
}
