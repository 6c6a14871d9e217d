/**
 * Command lines as Windows has them: one text per process. The engine joins the arguments of a container by the rule of
 * Go's `windows.EscapeArg` (moby daemon/internal/libcontainerd/local/local_windows.go; read at b985e2313 and at
 * v20.10.27), and a program splits the text again. So an argument with a space arrives in quotes, and a quote inside an
 * argument as `\"`, which cmd.exe does not understand.
 */

/** The text of a process from its arguments. */
export function joinArguments(argv: readonly string[]): string {
  return argv.map(quoteArgument).join(' ');
}

/** The arguments in the text of a process, as the C runtime of the program splits them. */
export function splitArguments(commandLine: string): string[] {
  const words: string[] = [];
  let rest = commandLine.trimStart();
  while (rest !== '') {
    const [word, after] = takeArgument(rest);
    words.push(word);
    rest = after.trimStart();
  }
  return words;
}

/** The program that a command line names: its first word, without quotes. */
export function programOf(commandLine: string): string {
  return (
    /^\s*(?:"([^"]*)"|(\S+))/
      .exec(commandLine)
      ?.slice(1)
      .find((word) => word !== undefined) ?? ''
  );
}

function quoteArgument(argument: string): string {
  if (argument === '') {
    return '""';
  }
  const escaped = argument.replace(/(\\*)"/g, '$1$1\\"');
  return /[ \t]/.test(argument) ? `"${escaped.replace(/(\\+)$/, '$1$1')}"` : escaped;
}

/** One argument from the start of a text: backslashes are themselves, except before a quote, where two make one. */
function takeArgument(text: string): [argument: string, after: string] {
  let argument = '';
  let quoted = false;
  let position = 0;
  while (position < text.length) {
    const character = text.charAt(position);
    if (!quoted && (character === ' ' || character === '\t')) {
      break;
    }
    const [, slashes = ''] = /^(\\+)"/.exec(text.slice(position)) ?? [];
    if (slashes !== '') {
      argument += '\\'.repeat(Math.floor(slashes.length / 2));
      position += slashes.length;
      if (slashes.length % 2 === 1) {
        argument += '"';
        position += 1;
      }
    } else if (character === '"') {
      quoted = !quoted;
      position += 1;
    } else {
      argument += character;
      position += 1;
    }
  }
  return [argument, text.slice(position)];
}
