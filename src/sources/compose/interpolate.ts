/** What a name stands for: its value, `undefined` when it is not set, `null` when that is not known. */
export type Lookup = (name: string) => string | undefined | null;

/** Why a text cannot be interpolated. Compose stops at either. */
export type InterpolationFault =
  /** `${` that begins no variable. `at` is the offset of its dollar. */
  | { readonly kind: 'invalid'; readonly at: number }
  /** `${NAME:?message}` without a value. */
  | { readonly kind: 'required'; readonly name: string; readonly message: string }
  /** What came of it is longer than any value can be. */
  | { readonly kind: 'too-long' };

export interface Interpolation {
  /** Where something is not known, nothing stands in its place. */
  readonly text: string;
  /** It holds a part that is not known. */
  readonly unknown: boolean;
  /** Variables that were not set and had no default, each once; none where that is unknown. */
  readonly unset: readonly string[];
  readonly fault?: InterpolationFault;
}

const NAME = /[_a-z][_a-z0-9]*/iy;
const OPERATOR = /:?[-+?]/y;

/** Deeper than anyone nests defaults. */
const DEEPEST = 50;

/** Longer than any value of a file that is read. */
const LONGEST = 1_000_000;

/**
 * Puts values in the place of `$NAME`, `${NAME}` and `${NAME<operator>word}`, with the operators `:-`, `-`, `:?`, `?`, `:+`
 * and `+`, whose word is interpolated in turn. `$$` is one dollar; a dollar before anything else stays.
 * Source: compose-spec `12-interpolation.md` and compose-go `template/template.go`. A word cannot hold a line end.
 *
 * @param unset what a variable is that is not set and has no default: nothing, as for Compose, or not known
 */
export function interpolate(
  text: string,
  lookup: Lookup,
  unset: 'empty' | 'unknown' = 'empty',
): Interpolation {
  if (!text.includes('$')) return { text, unknown: false, unset: [] };
  const run = new Run(lookup, unset);
  const result = run.expand(text, 0, 0);
  return {
    text: run.fault === undefined ? result : '',
    unknown: run.unknown || run.fault !== undefined,
    unset: [...run.unset],
    ...(run.fault === undefined ? {} : { fault: run.fault }),
  };
}

class Run {
  readonly unset = new Set<string>();
  unknown = false;
  fault: InterpolationFault | undefined;
  readonly #lookup: Lookup;
  readonly #unset: 'empty' | 'unknown';
  #length = 0;

  constructor(lookup: Lookup, unset: 'empty' | 'unknown') {
    this.#lookup = lookup;
    this.#unset = unset;
  }

  expand(text: string, offset: number, depth: number): string {
    let result = '';
    let at = 0;
    while (this.fault === undefined) {
      const dollar = text.indexOf('$', at);
      if (dollar < 0) break;
      result += text.slice(at, dollar);
      const { value, end } = this.#variable(text, dollar, offset, depth);
      result += value;
      at = end;
      this.#length += value.length;
      if (this.#length > LONGEST) this.fault = { kind: 'too-long' };
    }
    return result + text.slice(at);
  }

  #variable(text: string, dollar: number, offset: number, depth: number): { value: string; end: number } {
    if (text[dollar + 1] === '$') return { value: '$', end: dollar + 2 };
    if (text[dollar + 1] !== '{') {
      const name = matchAt(NAME, text, dollar + 1);
      if (name === '') return { value: '$', end: dollar + 1 };
      return { value: this.#plain(name), end: dollar + 1 + name.length };
    }
    const name = matchAt(NAME, text, dollar + 2);
    const behind = dollar + 2 + name.length;
    if (name !== '' && text[behind] === '}') return { value: this.#plain(name), end: behind + 1 };
    const operator = name === '' ? '' : matchAt(OPERATOR, text, behind);
    const end = operator === '' ? -1 : closingBrace(text, behind + operator.length);
    if (end < 0 || depth >= DEEPEST) {
      this.fault ??= { kind: 'invalid', at: offset + dollar };
      return { value: '', end: text.length };
    }
    const from = behind + operator.length;
    const word = () => this.expand(text.slice(from, end), offset + from, depth + 1);
    return { value: this.#operated(name, operator, word), end: end + 1 };
  }

  #plain(name: string): string {
    const value = this.#lookup(name);
    if (value === undefined && this.#unset === 'empty') this.unset.add(name);
    else if (value === undefined || value === null) this.unknown = true;
    return value ?? '';
  }

  #operated(name: string, operator: string, word: () => string): string {
    const value = this.#lookup(name);
    if (value === null) {
      this.unknown = true;
      return '';
    }
    const there = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
    if (operator.endsWith('+')) return there ? word() : '';
    if (there) return value ?? '';
    if (operator.endsWith('-')) return word();
    if (this.#unset === 'unknown') {
      this.unknown = true;
      return '';
    }
    const message = word();
    this.fault ??= { kind: 'required', name, message };
    return '';
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Where the brace that is open at `from` closes, on the same line; -1 where it does not. */
function closingBrace(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '\n') return -1;
    if (character === '{') open++;
    if (character === '}' && --open === 0) return at;
  }
  return -1;
}
