import { describe, expect, it } from 'vitest';
import type { EscapeCharacter } from '../../src/sources/directives.ts';
import { heredocsOf } from '../../src/sources/heredocs.ts';
import { SourceText } from '../../src/sources/source-text.ts';
import { readInstructions } from '../../src/sources/syntax.ts';
import { placeIn, unfold } from '../../src/sources/unfold.ts';

const unfolded = (text: string, escapeCharacter: EscapeCharacter = '\\') =>
  unfold(new SourceText('Dockerfile', text), escapeCharacter);
const lines = (text: string, escapeCharacter?: EscapeCharacter) =>
  unfolded(text, escapeCharacter).lines.map((line) => line.text);

describe('continued lines', () => {
  it.each<[string, string, readonly string[]]>([
    ['are joined', 'RUN a \\\n  b', ['RUN a   b']],
    ['keep their white space', 'RUN a\\\n\tb', ['RUN a\tb']],
    ['join a word', 'FROM win\\\ndows', ['FROM windows']],
    ['may have blanks behind the escape character', 'RUN a \\ \t\n b', ['RUN a  b']],
    ['skip comments', 'RUN a \\\n# why\n  # more\n b', ['RUN a  b']],
    ['skip blank lines', 'RUN a \\\n\n  \n b', ['RUN a  b']],
    ['end with the file', 'RUN a \\', ['RUN a ']],
    ['with carriage returns', 'RUN a \\\r\n b\r\nRUN c\r\n', ['RUN a  b', 'RUN c']],
    ['not by a doubled escape character', 'COPY a C:\\\\\nRUN b', ['COPY a C:\\\\', 'RUN b']],
    ['nor by three', 'COPY a C:\\\\\\\nRUN b', ['COPY a C:\\\\\\', 'RUN b']],
    ['nor by one inside the line', 'COPY a\\ b c\nRUN b', ['COPY a\\ b c', 'RUN b']],
    ['nor by a comment', '# a \\\nRUN b', ['RUN b']],
    ['of nothing but the escape character', '\\\n\\\nRUN b', ['RUN b']],
    ['leave nothing when nothing follows', 'RUN a\n\\\n\n', ['RUN a']],
    ['of which an inner line is only the escape character', 'RUN a \\\n\\\n b', ['RUN a  b']],
  ])('%s', (_what, text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it('end in a backtick where the directive says so, and paths end in a backslash', () => {
    expect(lines('COPY a C:\\\nRUN b `\n c', '`')).toEqual(['COPY a C:\\', 'RUN b  c']);
  });

  it('a lone carriage return is white space and ends no line', () => {
    expect(lines('RUN a\rRUN b\n')).toEqual(['RUN a\rRUN b']);
  });

  it('places point into the line that a piece stands on', () => {
    const source = new SourceText('Dockerfile', 'RUN a \\\n# c\n   bee\n');
    const line = unfold(source, '\\').lines[0];
    const at = line?.text.indexOf('bee') ?? -1;
    expect(line && placeIn(source, line, at, at + 3)).toMatchObject({
      line: 3,
      column: 4,
      endLine: 3,
      endColumn: 7,
    });
  });
});

describe('heredocs', () => {
  it.each<[string, readonly string[]]>([
    ['RUN <<EOF', ['EOF']],
    ['run <<eof', ['eof']],
    ['RUN <<EOF cat > x', ['EOF']],
    ['RUN cat <<EOF > x', ['EOF']],
    ['RUN 3<<EOF', ['EOF']],
    ['RUN << EOF', ['EOF']],
    ['RUN <<-EOF', ['-EOF']],
    ['RUN <<- EOF', []],
    ['RUN <<"EOF"', ['EOF']],
    ["RUN <<'EOF'", ['EOF']],
    ['RUN <<E"O"F', ['EOF']],
    ['RUN <<E\\OF', ['EOF']],
    ['RUN <<"END OF IT"', ['END OF IT']],
    ['RUN <<ONE cat && <<TWO', ['ONE', 'TWO']],
    ['COPY <<a.txt <<b.txt C:/', ['a.txt', 'b.txt']],
    ['ADD <<EOF /x', ['EOF']],
    ['RUN --mount=type=cache,target=/x <<EOF', ['EOF']],
    ['ONBUILD RUN <<EOF', ['EOF']],
    ['RUN <<$NAME', ['$NAME']],
    ['RUN <<EOF; echo ${env:TEMP}', ['EOF;']],
    ['ENV A=<<EOF', []],
    ['ENV A <<EOF', []],
    ['FROM <<EOF', []],
    ['LABEL x=<<EOF', []],
    ['RUN ["cat", "<<EOF"]', []],
    ['RUN --network=none [ "<<EOF" ]', []],
    ['RUN "cat <<EOF"', []],
    ["RUN echo it's <<EOF", []],
    ['RUN a<<EOF', []],
    ['RUN <<<EOF', []],
    ['RUN << ', []],
    ['RUN echo 1 \\<< x', []],
    ['RUN <<', []],
  ])('%s opens %j', (line, names) => {
    expect(heredocsOf(line).map(({ name, tabs }) => (tabs ? `-${name}` : name))).toEqual(names);
  });

  it.each<[string, string, readonly string[]]>([
    ['a body is no instruction', 'RUN <<EOF\nFROM evil\nEOF\nRUN b', ['RUN <<EOF', 'RUN b']],
    [
      'two bodies follow each other',
      'COPY <<A <<B /\nFROM a\nA\nFROM b\nB\nRUN c',
      ['COPY <<A <<B /', 'RUN c'],
    ],
    ['the end is the name alone', 'RUN <<EOF\n EOF\nEOF \nEOFX\nEOF\nRUN b', ['RUN <<EOF', 'RUN b']],
    [
      'tabs before the end count for nothing with a dash',
      'RUN <<-EOF\n\t\tEOF\nRUN b',
      ['RUN <<-EOF', 'RUN b'],
    ],
    ['tabs before the end count without a dash', 'RUN <<EOF\n\tEOF\nEOF\nRUN b', ['RUN <<EOF', 'RUN b']],
    [
      'carriage returns before the line feed count for nothing',
      'RUN <<EOF\r\nFROM x\r\nEOF\r\nRUN b',
      ['RUN <<EOF', 'RUN b'],
    ],
    [
      'escapes and comments mean nothing in a body',
      'RUN <<EOF\n# EOF \\\nx \\\nEOF\nRUN b',
      ['RUN <<EOF', 'RUN b'],
    ],
    [
      'the mark may stand on a continued line',
      'RUN a \\\n <<EOF\nFROM x\nEOF\nRUN b',
      ['RUN a  <<EOF', 'RUN b'],
    ],
  ])('%s', (_what, text, expected) => {
    expect(unfolded(text)).toMatchObject({ problems: [] });
    expect(lines(text)).toEqual(expected);
  });

  it('one that is never closed is told where it was opened', () => {
    expect(unfolded('FROM a\nRUN <<EOF\nx\nFROM b\n')).toMatchObject({
      lines: [{ text: 'FROM a' }, { text: 'RUN <<EOF' }],
      problems: [{ code: 'dockerfile-syntax', place: { line: 2, column: 1, endColumn: 10 } }],
    });
  });
});

describe('the backslash that continues a line by mistake', () => {
  it.each<[string, string]>([
    ['COPY', 'COPY app C:\\app\\\nRUN x'],
    ['WORKDIR', 'WORKDIR C:\\\nCOPY a b'],
    ['ENV', 'ENV HOME=C:\\home\\\nRUN x'],
    ['a quoted path', 'COPY "a" C:\\app\\\nRUN x'],
    ['RUN', 'RUN dir C:\\\nFROM x'],
    ['with carriage returns', 'COPY app C:\\app\\\r\nRUN x\r\n'],
    ['with a comment between', 'COPY app C:\\app\\\n# next\nRUN x'],
    ['on a later line', 'COPY a \\\n b C:\\app\\\nRUN x'],
  ])('is told: %s', (_what, text) => {
    expect(unfolded(text).problems).toMatchObject([{ code: 'backslash-continues-line' }]);
  });

  it.each<[string, string]>([
    ['a path with a blank before the backslash', 'RUN copy a C:\\app \\\nRUN'],
    ['a next line that is no instruction', 'RUN xcopy a C:\\app\\\n b'],
    ['a next line that is indented', 'RUN xcopy a C:\\app\\\n  RUN x'],
    ['a next line in small letters', 'RUN a C:\\app\\\ncopy b c'],
    ['a command of cmd below a RUN', 'RUN a C:\\app\\\nCOPY b c'],
    ['a path of Linux', 'COPY a /app/\\\nRUN x'],
    ['a doubled backslash', 'COPY a C:\\app\\\\\nRUN x'],
    ['a relative path', 'COPY a app\\\nRUN x'],
    ['a label', 'LABEL a=b:\\\n RUN'],
  ])('is not told: %s', (_what, text) => {
    expect(unfolded(text).problems).toEqual([]);
  });

  it('points at the backslash', () => {
    expect(unfolded('FROM x\nCOPY app C:\\app\\  \nRUN x').problems[0]?.place).toEqual({
      file: 'Dockerfile',
      line: 2,
      column: 16,
      endLine: 2,
      endColumn: 17,
    });
  });

  it('is no trap where the backtick escapes', () => {
    expect(unfolded('COPY app C:\\app\\\nRUN x', '`')).toMatchObject({
      problems: [],
      lines: [{ text: 'COPY app C:\\app\\' }, { text: 'RUN x' }],
    });
  });
});

describe('long lines', () => {
  it.each<[string, string, boolean]>([
    ['65,535 bytes', 'x'.repeat(65_535), true],
    ['65,535 bytes and a line end', `${'x'.repeat(65_535)}\n`, true],
    ['65,536 bytes', 'x'.repeat(65_536), false],
    ['21,846 letters of three bytes', '안'.repeat(21_846), false],
    ['21,845 letters of three bytes', '안'.repeat(21_845), true],
  ])('%s are taken: %#', (_what, line, taken) => {
    expect(unfolded(line).problems.map(({ code }) => code)).toEqual(taken ? [] : ['dockerfile-syntax']);
  });
});

describe('words of instructions', () => {
  const words = (text: string, escapeCharacter: EscapeCharacter = '\\') =>
    readInstructions(unfolded(text, escapeCharacter).lines, escapeCharacter).map((instruction) => ({
      keyword: instruction.keyword,
      flags: instruction.flags.map((word) => word.text),
      words: instruction.words.map((word) => word.text),
    }));

  it.each<[string, { keyword: string; flags?: readonly string[]; words?: readonly string[] }]>([
    ['FROM a', { keyword: 'FROM', words: ['a'] }],
    ['from a as b', { keyword: 'FROM', words: ['a', 'as', 'b'] }],
    ['FROM\ta\t AS \fb', { keyword: 'FROM', words: ['a', 'AS', 'b'] }],
    ['FROM --platform=x a', { keyword: 'FROM', flags: ['--platform=x'], words: ['a'] }],
    [
      'FROM --a=1 --platform=x a AS b',
      { keyword: 'FROM', flags: ['--a=1', '--platform=x'], words: ['a', 'AS', 'b'] },
    ],
    ['FROM a --platform=x', { keyword: 'FROM', words: ['a', '--platform=x'] }],
    ['FROM my--image --x', { keyword: 'FROM', words: ['my--image', '--x'] }],
    ['FROM a:"$B"', { keyword: 'FROM', words: ['a:"$B"'] }],
    ['FROM "a b"', { keyword: 'FROM', words: ['"a', 'b"'] }],
    ['FROM a\\ b', { keyword: 'FROM', words: ['a\\', 'b'] }],
    ['FROM a\\', { keyword: 'FROM', words: ['a'] }],
    ['FROM', { keyword: 'FROM' }],
    ['ARG A', { keyword: 'ARG', words: ['A'] }],
    ['ARG A=1 B="2 3" C', { keyword: 'ARG', words: ['A=1', 'B="2 3"', 'C'] }],
    ["ARG A='x y' B=a\\ b", { keyword: 'ARG', words: ["A='x y'", 'B=a\\ b'] }],
    ["ARG A='C:\\' B=2", { keyword: 'ARG', words: ["A='C:\\'", 'B=2'] }],
    ['ARG A=--b C', { keyword: 'ARG', words: ['A=--b', 'C'] }],
    ['ARG --a', { keyword: 'ARG', words: ['--a'] }],
    ['COPY --from=a --chown="b c" x y', { keyword: 'COPY', flags: ['--from=a', '--chown="b c"'] }],
    ['COPY x --from=a y', { keyword: 'COPY' }],
    ['COPY --link --from=a x y', { keyword: 'COPY', flags: ['--link', '--from=a'] }],
    ['COPY -- --from=a y', { keyword: 'COPY' }],
    ['RUN --mount=a --mount=b c --mount=d', { keyword: 'RUN', flags: ['--mount=a', '--mount=b'] }],
    ['RUN a--b --mount=c', { keyword: 'RUN' }],
    [
      'RUN --mount="type=secret,id=a b" --mount=from=x y',
      { keyword: 'RUN', flags: ['--mount="type=secret,id=a b"', '--mount=from=x'] },
    ],
    ['RUN --mount=a\\ b --mount=c d', { keyword: 'RUN', flags: ['--mount=a\\ b', '--mount=c'] }],
    ['ONBUILD  COPY --from=a b c', { keyword: 'COPY', flags: ['--from=a'] }],
    ['LABEL --from=a', { keyword: 'LABEL' }],
    ['what"ever \\x', { keyword: 'WHAT"EVER' }],
    ['EXPOSE\\', { keyword: 'EXPOSE' }],
  ])('%s', (text, expected) => {
    const { keyword, flags, words: found } = words(text)[0] ?? {};
    expect({ keyword, flags, words: found }).toEqual({ flags: [], words: [], ...expected });
  });

  it('are told apart line by line, whatever stands in them', () => {
    const text = 'FROM a\nLABEL x="y\nCMD C:\\\\\nRUN <<E\nE\nCOPY --from="b\nRUN it\'s\nFROM c AS d\n';
    expect(words(text).map(({ keyword }) => keyword)).toEqual([
      'FROM',
      'LABEL',
      'CMD',
      'RUN',
      'COPY',
      'RUN',
      'FROM',
    ]);
  });
});
