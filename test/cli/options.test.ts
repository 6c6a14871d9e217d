import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { explainCommand } from '../../src/cli/explain-command.ts';
import { imagesCommand } from '../../src/cli/images-command.ts';
import { judgeCommand } from '../../src/cli/judge-command.ts';
import { mergeCommand } from '../../src/cli/merge-command.ts';
import { selectCommand } from '../../src/cli/select-command.ts';
import type { Command } from '../../src/cli/terminal.ts';
import { folder } from './bundle.ts';
import { runCommand } from './fake-terminal.ts';

const cwd = folder({});

// The bundle has it as a constant.
beforeAll(() => void vi.stubGlobal('__VERSION__', '0.0.0'));
afterAll(() => void vi.unstubAllGlobals());

describe('an option that takes one value, given twice', () => {
  it.each<[string, Command, readonly string[], string]>([
    ['judge', judgeCommand, ['--host', 'ltsc2022', '--image', 'ltsc2022', '--host', 'ltsc2025'], '--host'],
    ['judge', judgeCommand, ['--policy=exact', '--policy', 'exact'], '--policy'],
    ['check', checkCommand, ['--format', 'json', '--format=text'], '--format'],
    ['check', checkCommand, ['--smoke', '--smoke=never'], '--smoke'],
    ['check', checkCommand, ['--target', 'b', '--target', 'a'], '--target'],
    ['images', imagesCommand, ['--resolve', 'tags', '--resolve', 'auto'], '--resolve'],
    ['select', selectCommand, ['--host', 'ltsc2022', '--host', 'ltsc2025'], '--host'],
    ['merge', mergeCommand, ['a.json', '--fail-on', 'never', '--fail-on', 'error'], '--fail-on'],
  ])('%s %o', async (name, command, args, option) => {
    await expect(runCommand(command, cwd, args)).rejects.toMatchObject({
      code: 'usage',
      exitCode: 2,
      message: expect.stringContaining(`${name} takes ${option} once; it was given `),
      remedy: `Leave out all but one ${option}.`,
    });
  });

  it('a word too many is told by select, which waits for its stdin else', async () => {
    await expect(runCommand(selectCommand, cwd, ['--host', 'ltsc2022', 'index.json'])).rejects.toMatchObject({
      exitCode: 2,
      message: 'select takes no `index.json`.',
    });
  });

  it('all that was given is told', async () => {
    const args = ['--host', 'ltsc2022', '--host=ltsc2025', '--image', 'ltsc2022'];
    await expect(runCommand(judgeCommand, cwd, args)).rejects.toThrow('it was given `ltsc2022`, `ltsc2025`.');
  });

  it('a rule that is given two levels is told, and one that is given the same twice is none', async () => {
    const levels = (second: string) => ['a.json', '--level', 'floating-tag=off', '--level', second];
    await expect(runCommand(mergeCommand, cwd, levels('floating-tag=error'))).rejects.toMatchObject({
      code: 'usage',
      message: '--level takes one level a rule; floating-tag was given `off` and `error`.',
    });
    await expect(runCommand(mergeCommand, cwd, levels('floating-tag=OFF'))).rejects.toMatchObject({
      code: 'file-unreadable',
    });
  });

  it('behind -- it is a path, and a switch may be repeated', async () => {
    const args = ['--image', '127.0.0.1:9/a:b', '--resolve', 'tags', '--host', 'ltsc2022'];
    const json = ['--fan-out', '--fan-out', '--format', 'json'];
    await expect(runCommand(checkCommand, cwd, [...args, ...json, '--', '--format'])).resolves.toBeDefined();
  });
});

describe('a setting of smoke containers where none run', () => {
  const SETTINGS = [
    ['--smoke-command', 'dir'],
    ['--pull', 'never'],
    ['--max-pull-size', '5GB'],
    ['--cleanup-images'],
    ['--parallel', '1'],
    ['--smoke-timeout', '10'],
    ['--time-budget', '10'],
    ['--network', 'nat'],
  ];

  it.each(SETTINGS)('%s is an error of usage', async (option, ...value) => {
    const given = (...args: readonly string[]) => runCommand(checkCommand, cwd, [option, ...value, ...args]);
    await expect(given()).rejects.toMatchObject({
      exitCode: 2,
      message: `${option} is about smoke containers, and none are asked for.`,
      remedy: 'Add --smoke.',
    });
    await expect(given('--smoke=never')).rejects.toMatchObject({
      exitCode: 2,
      message: `${option} is about smoke containers, and --smoke=never runs none.`,
      remedy: `Leave ${option} out, or use --smoke.`,
    });
  });

  it('is none where there are no settings', async () => {
    const args = [
      '--image',
      'mcr.microsoft.com/windows/nanoserver:ltsc2022',
      '--host',
      'ltsc2022',
      '--resolve',
    ];
    await expect(runCommand(checkCommand, cwd, [...args, 'tags', '--smoke=never'])).resolves.toMatchObject({
      exitCode: 0,
    });
  });
});

describe('a value that is wrong is told with what to write in its stead', () => {
  it.each<[readonly string[], { message?: string; remedy?: string }]>([
    [[''], { message: 'check was given an empty path; an unset variable?' }],
    [['Dockerfile', ' '], { message: 'check was given an empty path; an unset variable?' }],
    [['--', ''], { message: 'check was given an empty path; an unset variable?' }],
    [['--target', ''], { message: 'check: --target was given nothing.' }],
    [['--smoke=x'], { remedy: 'Use one of them: --smoke=never.' }],
    [['--smoke', 'always'], { remedy: 'Write the mode with an equals sign: --smoke=always.' }],
    [
      ['--smoke', 'Never', '--timeout', '1'],
      { message: 'check: `Never` behind --smoke is a path, and there is no such file.' },
    ],
    [['--level', 'floating-tag=fatal'], { remedy: 'Use one of them: --level floating-tag=off.' }],
    [['--format', 'jsn'], { remedy: 'Use one of them: --format json.' }],
    [['--timeout', '-1'], { message: 'check: --timeout may not be negative; it was given `-1`.' }],
    [
      ['--smoke', '--max-pull-size', '-5GB'],
      { message: 'check: --max-pull-size may not be negative; it was given `-5GB`.' },
    ],
    [
      ['--smoke', '--max-pull-size', '5'],
      {
        message: '--max-pull-size takes a size with its unit; it was given `5`, which would be bytes.',
        remedy: 'Write it as in --max-pull-size 5GB or 800MiB.',
      },
    ],
    [['--timeout', '--smoke'], { message: 'check: --timeout was given no value.' }],
  ])('%j', async (args, told) => {
    await expect(runCommand(checkCommand, cwd, args)).rejects.toMatchObject({ code: 'usage', ...told });
  });

  it('containers that must run and cannot, in the words of the command line', async () => {
    const args = ['--smoke=always', '--host', 'windows-2022', '--resolve', 'tags', '--image', 'a:ltsc2022'];
    await expect(runCommand(checkCommand, cwd, args)).rejects.toMatchObject({
      exitCode: 2,
      message:
        '--smoke=always is given, and none of the hosts is this machine with an engine for Windows containers.',
      remedy: 'Add --host runner, run this on a Windows machine, or use --smoke=auto.',
    });
  });

  it('a path may be called like a mode of --smoke', async () => {
    const args = ['--resolve', 'tags', '--host', 'windows-2022', '--smoke'];
    const there = folder({ 'always/Dockerfile': 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n' });
    await expect(runCommand(checkCommand, there, [...args, 'always'])).resolves.toMatchObject({
      exitCode: 0,
    });
    await expect(runCommand(checkCommand, cwd, [...args, '--', 'always'])).resolves.toBeDefined();
  });

  it.each<[string, Command, string]>([
    ['images', imagesCommand, 'images was given an empty path; an unset variable?'],
    ['merge', mergeCommand, 'merge was given an empty path; an unset variable?'],
    ['judge', judgeCommand, 'judge was given an empty argument; an unset variable?'],
    ['select', selectCommand, 'select was given an empty argument; an unset variable?'],
    ['explain', explainCommand, 'explain was given an empty argument; an unset variable?'],
  ])('a blank argument of %s', async (_, command, message) => {
    for (const blank of ['', ' ']) {
      await expect(runCommand(command, cwd, [blank])).rejects.toMatchObject({ code: 'usage', message });
    }
  });
});

it('explain knows a rule in whatever case it is written', async () => {
  const { stdout } = await runCommand(explainCommand, cwd, ['unused-argument']);
  expect(stdout).toContain('unused-argument');
  await expect(runCommand(explainCommand, cwd, ['UNUSED-Argument'])).resolves.toMatchObject({ stdout });
});
