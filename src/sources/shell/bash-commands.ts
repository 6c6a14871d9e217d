import { BashWords } from './bash-words.ts';
import type { Assignment, Expression, Part, Redirect, Statement, Word } from './tree.ts';
import { plainText } from './tree.ts';

const ASSIGNED = /([A-Za-z_][A-Za-z0-9_]*)(\[[^\]\s]*\])?(\+?)=/y;
const REDIRECT = /(?:[0-9]+|&)?(?:>>|>\||>&|<&|<>|>|<)/y;
const HEREDOC = /[0-9]*<<(-?)(?!<)[ \t]*/y;

/** Builtins whose arguments are assignments. */
const DECLARING: ReadonlySet<string> = new Set(['export', 'declare', 'typeset', 'local', 'readonly']);

interface Heredoc {
  readonly delimiter: string;
  readonly quoted: boolean;
  readonly stripped: boolean;
  /** Filled in when its lines are met, behind the line of its command. */
  body: Word;
}

/** Simple commands of bash and sh. Source: GNU Bash manual, sections 3.2.2, 3.4, 3.6 and 3.7.1. */
export abstract class BashCommands extends BashWords {
  readonly #heredocs: Heredoc[] = [];

  /** Behind `name ()`. */
  protected abstract functionBody(name: string): readonly Statement[];

  /** Blanks, line ends and comments, and the here-documents that stand behind a line end. */
  protected skip(): void {
    while (!this.done) {
      if (this.take(/(?:[ \t\r]|\\\r?\n)+/y) !== '') continue;
      if (this.peek() === '#') this.take(/[^\n]*/y);
      else if (this.peek() === '\n') this.#newline();
      else return;
    }
  }

  protected blanks(): void {
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

  protected simple(): readonly Statement[] {
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    let heredoc: Heredoc | undefined;
    let declaring = false;
    while (true) {
      this.blanks();
      const character = this.peek();
      if (this.done || '\n;|)'.includes(character) || (character === '`' && this.backquoted)) break;
      const begun = this.#heredoc();
      heredoc = begun ?? heredoc;
      if (begun !== undefined || this.redirect(redirects)) continue;
      if (character === '&') break;
      if (character === '(') {
        if (words.length !== 1 || this.take(/\(\s*\)/y) === '') break;
        return this.functionBody(plainText(words[0]) ?? '');
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
      this.skip();
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

  protected redirect(redirects: Redirect[]): boolean {
    if (this.take(/[0-9]*<<</y) !== '') {
      this.blanks();
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

function isExport(words: readonly Word[]): boolean {
  const flags = words.slice(1).map((word) => plainText(word) ?? '');
  return plainText(words[0]) === 'export' || flags.some((flag) => /^-[a-zA-Z]*x/.test(flag));
}

function unknownWord(from: number, to: number): Word {
  return { parts: [{ kind: 'unknown', quoted: true }], from, to };
}
