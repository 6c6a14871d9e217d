import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GuestSystem } from '../guest-runner.ts';

/** The batch file that starts a container's first process, as the prefix sees it. */
const BATCH_FILE = 'y:\\run.bat';

/** What a guest need not see of how it was started. Wine sets more, anew in every process. */
const NOT_OF_WINDOWS = ['LANG', 'TMPDIR', 'WINEARCH', 'WINEDEBUG', 'WINEPREFIX', 'winsysdir'];

/** How a ping without end is asked for where `ping` has no `-t`: more than sixty years. */
const ENDLESS_PING = '-n 2147483647';

/**
 * Writes what starts the first process. A batch file does it, for two reasons: handed over as arguments, a command line
 * would be quoted anew, while the text that `for /f` reads from a file is executed as it is; and the exit code of a Windows
 * program has 32 bits, of which a process of this machine hands on eight.
 */
export async function writeLaunch(prefix: string, commandLine: string, system: GuestSystem): Promise<void> {
  const folder = join(prefix, 'launch');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'line.txt'), `${toWine(commandLine)}\r\n`);
  const lines = [
    '@echo off',
    ...NOT_OF_WINDOWS.map((name) => `set ${name}=`),
    `set "USERNAME=${system.user}"`,
    'for /f "usebackq delims=" %%L in ("y:\\line.txt") do %%L',
    // The number first, it would be the stream's: `echo 1>file` writes an empty line.
    '>y:\\exit.txt echo %errorlevel%',
    '',
  ];
  await writeFile(join(folder, 'run.bat'), lines.join('\r\n'));
}

/** The arguments of `wine` for it. */
export const LAUNCH: readonly string[] = ['C:\\windows\\system32\\cmd.exe', '/d', '/c', BATCH_FILE];

/** Whether a process is the one that executes the batch file. */
export function isLaunch(argv: readonly string[]): boolean {
  return argv.includes(BATCH_FILE);
}

/** The exit code that the batch file wrote down; `undefined` when it did not come so far. */
export async function readExitCode(prefix: string): Promise<number | undefined> {
  const text = await readFile(join(prefix, 'launch', 'exit.txt'), 'utf8').catch(() => '');
  return /^-?\d+\s*$/.test(text) ? Number(text) >>> 0 : undefined;
}

/** Wine's ping knows no `-t` (it prints its usage): a number of requests that never ends stands in for it. */
export function toWine(commandLine: string): string {
  return commandLine.replace(
    /(\bping(?:\.exe)?"?(?=\s)(?:\s+[^\s&|<>]+)*?\s+)[-/]t(?=[\s"&|<>)]|$)/gi,
    `$1${ENDLESS_PING}`,
  );
}

/** A command line as it was before `toWine`. */
export function fromWine(commandLine: string): string {
  return commandLine.replaceAll(ENDLESS_PING, '-t');
}
