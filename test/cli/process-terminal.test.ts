import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { tellFailure } from '../../src/cli/failure.ts';
import { processTerminal } from '../../src/cli/process-terminal.ts';
import { CheckError } from '../../src/errors.ts';
import { runnerCommands } from '../runner-commands.ts';

function fake(isTTY: boolean) {
  const stdout = new PassThrough();
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const stdin = new PassThrough();
  const terminal = processTerminal({ stdin, stdout, stderr, env: {}, cwd: () => '/work' });
  const textOf = (stream: PassThrough) => String(stream.read() ?? '');
  return { terminal, stdout: () => textOf(stdout), stderr: () => textOf(stderr) };
}

describe('the terminal', () => {
  it('breaks up whatever is left of commands in a result', async () => {
    const { terminal, stdout } = fake(false);
    await terminal.write('::error::a\n ##[error]b\n');
    expect(stdout()).toBe(': :error::a\n ## [error]b\n');
  });

  it('prints commands where they are meant', async () => {
    const { terminal, stdout } = fake(false);
    await terminal.writeCommands('::error::a\n');
    expect(runnerCommands(stdout())).toEqual(['::error::a']);
  });

  it('tells lines from outside as one line that is no command', () => {
    const { terminal, stderr } = fake(false);
    terminal.tell('::error::a\r::error::b ##[error]c');
    expect(stderr()).toBe(': :error::a\\r::error::b ## [error]c\n');
  });

  it.each([
    [true, ': :error::a\\n::error::b\n'],
    [false, ''],
  ])('with somebody there (%s) tells of progress: %j', (isTTY, expected) => {
    const { terminal, stderr } = fake(isTTY);
    terminal.progress('::error::a\n::error::b');
    expect(stderr()).toBe(expected);
  });
});

describe('a failure', () => {
  it.each([
    ['of ours', new CheckError('usage', 'first\n::error::a\r::error::b', '##[error]c'), 2],
    ['of a program', new Error('::error::a\n##[error]b'), 3],
    ['that is no error', '\n::error::a', 3],
  ])('%s is told without commands', (_, thrown, exitCode) => {
    let told = '';
    const stderr = { write: (text: string) => (told += text) };
    expect(tellFailure(thrown, stderr, { DEBUG: '1' })).toBe(exitCode);
    expect(told).toContain('error::a');
    expect(runnerCommands(told)).toEqual([]);
  });
});
