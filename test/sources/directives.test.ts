import { describe, expect, it } from 'vitest';
import { isDockerSyntax, readDirectives } from '../../src/sources/directives.ts';
import { SourceText } from '../../src/sources/source-text.ts';

const read = (text: string) => readDirectives(new SourceText('Dockerfile', text));

describe('the escape directive', () => {
  it.each([
    ['alone', '# escape=`\nFROM x', '`'],
    ['without blanks', '#escape=`', '`'],
    ['with blanks around', '#   escape \t=  `  \nFROM x', '`'],
    ['indented', '  # escape=`\nFROM x', '`'],
    ['in capitals', '# ESCAPE=`\nFROM x', '`'],
    ['with carriage returns', '# escape=`\r\nFROM x\r\n', '`'],
    ['behind the syntax', '# syntax=docker/dockerfile:1\n# escape=`\n', '`'],
    ['behind syntax and check', '# syntax=a\n# check=skip=all\n# escape=`\n', '`'],
    ['naming the backslash', '# escape=\\\n', '\\'],
    ['not there', 'FROM x', '\\'],
    ['behind a blank line', '\n# escape=`\nFROM x', '\\'],
    ['behind a comment', '# build me\n# escape=`\nFROM x', '\\'],
    ['behind a directive nobody knows', '# author=me\n# escape=`\nFROM x', '\\'],
    ['behind an instruction', 'FROM x\n# escape=`\n', '\\'],
    ['behind a shebang', '#!/usr/bin/env docker\n# escape=`\n', '\\'],
    ['without a value', '# escape=\nFROM x', '\\'],
  ])('%s', (_what, text, escapeCharacter) => {
    expect(read(text)).toMatchObject({ escapeCharacter, problems: [] });
  });

  it('naming another character is refused', () => {
    expect(read('# escape=^\nFROM x').problems).toMatchObject([
      { code: 'dockerfile-syntax', place: { line: 1, column: 1, endColumn: 11 } },
    ]);
  });

  it('given twice is refused, and the first one counts', () => {
    const { escapeCharacter, problems } = read('# escape=`\n# Escape=\\\nFROM x');
    expect(escapeCharacter).toBe('`');
    expect(problems).toMatchObject([{ code: 'dockerfile-syntax', place: { line: 2 } }]);
  });
});

describe('the other directives', () => {
  it('are read with their values', () => {
    expect(
      read('# syntax = docker/dockerfile:1.7 \n# check=skip=JSONArgsRecommended;error=true'),
    ).toMatchObject({
      syntax: 'docker/dockerfile:1.7',
      check: 'skip=JSONArgsRecommended;error=true',
    });
  });

  it('a long line of blanks takes no long time', () => {
    expect(read(`# syntax=${' '.repeat(500_000)}x`).syntax).toBe('x');
  });
});

describe('the frontend', () => {
  it.each<[string | undefined, boolean]>([
    [undefined, true],
    ['docker/dockerfile:1', true],
    ['docker/dockerfile', true],
    ['docker.io/docker/dockerfile:1.7-labs', true],
    ['docker/dockerfile@sha256:abc', true],
    ['docker/dockerfile-upstream:master', false],
    ['devthefuture/dockerfile-x', false],
  ])('%s is Docker’s own: %s', (syntax, own) => {
    expect(isDockerSyntax(syntax)).toBe(own);
  });
});
