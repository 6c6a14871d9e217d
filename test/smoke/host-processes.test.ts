import { describe, expect, test } from 'vitest';
import type { CommandResult, RunCommand } from '../../src/smoke/command.ts';
import { HOST_PROCESS_SCRIPT } from '../../src/smoke/host-process-script.ts';
import { createHostProcessReader, windowsPowerShell } from '../../src/smoke/host-processes.ts';

const ANSWER = {
  computer: 'BUILD-7',
  processes: [
    {
      ProcessId: 0,
      ParentProcessId: 0,
      Name: 'System Idle Process',
      CommandLine: null,
      CreationDate: null,
      SessionId: 0,
    },
    {
      ProcessId: 4312,
      ParentProcessId: 920,
      Name: 'cmd.exe',
      CommandLine: 'cmd /d /s /c "echo wic-1 \u00fc \ud83d\ude00 & ping"',
      CreationDate: '2026-11-23T10:41:45.1234567Z',
      SessionId: 3,
    },
  ],
};

/** As the script escapes it. */
const ascii = (value: unknown) =>
  JSON.stringify(value).replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const never = new AbortController().signal;

function printing(stdout: string, exitCode = 0, stderr = ''): RunCommand {
  return async () => ({ exitCode, stdout, stderr });
}

const read = (run: RunCommand, limit?: number) =>
  createHostProcessReader('powershell.exe', run, limit)(never);

describe('the powershell.exe that is run', () => {
  test.each<[Record<string, string | undefined>, string]>([
    [{ SystemRoot: 'C:\\Windows' }, 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe'],
    [{ SYSTEMROOT: 'D:\\WINNT' }, 'D:\\WINNT\\System32\\WindowsPowerShell\\v1.0\\powershell.exe'],
    [{ PATH: '/usr/bin' }, 'powershell.exe'],
    [{ SystemRoot: undefined }, 'powershell.exe'],
    [{ SystemRoot: '' }, 'powershell.exe'],
  ])('%o: %s', (environment, expected) => {
    expect(windowsPowerShell(environment)).toBe(expected);
  });

  test('is given the script in base64 of UTF-16', async () => {
    const asked: unknown[] = [];
    await createHostProcessReader('C:\\powershell.exe', async (command, args) => {
      asked.push(command, ...args);
      return { exitCode: 0, stdout: ascii(ANSWER), stderr: '' };
    })(never);
    const encoded = String(asked.pop());
    expect(asked).toEqual([
      'C:\\powershell.exe',
      '-NoProfile',
      '-NonInteractive',
      '-ExecutionPolicy',
      'Bypass',
      '-EncodedCommand',
    ]);
    expect(Buffer.from(encoded, 'base64').toString('utf16le')).toBe(HOST_PROCESS_SCRIPT);
    expect(asked.join(' ').length + encoded.length).toBeLessThan(32_767); // what CreateProcess takes
  });
});

describe('the script', () => {
  test('is ASCII, so that no editor, tool or code page on the way can change it', () => {
    expect(HOST_PROCESS_SCRIPT).toMatch(/^[\n -~]*$/);
  });

  test('asks for Win32_Process, without what constrained language mode forbids or 5.1 does not have', () => {
    expect(HOST_PROCESS_SCRIPT).toContain('Get-CimInstance -ClassName Win32_Process');
    // The core types of about_Language_Modes that it uses.
    const types = new Set([...HOST_PROCESS_SCRIPT.matchAll(/\[([a-z.]+)\]/gi)].map(([, type]) => type));
    expect([...types].sort()).toEqual(['int', 'long', 'string']);
    expect(HOST_PROCESS_SCRIPT).not.toMatch(/::|Add-Type|New-Object|-EscapeHandling|\?\?|&&|\$input\b/i);
  });
});

describe('what it printed', () => {
  const expected = {
    computer: 'BUILD-7',
    processes: [
      { pid: 0, name: 'System Idle Process' },
      {
        pid: 4312,
        name: 'cmd.exe',
        commandLine: ANSWER.processes[1]?.CommandLine,
        created: Date.parse('2026-11-23T10:41:45.123Z'),
      },
    ],
  };

  test.each<[string, string]>([
    ['as one line', `${ascii(ANSWER)}\r\n`],
    ['behind a byte order mark', `\uFEFF${ascii(ANSWER)}`],
    ['behind a byte order mark that was read as Latin', `\u00EF\u00BB\u00BF${ascii(ANSWER)}`],
    ['broken by a narrow console', ascii(ANSWER).replace(/.{80}/g, '$&\r\n')],
    ['not escaped, by another PowerShell', JSON.stringify(ANSWER, null, 2)],
  ])('is read: %s', async (_, stdout) => {
    expect(await read(printing(stdout))).toEqual(expected);
  });

  test('warnings beside it do not matter', async () => {
    expect(await read(printing(ascii(ANSWER), 0, '#< CLIXML\r\n<Objs></Objs>'))).toEqual(expected);
  });

  test('an empty command line is one that cannot be read, and a date that is none is no date', async () => {
    const row = { ProcessId: 8, Name: 'x.exe', CommandLine: '', CreationDate: 'yesterday' };
    expect(await read(printing(ascii({ computer: 'A', processes: [row] })))).toEqual({
      computer: 'A',
      processes: [{ pid: 8, name: 'x.exe' }],
    });
  });
});

const CLIXML =
  '#< CLIXML\r\n<Objs Version="1.1.0.1"><S S="Error">Get-CimInstance : Zugriff verweigert_x000D__x000A_</S>' +
  '<S S="Error">    + CategoryInfo : PermissionDenied_x000D__x000A_</S></Objs>';

const failures: readonly (readonly [string, CommandResult, string, RegExp])[] = [
  [
    'no right, by the category',
    {
      exitCode: 1,
      stdout: ascii({
        failure: 'HRESULT 0x80041003,Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand',
        category: 'PermissionDenied',
        message: 'Zugriff verweigert ',
      }),
      stderr: '',
    },
    'not-allowed',
    /has not the right to \(Zugriff verweigert\); an administrator has\.$/,
  ],
  [
    'no right, by XML on the error stream',
    { exitCode: 1, stdout: '', stderr: CLIXML },
    'not-allowed',
    /\(Get-CimInstance : Zugriff verweigert \+ CategoryInfo : PermissionDenied\)/,
  ],
  [
    'no right, in plain words',
    { exitCode: 1, stdout: '', stderr: 'Get-CimInstance : Access denied\r\n' },
    'not-allowed',
    /Access denied/,
  ],
  [
    'WMI is broken',
    {
      exitCode: 1,
      stdout: ascii({
        failure: 'HRESULT 0x80041010,Microsoft',
        category: 'MetadataError',
        message: 'Invalid class\r\n::error::x',
      }),
      stderr: '',
    },
    'failed',
    /PowerShell failed: Invalid class ::error::x$/,
  ],
  [
    'a policy lets no script run',
    { exitCode: 1, stdout: '', stderr: 'This program is blocked by group policy.' },
    'failed',
    /blocked by group policy/,
  ],
  [
    'it leaves with a code and no word',
    { exitCode: 3, stdout: '', stderr: '' },
    'failed',
    /left with code 3/,
  ],
  [
    'it prints nothing, as the stand-in of Wine',
    { exitCode: 0, stdout: '', stderr: '' },
    'nonsense',
    /printed nothing/,
  ],
  ['it prints something else', { exitCode: 0, stdout: '<html>', stderr: '' }, 'nonsense', /something else/],
  [
    'it prints half',
    { exitCode: 0, stdout: ascii(ANSWER).slice(0, -9), stderr: '' },
    'nonsense',
    /something else/,
  ],
  ['it prints a list', { exitCode: 0, stdout: '[]', stderr: '' }, 'nonsense', /something else/],
  [
    'a process without an id',
    { exitCode: 0, stdout: '{"computer":"A","processes":[{"Name":"x.exe"}]}', stderr: '' },
    'nonsense',
    /without a process id/,
  ],
  [
    'a process whose id is no number of a process',
    { exitCode: 0, stdout: '{"computer":"A","processes":[{"ProcessId":-4,"Name":"x.exe"}]}', stderr: '' },
    'nonsense',
    /without a process id/,
  ],
  ['no name of the machine', { exitCode: 0, stdout: '{"processes":[]}', stderr: '' }, 'nonsense', /no name/],
];

describe('a reading that fails', () => {
  test.each(failures)('%s', async (_, result, failure, says) => {
    const reading = read(async () => result);
    await expect(reading).rejects.toMatchObject({ name: 'HostProcessesError', failure });
    await expect(reading).rejects.toThrow(says);
    await expect(reading).rejects.toThrow(/^The processes of this machine cannot be read, as /);
  });

  test('there is no powershell.exe', async () => {
    const reading = read(async () => {
      throw new Error('Unable to locate executable file: powershell.exe.\nPlease verify the PATH.');
    });
    await expect(reading).rejects.toMatchObject({ failure: 'powershell-missing' });
    await expect(reading).rejects.toThrow(/powershell\.exe could not be started: Unable to locate [^\n]*$/);
  });

  test('it hangs: the limit ends it, and the program is told', async () => {
    let told: AbortSignal | undefined;
    const reading = read((_, __, signal) => {
      told = signal;
      return new Promise(() => {});
    }, 20);
    await expect(reading).rejects.toMatchObject({ failure: 'timed-out' });
    await expect(reading).rejects.toThrow(/within 0\.02 s/);
    expect(told?.aborted).toBe(true);
  });

  test('nobody waits any more: it ends at once, and the program is told', async () => {
    const giveUp = new AbortController();
    let told: AbortSignal | undefined;
    const reading = createHostProcessReader('powershell.exe', (_, __, signal) => {
      told = signal;
      return new Promise(() => {});
    })(giveUp.signal);
    giveUp.abort();
    await expect(reading).rejects.toMatchObject({ failure: 'cancelled' });
    expect(told?.aborted).toBe(true);
  });

  test('nobody waited in the first place: nothing is started', async () => {
    let started = false;
    const reading = createHostProcessReader('powershell.exe', async () => {
      started = true;
      return { exitCode: 0, stdout: '', stderr: '' };
    })(AbortSignal.abort());
    await expect(reading).rejects.toMatchObject({ failure: 'cancelled' });
    expect(started).toBe(false);
  });
});
