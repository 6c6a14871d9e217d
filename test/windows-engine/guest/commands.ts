import type { GuestRunner, GuestSystem } from '../guest-runner.ts';
import { joinArguments } from './command-line.ts';

/** What a command line showed. */
export interface Shown {
  /** The lines with text in them, without spaces at their end. */
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly exitCode: number;
}

/** A command line and what it shows in a container, in both runners. */
export interface CommandCase {
  readonly command: string | readonly string[];
  readonly system?: Partial<GuestSystem>;
  readonly openStdin?: boolean;
  /** Only these lines count, where the others differ between Windows and Wine. */
  readonly lines?: RegExp;
  readonly stdout: readonly string[];
  readonly exitCode: number;
  /** Where Wine 8 is not as Windows is, what it shows instead. */
  readonly wine?: Partial<Pick<Shown, 'stdout' | 'exitCode'>> & { readonly because: string };
}

/** Windows Server 2022, in a container with process isolation on Windows Server 2025. */
export const SYSTEM: GuestSystem = {
  version: '10.0.20348.2340',
  kernelVersion: '10.0.26100.2340',
  family: 'nanoserver',
  user: 'ContainerUser',
  environment: { COMPUTERNAME: 'D34DB33F', GREETING: 'good day', Weird: 'a "b" c' },
};

export const VERSION_KEY = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';

const TOOLS = 'C:\\Windows\\System32';

/**
 * The arguments of a smoke container: tells its mark, what `ver` and the registry say, that this was all, and then stays for
 * so many seconds with the mark in the command line of its first process.
 */
export function smokeArguments(mark: string, seconds: number): readonly string[] {
  const query = (value: string) => [`${TOOLS}\\reg.exe`, 'query', VERSION_KEY, '/v', value];
  return [
    ...[`${TOOLS}\\cmd.exe`, '/d', '/c', 'echo', 'begin', mark],
    ...['&', 'ver', '&', ...query('CurrentBuildNumber'), '&', ...query('UBR'), '&', 'echo', 'end', mark],
    ...[
      '&',
      `${TOOLS}\\ping.exe`,
      '-n',
      String(seconds + 1),
      '127.0.0.1',
      '>',
      'nul',
      '||',
      'set',
      '/p',
      'hold=',
    ],
  ];
}

const ALWAYS_GOES_ON = 'cmd of Wine 8 executes what follows && and || at the top of a line in any case';
const ITS_OWN_CODE = 'cmd of Wine exits with 9009 where that of Windows exits with 1';
const REG_SAYS_ALOUD = 'reg of Wine tells its failures on the standard output';
const LAST_LEVEL = 'cmd of Wine exits with the last ERRORLEVEL, which echo does not set';

export const COMMANDS: Readonly<Record<string, CommandCase>> = {
  'two commands': { command: 'cmd /c echo one& echo two', stdout: ['one', 'two'], exitCode: 0 },
  'arguments as an engine gives them': {
    command: ['cmd', '/c', 'echo', 'a b', '&', 'echo', 'c'],
    stdout: ['"a b"', 'c'],
    exitCode: 0,
  },
  'one argument with operators in it': {
    command: ['cmd', '/c', 'echo a & echo b'],
    stdout: ['a', 'b'],
    exitCode: 0,
  },
  'quotes inside': { command: 'cmd /s /c "echo "x" y & echo z"', stdout: ['"x" y', 'z'], exitCode: 0 },
  'a caret': { command: 'cmd /c echo a ^& b', stdout: ['a & b'], exitCode: 0 },
  'an exit code': { command: 'cmd /c exit 7', stdout: [], exitCode: 7 },
  'an exit code of 32 bits': { command: 'cmd /c exit -1073741510', stdout: [], exitCode: 0xc000013a },
  'an exit code from below': { command: 'cmd /c cmd /c exit 5', stdout: [], exitCode: 5 },
  'exit ends the line': { command: 'cmd /c exit 3 & echo never', stdout: [], exitCode: 3 },
  'the version of the kernel': {
    command: 'cmd /c ver',
    stdout: ['Microsoft Windows [Version 10.0.26100.2340]'],
    exitCode: 0,
  },
  'a variable of the container': { command: 'cmd /c echo %GREETING%', stdout: ['good day'], exitCode: 0 },
  'a variable with quotes': { command: 'cmd /c set Weird', stdout: ['Weird=a "b" c'], exitCode: 0 },
  'the user': { command: 'cmd /c echo %USERNAME%', stdout: ['ContainerUser'], exitCode: 0 },
  'a variable that is not there': { command: 'cmd /c echo %NO_SUCH%', stdout: ['%NO_SUCH%'], exitCode: 0 },
  'a variable set on the same line': {
    command: 'cmd /c set A=1& echo %A%',
    stdout: ['%A%'],
    exitCode: 0,
    wine: {
      stdout: ['1'],
      because: 'cmd of Wine expands when a command runs, that of Windows the whole line before',
    },
  },
  'delayed expansion': { command: 'cmd /v:on /c set A=1& echo !A!', stdout: ['1'], exitCode: 0 },
  'no such variable': { command: 'cmd /c set NO_SUCH', stdout: [], exitCode: 1 },
  'a remark takes the rest of the line': { command: 'cmd /c rem a & echo b', stdout: [], exitCode: 0 },
  'output thrown away': { command: 'cmd /c echo a > nul & echo b', stdout: ['b'], exitCode: 0 },
  'the name of the machine': { command: 'hostname', stdout: ['D34DB33F'], exitCode: 0 },
  'a program by its whole path': {
    command: `${TOOLS}\\HOSTNAME.EXE`,
    stdout: ['D34DB33F'],
    exitCode: 0,
  },
  'a build number': {
    command: ['reg', 'query', VERSION_KEY, '/v', 'CurrentBuildNumber'],
    stdout: [VERSION_KEY.replace('HKLM', 'HKEY_LOCAL_MACHINE'), '    CurrentBuildNumber    REG_SZ    20348'],
    exitCode: 0,
  },
  'a revision': {
    command: `cmd /c reg query "${VERSION_KEY}" /v UBR`,
    lines: /UBR/,
    stdout: ['    UBR    REG_DWORD    0x924'],
    exitCode: 0,
  },
  'the whole key': {
    command: ['reg', 'query', VERSION_KEY],
    lines: /^ {4}(?:Build|CurrentB|CurrentM|DisplayV|Edition|InstallationT|ProductN|Release|UBR)/,
    stdout: [
      '    BuildLabEx    REG_SZ    20348.1.amd64fre.fe_release.210507-1500',
      '    CurrentBuild    REG_SZ    20348',
      '    CurrentBuildNumber    REG_SZ    20348',
      '    CurrentMajorVersionNumber    REG_DWORD    0xa',
      '    CurrentMinorVersionNumber    REG_DWORD    0x0',
      '    DisplayVersion    REG_SZ    21H2',
      '    EditionID    REG_SZ    ServerDatacenter',
      '    InstallationType    REG_SZ    Nano Server',
      '    ProductName    REG_SZ    Windows Server 2016 Datacenter',
      '    ReleaseId    REG_SZ    2009',
      '    UBR    REG_DWORD    0x924',
    ],
    exitCode: 0,
  },
  'the same of a newer servercore': {
    command: ['reg', 'query', VERSION_KEY],
    system: { family: 'servercore', version: '10.0.26100.32522' },
    lines: /ProductName|InstallationType|UBR/,
    stdout: [
      '    InstallationType    REG_SZ    Server Core',
      '    ProductName    REG_SZ    Windows Server 2025 Datacenter',
      '    UBR    REG_DWORD    0x7f0a',
    ],
    exitCode: 0,
  },
  'a value that is not there': {
    command: ['reg', 'query', VERSION_KEY, '/v', 'None'],
    stdout: [],
    exitCode: 1,
    wine: { stdout: ['reg: Unable to find the specified registry value'], because: REG_SAYS_ALOUD },
  },
  'a key that is not there': {
    command: 'reg query HKLM\\None',
    stdout: [],
    exitCode: 1,
    wine: { stdout: ['reg: Unable to find the specified registry key'], because: REG_SAYS_ALOUD },
  },
  'a key in escaped quotes': {
    // What comes of quotes inside an argument: the reason to give each word as an argument of its own.
    command: ['cmd', '/c', `reg query "${VERSION_KEY}" /v UBR`],
    stdout: [],
    exitCode: 1,
    wine: { stdout: ['reg: Invalid system key'], because: REG_SAYS_ALOUD },
  },
  'a ping of itself': {
    command: 'ping -n 2 127.0.0.1',
    lines: /Sent/,
    stdout: ['    Packets: Sent = 2, Received = 2, Lost = 0 (0% loss),'],
    exitCode: 0,
    wine: {
      stdout: ['\tPackets: Sent = 2, Received = 2, Lost = 0 (0% loss)'],
      because: 'Wine has a ping of its own, on the network of the machine below',
    },
  },
  'a ping of nobody': {
    command: 'ping -n 1 nobody.invalid',
    stdout: ['Ping request could not find host nobody.invalid. Please check the name and try again.'],
    exitCode: 1,
  },
  'a name that is no program': {
    command: 'cmd /c nonsense',
    stdout: [],
    exitCode: 1,
    wine: { exitCode: 9009, because: ITS_OWN_CODE },
  },
  'a program of a larger image': {
    command: 'cmd /c powershell -Command exit 3',
    stdout: [],
    exitCode: 1,
    wine: { exitCode: 9009, because: ITS_OWN_CODE },
  },
  'it goes on after a failure': {
    command: 'cmd /c nonsense & echo after',
    stdout: ['after'],
    exitCode: 0,
    wine: { exitCode: 9009, because: LAST_LEVEL },
  },
  'and, or': {
    command: 'cmd /c hostname > nul && echo worked || echo failed',
    stdout: ['worked'],
    exitCode: 0,
    wine: { stdout: ['worked', 'failed'], because: ALWAYS_GOES_ON },
  },
  'or, after a failure': {
    command: 'cmd /c nonsense || echo failed',
    stdout: ['failed'],
    exitCode: 0,
    wine: { exitCode: 9009, because: LAST_LEVEL },
  },
  'a question with nobody to answer': {
    command: 'cmd /c set /p hold=& echo after',
    stdout: ['after'],
    exitCode: 0,
  },
  'a search path without Windows': {
    command: 'cmd /c hostname',
    system: { environment: { PATH: 'C:\\app;%PATH%' } },
    stdout: [],
    exitCode: 1,
    wine: { exitCode: 9009, because: ITS_OWN_CODE },
  },
  'a smoke container': {
    command: smokeArguments('5f0c1b1e-8f43-4d2b-9a63-0c9f3a7f6f11', 1),
    lines: /^(?!HKEY)/,
    stdout: [
      'begin 5f0c1b1e-8f43-4d2b-9a63-0c9f3a7f6f11',
      'Microsoft Windows [Version 10.0.26100.2340]',
      '    CurrentBuildNumber    REG_SZ    20348',
      '    UBR    REG_DWORD    0x924',
      'end 5f0c1b1e-8f43-4d2b-9a63-0c9f3a7f6f11',
    ],
    exitCode: 0,
  },
};

/** Starts a case's command as an engine would. */
export function startCase(
  runner: GuestRunner,
  { command, system, openStdin = false }: Pick<CommandCase, 'command' | 'system' | 'openStdin'>,
  onOutput: Parameters<GuestRunner['start']>[0]['onOutput'] = () => {},
): ReturnType<GuestRunner['start']> {
  const argv = typeof command === 'string' ? undefined : command;
  const commandLine = typeof command === 'string' ? command : joinArguments(command);
  return runner.start({ argv, commandLine, system: { ...SYSTEM, ...system }, openStdin, onOutput });
}

/** Runs a case to its end. */
export async function show(
  runner: GuestRunner,
  example: Pick<CommandCase, 'command' | 'system' | 'openStdin' | 'lines'>,
): Promise<Shown> {
  const written = { stdout: '', stderr: '' };
  const execution = await startCase(runner, example, (stream, chunk) => {
    written[stream] += Buffer.from(chunk).toString('utf8');
  });
  const exitCode = await execution.exited;
  const linesOf = (text: string) =>
    text
      .split(/\r?\n/)
      .map((line) => line.trimEnd())
      .filter((line) => line !== '');
  return {
    stdout: linesOf(written.stdout).filter((line) => example.lines === undefined || example.lines.test(line)),
    stderr: linesOf(written.stderr),
    exitCode,
  };
}
