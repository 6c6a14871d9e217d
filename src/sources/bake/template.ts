/** A text of a bake file with its expressions replaced. */
export interface Template {
  /** What is not known is left out of it. */
  readonly text: string;
  readonly unknown: boolean;
  /** Names that no variable has. */
  readonly missing: readonly string[];
  /** Expressions that only bake itself can work out, as written. */
  readonly expressions: readonly string[];
}

/** The value of a variable; `null` where it is not known, `undefined` where there is none. */
export type BakeLookup = (name: string) => string | null | undefined;

/** Longer than any value of a file that is read. */
const LONGEST = 1_000_000;

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/**
 * Replaces `${name}` in a text of a bake file in JSON. `$${` and `%%{` are what they look like with one sign less, as
 * `bake --print` writes them. Anything but a name in the braces, and `%{…}`, needs bake itself.
 * Source: HCL's template syntax, as its JSON form has it.
 */
export function expandTemplate(text: string, lookup: BakeLookup): Template {
  const missing: string[] = [];
  const expressions: string[] = [];
  let unknown = false;
  let result = '';
  let at = 0;
  for (const match of text.matchAll(/\$\$\{|%%\{|\$\{|%\{/g)) {
    if (match.index < at) continue;
    result += text.slice(at, match.index);
    const sign = match[0];
    at = match.index + sign.length;
    if (sign.length === 3) {
      result += sign.slice(1);
      continue;
    }
    const end = closing(text, at);
    const expression = text.slice(at, end).replace(/^~|~$/g, '').trim();
    at = Math.min(end + 1, text.length);
    const plain = sign === '${' && end < text.length && NAME.test(expression);
    const value = plain ? lookup(expression) : null;
    if (value === undefined) missing.push(expression);
    else if (!plain) expressions.push(`${sign}${expression}}`);
    unknown ||= typeof value !== 'string';
    result += value ?? '';
    if (result.length > LONGEST) return { text: '', unknown: true, missing, expressions };
  }
  return { text: result + text.slice(at), unknown, missing, expressions };
}

/** Where the brace that is open closes; the end of the text where it does not. */
function closing(text: string, from: number): number {
  let open = 1;
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (quoted && character === '\\') at++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '{') open++;
    else if (!quoted && character === '}' && --open === 0) return at;
  }
  return text.length;
}
