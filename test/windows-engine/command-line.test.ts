import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandLineOf, escapeArgument, programOf } from './command-line.ts';
import type { GuestRunner } from './guest-runner.ts';
import { scriptedGuest } from './scripted-guest.ts';
import { baseImage, simulate } from './simulate.ts';

/** CommandLineToArgvW for everything behind the program: quotes, and backslashes that count before quotes only. */
function splitArguments(line: string): string[] {
  const found: string[] = [];
  let current: string | undefined;
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const backslashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
    if (backslashes > 0 && line[at + backslashes] === '"') {
      current = `${current ?? ''}${'\\'.repeat(Math.floor(backslashes / 2))}`;
      at += backslashes;
      if (backslashes % 2 === 1) current += '"';
      else quoted = !quoted;
    } else if (line[at] === '"') {
      quoted = !quoted;
      current ??= '';
    } else if (!quoted && /[ \t]/.test(line[at] ?? '')) {
      if (current !== undefined) found.push(current);
      current = undefined;
    } else current = `${current ?? ''}${line[at]}`;
  }
  return current === undefined ? found : [...found, current];
}

describe('a command line', () => {
  it('comes apart into what it was made of', () => {
    const argument = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', '\t', '&') });
    fc.assert(
      fc.property(fc.array(argument), (args) => {
        expect(splitArguments(args.map(escapeArgument).join(' '))).toEqual(args);
      }),
    );
  });

  it.each([
    [[], ['cmd', '/s', '/c', 'echo a& ver'], false, 'cmd /s /c "echo a& ver"'],
    [['c:\\program files\\app.exe'], ['-x'], false, '"c:\\program files\\app.exe" -x'],
    [[], ['cmd /S /C echo "a b"'], true, 'cmd /S /C echo "a b"'],
    [['app.exe --flag'], ['more words'], true, 'app.exe --flag "more words"'],
  ])('of %j and %j, escaped already: %s', (entrypoint, command, escaped, line) => {
    const made = commandLineOf(entrypoint, command, escaped);
    expect(made?.commandLine).toBe(line);
    expect(made?.argv).toEqual(escaped ? undefined : [...entrypoint, ...command]);
  });

  it.each([
    ['c:\\windows\\system32\\cmd.exe /c x', 'cmd'],
    ['"C:\\Program Files\\PowerShell\\pwsh.EXE" -x', 'pwsh'],
    ['ping', 'ping'],
  ])('%s runs %s', (line, program) => expect(programOf(line)).toBe(program));
});

describe('what a guest is given', () => {
  const asked: Parameters<GuestRunner['start']>[0][] = [];
  const guest: GuestRunner = {
    name: 'table',
    start(command) {
      asked.push(command);
      return scriptedGuest({}).start(command);
    },
  };
  const image = {
    ...baseImage('ltsc2022', 'servercore'),
    config: { Entrypoint: ['app.exe', '--flag'], Cmd: ['one'], Env: ['A=1', 'Path=c:\\'], User: 'me' },
  };

  it('the image’s command and environment, and the caller’s where it has any', async () => {
    const { run } = await simulate({ host: 'windows-server-2025', images: [image], guest });
    await run({
      Image: image.reference,
      Cmd: ['two'],
      Env: ['PATH=d:\\=x', 'B'],
      HostConfig: { Isolation: 'process' },
    });
    await run({ Image: image.reference, Cmd: null, HostConfig: { Isolation: 'hyperv' } });
    await run({ Image: image.reference, Cmd: null, Entrypoint: ['other.exe'], User: 'you' });
    expect(asked.map(({ commandLine }) => commandLine)).toEqual([
      'app.exe --flag two',
      'app.exe --flag one',
      'other.exe',
    ]);
    expect(asked[0]?.system).toEqual({
      version: '10.0.20348.4052',
      // The host's kernel, with the revision of the image.
      kernelVersion: '10.0.26100.4052',
      family: 'servercore',
      user: 'me',
      environment: { PATH: 'd:\\=x', B: '', A: '1' },
    });
    expect(asked[1]?.system.kernelVersion).toBe('10.0.20348.4052');
    expect(asked[2]?.system.user).toBe('you');
  });
});
