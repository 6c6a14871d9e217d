import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OutputText } from '../../src/engine/output-text.ts';

function textOf(bytes: Uint8Array, places: readonly number[] = []): string {
  const reader = new OutputText();
  const cuts = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const pieces = cuts.slice(1).map((end, at) => reader.push(Buffer.from(bytes.subarray(cuts[at], end))));
  return pieces.join('') + reader.end();
}

const places = fc.array(fc.nat(1000), { maxLength: 20 });

describe('text of what a program printed', () => {
  it('is UTF-8 wherever chunks end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), places, (text, cuts) => {
        expect(textOf(Buffer.from(text), cuts)).toBe(text);
      }),
    );
  });

  it('of any bytes is the same wherever chunks end, and nothing is lost or made up', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), places, (bytes, cuts) => {
        const text = textOf(bytes, cuts);
        expect(text).toBe(textOf(bytes));
        // Written-out bytes are read back; the bytes had no backslash before an x of their own.
        fc.pre(!Buffer.from(bytes).includes('\\x'));
        const parts = text.split(/(\\x[89a-f][\da-f])/);
        const back = parts.map((part, at) =>
          at % 2 ? Buffer.from(part.slice(2), 'hex') : Buffer.from(part, 'utf8'),
        );
        expect(Buffer.concat(back).equals(bytes)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[string, number[], string]>([
    ['code page 850', [0x5a, 0x75, 0x67, 0x72, 0x69, 0x66, 0x66, 0x20, 0x81, 0x21], 'Zugriff \\x81!'],
    ['Latin 1 beside UTF-8', [0xe9, 0x20, 0xc3, 0xa9], '\\xe9 é'],
    ['half a character at the end', [0x61, 0xe2, 0x82], 'a\\xe2\\x82'],
    ['an overlong form', [0xc0, 0xaf], '\\xc0\\xaf'],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80], '\\xed\\xa0\\x80'],
    ['a byte order mark is kept', [0xef, 0xbb, 0xbf, 0x61], '\ufeffa'],
  ])('%s', (_name, bytes, expected) => {
    expect(textOf(Uint8Array.from(bytes))).toBe(expected);
    expect(textOf(Uint8Array.from(bytes), [1, 2, 3])).toBe(expected);
  });
});
