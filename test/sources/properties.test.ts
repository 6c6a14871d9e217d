import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/sources/reading.ts';
import { SourceText } from '../../src/sources/source-text.ts';
import { read } from './reader.ts';

/** Pieces that make Dockerfiles, broken ones for the most part. */
const piece = fc.constantFrom(
  'FROM ',
  'FROM a AS b\n',
  'FROM mcr.microsoft.com/windows/nanoserver:$TAG\n',
  'ARG TAG=ltsc2022\n',
  'ARG ',
  'COPY --from=',
  'RUN --mount=type=bind,from=',
  'RUN ',
  'ONBUILD ',
  'SHELL ["cmd"]',
  '# escape=`\n',
  '# c\n',
  '<<EOF',
  'EOF\n',
  '<<-"E F"\n',
  '--platform=',
  '$TAG',
  '${TAG:-',
  '}',
  '"',
  "'",
  '\\',
  '`',
  '\\\n',
  '`\n',
  '\n',
  '\r\n',
  '\r',
  '\t',
  ' ',
  ',',
  'a',
  'b:1 ',
  'C:\\x\\\n',
  '\u00a0',
  '\ufeff',
  '🪟',
);
const dockerfile = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
const line = fc.constantFrom(
  '# escape=`',
  'ARG TAG=ltsc2022',
  'FROM mcr.microsoft.com/windows/nanoserver:$TAG AS base',
  'FROM base AS top',
  'FROM --platform=windows/amd64 golang:1.23',
  'COPY --from=base C:\\a\\ C:\\b\\',
  'COPY --from=nginx:1 /x /y',
  'RUN --mount=from=busybox,target=/x \\',
  '    --mount=from=alpine y',
  'RUN <<EOF',
  'EOF',
  '# comment',
  '',
  'CMD x `',
);

function within(text: string, place: Place): boolean {
  const source = new SourceText('Dockerfile', text);
  const { line, column, endLine = line, endColumn = column } = place;
  const ends = (source.line(endLine) ?? '').length + 1;
  const starts = line >= 1 && column >= 1 && column <= (source.line(line) ?? '').length + 1;
  const ordered = endLine > line || (endLine === line && endColumn >= column);
  return starts && ordered && endColumn <= ends;
}

describe('for any text', () => {
  it('reading never throws, and every place lies in the text', () => {
    fc.assert(
      fc.property(fc.oneof(dockerfile, fc.string({ unit: 'binary' })), (text) => {
        const { uses, problems } = read(text);
        const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
        for (const { place } of [...uses, ...problems]) expect(within(plain, place)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('reading never throws for any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void read(bytes)));
  });

  it('bytes and text of the same file give the same', () => {
    fc.assert(
      fc.property(dockerfile, (text) => {
        const { uses, problems } = read(text);
        const fromBytes = read(new TextEncoder().encode(text));
        expect([fromBytes.uses, fromBytes.problems]).toEqual([uses, problems]);
      }),
    );
  });

  it('a use stands where its place says: on one line, as it is written', () => {
    fc.assert(
      fc.property(dockerfile, (text) => {
        const reading = read(text);
        for (const { place, written } of reading.uses) {
          if (place.endLine !== place.line) continue;
          expect(reading.line(place.line)?.slice(place.column - 1, (place.endColumn ?? 0) - 1)).toBe(written);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('line ends of Windows and of Unix give the same', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 15 }), (lines) => {
        const unix = read(lines.join('\n'));
        const windows = read(lines.join('\r\n'));
        expect(windows.uses).toEqual(unix.uses);
        expect(windows.problems).toEqual(unix.problems);
      }),
      { numRuns: 500 },
    );
  });

  it('needs are sorted, and pull stands alone', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 15 }), (lines) => {
        for (const { needs } of read(lines.join('\n')).uses) {
          expect(['build', 'build,run', 'run', 'pull']).toContain(needs.join());
        }
      }),
    );
  });
});

/** Each would take minutes in a reader that is quadratic. */
describe('large files end', () => {
  const repeated = (text: string, times: number) => text.repeat(times);

  it.each<[string, string, number]>([
    ['100,000 lines of one continued RUN', `FROM a\nRUN x${repeated(' \\\n  y', 100_000)}\n`, 1],
    ['100,000 instructions', `FROM a\n${repeated('RUN x\n', 100_000)}`, 1],
    ['100,000 comments', `${repeated('# c\n', 100_000)}FROM a\n${repeated('# c\n', 100_000)}`, 1],
    ['20,000 stages on each other', `FROM a AS s\n${repeated('FROM s AS s\nRUN x\n', 20_000)}`, 1],
    ['20,000 stages of images', repeated('FROM a\nRUN x\n', 20_000), 20_000],
    ['20,000 mounts in one RUN', `FROM a\nRUN ${repeated('--mount=from=b \\\n', 20_000)} x`, 20_001],
    ['20,000 arguments', `ARG ${repeated('A=$A ', 20_000).slice(0, 60_000)}\nFROM a\n`, 1],
    ['a heredoc of a megabyte', `FROM a\nRUN <<EOF\n${repeated('FROM b and more of it\n', 50_000)}EOF\n`, 1],
    [
      'a megabyte of blanks in continued lines',
      `FROM a\nRUN x \\\n${repeated(`${' '.repeat(1000)}\\\n`, 1000)}`,
      1,
    ],
    ['many heredocs', `FROM a\n${repeated('COPY <<A <<B /x\nA\nB\n', 20_000)}`, 1],
  ])('%s', (_what, text, uses) => {
    expect(read(text).uses).toHaveLength(uses);
  });

  it('100,000 lines that name a path with a trailing backslash', () => {
    const { problems } = read(`FROM a\n${repeated('COPY a C:\\app\\\n', 100_000)}`);
    expect(problems[0]).toMatchObject({ code: 'backslash-continues-line' });
  });
});
