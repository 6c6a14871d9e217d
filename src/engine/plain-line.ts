/** Text from outside as a part of a message: one line, nothing unseen, not without end. */
export function plainLine(text: string, length = 500): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
