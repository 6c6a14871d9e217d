import { notSimulated } from './failures.ts';

/** Where the output of one stream goes: away, or where the other stream goes. Or an input that is at its end. */
export type Redirection =
  | { readonly stream: 'stdout' | 'stderr'; readonly to: 'nowhere' | 'stdout' | 'stderr' }
  | { readonly stream: 'stdin' };

/** A parsed line of cmd.exe. */
export type CommandTree =
  | { readonly kind: 'command'; readonly text: string; readonly redirections: readonly Redirection[] }
  | { readonly kind: 'group'; readonly body: CommandTree; readonly redirections: readonly Redirection[] }
  | {
      readonly kind: 'chain';
      readonly operator: Operator;
      readonly left: CommandTree;
      readonly right: CommandTree;
    };

type Operator = '&' | '&&' | '||';

/** Operators from the loosest to the tightest. */
const PRECEDENCE: readonly Operator[] = ['&', '||', '&&'];

/** A command of cmd.exe that the table has no part for. */
const UNKNOWN_BUILT_INS =
  /^@?(?:assoc|break|call|copy|date|del|dir|erase|for|ftype|goto|if|md|mkdir|mklink|move|popd|pushd|rd|ren|rename|rmdir|setlocal|shift|start|time|type)(?![\w-])/i;

/**
 * Parses one line, variables already expanded. What the table cannot execute (pipes, files, `for`, `if`, …) is refused here
 * as a whole, so that no half of a line runs.
 */
export function parseLine(line: string): CommandTree | undefined {
  const reader = new Reader(line);
  const tree = reader.chain(0);
  reader.expectEnd();
  return tree;
}

class Reader {
  readonly #line: string;
  #position = 0;
  #depth = 0;

  constructor(line: string) {
    this.#line = line;
  }

  expectEnd(): void {
    if (this.#position < this.#line.length) {
      throw notSimulated(`a syntax error in: ${this.#line}`);
    }
  }

  chain(level: number): CommandTree | undefined {
    const operator = PRECEDENCE[level];
    if (operator === undefined) {
      return this.#command();
    }
    let left = this.chain(level + 1);
    while (left !== undefined && this.#take(operator)) {
      const right = this.chain(level + 1);
      if (right === undefined) {
        // `echo a &` is allowed, `echo a &&` is not.
        if (operator === '&') {
          return left;
        }
        throw notSimulated(`a syntax error in: ${this.#line}`);
      }
      left = { kind: 'chain', operator, left, right };
    }
    return left;
  }

  #take(operator: Operator): boolean {
    const rest = this.#line.slice(this.#position);
    const found = /^(?:&&|\|\||&)/.exec(rest)?.[0];
    if (found !== operator) {
      return false;
    }
    this.#position += operator.length;
    return true;
  }

  #command(): CommandTree | undefined {
    this.#skip(/^[\s,;=]+/);
    if (this.#skip(/^\(/)) {
      this.#depth += 1;
      const body = this.chain(0);
      if (body === undefined || !this.#skip(/^\)/)) {
        throw notSimulated(`a syntax error in: ${this.#line}`);
      }
      this.#depth -= 1;
      return { kind: 'group', body, redirections: this.#words(false).redirections };
    }
    if (/^@?rem(?![\w-])/i.test(this.#line.slice(this.#position))) {
      return this.#remark();
    }
    const { text, redirections } = this.#words(true);
    if (text.trim() === '') {
      return undefined;
    }
    if (UNKNOWN_BUILT_INS.test(text.trim())) {
      throw notSimulated(`the command ${text.trim()}`);
    }
    return { kind: 'command', text, redirections };
  }

  /**
   * `rem` reads one word as commands are read, and takes all that follows as the remark: an `&` right after that word still
   * separates, an `&` later does not.
   */
  #remark(): CommandTree {
    this.#skip(/^@?rem[\s,;=]*/i);
    this.#skip(/^[^\s,;=&|<>]+/);
    if (this.#skip(/^[\s,;=]/)) {
      this.#position = this.#line.length;
    }
    return { kind: 'command', text: 'rem', redirections: [] };
  }

  /** The text of a command up to the next operator, its redirections taken out and its carets resolved. */
  #words(needed: boolean): { readonly text: string; readonly redirections: readonly Redirection[] } {
    let text = '';
    let quoted = false;
    const redirections: Redirection[] = [];
    while (this.#position < this.#line.length) {
      const character = this.#line.charAt(this.#position);
      if (!quoted && character === '^') {
        text += this.#line.charAt(this.#position + 1);
        this.#position += 2;
      } else if (!quoted && (character === '<' || character === '>')) {
        const [before, redirection] = this.#redirection(text);
        text = before;
        redirections.push(...redirection);
      } else if (!quoted && (character === '&' || character === '|')) {
        if (/^\|(?!\|)/.test(this.#line.slice(this.#position))) {
          throw notSimulated(`a pipe in: ${this.#line}`);
        }
        break;
      } else if (!quoted && character === ')' && this.#depth > 0) {
        break;
      } else {
        quoted = character === '"' ? !quoted : quoted;
        text += character;
        this.#position += 1;
      }
    }
    if (!needed && text.trim() !== '') {
      throw notSimulated(`a syntax error in: ${this.#line}`);
    }
    return { text, redirections };
  }

  #redirection(text: string): [before: string, redirections: readonly Redirection[]] {
    const [, before = '', digit = ''] = /^(.*?(?:^|[\s,;=]))([0-9])$/.exec(text) ?? ['', text];
    const [matched = '', arrow = '', duplicate, target = ''] =
      /^(>>|>|<)\s*(?:&([12])|("[^"]*"|[^\s,;=&|<>()"]+))?/.exec(this.#line.slice(this.#position)) ?? [];
    this.#position += matched.length;
    const nowhere = /^"?nul"?$/i.test(target);
    if (arrow === '<') {
      if (nowhere) {
        return [before, [{ stream: 'stdin' }]];
      }
      throw notSimulated(`input from a file in: ${this.#line}`);
    }
    const stream = digit === '2' ? 'stderr' : 'stdout';
    if (duplicate !== undefined) {
      return [before, [{ stream, to: duplicate === '2' ? 'stderr' : 'stdout' }]];
    }
    if (!nowhere || (digit !== '' && digit !== '1' && digit !== '2')) {
      throw notSimulated(`output to a file in: ${this.#line}`);
    }
    return [before, [{ stream, to: 'nowhere' }]];
  }

  #skip(pattern: RegExp): boolean {
    const found = pattern.exec(this.#line.slice(this.#position))?.[0];
    this.#position += found?.length ?? 0;
    return found !== undefined;
  }
}
