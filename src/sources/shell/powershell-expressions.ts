import { PowerShellWords } from './powershell-words.ts';
import type { Expression, Statement, Word } from './tree.ts';
import { unknownExpression } from './tree.ts';

export const KEYWORD =
  /(?:if|foreach|for|while|do|switch|try|trap|function|filter|param|return|throw|exit|break|continue|begin|process|end|else|elseif|catch|finally|class|enum|using|data)(?=[\s({;]|$)/iy;
const TARGET =
  /(?:\[[\w.]{1,100}(?:\[[\w.,\s]{0,100}\])?\]\s{0,100})?\$(?:\{(?:([A-Za-z]+):)?([^}\n]{0,300})\}|(?:([A-Za-z]+):)?([A-Za-z0-9_]+))((?:\.[A-Za-z0-9_]+|\[[^\]\n]{0,300}\])*)[ \t]*(\+?=)(?!=)/y;

/** What begins an expression; anything else begins a command. */
export const NUMBER_OR_STRING = /["'\u201c-\u201e\u2018-\u201b$@([]|-?[0-9]/y;

/** Expressions of PowerShell and what they are assigned to. Source: about_Operators, about_Arrays, about_Assignment_Operators. */
export abstract class PowerShellExpressions extends PowerShellWords {
  protected abstract statement(): readonly Statement[];

  /** Pipelines with `&&` and `||` between them. */
  protected abstract chain(): readonly Statement[];

  /** Blanks and comments; a backtick at a line end joins the next line. */
  protected blanks(): void {
    while (this.take(/[ \t\f\u00a0]+|`\r?\n|\r(?=\n)/y) !== '' || this.#comment());
  }

  protected skip(): void {
    while (this.take(/\s+|`\r?\n/y) !== '' || this.#comment());
  }

  #comment(): boolean {
    if (this.sees('<#')) {
      const close = this.text.indexOf('#>', this.at + 2);
      this.at = close < 0 ? this.end : Math.min(close + 2, this.end);
      return true;
    }
    if (this.peek() !== '#') return false;
    this.take(/[^\n]*/y);
    return true;
  }

  protected atCall(): boolean {
    return this.peek() === '&' && this.peek(1) !== '&';
  }

  protected assignment(): readonly Statement[] | undefined {
    const found = this.match(TARGET);
    if (found === undefined) return undefined;
    const [all, bracedDrive, braced, drive, plain, member, operator] = found;
    const from = this.at;
    this.at += all.length;
    this.skip();
    const head: Statement[] = [];
    let value = this.#assigned(head);
    // One item of an array, or one property, makes all of it unknown.
    if (member !== undefined && member !== '') value = unknownExpression(from, this.at);
    const scope = (bracedDrive ?? drive)?.toLowerCase() === 'env' ? 'environment' : 'shell';
    const name = braced ?? plain ?? '';
    return [...head, { kind: 'assignment', name, scope, append: operator === '+=', value }];
  }

  #assigned(head: Statement[]): Expression {
    const from = this.at;
    if (this.match(KEYWORD) !== undefined || this.match(NUMBER_OR_STRING) === undefined || this.atCall()) {
      const body = this.statement();
      const [only, ...others] = body;
      if (only?.kind === 'command' && others.length === 0) {
        // What a command writes is known for the few that only make out a path.
        return {
          words: [{ parts: [{ kind: 'nested', body, quoted: false }], from, to: this.at }],
          list: false,
        };
      }
      head.push(...body);
      return unknownExpression(from, this.at);
    }
    const value = this.value(head);
    if (!this.#atEndOfValue()) {
      // A pipeline or a method: what it gives is not known.
      head.push(...this.chain());
      return unknownExpression(from, this.at);
    }
    return value;
  }

  #atEndOfValue(): boolean {
    this.blanks();
    return this.done || '\r\n;)}'.includes(this.peek());
  }

  /**
   * Literals, variables and lists of them, with `+` between texts. Of anything else the value is not known; the statements
   * within it go to `head`.
   */
  protected value(head: Statement[]): Expression {
    const from = this.at;
    const words: Word[] = [];
    let list = false;
    let known = true;
    while (true) {
      this.#skipCast();
      const item = this.#item(head);
      if (item === undefined) known = false;
      else {
        words.push(...item.words);
        list ||= item.list;
      }
      this.blanks();
      if (this.peek() === ',') {
        this.at++;
        this.skip();
        list = true;
      } else if (this.peek() === '+' && item !== undefined && !item.list) {
        this.at++;
        this.skip();
        const next = this.#item(head);
        const left = words.pop();
        const right = next?.words[0];
        if (left === undefined || right === undefined || next?.list === true) known = false;
        else words.push({ parts: [...left.parts, ...right.parts], from: left.from, to: right.to });
        // More than one `+` is read as the next round of the loop would read a list; one is what people write.
        this.blanks();
        if (this.peek() === '+') known = false;
        if (this.peek() !== ',') break;
      } else break;
    }
    this.blanks();
    if (!this.done && !'\r\n;)}|>'.includes(this.peek()) && !this.sees('&&') && !this.sees('||')) {
      known = false;
      this.#operators(head);
    }
    return known ? { words, list } : unknownExpression(from, this.at);
  }

  #skipCast(): void {
    this.take(/(?:\[[\w.]{1,100}(?:\[[\w.,\s]{0,100}\])?\]\s{0,100}){1,5}(?=["'$@(])/y);
  }

  #item(head: Statement[]): Expression | undefined {
    const from = this.at;
    if (this.sees('@(')) {
      this.at += 2;
      const body = this.nested(')');
      return listOf(body) ?? this.#unknown(head, body);
    }
    const before = this.at;
    const parts = [...this.primary()];
    if (this.at === before) return undefined;
    this.members(parts);
    const [only] = parts;
    if (parts.length === 1 && only?.kind === 'nested' && only.block !== true) {
      // Parentheses around one expression are that expression.
      const [inner, ...others] = only.body;
      if (inner?.kind === 'value' && others.length === 0) return inner.value;
    }
    return { words: [{ parts, from, to: this.at }], list: false };
  }

  #unknown(head: Statement[], body: readonly Statement[]): undefined {
    head.push(...body);
    return undefined;
  }

  /** Operators and what they stand between, to the end of the expression, for the sake of statements within. */
  #operators(head: Statement[]): void {
    while (!this.#atEndOfValue() && !'|>'.includes(this.peek()) && !this.sees('&&')) {
      const before = this.at;
      const word = this.word();
      if (word.parts.some(({ kind }) => kind === 'nested')) head.push(commandOf([word]));
      if (this.at === before) this.at++;
    }
  }
}

/** The items of `@(…)`, when nothing but expressions stands in it. */
function listOf(body: readonly Statement[]): Expression | undefined {
  const words: Word[] = [];
  for (const statement of body) {
    if (statement.kind !== 'value') return undefined;
    words.push(...statement.value.words);
  }
  return { words, list: true };
}

export function commandOf(words: readonly Word[]): Statement {
  return { kind: 'command', words, assignments: [], redirects: [] };
}
