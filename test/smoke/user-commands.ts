import { guestCommand, readGuest } from '../../src/smoke/guest.ts';
import { joinArguments } from '../windows-engine/guest/command-line.ts';
import { SYSTEM } from '../windows-engine/guest/commands.ts';
import type { GuestRunner, GuestSystem } from '../windows-engine/guest-runner.ts';

/** A smoke command as a user writes it, and what comes of it in a container. */
export interface UserCommand {
  readonly command: string;
  readonly family?: GuestSystem['family'];
  /** Lines, without spaces at their end. */
  readonly log: readonly string[];
  readonly exitCode: number;
  /** What the table has no part for; Wine alone shows it. */
  readonly beyondTable?: true;
  /** Where Wine 8 is not as Windows is, and why. */
  readonly wine?: { readonly log?: readonly string[]; readonly exitCode?: number; readonly because: string };
}

export const USER_COMMANDS: Readonly<Record<string, UserCommand>> = {
  'an exit code': { command: 'exit 7', log: [], exitCode: 7 },
  'an exit code of 32 bits': { command: 'exit -1073741819', log: [], exitCode: 0xc0000005 },
  'a success': { command: 'hostname', log: ['D34DB33F'], exitCode: 0 },
  quotes: { command: 'echo "a b" c "d"', log: ['"a b" c "d"'], exitCode: 0 },
  'quotes at both ends': {
    command: '"C:\\Windows\\System32\\HOSTNAME.EXE"',
    log: ['D34DB33F'],
    exitCode: 0,
  },
  'quotes around operators': { command: 'echo "a & b | c"', log: ['"a & b | c"'], exitCode: 0 },
  'a variable': { command: 'echo %GREETING%, %NO_SUCH%', log: ['good day, %NO_SUCH%'], exitCode: 0 },
  'a percent sign': {
    command: 'echo 100% of %GREETING%',
    log: ['100% of good day'],
    exitCode: 0,
    wine: {
      log: ['100% of %GREETING%'],
      because:
        'cmd of Wine passes over the name that is not set with both of its signs, that of Windows with the first',
    },
  },
  'exclamation marks': { command: 'echo Hello! How are you!', log: ['Hello! How are you!'], exitCode: 0 },
  'a variable in exclamation marks': {
    command: 'echo !GREETING!',
    log: ['!GREETING!'],
    exitCode: 0,
    wine: { log: ['good day'], because: 'cmd of Wine expands once more what it has put in' },
  },
  'one command after the other': { command: 'echo a& exit 3', log: ['a'], exitCode: 3 },
  'a caret': { command: 'echo a ^& b', log: ['a & b'], exitCode: 0 },
  'a group': { command: '(echo a& echo b)& exit 4', log: ['a', 'b'], exitCode: 4 },
  'output thrown away': { command: 'echo a > nul& echo b', log: ['b'], exitCode: 0 },
  'several lines': { command: 'echo a\nrem b\necho c\nexit 5\n', log: ['a', 'c'], exitCode: 5 },
  'a question that nobody answers': {
    command: 'set /p answer=&echo after&exit 6',
    log: ['after'],
    exitCode: 6,
  },
  'no end of the line at its end': {
    command: 'echo|set /p answer=text&exit 2',
    log: ['text'],
    exitCode: 2,
    beyondTable: true,
  },
  'a pipe': { command: 'echo a| cmd /d /c "more & exit 9"', log: ['a'], exitCode: 9, beyondTable: true },
  'a condition': {
    command: 'if "%GREETING%"=="good day" (exit 11) else exit 12',
    log: [],
    exitCode: 11,
    beyondTable: true,
  },
  'a loop': {
    command: 'for %i in (a b) do @echo %i!',
    log: ['a!', 'b!'],
    exitCode: 0,
    beyondTable: true,
  },
  'a file': {
    command: 'echo "it works" > C:\\found.txt& type C:\\found.txt',
    log: ['"it works"'],
    exitCode: 0,
    beyondTable: true,
  },
};

/** What a guest told before it was ended: at the latest after so many milliseconds. */
export async function runGuest(
  runner: GuestRunner,
  { command, family }: Partial<Pick<UserCommand, 'command' | 'family'>>,
  milliseconds: number,
) {
  const mark = crypto.randomUUID();
  const asked = guestCommand(mark, 600, command);
  const argv = [...asked.entrypoint, ...asked.command];
  const told = { stdout: '', stderr: '' };
  const progress = () => readGuest(told.stdout, told.stderr, mark);
  const enough = () => (command === undefined ? progress().facts : progress().exitCode) !== undefined;
  let wake: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const timer = setTimeout(wake, milliseconds);
  const execution = await runner.start({
    argv,
    commandLine: joinArguments(argv),
    system: {
      ...SYSTEM,
      ...(family && { family }),
      environment: { ...SYSTEM.environment, ...asked.environment },
    },
    openStdin: true,
    onOutput: (stream, chunk) => {
      told[stream] += Buffer.from(chunk).toString('utf8');
      if (enough()) wake();
    },
  });
  await Promise.race([done, execution.exited]);
  clearTimeout(timer);
  const { facts, exitCode, log } = progress();
  const processes = execution.processes();
  await execution.kill();
  return {
    mark,
    facts,
    exitCode,
    processes,
    log: log
      .split('\n')
      .map((line) => line.trimEnd())
      .filter((line) => line !== ''),
  };
}
