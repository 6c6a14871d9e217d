import type { WindowsVersion } from '../windows/model.ts';

/** What a container is started with: no element needs quoting, so no engine generation joins them in another way. */
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

const CURRENT_VERSION = String.raw`"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"`;

/**
 * The command that asks a guest for its Windows and keeps it alive, in what nanoserver and servercore have in common:
 * `cmd`, `reg` and `ping`.
 *
 * The mark stands in the command line itself, where the host's process list shows it. All that needs quotes comes in by a
 * variable that `cmd` puts in before it reads the line, as engines before and after 25 escape quotes in arguments and `cmd`
 * knows no such escape. The script is in quotes of its own, and holds `&`, `|`, `(` and `>` only where the outer `cmd`
 * counts itself inside quotes, so that the inner one, which expands late, gets it whole. The user's command is put in
 * last of all, by late expansion, so that nothing in it is taken for a part of the script.
 *
 * `ping` waits without input; where even the loopback does not answer, `set /p` waits at the standard input instead.
 *
 * @param seconds How long it stays alive at most, should nobody end it.
 */
export function guestCommand(mark: string, seconds: number, command?: string): GuestCommand {
  const script = [
    `echo WIC-BEGIN !WIC_MARK!`,
    `reg query ${CURRENT_VERSION} /v CurrentBuildNumber`,
    `reg query ${CURRENT_VERSION} /v UBR`,
    'ver',
    `echo WIC-FACTS !WIC_MARK!`,
    ...(command === undefined
      ? []
      : [
          `cmd /d /s /c "!WIC_COMMAND!"`,
          'set WIC_CODE=!errorlevel!',
          'echo.',
          `echo WIC-EXIT !WIC_MARK! !WIC_CODE!`,
        ]),
    `(ping -n ${seconds} 127.0.0.1 >nul||set /p WIC_END=)`,
  ];
  return {
    entrypoint: ['cmd'],
    command: ['/d', '/c', 'set', `WIC_MARK=${mark}&cmd`, '/d', '/v:on', '/s', '/c', '%WIC_SCRIPT%'],
    environment: {
      WIC_SCRIPT: `"${script.join('&')}"`,
      ...(command === undefined ? {} : { WIC_COMMAND: command }),
    },
  };
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
