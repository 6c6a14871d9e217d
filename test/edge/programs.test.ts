import { describe, expect, it } from 'vitest';
import { findProgram } from '../../src/edge/programs.ts';

/** Looks for a program where only these files are. */
const find = (
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string>>,
  files: readonly string[],
  name = 'docker-credential-desktop',
) => findProgram(name, environment, platform, async (file) => files.includes(file));

const UNIX = '/usr/bin/docker-credential-desktop';
const WINDOWS = 'C:\\Program Files\\Docker\\docker-credential-desktop.exe';

describe('a program is looked for in PATH and nowhere else', () => {
  it.each<[string, NodeJS.Platform, Readonly<Record<string, string>>, readonly string[], string | undefined]>(
    [
      ['the first folder that has it', 'linux', { PATH: '/opt:/usr/bin' }, [UNIX], UNIX],
      [
        'a folder before it wins',
        'linux',
        { PATH: '/a:/usr/bin' },
        ['/a/docker-credential-desktop', UNIX],
        '/a/docker-credential-desktop',
      ],
      ['no PATH', 'linux', {}, [UNIX], undefined],
      [
        'the current directory, as a dot',
        'linux',
        { PATH: '.:/opt' },
        ['docker-credential-desktop'],
        undefined,
      ],
      [
        'the current directory, as an empty entry',
        'linux',
        { PATH: ':/opt:' },
        ['docker-credential-desktop'],
        undefined,
      ],
      ['a relative folder', 'linux', { PATH: 'tools' }, ['tools/docker-credential-desktop'], undefined],
      [
        'Windows, with its ending',
        'win32',
        { Path: 'C:\\Windows;C:\\Program Files\\Docker' },
        [WINDOWS],
        WINDOWS,
      ],
      ['Windows, a folder in quotes', 'win32', { PATH: '"C:\\Program Files\\Docker"' }, [WINDOWS], WINDOWS],
      [
        'Windows, the current directory',
        'win32',
        { PATH: 'C:\\Windows' },
        ['docker-credential-desktop.exe'],
        undefined,
      ],
      [
        'Windows, a script that needs a shell',
        'win32',
        { PATH: 'C:\\a' },
        ['C:\\a\\docker-credential-desktop.cmd'],
        undefined,
      ],
    ],
  )('%s', async (_, platform, environment, files, expected) => {
    expect(await find(platform, environment, files)).toBe(expected);
  });

  it('a name with its ending is taken as it is', async () => {
    const name = 'docker-credential-desktop.exe';
    expect(await find('win32', { PATH: 'C:\\Program Files\\Docker' }, [WINDOWS], name)).toBe(WINDOWS);
    // As in the Linux of Windows, where Docker Desktop writes the ending into the file.
    expect(await find('linux', { PATH: '/mnt/c/Docker' }, [`/mnt/c/Docker/${name}`], name)).toBe(
      `/mnt/c/Docker/${name}`,
    );
  });
});
