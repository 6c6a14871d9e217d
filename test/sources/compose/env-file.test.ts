import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnvFile } from '../../../src/sources/compose/env-file.ts';

const OUTSIDE: Readonly<Record<string, string>> = { HOME: 'C:\\Users\\me', TAG: 'outside' };

function read(text: string) {
  const { values, problems } = readEnvFile(text, '.env', (name) => OUTSIDE[name]);
  return { values: Object.fromEntries(values), problems };
}

describe('.env files', () => {
  it.each([
    ['A=b', { A: 'b' }],
    ['A = b ', { A: 'b' }],
    ['A: b', { A: 'b' }],
    ['A=', { A: '' }],
    ['export A=b', { A: 'b' }],
    ['exported=b', { exported: 'b' }],
    ['\ufeffA=b\r\nB=c\r\n', { A: 'b', B: 'c' }],
    ['# comment\n\n  # another\nA=b', { A: 'b' }],
    ['A=b # comment', { A: 'b' }],
    ['A=b#no', { A: 'b#no' }],
    ['A="b # no" # comment', { A: 'b # no' }],
    ["A='b # no'", { A: 'b # no' }],
    ['A="two\nlines"\nB=c', { A: 'two\nlines', B: 'c' }],
    ['A="x\\ny\\t\\"z\\""', { A: 'x\ny\t"z"' }],
    ["A='x\\ny \\'z\\''", { A: "x\\ny 'z'" }],
    ['A=x\\ny', { A: 'x\\ny' }],
    ['A="C:\\\\temp"', { A: 'C:\\temp' }],
    ['A=C:\\temp\\new', { A: 'C:\\temp\\new' }],
    ['A="\\0101\\08"', { A: 'A\\08' }],
    // Variables: those outside go before those above.
    ['A=b\nB=$A${A}', { A: 'b', B: 'bb' }],
    ['TAG=inside\nB=$TAG', { TAG: 'inside', B: 'outside' }],
    ['B="${NONE:-x}"', { B: 'x' }],
    ["B='$A'", { B: '$A' }],
    ['B="\\$A $$A"', { B: '$A $A' }],
    ['B=$$A', { B: '$A' }],
    ['B=$NONE', { B: '' }],
    // A bare name is taken over from outside.
    ['HOME\nNONE\nA=b', { HOME: 'C:\\Users\\me', A: 'b' }],
    ['HOME', { HOME: 'C:\\Users\\me' }],
    ['a.b-c[0]=x', { 'a.b-c[0]': 'x' }],
    ['A=1\nA=2', { A: '2' }],
    ['A="b" B=c', { A: 'b', B: 'c' }],
    ['', {}],
  ])('%j', (text, values) => {
    expect(read(text)).toEqual({ values, problems: [] });
  });

  it.each([
    ['A=b\nB!=c', 2, 2, { A: 'b' }],
    ['A B=c', 1, 1, {}],
    ['A="b\nc', 1, 3, {}],
    ["A=b\n\n  C='", 3, 5, { A: 'b' }],
    ['A=${', 1, 3, {}],
    ['A=${B:?give it}', 1, 3, {}],
  ])('%j is a mistake in line %i, column %i', (text, line, column, values) => {
    const reading = read(text);
    expect(reading.values).toEqual(values);
    expect(reading.problems).toMatchObject([
      { code: 'compose-syntax', place: { file: '.env', line, column } },
    ]);
  });
});

describe('for any file', () => {
  const piece = fc.constantFrom(
    'A',
    'B',
    '=',
    ':',
    '"',
    "'",
    '\\',
    '$',
    '${A',
    '}',
    '#',
    ' ',
    '\n',
    '\r\n',
    'export ',
    'é',
    '\t',
  );
  const file = fc.array(piece, { maxLength: 50 }).map((pieces) => pieces.join(''));

  it('nothing is thrown, and a mistake has a place in it', () => {
    fc.assert(
      fc.property(fc.oneof(file, fc.string({ unit: 'binary' })), (text) => {
        const lines = text.replace(/^\ufeff/, '').split('\n');
        for (const { place } of read(text).problems) {
          expect(place.column).toBeGreaterThan(0);
          expect(place.column).toBeLessThanOrEqual((lines[place.line - 1] ?? '').length + 1);
        }
      }),
    );
  });

  it('a value in single quotes is what was written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^'\\]*$/), (value) => {
        expect(read(`A='${value}'`).values).toEqual({ A: value });
      }),
    );
  });

  it('a plain value survives double quotes with its escapes', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const quoted = value.replace(/[\\"]/g, '\\$&').replaceAll('$', '\\$');
        expect(read(`A="${quoted}"`).values).toEqual({ A: value });
      }),
    );
  });
});
