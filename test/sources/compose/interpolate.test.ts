import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpolate } from '../../../src/sources/compose/interpolate.ts';

const VALUES: Readonly<Record<string, string>> = {
  TAG: 'ltsc2022',
  EMPTY: '',
  MONEY: '$TAG',
  lower: 'l',
  A: 'a',
};
const given = (name: string) => VALUES[name];
const text = (template: string) => interpolate(template, given).text;

describe('interpolation, as Compose has it', () => {
  it.each([
    ['$TAG', 'ltsc2022'],
    ['nanoserver:$TAG-amd64', 'nanoserver:ltsc2022-amd64'],
    ['${TAG}', 'ltsc2022'],
    ['${TAG}${A}', 'ltsc2022a'],
    ['$TAGS', ''],
    ['$lower', 'l'],
    // Names count their capitals.
    ['$LOWER', ''],
    ['${TAG:-x}', 'ltsc2022'],
    ['${EMPTY:-x}', 'x'],
    ['${NONE:-x}', 'x'],
    ['${TAG-x}', 'ltsc2022'],
    ['${EMPTY-x}', ''],
    ['${NONE-x}', 'x'],
    ['${TAG:+x}', 'x'],
    ['${EMPTY:+x}', ''],
    ['${NONE:+x}', ''],
    ['${TAG+x}', 'x'],
    ['${EMPTY+x}', 'x'],
    ['${NONE+x}', ''],
    ['${TAG:?no tag}', 'ltsc2022'],
    ['${EMPTY?no tag}', ''],
    // Nesting.
    ['${NONE:-${TAG}}', 'ltsc2022'],
    ['${NONE:-${NEITHER:-x}}', 'x'],
    ['${NONE:-$TAG}-${A}', 'ltsc2022-a'],
    ['${NONE:-a}${EMPTY:-b}', 'ab'],
    ['${TAG:+${A}b}', 'ab'],
    ['${NONE:-{"a":{}}}', '{"a":{}}'],
    ['${NONE:-a:-b}', 'a:-b'],
    ['${NONE:-}', ''],
    // Dollars that stay.
    ['$$TAG', '$TAG'],
    ['$$$TAG', '$ltsc2022'],
    ['$${TAG}', '${TAG}'],
    ['${NONE:-$$x}', '$x'],
    ['a $ b', 'a $ b'],
    ['$1.50', '$1.50'],
    ['50$', '50$'],
    ['C:\\$Recycle', 'C:\\'],
    // A value is not interpolated in turn.
    ['$MONEY', '$TAG'],
    ['plain', 'plain'],
    ['', ''],
  ])('%j is %j', (template, expected) => {
    expect(text(template)).toBe(expected);
  });

  it.each([
    ['$NONE and ${NONE} and $ALSO', ['NONE', 'ALSO']],
    ['${NONE:-x}', []],
    ['${NONE+x}', []],
    ['${TAG:-$NONE}', []],
    ['${EMPTY:-$NONE}', ['NONE']],
    ['$EMPTY', []],
  ])('%j leaves %j without a value', (template, unset) => {
    expect(interpolate(template, given).unset).toEqual(unset);
  });

  it.each([
    ['${', { kind: 'invalid', at: 0 }],
    ['a ${}', { kind: 'invalid', at: 2 }],
    ['${TAG', { kind: 'invalid', at: 0 }],
    ['${1}', { kind: 'invalid', at: 0 }],
    ['${TAG/a/b}', { kind: 'invalid', at: 0 }],
    ['${TAG:x}', { kind: 'invalid', at: 0 }],
    ['${NONE:-a\nb}', { kind: 'invalid', at: 0 }],
    ['${NONE:-${}', { kind: 'invalid', at: 0 }],
    ['${NONE:-${}}', { kind: 'invalid', at: 8 }],
    ['${NONE:?give it}', { kind: 'required', name: 'NONE', message: 'give it' }],
    ['${EMPTY:?}', { kind: 'required', name: 'EMPTY', message: '' }],
    ['${NONE?see $TAG}', { kind: 'required', name: 'NONE', message: 'see ltsc2022' }],
  ])('%j is a mistake', (template, fault) => {
    expect(interpolate(template, given)).toMatchObject({ text: '', unknown: true, fault });
  });

  it.each([
    ['a$HIDDEN', true],
    ['${HIDDEN:-x}', true],
    ['${HIDDEN:?x}', true],
    ['${TAG:-$HIDDEN}', false],
    ['${NONE:-$HIDDEN}', true],
    ['$$HIDDEN', false],
  ])('%j is unknown where HIDDEN is: %j', (template, unknown) => {
    const lookup = (name: string) => (name === 'HIDDEN' ? null : VALUES[name]);
    expect(interpolate(template, lookup).unknown).toBe(unknown);
  });
});

describe('for any text', () => {
  const piece = fc.constantFrom(
    '$',
    '{',
    '}',
    ':',
    '-',
    '?',
    '+',
    'A',
    'NONE',
    'EMPTY',
    '$$',
    '${',
    '\n',
    'é',
    '1',
    ' ',
  );
  const template = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

  it('nothing is thrown, and a text without a dollar stays', () => {
    fc.assert(
      fc.property(fc.oneof(template, fc.string({ unit: 'binary' })), (any) => {
        const { text: result } = interpolate(any, given);
        if (!any.includes('$')) expect(result).toBe(any);
      }),
    );
  });

  it('doubling the dollars keeps a text as it is', () => {
    fc.assert(
      fc.property(fc.oneof(template, fc.string()), (any) => {
        expect(text(any.replaceAll('$', '$$$$'))).toBe(any);
      }),
    );
  });

  it('a default is taken exactly where the variable has no value', () => {
    const word = fc.stringMatching(/^[^${}\n]{0,10}$/);
    fc.assert(
      fc.property(word, fc.option(fc.string(), { nil: undefined }), (fallback, value) => {
        const lookup = () => value;
        expect(interpolate(`\${V-${fallback}}`, lookup).text).toBe(value ?? fallback);
        expect(interpolate(`\${V:-${fallback}}`, lookup).text).toBe(value || fallback);
        expect(interpolate(`\${V+${fallback}}`, lookup).text).toBe(value === undefined ? '' : fallback);
      }),
    );
  });

  it('deep nesting and growth end in a mistake, not in a stack or a memory without end', () => {
    const deep = `${'${N:-'.repeat(100_000)}${'}'.repeat(100_000)}`;
    expect(interpolate(deep, given).fault?.kind).toBe('invalid');
    const grown = interpolate('$L'.repeat(5000), () => 'x'.repeat(1000));
    expect(grown.fault).toEqual({ kind: 'too-long' });
  });
});

describe('a variable that is not set, where the caller calls that unknown', () => {
  it.each([
    ['$NONE', true],
    ['a${NONE}', true],
    ['${NONE:?x}', true],
    ['${NONE:-x}', false],
    ['${NONE:+x}', false],
    ['${NONE:-$NEITHER}', true],
    ['$EMPTY', false],
  ])('%j is unknown: %j', (template, unknown) => {
    expect(interpolate(template, given, 'unknown')).toMatchObject({ unknown, unset: [] });
  });
});
