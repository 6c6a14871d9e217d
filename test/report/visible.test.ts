import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, visible } from '../../src/report/visible.ts';

describe('text from outside', () => {
  it.each([
    ['an escape sequence', 'a\u001b[31mb', 'a\\x1b[31mb'],
    ['a single-byte CSI', '\u009b31m', '\\x9b31m'],
    ['line ends and tabs', 'a\r\n\tb', 'a\\r\\n\\tb'],
    ['a right-to-left override', 'cod\u202etxt.exe', 'cod\\u202etxt.exe'],
    ['a zero-width space', 'a\u200bb', 'a\\u200bb'],
    ['separators of lines and paragraphs', '\u2028\u2029', '\\u2028\\u2029'],
    ['half a surrogate pair', 'a\ud83d', 'a\\ud83d'],
    ['a tag character', '\u{e0041}', '\\u{e0041}'],
    ['ordinary text of any script', 'Jürgen 日本語 🐳', 'Jürgen 日本語 🐳'],
  ])('%s is written out', (_, text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it('never holds a control character afterwards, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}/u);
      }),
    );
  });

  it.each([
    ['short enough', 'abc', 3, 'abc'],
    ['too long', 'abcd', 3, 'ab…'],
    ['cut inside a surrogate pair', 'a🐳bc', 3, 'a…'],
  ])('%s is clipped to its length', (_, text, length, expected) => {
    expect(clip(text, length)).toBe(expected);
  });
});
