import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
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
    ['check', checkCommand, ['--target', '', '--target', 'a'], '--target'],
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
