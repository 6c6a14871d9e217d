import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExpansionError, expandWord } from '../../src/sources/words.ts';

const ENVIRONMENT = new Map([
  ['TAG', 'ltsc2022'],
  ['REPO', 'mcr.microsoft.com/windows/servercore'],
  ['EMPTY', ''],
  ['SPACED', 'a  b'],
  ['VERSION', '10.0.20348.2340'],
  ['STARS', 'a*b?c'],
  ['PATH', 'C:\\go\\bin'],
  ['name_2', 'two'],
  ['größe', 'groß'],
  ['NEEDLE', '.0'],
]);

type Row = readonly [word: string, expanded: string];

/** A null result: BuildKit refuses the word. Behaviour after moby/buildkit frontend/dockerfile/shell. */
type RefusableRow = readonly [word: string, expanded: string | null];

const expand = (word: string, escapeCharacter = '\\') =>
  expandWord(word, ENVIRONMENT, { escapeCharacter }).text;

const check = (rows: readonly RefusableRow[], escapeCharacter = '\\') => {
  it.each(rows)('%s', (word, expanded) => {
    if (expanded === null) expect(() => expand(word, escapeCharacter)).toThrow(ExpansionError);
    else expect(expand(word, escapeCharacter)).toBe(expanded);
  });
};

describe('plain variables', () => {
  check([
    ['plain', 'plain'],
    ['', ''],
    ['$TAG', 'ltsc2022'],
    ['${TAG}', 'ltsc2022'],
    ['golang:1.22-$TAG', 'golang:1.22-ltsc2022'],
    ['$TAG-amd64', 'ltsc2022-amd64'],
    ['$TAG_amd64', ''],
    ['${TAG}_amd64', 'ltsc2022_amd64'],
    ['$REPO:$TAG', 'mcr.microsoft.com/windows/servercore:ltsc2022'],
    ['${REPO}:${TAG}', 'mcr.microsoft.com/windows/servercore:ltsc2022'],
    ['$name_2', 'two'],
    ['$größe', 'groß'],
    ['$tag', ''],
    ['$UNSET', ''],
    ['a${UNSET}b', 'ab'],
    ['a${EMPTY}b', 'ab'],
    ['$', '$'],
    ['a$', 'a$'],
    ['$.', '$.'],
    ['$:x', '$:x'],
    ['100$%', '100$%'],
    ['$TAG$TAG', 'ltsc2022ltsc2022'],
    ['$TAG}', 'ltsc2022}'],
  ]);
});

describe('positional and special parameters are never set', () => {
  check([
    ['$1', ''],
    ['$12x', 'x'],
    ['${12}x', 'x'],
    ['$0', ''],
    ['$@', ''],
    ['$*', ''],
    ['$#', ''],
    ['$?', ''],
    ['$-', ''],
    ['$$', ''],
    ['$!', ''],
    ['$$TAG', 'TAG'],
    ['${@:-word}', 'word'],
    ['${#}', ''],
  ]);
});

describe('braces that mean nothing are refused', () => {
  check([
    ['${}', null],
    ['${', null],
    ['${TAG', null],
    ['${{TAG}}', null],
    ['${:-x}', null],
    ['${:}', null],
    ['${.}', null],
    ['${TAG.x}', null],
    ['${TAG=x}', null],
    ['${TAG:=x}', null],
    ['${TAG:x}', null],
    ['${TAG^^}', null],
    ['${TAG,,}', null],
    ['${TAG:-', null],
    ['${TAG:-${EMPTY}', null],
    ['${TAG:', null],
    ['${TAG }', null],
  ]);
});

describe('defaults, alternatives and demands', () => {
  check([
    ['${UNSET:-word}', 'word'],
    ['${EMPTY:-word}', 'word'],
    ['${TAG:-word}', 'ltsc2022'],
    ['${UNSET-word}', 'word'],
    ['${EMPTY-word}', ''],
    ['${TAG-word}', 'ltsc2022'],
    ['${UNSET:-}', ''],
    ['${UNSET:+word}', ''],
    ['${EMPTY:+word}', ''],
    ['${TAG:+word}', 'word'],
    ['${UNSET+word}', ''],
    ['${EMPTY+word}', 'word'],
    ['${TAG+word}', 'word'],
    ['nanoserver${TAG:+:$TAG}', 'nanoserver:ltsc2022'],
    ['nanoserver${UNSET:+:$UNSET}', 'nanoserver'],
    ['${TAG:?needed}', 'ltsc2022'],
    ['${TAG?needed}', 'ltsc2022'],
    ['${EMPTY?needed}', ''],
    ['${EMPTY:?needed}', null],
    ['${UNSET?needed}', null],
    ['${UNSET:?}', null],
    ['${UNSET:-$TAG}', 'ltsc2022'],
    ['${UNSET:-${TAG}}', 'ltsc2022'],
    ['${UNSET:-${OTHER:-${TAG}}}', 'ltsc2022'],
    ['${UNSET:-a}b}', 'ab}'],
    ['${UNSET:-a\\}b}', 'a}b'],
    ['${UNSET:-a b}', 'a b'],
    ['${UNSET:-"a}b"}', 'a}b'],
    ["${UNSET:-'$TAG'}", '$TAG'],
    ['${UNSET:-:}', ':'],
    ['${UNSET:-{x}', '{x'],
  ]);
});

describe('prefixes and suffixes', () => {
  check([
    ['${VERSION#10.}', '0.20348.2340'],
    ['${VERSION#*.}', '0.20348.2340'],
    ['${VERSION##*.}', '2340'],
    ['${VERSION%.*}', '10.0.20348'],
    ['${VERSION%%.*}', '10'],
    ['${VERSION%.????}', '10.0.20348'],
    ['${VERSION#??.}', '0.20348.2340'],
    ['${VERSION#9}', '10.0.20348.2340'],
    ['${VERSION#}', '10.0.20348.2340'],
    ['${VERSION##}', '10.0.20348.2340'],
    ['${VERSION#*}', '10.0.20348.2340'],
    ['${VERSION##*}', ''],
    ['${VERSION%*}', '10.0.20348.2340'],
    ['${VERSION%%*}', ''],
    ['${VERSION##*0*.}', '2340'],
    ['${VERSION#*0*.}', '0.20348.2340'],
    ['${VERSION%0*4*}', '10.0.2'],
    ['${STARS#a\\*}', 'b?c'],
    ['${STARS%\\?c}', 'a*b'],
    ['${STARS#\\a}', null],
    ['${TAG#ltsc}', '2022'],
    ['${TAG%2022}', 'ltsc'],
    ['${UNSET#x}', ''],
    ['${UNSET%%x}', ''],
    ['${TAG#$UNSET}', 'ltsc2022'],
    ['${VERSION#${VERSION%%.*}.}', '0.20348.2340'],
    ['${TAG:#ltsc}', null],
    ['${TAG:%2022}', null],
    ['${TAG#ltsc', null],
    ['${TAG#[l]}', 'ltsc2022'],
    ['${TAG#.}', 'ltsc2022'],
  ]);
});

describe('replacing', () => {
  check([
    ['${TAG/2022/2025}', 'ltsc2025'],
    ['${VERSION/./-}', '10-0.20348.2340'],
    ['${VERSION//./-}', '10-0-20348-2340'],
    ['${VERSION//0/}', '1..2348.234'],
    ['${VERSION/.*/}', '10'],
    ['${VERSION/*./}', '2340'],
    ['${VERSION//?/x}', 'xxxxxxxxxxxxxxx'],
    ['${VERSION/$NEEDLE/}', '10.20348.2340'],
    ['${TAG/none/x}', 'ltsc2022'],
    ['${TAG/ltsc/$NEEDLE}', '.02022'],
    ['${REPO/\\//-}', 'mcr.microsoft.com-windows/servercore'],
    ['${REPO//\\//-}', 'mcr.microsoft.com-windows-servercore'],
    ['${TAG///-}', '-l-t-s-c-2-0-2-2-'],
    ['${TAG//*/x}', 'x'],
    ['${UNSET/x/y}', ''],
    ['${TAG/2022}', null],
    ['${TAG//2022}', null],
    ['${TAG/2022/2025', null],
    ['${TAG/\\q/x}', null],
  ]);
});

describe('quotes', () => {
  check([
    ['servercore:"${TAG}"', 'servercore:ltsc2022'],
    ['"servercore:$TAG"', 'servercore:ltsc2022'],
    ["'servercore:$TAG'", 'servercore:$TAG'],
    ["servercore:'$TAG'", 'servercore:$TAG'],
    ['""', ''],
    ["''", ''],
    ['a""b', 'ab'],
    ['"a\'b"', "a'b"],
    ["'a\"b'", 'a"b'],
    ['"a\\"b"', 'a"b'],
    ['"a\\$b"', 'a$b'],
    ['"a\\\\b"', 'a\\b'],
    ['"a\\tb"', 'a\\tb'],
    ["'a\\'", 'a\\'],
    ["'a\\b'", 'a\\b'],
    ['"$SPACED"', 'a  b'],
    ['"open', null],
    ["'open", null],
    ['"open\\"', null],
    ["it's", null],
    ['"${TAG"', null],
  ]);
});

describe('escapes with a backslash', () => {
  check([
    ['\\$TAG', '$TAG'],
    ['\\${TAG}', '${TAG}'],
    ['\\\\$TAG', '\\ltsc2022'],
    ['a\\b', 'ab'],
    ['a\\\\b', 'a\\b'],
    ["it\\'s", "it's"],
    ['a\\"b', 'a"b'],
    ['end\\', 'end'],
    ['end\\\\', 'end\\'],
    ['$PATH', 'C:\\go\\bin'],
    ['a`b', 'a`b'],
    ['a<b', 'a<b'],
    ['a<<b', 'a<<b'],
  ]);
});

describe('escapes with a backtick', () => {
  const rows: readonly Row[] = [
    ['C:\\app\\', 'C:\\app\\'],
    ['`$TAG', '$TAG'],
    ['``$TAG', '`ltsc2022'],
    ['"C:\\$TAG"', 'C:\\ltsc2022'],
    ['"a`"b"', 'a"b'],
    ['"a\\b"', 'a\\b'],
    ['${UNSET:-a`}b}', 'a}b'],
    ["it`'s", "it's"],
    ['${PATH##*\\\\}', 'bin'],
  ];
  check(rows, '`');
});

describe('what an expansion tells', () => {
  it('names the variables for which nothing was put in, not those with a default', () => {
    const { blank, empty } = expandWord('$A${B}${C:-x}${D-x}${E:+x}${F#x}${G/x/y}$TAG$EMPTY', ENVIRONMENT, {
      escapeCharacter: '\\',
    });
    expect([...blank]).toEqual(['A', 'B', 'F', 'G']);
    expect([...empty]).toEqual(['EMPTY']);
  });

  it('names the variable that is demanded', () => {
    try {
      expand('${WINDOWS:?say which}');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ExpansionError);
      expect(error).toMatchObject({ required: 'WINDOWS' });
    }
  });

  it.each([
    ['a b', ['a', 'b']],
    ['"a b" c', ['a b', 'c']],
    ['a\\ b c', ['a b', 'c']],
    ['$SPACED', ['a', 'b']],
    ['"$SPACED"', ['a  b']],
    ['  a\tb\u00a0c ', ['a', 'b', 'c']],
    ['cat << EOF', ['cat', '<< EOF']],
  ])('splits %j into words', (text, words) => {
    expect(expandWord(text, ENVIRONMENT, { escapeCharacter: '\\' }).words).toEqual(words);
  });

  it.each([
    [
      '$UNSET ${UNSET} ${UNSET:-x} ${env:TEMP} ${UNSET/a/b}',
      '$UNSET ${UNSET} ${UNSET:-x} ${env:TEMP} ${UNSET/a/b}',
    ],
    ['"a b"', '"a b"'],
    ["'a b'", "'a b'"],
    ['a\\ b', 'a\\ b'],
  ])('keeps %j as it is where it is asked to', (text, kept) => {
    const options = { escapeCharacter: '\\', keepUnset: true, rawQuotes: true, rawEscapes: true };
    expect(expandWord(text, new Map(), options).text).toBe(kept);
  });
});

describe('for any word', () => {
  const options = { escapeCharacter: '\\' };

  it('without dollars, quotes and escapes, expansion changes nothing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^$"'\\]*$/), (word) => {
        expect(expandWord(word, ENVIRONMENT, options).text).toBe(word);
      }),
    );
  });

  it('expands, or throws an ExpansionError, and nothing else', () => {
    const piece = fc.constantFrom(
      '$',
      '{',
      '}',
      ':',
      '-',
      '+',
      '?',
      '#',
      '%',
      '/',
      '\\',
      '"',
      "'",
      'TAG',
      'x',
      '*',
      '<',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          expandWord(pieces.join(''), ENVIRONMENT, options);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpansionError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('a single-quoted text is the text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^']*$/), (word) => {
        expect(expandWord(`'${word}'`, ENVIRONMENT, options).text).toBe(word);
      }),
    );
  });

  it('trimming by literal text agrees with startsWith and endsWith', () => {
    const letters = fc.stringMatching(/^[ab]{0,6}$/);
    fc.assert(
      fc.property(letters, letters, (value, pattern) => {
        const environment = new Map([['V', value]]);
        const prefix = value.startsWith(pattern) ? value.slice(pattern.length) : value;
        const suffix = value.endsWith(pattern) ? value.slice(0, value.length - pattern.length) : value;
        expect(expandWord(`\${V#${pattern}}`, environment, options).text).toBe(prefix);
        expect(expandWord(`\${V%${pattern}}`, environment, options).text).toBe(suffix);
      }),
    );
  });

  it('trimming by a pattern agrees with a regular expression', () => {
    const pattern = fc
      .array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 5 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.stringMatching(/^[ab]{0,8}$/), pattern, (value, glob) => {
        const regular = (star: string) => new RegExp(`^${glob.replaceAll('?', '.').replaceAll('*', star)}`);
        const environment = new Map([['V', value]]);
        // A word that begins with the operator would ask for the longest.
        const shortest = expandWord(`\${V#${glob}}`, environment, options).text;
        const longest = expandWord(`\${V##${glob}}`, environment, options).text;
        expect(shortest).toBe(value.replace(regular('.*?'), ''));
        expect(longest).toBe(value.replace(regular('.*'), ''));
      }),
      { numRuns: 500 },
    );
  });

  it('nesting of any depth ends', () => {
    const word = ['${A:-'.repeat(50_000), '}'.repeat(50_000)].join('x');
    expect(() => expandWord(word, new Map(), options)).toThrow(ExpansionError);
  });

  it('many stars on a long value do not take for ever', () => {
    const environment = new Map([['V', 'a'.repeat(20_000)]]);
    expect(expandWord('${V##*a*a*a*a*a*a*b}', environment, options).text).toHaveLength(20_000);
  });
});
