/** A command as a runner reads it in what a step prints. */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * The lines of an output that a runner would take as commands: `::name properties::data` at the start of a line behind
 * white space, `##[name properties]data` anywhere in one. Made after actions/runner `ActionCommand.cs`, and stricter:
 * any name counts and not only the registered ones, and an old form behind another one counts too.
 *
 * The runner compares by the culture of the machine, which passes over characters that cannot be seen (as in `##ESC[`),
 * but it cuts the name at fixed distances, so that such a find never has a name it knows. Not so here.
 */
export function runnerCommands(output: string): string[] {
  return linesOf(output).filter((line) => parseCommand(line) !== undefined);
}

/** Lines as .NET's `StreamReader.ReadLine` has them, which the runner reads with: a `\r` alone ends one too. */
export function linesOf(output: string): string[] {
  return output.split(/\r\n|\n|\r/);
}

/** The command in a line, of the form with colons before the old one, as the runner asks (`ActionCommandManager.cs`). */
export function parseCommand(line: string): RunnerCommand | undefined {
  return parseColons(line) ?? parseBrackets(line);
}

function parseColons(line: string): RunnerCommand | undefined {
  const text = line.replace(NET_WHITE_SPACE, '');
  if (!text.startsWith('::')) return undefined;
  const end = text.indexOf('::', 2);
  if (end < 0) return undefined;
  return commandOf(text.slice(2, end), ',', text.slice(end + 2), COLON_ESCAPES);
}

/** A command of the old form. */
export function parseBrackets(line: string): RunnerCommand | undefined {
  for (let start = line.indexOf('##['); start >= 0; start = line.indexOf('##[', start + 1)) {
    const end = line.indexOf(']', start);
    if (end < 0) return undefined;
    const command = commandOf(line.slice(start + 3, end), ';', line.slice(end + 1), BRACKET_ESCAPES);
    if (command !== undefined) return command;
  }
  return undefined;
}

/** What `string.TrimStart` takes away: `char.IsWhiteSpace`. */
const NET_WHITE_SPACE = /^[\p{Z}\t-\r\u0085]+/u;

// In this order, as the runner undoes them one after the other.
const COLON_ESCAPES = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
] as const;
const BRACKET_ESCAPES = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
] as const;
type Escapes = typeof COLON_ESCAPES | typeof BRACKET_ESCAPES;

function commandOf(
  info: string,
  separator: string,
  data: string,
  escapes: Escapes,
): RunnerCommand | undefined {
  const space = info.indexOf(' ');
  const name = space < 0 ? info : info.slice(0, space);
  if (name === '') return undefined;
  const properties = space < 0 ? [] : info.slice(space + 1).split(separator);
  return {
    name,
    properties: Object.fromEntries(properties.flatMap((text) => property(text, escapes))),
    data: unescaped(
      data,
      escapes === COLON_ESCAPES ? escapes.filter(([, to]) => !':,'.includes(to)) : escapes,
    ),
  };
}

function property(text: string, escapes: Escapes): [string, string][] {
  const equals = text.indexOf('=');
  const [name, value] = [text.slice(0, equals).trim(), text.slice(equals + 1)];
  return equals < 1 || value === '' ? [] : [[name, unescaped(value, escapes)]];
}

function unescaped(text: string, escapes: readonly (readonly [string, string])[]): string {
  return escapes.reduce((done, [from, to]) => done.replaceAll(from, to), text);
}
