import type { WindowsVersion } from '../windows/model.ts';

/** What a container is started with: one word in each element, so that every engine joins them to the same command line. */
export interface GuestCommand {
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What the guest told of itself; anything left out it did not tell. */
export interface GuestFacts {
  /** From its own registry: the image's build and revision. */
  readonly version?: WindowsVersion;
  /** What `ver` printed: in process isolation the host's kernel. */
  readonly kernel?: WindowsVersion;
}

/** How far a guest has come. */
export interface GuestProgress {
  /** Its facts are complete. */
  readonly facts?: GuestFacts;
  /** The exit code of the user's command, once it ended. */
  readonly exitCode?: number;
  /** What the user's command printed. */
  readonly log: string;
}

/** The one word with a space in it: engines put it in quotes, and `reg` takes them off again. */
const CURRENT_VERSION = String.raw`HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion`;

/** By its whole path, as an image may have another PATH. */
const program = (file: string): string => `C:\\Windows\\System32\\${file}`;

/**
 * The command that asks a guest for its Windows and keeps it alive, in what nanoserver and servercore have in common:
 * `cmd`, `reg` and `ping`.
 *
 * The mark stands in the command line of the first process, where the host's process list shows it. Operators and names are
 * elements of their own: an element with a quote in it would get a backslash before it, which `cmd` does not understand.
 *
 * So the user's command comes by a variable, put in by late expansion after `cmd` has read its own line: nothing in it is
 * taken for a part of that line, and a second `cmd` reads it as it was written. As in a container without `-i`, its
 * standard input is at its end.
 *
 * `ping` waits without input; where even the loopback does not answer, `set /p` waits at the standard input instead.
 *
 * @param seconds How long it stays alive at most, should nobody end it.
 * @param command Lines run one after the other, as in a batch file; what the last one leaves with counts.
 */
export function guestCommand(mark: string, seconds: number, command?: string): GuestCommand {
  const query = (value: string) => [program('reg.exe'), 'query', CURRENT_VERSION, '/v', value];
  const steps = [
    ['echo', 'WIC-BEGIN', mark],
    query('CurrentBuildNumber'),
    query('UBR'),
    ['ver'],
    ['echo', 'WIC-FACTS', mark],
    ...(command === undefined
      ? []
      : [
          [program('cmd.exe'), '/d', '/v:off', '/s', '/c', '!WIC_COMMAND!', '<', 'nul'],
          ['echo', 'WIC-EXIT', mark, '!errorlevel!'],
        ]),
    [program('ping.exe'), '-n', String(seconds), '127.0.0.1', '>', 'nul', '||', 'set', '/p', 'WIC_END='],
  ];
  const line = steps.flatMap((words, index) => (index === 0 ? words : ['&', ...words]));
  return {
    entrypoint: [program('cmd.exe')],
    command: ['/d', ...(command === undefined ? [] : ['/v:on']), '/c', ...line],
    environment: command === undefined ? {} : { WIC_COMMAND: `"${oneLine(command)}"` },
  };
}

/**
 * A command line ends at its first line end, without a word about the rest; so lines are joined as `cmd` joins commands.
 * A remark would take all that follows it along.
 */
function oneLine(command: string): string {
  return command
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^@?(?:rem\b|::)/i.test(line))
    .join('&');
}

/** Reads what a guest has printed so far; lines of others that look alike do not carry the mark. */
export function readGuest(stdout: string, stderr: string, mark: string): GuestProgress {
  const text = stdout.replaceAll('\r', '');
  const begin = text.indexOf(`WIC-BEGIN ${mark}`);
  const factsLine = `WIC-FACTS ${mark}`;
  const end = begin < 0 ? -1 : text.indexOf(factsLine, begin);
  if (end < 0) return { log: (text + stderr).trim() };
  const facts = readFacts(text.slice(begin, end));
  const rest = text.slice(end + factsLine.length);
  const exit = new RegExp(`\\n?WIC-EXIT ${mark} (-?\\d+)`).exec(rest);
  const printed = exit === null ? rest : rest.slice(0, exit.index);
  return {
    facts,
    ...(exit === null ? {} : { exitCode: Number(exit[1]) >>> 0 }),
    log: (printed.trim() + (stderr.trim() === '' ? '' : `\n${stderr.trim()}`)).trim(),
  };
}

function readFacts(text: string): GuestFacts {
  const build = /\bCurrentBuildNumber\s+REG_SZ\s+(\d{4,6})\b/.exec(text)?.[1];
  const revision = /\bUBR\s+REG_DWORD\s+0x([0-9a-f]{1,8})\b/i.exec(text)?.[1];
  // The word before the number is localized; the brackets are not.
  const kernel = /\[[^\]]*?\b10\.0\.(\d{4,6})(?:\.(\d{1,6}))?\]/.exec(text);
  return {
    ...(build === undefined
      ? {}
      : {
          version: {
            build: Number(build),
            ...(revision === undefined ? {} : { revision: Number.parseInt(revision, 16) }),
          },
        }),
    ...(kernel === null
      ? {}
      : {
          kernel: {
            build: Number(kernel[1]),
            ...(kernel[2] === undefined ? {} : { revision: Number(kernel[2]) }),
          },
        }),
  };
}
