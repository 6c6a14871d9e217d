/** One argument in the quotes that CommandLineToArgvW takes off again (learn.microsoft.com, "Parsing C++ command-line arguments"). */
export function escapeArgument(argument: string): string {
  if (argument === '') return '""';
  if (!/[\s"]/.test(argument)) return argument;
  const escaped = argument.replace(/(\\*)"/g, '$1$1\\"');
  return /\s/.test(argument) ? `"${escaped.replace(/(\\+)$/, '$1$1')}"` : escaped;
}

/** What a container runs: the program, its arguments, and the one line that Windows is given. */
export interface CommandLine {
  readonly path: string;
  readonly args: readonly string[];
  readonly commandLine: string;
  /** Undefined when the line is handed over as it was written. */
  readonly argv: readonly string[] | undefined;
}

/**
 * Joins entrypoint and command as the engine does (moby daemon/container.go, daemon/oci_windows.go).
 * With `argsEscaped` the first word is a whole command line already, and only what follows it is quoted.
 */
export function commandLineOf(
  entrypoint: readonly string[],
  command: readonly string[],
  argsEscaped: boolean,
): CommandLine | undefined {
  const [path, ...args] = [...entrypoint, ...command];
  if (path === undefined) return undefined;
  const first = argsEscaped ? path : escapeArgument(path);
  const commandLine = [first, ...args.map(escapeArgument)].join(' ');
  return { path, args, commandLine, argv: argsEscaped ? undefined : [path, ...args] };
}

/** The program's file name in lower case, without its folder and `.exe`: `c:\windows\system32\cmd.exe /c x` is `cmd`. */
export function programOf(commandLine: string): string {
  const first = /^\s*(?:"([^"]*)"|(\S*))/.exec(commandLine);
  const file = (first?.[1] ?? first?.[2] ?? '').split(/[\\/]/).at(-1) ?? '';
  return file.toLowerCase().replace(/\.exe$/, '');
}
