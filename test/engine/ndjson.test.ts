import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadLine, NdjsonReader } from '../../src/engine/ndjson.ts';

/** Reads bytes in pieces that end at these places. */
function readIn(bytes: Buffer, places: readonly number[]): unknown[] {
  const reader = new NdjsonReader();
  const cuts = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const values = cuts.slice(1).flatMap((end, at) => reader.push(bytes.subarray(cuts[at], end)));
  return [...values, ...reader.end()];
}

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const places = fc.array(fc.nat(10_000), { maxLength: 20 });

describe('newline-delimited JSON', () => {
  it('is the same wherever chunks end, also in the middle of a character', () => {
    const ends = fc.constantFrom('\n', '\r\n', '\n\n', ' \r\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(json, ends), { maxLength: 8 }), places, (lines, cuts) => {
        const text = lines.map(([value, end]) => JSON.stringify(value) + end).join('');
        expect(readIn(Buffer.from(text), cuts)).toEqual(lines.map(([value]) => value));
      }),
    );
  });

  it('needs no end behind the last line', () => {
    expect(readIn(Buffer.from('{"a":1}\r\n{"b":"ü"}'), [3, 15])).toEqual([{ a: 1 }, { b: 'ü' }]);
  });

  it.each(['{"status":"Downl', '<html>\n', '{"a":1}\n}\n', '\u0000'])('%j is refused', (text) => {
    expect(() => readIn(Buffer.from(text), [2])).toThrow(BadLine);
  });

  it('a line without end does not fill the memory', () => {
    const reader = new NdjsonReader();
    const chunk = Buffer.alloc(65_536, 'a');
    expect(() => {
      for (let count = 0; count < 1000; count += 1) reader.push(chunk);
    }).toThrow(BadLine);
  });
});
