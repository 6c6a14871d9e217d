import { commandOf, KEYWORD, NUMBER_OR_STRING, PowerShellExpressions } from './powershell-expressions.ts';
import type { Part, Redirect, Statement, Word } from './tree.ts';
import { plainText } from './tree.ts';

const REDIRECT = /[0-9*]?>>?(?:&[0-9])?/y;

/** Reads a script of PowerShell, `pwsh` and `powershell` alike. */
export function parsePowerShell(text: string): readonly Statement[] {
  return new PowerShell(text).all();
}

/** Source: about_Language_Keywords, about_Operators, about_Pipelines, about_Redirection. */
class PowerShell extends PowerShellExpressions {
  all(): readonly Statement[] {
    const body: Statement[] = [];
    while (!this.done) {
      body.push(...this.#list());
      // What closes nothing is stepped over.
      this.at++;
    }
    return body;
  }

  protected nested(close: ')' | '}'): readonly Statement[] {
    return this.nest(() => {
      const body = this.#list();
      if (this.peek() === close) this.at++;
      return body;
    });
  }

  /** Statements up to a parenthesis or a brace that closes. */
  #list(): readonly Statement[] {
    const body: Statement[] = [];
    while (true) {
      this.skip();
      if (this.done || ')}'.includes(this.peek())) return body;
      const before = this.at;
      if (';,|&'.includes(this.peek()) && !this.atCall()) this.at++;
      else body.push(...this.statement());
      if (this.at === before) this.at++;
    }
  }

  protected statement(): readonly Statement[] {
    this.count();
    const keyword = this.match(KEYWORD)?.[0];
    if (keyword !== undefined) return this.nest(() => this.#keyword(keyword));
    const assignment = this.assignment();
    if (assignment !== undefined) return assignment;
    return this.chain();
  }

  protected chain(): readonly Statement[] {
    const statements: Statement[] = [...this.#pipeline()];
    while (true) {
      this.blanks();
      const and = this.sees('&&');
      if (!and && !this.sees('||')) return statements;
      this.at += 2;
      this.skip();
      const next = this.#pipeline();
      if (and) statements.push(...next);
      else statements.push({ kind: 'branches', bodies: [next], complete: false });
    }
  }

  #keyword(written: string): readonly Statement[] {
    const keyword = written.toLowerCase();
    this.at += written.length;
    this.skip();
    switch (keyword) {
      case 'if':
      case 'elseif':
        return this.#if();
      case 'foreach':
        return this.#foreach();
      case 'for':
      case 'while': {
        const head = this.#parenthesised();
        this.skip();
        return [{ kind: 'loop', body: [...head, ...this.#block()] }];
      }
      case 'do': {
        const body = this.#block();
        this.skip();
        this.take(/while|until/iy);
        this.skip();
        return [{ kind: 'loop', body: [...body, ...this.#parenthesised()] }];
      }
      case 'switch':
        return this.#switch();
      case 'try':
        return this.#try();
      case 'function':
      case 'filter':
        return this.#function();
      case 'param':
        this.#parenthesised();
        return [];
      case 'class':
      case 'enum':
      case 'data':
      case 'trap':
        this.take(/[^{\n]*/y);
        return [{ kind: 'branches', bodies: [this.#block()], complete: false }];
      case 'return':
      case 'throw':
      case 'exit': {
        const rest = this.#rest();
        return [...rest, wordAlone('exit', keyword === 'throw' ? '1' : codeOf(rest), this.at)];
      }
      case 'using':
        this.take(/[^\n]*/y);
        return [];
      case 'break':
      case 'continue':
        return [wordAlone(keyword, '', this.at)];
      default:
        // `begin`, `process`, `end`, and a branch whose beginning was not met.
        return this.#block();
    }
  }

  /** The value that goes with `return` and its like. */
  #rest(): readonly Statement[] {
    this.blanks();
    if (this.done || '\r\n;)}'.includes(this.peek())) return [];
    return this.chain();
  }

  #parenthesised(): readonly Statement[] {
    if (this.peek() !== '(') return [];
    this.at++;
    return this.nested(')');
  }

  #block(): readonly Statement[] {
    if (this.peek() !== '{') return [];
    this.at++;
    return this.nested('}');
  }

  #if(): readonly Statement[] {
    const condition = this.#parenthesised();
    this.skip();
    const bodies = [this.#block()];
    const before = this.at;
    this.skip();
    const next = this.match(KEYWORD)?.[0].toLowerCase();
    if (next === 'elseif') bodies.push(this.nest(() => this.#keyword('elseif')));
    else if (next === 'else') {
      this.at += 'else'.length;
      this.skip();
      bodies.push(this.#block());
    } else this.at = before;
    return [...condition, { kind: 'branches', bodies, complete: bodies.length > 1 }];
  }

  #foreach(): readonly Statement[] {
    if (this.peek() !== '(') return this.#block();
    this.at++;
    this.skip();
    const variable = this.match(/\$([A-Za-z0-9_]+)\s+in\s/iy);
    if (variable === undefined) {
      this.nested(')');
      return [];
    }
    this.at += variable[0].length;
    this.skip();
    const head: Statement[] = [];
    const values = this.value(head);
    head.push(...this.nested(')'));
    this.skip();
    return [...head, { kind: 'loop', variable: variable[1] ?? '', values, body: this.#block() }];
  }

  #switch(): readonly Statement[] {
    this.take(/(?:-[A-Za-z]+\s+)*/y);
    const head = this.#parenthesised();
    this.skip();
    if (this.peek() !== '{') return head;
    this.at++;
    const bodies: (readonly Statement[])[] = [];
    let complete = false;
    while (true) {
      this.skip();
      if (this.done || this.peek() === '}') break;
      const before = this.at;
      if (this.peek() === '{') bodies.push(this.#block());
      else if (plainText(this.word())?.toLowerCase() === 'default') complete = true;
      if (this.at === before) this.at++;
    }
    this.at++;
    return [...head, { kind: 'branches', bodies, complete }];
  }

  #try(): readonly Statement[] {
    const statements = [...this.#block()];
    while (true) {
      const before = this.at;
      this.skip();
      const keyword = this.take(/(?:catch|finally)(?=[\s{[])/iy).toLowerCase();
      if (keyword === '') {
        this.at = before;
        return statements;
      }
      this.take(/(?:\s|\[[^\]\n]*\]|,)*/y);
      const body = this.#block();
      if (keyword === 'finally') statements.push(...body);
      else statements.push({ kind: 'branches', bodies: [body], complete: false });
    }
  }

  #function(): readonly Statement[] {
    const name = this.take(/[^\s(){};]+/y);
    this.skip();
    const parameters: string[] = [];
    this.#parameters(parameters);
    this.skip();
    if (this.peek() !== '{') return [];
    const inside = this.match(/\{(?:\s|#[^\n]*\n|\[(?:CmdletBinding|OutputType)[^\n]*\n)*param\s*(?=\()/iy);
    if (inside !== undefined) {
      this.at += inside[0].length;
      this.#parameters(parameters);
      return [{ kind: 'function', name, parameters, body: this.nested('}') }];
    }
    return [{ kind: 'function', name, parameters, body: this.#block() }];
  }

  /** The names of a list of parameters; their attributes and defaults are stepped over. */
  #parameters(names: string[]): void {
    if (this.peek() !== '(') return;
    const from = this.at;
    this.#parenthesised();
    const list = this.text.slice(from + 1, this.at - 1).slice(0, 10_000);
    for (const [, name = ''] of list.matchAll(/(?:^|[,\]]|\n)\s*\$([A-Za-z0-9_]+)/g)) names.push(name);
  }

  #pipeline(): readonly Statement[] {
    const stages: Statement[] = [];
    const head: Statement[] = [];
    while (true) {
      stages.push(this.#stage(head));
      this.blanks();
      // A line may begin with the pipe, too.
      const ahead = this.match(/\s*\|(?!\|)\s*/y);
      if (ahead === undefined) break;
      this.at += ahead[0].length;
      this.skip();
    }
    const [only] = stages;
    if (stages.length === 1 && only !== undefined) return [...head, only];
    return [...head, { kind: 'pipeline', stages }];
  }

  #stage(head: Statement[]): Statement {
    this.count();
    const redirects: Redirect[] = [];
    if (this.match(NUMBER_OR_STRING) !== undefined) {
      const value = this.value(head);
      while (this.#redirect(redirects));
      return { kind: 'value', value, redirects };
    }
    if (this.atCall() || this.match(/\.(?=[ \t])/y) !== undefined) this.at++;
    const words: Word[] = [];
    while (true) {
      this.blanks();
      if (this.#redirect(redirects)) continue;
      if (this.done || '\r\n;|)}&'.includes(this.peek())) break;
      if (this.sees('--%')) {
        this.#verbatim(words);
        break;
      }
      const word = this.word();
      if (word.to > word.from) words.push(word);
      else this.at++;
    }
    // A background job.
    if (this.atCall()) this.at++;
    return { kind: 'command', words, assignments: [], redirects };
  }

  /** Behind `--%` nothing is PowerShell's but the pipe. */
  #verbatim(words: Word[]): void {
    this.at += '--%'.length;
    while (!this.done && !this.atLineEnd(0) && this.peek() !== '|') {
      if (this.take(/[ \t]+/y) !== '') continue;
      const from = this.at;
      const text = this.take(/(?:"[^"\n]*"?|[^\s|"]+)+/y);
      words.push({
        parts: [{ kind: 'text', text: text.replaceAll('"', ''), quoted: true }],
        from,
        to: this.at,
      });
      if (text === '') this.at++;
    }
  }

  #redirect(redirects: Redirect[]): boolean {
    this.blanks();
    const operator = this.take(REDIRECT);
    if (operator === '') return false;
    if (operator.includes('&')) return true;
    this.blanks();
    const target = this.word();
    if (/^[1*]?>/.test(operator)) redirects.push({ append: operator.endsWith('>>'), target });
    return true;
  }
}

/** A keyword as a command, with what it is given. */
function wordAlone(keyword: string, given: string, at: number): Statement {
  const words = [keyword, given].map((text): Word => {
    const parts: Part[] = [{ kind: 'text', text, quoted: true }];
    return { parts, from: at, to: at };
  });
  return commandOf(words);
}

/** What stands behind `exit`, where that is a plain number. */
function codeOf(rest: readonly Statement[]): string {
  const [only] = rest;
  return only?.kind === 'value' ? (plainText(only.value.words[0]) ?? '') : '';
}
