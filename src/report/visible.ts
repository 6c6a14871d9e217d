const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

// Controls, format characters (among them the ones that turn the reading direction), line and paragraph
// separators, halves of surrogate pairs, and the two code points that XML forbids.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

/**
 * Text from outside, fit for a terminal, a log, HTML and XML: what cannot be seen is written out,
 * `ESC` as `\x1b`, a line end as `\n`, a right-to-left override as `\u202e`. One line in, one line out.
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, writtenOut);
}

function writtenOut(character: string): string {
  const named = NAMED[character];
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${hex(code, 2)}`;
  return code > 0xffff ? `\\u{${hex(code, 5)}}` : `\\u${hex(code, 4)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

/** The first `length` UTF-16 units of the text, never half a character, with `…` when something was cut off. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, Math.max(0, length - 1));
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
