import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GuestExecution, GuestProcess } from '../guest-runner.ts';
import { joinArguments, programOf, splitArguments } from './command-line.ts';
import { COMMANDS, type CommandCase, SYSTEM, show, smokeArguments, startCase } from './commands.ts';
import { ENDED_FROM_OUTSIDE, NO_EXIT_CODE } from './failures.ts';
import type { Surroundings } from './machine.ts';
import { findProgram, PROGRAMS } from './programs.ts';
import { currentVersionValues } from './registry.ts';
import { tableGuestRunner } from './table.ts';
import { fromWine, toWine } from './wine-launch.ts';
import { VersionCorrection } from './wine-output.ts';

/** Time passes at once; how much was waited for is added up. */
function quickly(surroundings: Partial<Surroundings> = {}) {
  const waited = { milliseconds: 0 };
  const runner = tableGuestRunner({
    wait: async (milliseconds, signal) => {
      signal.throwIfAborted();
      waited.milliseconds += milliseconds;
    },
    ...surroundings,
  });
  return { runner, waited };
}

/** A runner whose waits never end by themselves. */
const stopped = (surroundings: Partial<Surroundings> = {}) =>
  tableGuestRunner({
    wait: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    ...surroundings,
  });

async function settled(
  execution: GuestExecution,
  processes: readonly string[],
): Promise<readonly GuestProcess[]> {
  await expect.poll(() => execution.processes().map(({ name }) => name)).toEqual(processes);
  return execution.processes();
}

const MARK = '0b9f3c52-6d0e-4a55-8e4b-5d1a3c5e7f90';

describe('the commands that Wine is compared with', () => {
  test.each(Object.entries(COMMANDS))('%s', async (_, example) => {
    const { stdout, exitCode } = await show(quickly().runner, example);
    expect({ stdout, exitCode }).toEqual({ stdout: example.stdout, exitCode: example.exitCode });
  });
});

describe('what only the table follows Windows in', () => {
  const examples: Record<string, CommandCase> = {
    'and binds tighter than or': { command: 'cmd /c echo a || echo b && echo c', stdout: ['a'], exitCode: 0 },
    'neither part after a failure': { command: 'cmd /c nonsense && echo a', stdout: [], exitCode: 1 },
    'both parts of a group': {
      command: 'cmd /c (nonsense & echo a) > nul && echo b',
      stdout: ['b'],
      exitCode: 0,
    },
    'a remark of one word': { command: 'cmd /c rem a& echo b', stdout: ['b'], exitCode: 0 },
    'cmd without a command': {
      command: 'C:\\Windows\\system32\\cmd.exe',
      stdout: [
        'Microsoft Windows [Version 10.0.26100.2340]',
        '(c) Microsoft Corporation. All rights reserved.',
        'C:\\>',
      ],
      exitCode: 0,
    },
    'a program name with a space keeps its quotes': {
      command: 'cmd /c "no such program" x',
      stdout: [],
      exitCode: 1,
    },
    'timeout without a console': {
      command: 'cmd /c timeout /t 5 /nobreak & echo after',
      system: { family: 'servercore' },
      stdout: ['after'],
      exitCode: 0,
    },
    'no network but the loopback': {
      command: 'ping -n 2 10.0.0.1',
      lines: /^PING|Sent/,
      stdout: [
        'PING: transmit failed. General failure.',
        'PING: transmit failed. General failure.',
        '    Packets: Sent = 2, Received = 0, Lost = 2 (100% loss),',
      ],
      exitCode: 1,
    },
    'an input that is at its end, beside one that is open': {
      command: 'cmd /c (set /p hold=||echo first) < nul & set /p hold=<nul||echo second',
      openStdin: true,
      stdout: ['first', 'second'],
      exitCode: 0,
    },
    'a percent sign alone': { command: 'cmd /c echo 100%', stdout: ['100%'], exitCode: 0 },
  };

  test.each(Object.entries(examples))('%s', async (_, example) => {
    const { stdout, exitCode } = await show(quickly().runner, example);
    expect({ stdout, exitCode }).toEqual({ stdout: example.stdout, exitCode: example.exitCode });
  });

  test('what is no command is said on the standard error', async () => {
    const { stderr } = await show(quickly().runner, { command: 'cmd /c nonsense 1' });
    expect(stderr).toEqual([
      "'nonsense' is not recognized as an internal or external command,",
      'operable program or batch file.',
    ]);
  });
});

describe('where the simulation ends, it says so', () => {
  test.each([
    'cmd /c ver | findstr 10',
    'cmd /c echo a > c:\\file',
    'cmd /c for %i in (1) do echo %i',
    'cmd /c dir',
    'cmd /c echo before & type file',
    'cmd /c echo %OS:~0,3%',
    'cmd /c (echo a',
    'cmd /c echo a &&',
    'cmd /c cd \\windows',
    'reg add HKLM\\Software\\X',
    'ipconfig',
  ])('%s', async (command) => {
    const { stdout, stderr, exitCode } = await show(quickly().runner, { command });
    expect(stdout).toEqual([]);
    expect(stderr.join()).toMatch(/^the simulated container cannot do this: /);
    expect(exitCode).toBe(NO_EXIT_CODE);
  });
});

describe('programs that an image has', () => {
  test.each([
    ['nanoserver', 'powershell'],
    ['nanoserver', 'timeout /t 5'],
    ['nanoserver', '"C:\\Program Files\\app.exe"'],
    ['windows', 'bash -c true'],
    ['servercore', 'C:\\app\\cmd.exe'],
  ] as const)('%s has no %s', async (family, command) => {
    await expect(startCase(quickly().runner, { command, system: { family } })).rejects.toMatchObject({
      code: 'COMMAND_MISSING',
    });
  });

  test.each([
    ['nanoserver', 'PING.EXE'],
    ['nanoserver', 'c:/windows/system32/reg'],
    ['servercore', 'PowerShell'],
    ['server', 'timeout'],
  ] as const)('%s has %s', (family, word) => {
    expect(findProgram(word, family)).toBeDefined();
  });

  test('each is named once, with a source', () => {
    expect(new Set(PROGRAMS.map(({ name }) => name)).size).toBe(PROGRAMS.length);
    expect(PROGRAMS.filter(({ source }) => source === '')).toEqual([]);
  });

  test('an unknown build has only its numbers', () => {
    const names = currentVersionValues({ ...SYSTEM, version: '10.0.29999.7' }).map(({ name }) => name);
    expect(names).toContain('UBR');
    expect(names).not.toContain('DisplayVersion');
  });
});

describe('a smoke container', () => {
  const example = { command: smokeArguments(MARK, 60) };

  test('shows the mark in the command line of its first process while it waits', async () => {
    const execution = await startCase(stopped(), example);
    const [first, second] = await settled(execution, ['cmd.exe', 'PING.EXE']);
    expect(first?.commandLine).toBe(joinArguments(example.command));
    expect(first?.commandLine).toContain(MARK);
    expect(second?.commandLine).toBe('C:\\Windows\\System32\\ping.exe -n 61 127.0.0.1');
    await execution.kill();
    expect(await execution.exited).toBe(ENDED_FROM_OUTSIDE);
    expect(execution.processes()).toEqual([]);
  });

  test('stays as long as it was told, and no longer', async () => {
    const { runner, waited } = quickly();
    expect((await show(runner, example)).exitCode).toBe(0);
    expect(waited.milliseconds).toBe(60_000);
  });

  test('without a loopback it stays when its standard input is open', async () => {
    const execution = await startCase(stopped({ loopback: 'dead' }), { ...example, openStdin: true });
    await settled(execution, ['cmd.exe']);
    await execution.kill();
    expect(await execution.exited).toBe(ENDED_FROM_OUTSIDE);
  });

  test('without a loopback and an input it ends at once', async () => {
    const { runner, waited } = quickly({ loopback: 'dead' });
    expect((await show(runner, example)).stdout).toContain(`end ${MARK}`);
    expect(waited.milliseconds).toBe(0);
  });

  test('a ping without end lasts until it is ended', async () => {
    const execution = await startCase(stopped(), { command: 'ping -t -w 1000 127.0.0.1' });
    expect(await settled(execution, ['PING.EXE'])).toEqual([
      { name: 'PING.EXE', commandLine: 'ping -t -w 1000 127.0.0.1' },
    ]);
    await Promise.all([execution.kill(), execution.kill()]);
    expect(await execution.exited).toBe(ENDED_FROM_OUTSIDE);
  });

  test('after its end it can be ended again', async () => {
    const execution = await startCase(quickly().runner, { command: 'cmd /c exit 4' });
    expect(await execution.exited).toBe(4);
    await execution.kill();
    expect(await execution.exited).toBe(4);
  });
});

describe('command lines', () => {
  test('are quoted as Go does for an engine', () => {
    expect(joinArguments(['cmd', '/c', 'a b', '', 'x"y', 'c:\\a b\\', '&', 'd\\\\"e'])).toBe(
      'cmd /c "a b" "" x\\"y "c:\\a b\\\\" & d\\\\\\\\\\"e',
    );
  });

  test('give their arguments back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', '\t', '&') })), (argv) => {
        expect(splitArguments(joinArguments(argv))).toEqual(argv);
      }),
    );
  });

  test('begin with the program', () => {
    expect(programOf('"C:\\a b\\c.exe" d')).toBe('C:\\a b\\c.exe');
    expect(programOf('  cmd /c')).toBe('cmd');
    expect(programOf('')).toBe('');
  });
});

describe('what is changed for Wine', () => {
  test.each([
    ['ping -t 127.0.0.1', 'ping -n 2147483647 127.0.0.1'],
    ['cmd /c ping 127.0.0.1 -t > nul', 'cmd /c ping 127.0.0.1 -n 2147483647 > nul'],
    [
      'cmd /c "C:\\Windows\\System32\\PING.EXE -w 1000 -t ::1"',
      'cmd /c "C:\\Windows\\System32\\PING.EXE -w 1000 -n 2147483647 ::1"',
    ],
  ])('%s', (windows, wine) => {
    expect(toWine(windows)).toBe(wine);
    expect(fromWine(wine)).toBe(windows);
  });

  test.each(['ping -n 2 127.0.0.1', 'ping 127.0.0.1 & echo -t', 'echo pinging -t', 'ping -test'])(
    '%s is left as it is',
    (commandLine) => {
      expect(toWine(commandLine)).toBe(commandLine);
    },
  );

  test('the line of ver, however it is cut into chunks', () => {
    const written = 'Micro\r\n\r\nMicrosoft Windows 10.0.18362\r\nMicrosoft Windows NT\r\nM';
    const wanted = 'Micro\r\n\r\nMicrosoft Windows [Version 10.0.26100.1]\r\nMicrosoft Windows NT\r\nM';
    fc.assert(
      fc.property(fc.array(fc.nat(written.length)), (cuts) => {
        const correction = new VersionCorrection('10.0.26100.1');
        const places = [0, ...cuts.sort((left, right) => left - right), written.length];
        const chunks = places.slice(1).map((end, index) => written.slice(places[index], end));
        const passed = [...chunks.map((chunk) => correction.push(Buffer.from(chunk))), correction.end()];
        expect(Buffer.concat(passed).toString()).toBe(wanted);
      }),
    );
  });

  test('other bytes pass at once', () => {
    const correction = new VersionCorrection('10.0.26100.1');
    expect(Buffer.from(correction.push(Uint8Array.of(0xe4, 0xff, 0x0a)))).toEqual(
      Buffer.from([0xe4, 0xff, 0x0a]),
    );
  });
});
