import { readFileSync } from 'node:fs';
import { callEngine } from './client.ts';

/*
 * A stand-in for powershell.exe that knows one thing: the processes of the simulated host. It is asked as the real one would
 * be, `-NonInteractive -EncodedCommand <base64 of UTF-16LE>` or `-Command <script>`, and prints what a script that asks for
 * Win32_Process and converts to JSON would print.
 */

/** Where the simulator answers: a socket's path, a pipe, or a URL. */
const ADDRESS = 'WINDOWS_ENGINE_SIMULATOR';

/** PowerShell takes any beginning of a parameter's name, in any case. */
function isParameter(argument: string, name: string, shortest: number): boolean {
  const given = argument.toLowerCase().replace(/^[-/]/, '');
  return argument !== given && given.length >= shortest && name.startsWith(given);
}

/** The script in PowerShell's arguments; undefined when there is none. `-` is the standard input. */
export function scriptOf(args: readonly string[]): string | undefined {
  for (const [index, argument] of args.entries()) {
    const rest = args.slice(index + 1);
    if (argument.toLowerCase() === '-ec' || isParameter(argument, 'encodedcommand', 1))
      return Buffer.from(rest[0] ?? '', 'base64').toString('utf16le');
    if (isParameter(argument, 'command', 1))
      return rest[0] === '-' ? readFileSync(0, 'utf8') : rest.join(' ');
  }
  return undefined;
}

/** Prints the host's processes; the result is PowerShell's exit code. */
export async function powershell(
  args: readonly string[],
  address: string | undefined,
  print: { readonly out: (text: string) => void; readonly error: (text: string) => void },
): Promise<number> {
  const script = scriptOf(args);
  if (script === undefined || !/\bWin32_Process\b/i.test(script)) {
    print.error('This stand-in for PowerShell answers questions for Win32_Process only.\r\n');
    return 1;
  }
  if (!address) {
    print.error(`${ADDRESS} does not say where the simulator is.\r\n`);
    return 1;
  }
  const answer = await callEngine(address, 'GET', '/_simulator/processes');
  if (answer.status !== 200) {
    print.error(`Get-CimInstance : ${(answer.json as { message?: string }).message ?? answer.text}\r\n`);
    return 1;
  }
  print.out(`${answer.text.trimEnd()}\r\n`);
  return 0;
}

/** Runs it as the process that it stands for. */
export async function runPowershell(): Promise<void> {
  process.exitCode = await powershell(process.argv.slice(2), process.env[ADDRESS], {
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
  });
}
