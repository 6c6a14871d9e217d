import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/report/display-width.ts';
import { excerptOf } from '../../src/report/excerpt.ts';

const place = (column: number, endColumn?: number, endLine?: number) => ({
  file: 'Dockerfile',
  line: 1,
  column,
  ...(endColumn === undefined ? {} : { endColumn }),
  ...(endLine === undefined ? {} : { endLine }),
});

describe('a source excerpt', () => {
  it.each([
    ['a span', 'FROM image AS build', place(6, 11), 'FROM image AS build', '     ^^^^^'],
    ['no end', 'FROM image', place(6), 'FROM image', '     ^'],
    ['an empty span', 'FROM image', place(6, 6), 'FROM image', '     ^'],
    ['a tab before it', 'FROM\timage', place(6, 11), 'FROM    image', '        ^^^^^'],
    ['wide characters before it', '# 日本 image', place(6, 11), '# 日本 image', '       ^^^^^'],
    ['wide characters in it', 'a 日本', place(3, 5), 'a 日本', '  ^^^^'],
    ['combining marks before it', 'e\u0301 image', place(4, 9), 'e\u0301 image', '  ^^^^^'],
    ['an emoji before it', '🐳 image', place(4, 9), '🐳 image', '   ^^^^^'],
    ['a control character in it', 'a\u001bb', place(1, 4), 'a\\x1bb', '^^^^^^'],
    ['an end in a later line', 'FROM a \\', place(6, 2, 2), 'FROM a \\', '     ^^^'],
    ['a column behind the line', 'FROM', place(99, 120), 'FROM', '    ^'],
    ['an end before its begin', 'FROM image', place(6, 2), 'FROM image', '     ^'],
    ['an empty line', '', place(1), '', '^'],
    ['a command before it', '##[x] image', place(7, 12), '## [x] image', '       ^^^^^'],
    ['a command in it', 'a ##[x]', place(3, 8), 'a ## [x]', '  ^^^^^^'],
    ['a command begun before it', '##[x]', place(3, 6), '## [x]', '  ^^^^'],
  ])('with %s has its carets under the place', (_, line, where, source, carets) => {
    expect(excerptOf(line, where, 80)).toEqual({ source, carets });
  });

  it.each([
    ['the begin', 1],
    ['the middle', 50_000],
    ['the end', 99_990],
  ])('of a very long line is cut around a place at %s', (_, column) => {
    const line = `${'x'.repeat(column - 1)}IMAGE${'x'.repeat(100_000 - column)}`;
    const { source, carets } = excerptOf(line, place(column, column + 5), 60);
    expect(source.length).toBeLessThanOrEqual(60);
    expect(source.slice(carets.indexOf('^'), carets.length)).toBe('IMAGE');
  });

  it('never is wider than asked, and marks within itself', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 1, max: 310 }),
        fc.integer({ min: 1, max: 310 }),
        (line, column, endColumn) => {
          const { source, carets } = excerptOf(line, place(column, endColumn), 60);
          expect(displayWidth(source)).toBeLessThanOrEqual(60);
          expect(carets.length).toBeLessThanOrEqual(60 + 1);
          expect(carets).toMatch(/^ *\^+$/);
        },
      ),
    );
  });
});
