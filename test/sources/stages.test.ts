import { describe, expect, it } from 'vitest';
import type { DockerfileOptions } from '../../src/sources/dockerfile.ts';
import { codesIn, read, usesIn } from './reader.ts';

type Options = Partial<DockerfileOptions>;

describe('images and what they are needed for', () => {
  it.each<[string, string, readonly string[]]>([
    ['one stage that runs', 'FROM a\nRUN x', ['stage a build+run']],
    ['one stage that only copies', 'FROM a\nCOPY x y', ['stage a run']],
    ['a builder', 'FROM a AS b\nRUN x\nFROM c\nCOPY --from=b x y', ['stage a build', 'stage c run']],
    [
      'a stage that is only copied from',
      'FROM a AS b\nFROM c\nCOPY --from=b x y',
      ['stage a pull', 'stage c run'],
    ],
    ['a stage on a stage', 'FROM a AS b\nFROM b\nRUN x', ['stage a build+run']],
    ['a stage on a stage on a stage', 'FROM a AS b\nFROM b AS c\nRUN x\nFROM c', ['stage a build+run']],
    [
      'a common base',
      'FROM a AS b\nFROM b AS c\nRUN x\nFROM d\nCOPY --from=c x y',
      ['stage a build', 'stage d run'],
    ],
    ['a RUN that is not reached', 'FROM a AS b\nFROM b AS test\nRUN x\nFROM b', ['stage a run']],
    [
      'a stage that is not reached',
      'FROM a AS b\nRUN x\nFROM c',
      ['stage a build unreachable', 'stage c run'],
    ],
    [
      'a chain that is not reached',
      'FROM a AS b\nFROM b AS c\nRUN x\nFROM d',
      ['stage a build unreachable', 'stage d run'],
    ],
    ['scratch', 'FROM scratch\nCOPY x y', []],
    ['scratch below', 'FROM a AS b\nFROM scratch\nCOPY --from=b x y', ['stage a pull']],
    ['an image that is copied from', 'FROM a\nCOPY --from=c:1 x y', ['stage a run', 'copy-from c:1 pull']],
    ['scratch that is copied from', 'FROM a\nCOPY --from=scratch x y', ['stage a run']],
    [
      'an image in a stage that is not reached',
      'FROM a\nCOPY --from=c x y\nFROM d',
      ['stage a pull unreachable', 'copy-from c pull unreachable', 'stage d run'],
    ],
    ['ADD knows no --from', 'FROM a\nADD --from=c x y', ['stage a run']],
    ['--from behind the first source is a file', 'FROM a\nCOPY x --from=c y', ['stage a run']],
    ['an empty --from', 'FROM a\nCOPY --from= x y', ['stage a run']],
    [
      'the same image twice',
      'FROM a AS b\nRUN x\nFROM a\nCOPY --from=b x y',
      ['stage a build', 'stage a run'],
    ],
    ['a digest', `FROM a:1@sha256:${'0'.repeat(64)}`, [`stage a:1@sha256:${'0'.repeat(64)} run`]],
    ['a registry with a port', 'FROM localhost:5000/a/b:1', ['stage localhost:5000/a/b:1 run']],
    ['a registry in capitals', 'FROM Registry.Example.com/a', ['stage Registry.Example.com/a run']],
    ['quotes in the name', 'FROM "a:1"', ['stage a:1 run']],
    ['a HEALTHCHECK is no RUN', 'FROM a\nHEALTHCHECK CMD x', ['stage a run']],
    ['small letters', 'from a as b\nrun x\nfrom c\ncopy --from=b x y', ['stage a build', 'stage c run']],
    ['no line end', 'FROM a', ['stage a run']],
    ['a byte order mark', '\ufeffFROM a\n', ['stage a run']],
    [
      'a heredoc that holds FROM',
      'FROM a\nRUN <<EOF\nFROM b\nCOPY --from=c x y\nEOF\n',
      ['stage a build+run'],
    ],
  ])('%s', (_what, text, uses) => {
    expect(usesIn(text)).toEqual(uses);
    expect(codesIn(text)).toEqual([]);
  });
});

describe('names of stages', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'in other capitals, copied from',
      'FROM a AS Build\nFROM c\nCOPY --from=BUILD x y',
      ['stage a pull', 'stage c run'],
    ],
    ['in other capitals, below', 'FROM a AS Build\nFROM build', ['stage a run']],
    ['in capitals, below, as the classic builder has it', 'FROM a AS build\nFROM Build', ['stage a run']],
    ['by index', 'FROM a\nFROM c\nCOPY --from=0 x y', ['stage a pull', 'stage c run']],
    ['by index, written otherwise', 'FROM a\nFROM c\nCOPY --from=+00 x y', ['stage a pull', 'stage c run']],
    [
      'by index is only for COPY',
      'FROM a\nFROM c\nRUN --mount=from=0,target=x y',
      ['stage a pull unreachable', 'stage c build+run', 'mount-from 0 pull'],
    ],
    ['by index is not for FROM', 'FROM a\nFROM 0', ['stage a pull unreachable', 'stage 0 run']],
    ['hide an image of that name', 'FROM golang AS golang\nFROM golang', ['stage golang run']],
    ['do not reach their own FROM', 'FROM golang:1 AS golang\nRUN x', ['stage golang:1 build+run']],
    ['with a tag are an image', 'FROM a AS b\nFROM b:1', ['stage a pull unreachable', 'stage b:1 run']],
    ['from an argument', 'ARG S=b\nFROM a AS b\nFROM $S', ['stage a run']],
    [
      'given twice: the last one before',
      'FROM a AS s\nFROM b AS s\nFROM s',
      ['stage a pull unreachable', 'stage b run'],
    ],
    [
      'that are not there are images',
      'FROM a\nCOPY --from=nginx x y',
      ['stage a run', 'copy-from nginx pull'],
    ],
    ['called scratch', 'FROM a AS scratch\nFROM scratch', ['stage a run']],
  ])('%s', (_what, text, uses) => {
    expect(usesIn(text)).toEqual(uses);
    expect(codesIn(text)).toEqual([]);
  });

  it('are told with the use, or the index', () => {
    const { uses } = read('FROM a AS Build\nFROM c\nCOPY --from=x y z\nRUN --mount=from=w y');
    expect(uses.map(({ stage }) => stage)).toEqual(['Build', '1', '1', '1']);
  });
});

describe('mounts', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'of an image',
      'FROM a\nRUN --mount=type=bind,from=b:1,target=/x y',
      ['stage a build+run', 'mount-from b:1 pull'],
    ],
    [
      'of a stage',
      'FROM b AS s\nFROM a\nRUN --mount=from=S,target=/x y',
      ['stage b pull', 'stage a build+run'],
    ],
    [
      'several',
      'FROM a\nRUN --mount=from=b --mount=type=cache,target=x --mount=from=c y',
      ['stage a build+run', 'mount-from b pull', 'mount-from c pull'],
    ],
    [
      'beside other flags',
      'FROM a\nRUN --network=none --mount=from=b --security=insecure y',
      ['stage a build+run', 'mount-from b pull'],
    ],
    [
      'keys in capitals',
      'FROM a\nRUN --mount=TYPE=bind,FROM=b y',
      ['stage a build+run', 'mount-from b pull'],
    ],
    ['the last from wins', 'FROM a\nRUN --mount=from=b,from=c y', ['stage a build+run', 'mount-from c pull']],
    ['in quotes', 'FROM a\nRUN --mount="type=bind,from=b" y', ['stage a build+run', 'mount-from b pull']],
    [
      'a quoted field',
      'FROM a\nRUN --mount=\'"source=x,from=z",from=b\' y',
      ['stage a build+run', 'mount-from b pull'],
    ],
    [
      'over several lines',
      'FROM a\nRUN --mount=type=bind,from=b \\\n  --mount=from=c \\\n y',
      ['stage a build+run', 'mount-from b pull', 'mount-from c pull'],
    ],
    ['of nothing', 'FROM a\nRUN --mount=type=bind,from=,target=x y', ['stage a build+run']],
    ['of scratch', 'FROM a\nRUN --mount=from=scratch y', ['stage a build+run']],
    [
      'source and target are not images',
      'FROM a\nRUN --mount=source=b,target=c,src=d y',
      ['stage a build+run'],
    ],
    ['behind the command are its words', 'FROM a\nRUN x --mount=from=b', ['stage a build+run']],
    [
      'with a heredoc',
      'FROM a\nRUN --mount=from=b <<EOF\nFROM c\nEOF',
      ['stage a build+run', 'mount-from b pull'],
    ],
    [
      'with a Windows path',
      '# escape=`\nFROM a\nRUN --mount=from=b,source=C:\\x,target=C:\\y z',
      ['stage a build+run', 'mount-from b pull'],
    ],
  ])('%s', (_what, text, uses) => {
    expect(usesIn(text)).toEqual(uses);
    expect(codesIn(text)).toEqual([]);
  });
});

describe('triggers', () => {
  it.each<[string, string, readonly string[]]>([
    ['are not run by their own stage', 'FROM a\nONBUILD RUN x\nONBUILD COPY --from=b x y', ['stage a run']],
    [
      'are run by a stage on top',
      'FROM a AS s\nONBUILD RUN x\nONBUILD COPY --from=b x y\nFROM s',
      ['stage a build+run', 'copy-from b pull'],
    ],
    [
      'are run once, and not by the stage above that',
      'FROM a AS s\nONBUILD COPY --from=b x y\nFROM s AS t\nFROM t',
      ['stage a run', 'copy-from b pull'],
    ],
    [
      'reach the stages they copy from',
      'FROM c AS d\nFROM a AS s\nONBUILD COPY --from=d x y\nFROM s',
      ['stage c pull', 'stage a run'],
    ],
    [
      'of a stage that is not reached',
      'FROM a AS s\nONBUILD COPY --from=b x y\nFROM s AS t\nFROM z',
      ['stage a pull unreachable', 'copy-from b pull unreachable', 'stage z run'],
    ],
    [
      'name their image once for all stages that run them',
      'FROM a AS s\nONBUILD COPY --from=b x y\nFROM s AS t\nFROM s',
      ['stage a run', 'copy-from b pull'],
    ],
  ])('%s', (_what, text, uses) => {
    expect(usesIn(text)).toEqual(uses);
    expect(codesIn(text)).toEqual([]);
  });
});

describe('the target', () => {
  const text = 'FROM a AS one\nRUN x\nFROM b AS Two\nFROM c\nCOPY --from=one x y';

  it.each<[string | undefined, readonly string[]]>([
    [undefined, ['stage a build', 'stage b pull unreachable', 'stage c run']],
    ['', ['stage a build', 'stage b pull unreachable', 'stage c run']],
    ['one', ['stage a build+run', 'stage b pull behind', 'stage c pull behind']],
    ['TWO', ['stage a build unreachable', 'stage b run', 'stage c pull behind']],
    ['1', ['stage a build unreachable', 'stage b run', 'stage c pull behind']],
    ['2', ['stage a build', 'stage b pull unreachable', 'stage c run']],
  ])('%j', (target, uses) => {
    const options: Options = target === undefined ? {} : { target };
    expect(usesIn(text, options)).toEqual(uses);
    expect(codesIn(text, options)).toEqual([]);
  });

  it.each(['three', '3', '-1'])('%s is told to be unknown, with the stages there are', (target) => {
    const { problems, uses } = read(text, { target });
    expect(problems).toMatchObject([
      { code: 'unknown-target', message: expect.stringContaining('one, Two, 2') },
    ]);
    expect(uses).toHaveLength(3);
  });
});

describe('platforms', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['FROM a', undefined, undefined],
    ['FROM --platform=windows/amd64 a', 'windows/amd64', 'windows/amd64'],
    ['FROM --platform=$BUILDPLATFORM a AS b', 'windows/amd64', '$BUILDPLATFORM'],
    ['FROM --platform="windows/amd64" a', 'windows/amd64', 'windows/amd64'],
    ['FROM --platform=windows(10.0.20348)/amd64 a', 'windows(10.0.20348)/amd64', 'windows(10.0.20348)/amd64'],
    ['ARG P=linux\nFROM --platform=$P/$TARGETARCH a', 'linux/amd64', '$P/$TARGETARCH'],
  ])('%s', (text, platform, platformWritten) => {
    expect(read(text).problems).toEqual([]);
    const [use] = read(text).uses;
    expect([use?.platform, use?.platformWritten]).toEqual([platform, platformWritten]);
  });
});

describe('what builders refuse', () => {
  it.each<[string, string, number, number]>([
    ['an empty file', '', 1, 1],
    ['a file of comments', '# a\n\n# b', 1, 1],
    ['no FROM', 'ARG A\nRUN x', 1, 1],
    ['an instruction before the first FROM', 'ARG A\nRUN x\nFROM a', 2, 1],
    ['a trigger before the first FROM', 'ONBUILD ARG x\nFROM a', 1, 9],
    ['FROM without an image', 'FROM\n', 1, 1],
    ['FROM with two words', 'FROM a b', 1, 1],
    ['FROM with a comment', 'FROM a # b', 1, 1],
    ['FROM with four words', 'FROM a AS b c', 1, 1],
    ['FROM without AS', 'FROM a IN b', 1, 1],
    ['a stage that begins with a digit', 'FROM a AS 1b', 1, 11],
    ['a stage with a sign', 'FROM a AS b/c', 1, 11],
    ['a flag nobody knows', 'FROM --plattform=x a', 1, 6],
    ['a platform without a value', 'FROM --platform a', 1, 6],
    ['an instruction nobody knows', 'FROM a\n  RUNN x', 2, 3],
    ['a stage by an index that is not there', 'FROM a\nCOPY --from=1 x y', 2, 13],
    ['a stage by a negative index', 'FROM a\nCOPY --from=-1 x y', 2, 13],
    ['a stage that copies from itself', 'FROM a AS b\nCOPY --from=b x y', 2, 13],
    ['a later stage', 'FROM a\nCOPY --from=b x y\nFROM c AS b\nFROM 0\nCOPY --from=0 x y', 2, 13],
    ['a later stage, mounted', 'FROM a\nRUN --mount=from=b y\nFROM a AS b\nFROM a\nCOPY --from=0 x y', 2, 18],
    ['a variable in COPY --from', 'ARG A=a\nFROM a\nCOPY --from=$A x y', 3, 13],
    ['an escape in COPY --from', 'FROM a\nCOPY --from=b\\\\c x y', 2, 13],
    ['a variable in a mount', 'ARG A=a\nFROM a\nRUN --mount=from=${A} y', 3, 18],
    ['a heredoc without an end', 'FROM a\nRUN <<EOF\nx', 2, 1],
    ['an escape directive given twice', '# escape=`\n# escape=`\nFROM a', 2, 1],
  ])('%s', (_what, text, line, column) => {
    expect(read(text).problems).toMatchObject([{ code: 'dockerfile-syntax', place: { line, column } }]);
  });

  it('a later stage is not looked at in a stage that is not built', () => {
    expect(codesIn('FROM a\nCOPY --from=b x y\nFROM c AS b')).toEqual([]);
  });

  it('of instructions that nobody knows only the first is told', () => {
    expect(codesIn('# Title\nSome prose.\nMore prose.\nAnd more.\n')).toEqual([
      'dockerfile-syntax',
      'dockerfile-syntax',
    ]);
  });

  it('another frontend may know more instructions', () => {
    expect(codesIn('# syntax=devthefuture/dockerfile-x\nFROM a\nINCLUDE b\n')).toEqual([]);
  });

  it('what stands beside a mistake is read all the same', () => {
    const text = 'RUN x\nFROM a b\nFOO\nFROM UPPER\nFROM c AS 1d\nRUN x\nCOPY --from=e x y';
    expect(usesIn(text)).toEqual(['stage a pull unreachable', 'stage c build+run', 'copy-from e pull']);
  });
});

describe('texts that are no image name', () => {
  it.each([
    ['capitals', 'FROM Windows'],
    ['capitals behind a registry', 'FROM mcr.microsoft.com/Windows/nanoserver'],
    ['no tag behind the colon', 'FROM a:'],
    ['a tag with a slash in front', 'FROM /a'],
    ['a slash at the end', 'FROM a/'],
    ['two slashes', 'FROM a//b'],
    ['a scheme', 'FROM https://a/b'],
    ['an underscore at the end', "FROM a'_'"],
    ['a space from an argument', 'ARG A="a b"\nFROM $A'],
    ['a digest that is too short', 'FROM a@sha256:abc'],
    ['two digests', 'FROM a@b@c'],
    ['an image ID', `FROM ${'0123456789abcdef'.repeat(4)}`],
    ['a long tag', `FROM a:${'x'.repeat(129)}`],
    ['a long repository', `FROM ${'x'.repeat(256)}`],
    ['a separator at the end', 'FROM a-'],
    ['three underscores', 'FROM a___b'],
    ['copied from', 'FROM a\nCOPY --from=Nginx x y'],
    ['mounted', 'FROM a\nRUN --mount=from=a:b:c y'],
    ['empty quotes', 'FROM ""'],
    ['a backslash in place of a slash', "FROM 'windows\\nanoserver'"],
  ])('%s', (_what, text) => {
    expect(codesIn(text)).toEqual(['invalid-reference']);
  });

  it.each([
    'a__b',
    'a---b',
    'a.b/c_d/e-f',
    'localhost/a',
    'LOCAL/a',
    '[::1]:5000/a',
    'a:_x.Y-1',
    'a.b:80/c:d',
  ])('%s is one', (text) => {
    expect(usesIn(`FROM ${text}`)).toEqual([`stage ${text} run`]);
  });
});

describe('hints of Windows', () => {
  it.each<[string, string, boolean, boolean]>([
    ['nothing', 'FROM a\nRUN x', false, false],
    ['a backtick', '# escape=`\nFROM a', true, false],
    ['cmd', 'FROM a\nSHELL ["cmd", "/S", "/C"]', false, true],
    [
      'powershell',
      'FROM a\nSHELL ["powershell", "-Command", "$ErrorActionPreference = \'Stop\';"]',
      false,
      true,
    ],
    ['PowerShell.exe', 'FROM a\nSHELL ["PowerShell.exe"]', false, true],
    ['pwsh.exe', 'FROM a\nSHELL ["pwsh.exe", "-c"]', false, true],
    ['pwsh by a drive', 'FROM a\nSHELL ["C:\\\\Program Files\\\\PowerShell\\\\pwsh", "-c"]', false, true],
    ['pwsh, which Linux has too', 'FROM a\nSHELL ["pwsh", "-Command"]', false, false],
    ['a path of Linux', 'FROM a\nSHELL ["/usr/bin/pwsh", "-Command"]', false, false],
    ['bash', 'FROM a\nSHELL ["/bin/bash", "-c"]', false, false],
    ['over several lines', '# escape=`\nFROM a\nSHELL ["powershell", `\n "-Command"]', true, true],
    ['no array', 'FROM a\nSHELL cmd /S /C', false, false],
    ['a RUN of cmd', 'FROM a\nRUN ["cmd", "/c"]', false, false],
  ])('%s', (_what, text, backtickEscape, windowsShell) => {
    expect(read(text).hints).toEqual({ backtickEscape, windowsShell });
  });
});

describe('files that are no text', () => {
  it('give one problem and nothing else', () => {
    const reading = read(Uint8Array.from([0xff, 0xfe, 0x46, 0x00]));
    expect(reading).toMatchObject({ uses: [], problems: [{ code: 'file-not-text' }] });
    expect(reading.line(1)).toBeUndefined();
  });
});

describe('lines for excerpts', () => {
  it.each([
    [1, 'FROM a'],
    [2, '  RUN x'],
    [3, ''],
    [4, 'RUN y'],
    [5, undefined],
    [0, undefined],
    [-1, undefined],
    [1.5, undefined],
  ])('%s is %j', (number, line) => {
    expect(read('FROM a\r\n  RUN x\n\nRUN y').line(number)).toBe(line);
  });
});
