import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainJson, plainLine, plainLines, plainMarkup, plainText } from '../../src/report/plain.ts';
import { hostileText } from '../hostile-text.ts';
import { runnerCommands } from '../runner-commands.ts';

describe('plain text', () => {
  it.each([
    ['a command', '::error::x', ': :error::x'],
    ['a command behind white space', ' \t\u0085\u00a0::error::x', ' \t\u0085\u00a0: :error::x'],
    ['a command in each line', '::a::\n::b::\r::c::\r\n::d::', ': :a::\n: :b::\r: :c::\r\n: :d::'],
    ['a command behind an empty line', '\n\n::a::', '\n\n: :a::'],
    ['colons inside a line', 'a ::error::x', 'a ::error::x'],
    ['a colon', ': ::a::', ': ::a::'],
    ['three colons', ':::a::', ': ::a::'],
    ['old commands', 'a ##[b]c ##[d]', 'a ## [b]c ## [d]'],
    ['an old command with a sign too many', '###[a]', '### [a]'],
    ['colours', '\u001b[1mbold\u001b[0m', '\u001b[1mbold\u001b[0m'],
    ['nothing', '', ''],
  ])('with %s', (_, text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  it('stays as it is the second time', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const once = plainText(text);
        expect(plainText(once)).toBe(once);
      }),
    );
  });

  it('is made in one pass, however much white space there is', () => {
    const many = 2_000_000;
    expect(plainText(`${' '.repeat(many)}::${'\n'.repeat(many)}${'\u2028'.repeat(many)}::`)).toHaveLength(
      3 * many + 6,
    );
  });
});

describe('a plain line', () => {
  it('has what cannot be seen written out, line ends too', () => {
    expect(plainLine('a\r\n::error::x\u001b[2J')).toBe('a\\r\\n::error::x\\x1b[2J');
  });

  it('keeps the lines of a text that has several', () => {
    expect(plainLines('one\n::error::two\r\n\u001b[2Jthree')).toBe('one\n: :error::two\\r\n\\x1b[2Jthree');
  });
});

describe('plain data', () => {
  it.each([
    ['JSON', plainJson({ a: '##[b]::c' }), '{"a":"\\u0023#[b]::c"}'],
    ['JSON with signs too many', plainJson(['###[b]', '\\##[c]']), '["#\\u0023#[b]","\\\\\\u0023#[c]"]'],
    ['JSON with a command as a name', plainJson({ '##[a]': 1 }), '{"\\u0023#[a]":1}'],
    ['markup', plainMarkup('<a>##[b]\n ::c</a>'), '<a>&#x23;#[b]\n &#x3a;:c</a>'],
  ])('%s', (_, actual, expected) => {
    expect(actual).toBe(expected);
  });

  it('as JSON is the same data', () => {
    fc.assert(
      fc.property(
        fc.dictionary(hostileText, fc.array(hostileText)),
        fc.constantFrom(0, 2),
        (value, indent) => {
          const text = plainJson(value, indent);
          expect(runnerCommands(text)).toEqual([]);
          expect(JSON.parse(text)).toEqual(value);
        },
      ),
    );
  });

  it('as markup is the same text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const escaped = text.replaceAll('&', '&amp;');
        const markup = plainMarkup(escaped);
        expect(runnerCommands(markup)).toEqual([]);
        expect(markup.replaceAll('&#x23;', '#').replaceAll('&#x3a;', ':')).toBe(escaped);
      }),
    );
  });
});

it.each([
  ['text', plainText],
  ['a line', plainLine],
  ['lines', plainLines],
  ['markup', plainMarkup],
])('no %s holds a command, whatever it was made of', (_, plain) => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(runnerCommands(plain(text))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
