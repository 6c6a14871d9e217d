import type { TextNode } from './node.ts';

/** Where each character of a text stands in its file; kept, as all legs of a matrix ask the same. */
const KNOWN = new WeakMap<TextNode['raw'], Int32Array>();

/** The offset in the file of the character at an offset of the text that a scalar is. */
export function offsetIn({ raw, source }: TextNode, at: number): number {
  let offsets = KNOWN.get(raw);
  if (offsets === undefined) {
    offsets = aligned(
      raw.text,
      source.text,
      raw.from,
      raw.to,
      !raw.plain && source.text[raw.from - 1] === '"',
    );
    KNOWN.set(raw, offsets);
  }
  return offsets[Math.min(at, raw.text.length)] ?? raw.from;
}

/**
 * Lays a text beside its YAML. What YAML takes away is white space, doubled quotes and escapes, so the characters that are
 * left come in the same order: exact for block scalars and for texts on one line, right to the line for all others.
 */
function aligned(text: string, yaml: string, from: number, to: number, escapes: boolean): Int32Array {
  const offsets = new Int32Array(text.length + 1);
  let at = from;
  for (let index = 0; index < text.length; index++) {
    const char = text[index] as string;
    if (isSpace(char)) {
      // A line end that is folded stands for a space; indentation before the same space belongs to the next word.
      offsets[index] = Math.min(at, to);
      if (yaml[at] === char || (isSpace(yaml[at]) && !isSpace(text[index + 1]))) at++;
      else if (escapes && yaml[at] === '\\') at += escapeLength(yaml, at);
      continue;
    }
    while (at < to && isSpace(yaml[at])) at++;
    while (escapes && yaml[at] === '\\' && isLineEnd(yaml[at + 1])) {
      at++;
      while (at < to && isSpace(yaml[at])) at++;
    }
    offsets[index] = Math.min(at, to);
    if (escapes && yaml[at] === '\\') at += escapeLength(yaml, at);
    else at += yaml.startsWith("''", at) && char === "'" && !text.startsWith("''", index) ? 2 : 1;
  }
  offsets[text.length] = Math.min(at, to);
  return offsets;
}

function escapeLength(yaml: string, at: number): number {
  const digits = { x: 2, u: 4, U: 8 }[yaml[at + 1] ?? ''];
  return 2 + (digits ?? 0);
}

function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\n' || char === '\t' || char === '\r';
}

function isLineEnd(char: string | undefined): boolean {
  return char === '\n' || char === '\r';
}
