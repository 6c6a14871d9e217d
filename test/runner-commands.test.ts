import { describe, expect, it } from 'vitest';
import { parseCommand, runnerCommands } from './runner-commands.ts';

describe('what a runner takes for a command', () => {
  it.each([
    ['with data', '::error::no', { name: 'error', properties: {}, data: 'no' }],
    ['without data', '::endgroup::', { name: 'endgroup', properties: {}, data: '' }],
    [
      'with properties',
      '::error file=a,line=1::no',
      { name: 'error', properties: { file: 'a', line: '1' }, data: 'no' },
    ],
    ['with an empty property', '::error file=,::no', { name: 'error', properties: {}, data: 'no' }],
    [
      'with escapes',
      '::error file=a%2Cb%3A::1%25%0A2%3A',
      { name: 'error', properties: { file: 'a,b:' }, data: '1%\n2%3A' },
    ],
    ['behind spaces', ' \t ::debug::x', { name: 'debug', properties: {}, data: 'x' }],
    ['behind white space of .NET', '\u0085\u00a0\u2028\u3000::debug::x', { name: 'debug', data: 'x' }],
    ['with more colons', '::debug:::x::', { name: 'debug', data: ':x::' }],
    ['of the old form', '##[error]no', { name: 'error', properties: {}, data: 'no' }],
    [
      'of the old form, inside a line',
      'a ##[set-env name=A;x=1%3B2]%5D',
      { name: 'set-env', properties: { name: 'A', x: '1;2' }, data: ']' },
    ],
    ['of the old form, behind an unfinished one', '::x ##[]##[error]y', { name: 'error', data: 'y' }],
    ['of the old form, with a sign too many', '###[error]y', { name: 'error', data: 'y' }],
    ['of both forms', '::error::##[debug]x', { name: 'error', data: '##[debug]x' }],
  ])('%s', (_, line, expected) => {
    expect(parseCommand(line)).toMatchObject(expected);
  });

  it.each([
    ['not at the start', 'a ::error::x'],
    ['with one colon', ':error::x'],
    ['with no end', '::error:x'],
    ['with no name', '::::x'],
    ['with no name before the space', ':: error::x'],
    ['broken up', ': :error::x'],
    ['the old form broken up', '## [error]x'],
    ['the old form with no end', '##[error'],
    ['behind a colour', '\u001b[1m::error::x'],
    ['an address', 'http://[::1]:80/'],
    ['empty', ''],
  ])('not: %s', (_, line) => {
    expect(parseCommand(line)).toBeUndefined();
  });

  it('in lines that end as .NET has it', () => {
    expect(runnerCommands('a\n::error::1\r::error::2\r\n::error::3\u2028::error::4\n\v::error::5')).toEqual([
      '::error::1',
      '::error::2',
      '::error::3\u2028::error::4',
      '\v::error::5',
    ]);
  });
});
