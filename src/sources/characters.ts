/**
 * White space as Go's `unicode.IsSpace` has it, which differs from JavaScript's in U+0085 and U+FEFF.
 * Source: Go `unicode/graphic.go`, the property White_Space.
 */
export function isSpace(code: number): boolean {
  if (code < 0x80) return code === 32 || (code >= 9 && code <= 13);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** The first index at or after `from`, and before `to`, that is no white space; `to` when there is none. */
export function skipSpaces(text: string, from: number, to: number): number {
  let index = from;
  while (index < to && isSpace(text.charCodeAt(index))) index++;
  return index;
}
