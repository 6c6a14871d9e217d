/** A command as a runner reads it in the log of a step. */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * Reads a log as actions/runner does (`ActionCommand.cs`, `ActionCommandManager.cs`): `::name properties::data` at the
 * start of a line, `##[name]data` anywhere in one, and nothing but the resume word while commands are stopped.
 */
export function commandsOf(log: string): RunnerCommand[] {
  const commands: RunnerCommand[] = [];
  let stopWord: string | undefined;
  for (const line of log.split(/\r?\n/)) {
    const command = parse(line);
    if (command === undefined) continue;
    if (stopWord !== undefined) {
      if (command.name === stopWord) stopWord = undefined;
      continue;
    }
    if (command.name === 'stop-commands') stopWord = command.data;
    commands.push(command);
  }
  if (stopWord !== undefined) throw new Error('commands were never turned on again');
  return commands;
}

function parse(line: string): RunnerCommand | undefined {
  const current = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/.exec(line);
  if (current !== null) {
    const [, name = '', properties = '', data = ''] = current;
    return {
      name,
      properties: Object.fromEntries(properties.split(',').filter(Boolean).map(property)),
      data: unescaped(data),
    };
  }
  const old = /##\[([^\]\s]+)[^\]]*\](.*)$/.exec(line);
  return old === null ? undefined : { name: old[1] ?? '', properties: {}, data: old[2] ?? '' };
}

function property(text: string): [string, string] {
  const equals = text.indexOf('=');
  return [text.slice(0, equals), unescaped(text.slice(equals + 1))];
}

function unescaped(text: string): string {
  return text.replace(/%(25|0D|0A|3A|2C)/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The values in a `GITHUB_OUTPUT` file: `name<<word`, value, word. */
export function outputsIn(file: string): Record<string, string> {
  const values = file.matchAll(/^(.+?)<<(\S+)\r?\n([\s\S]*?)\r?\n\2$/gm);
  return Object.fromEntries(Array.from(values, ([, name = '', , value = '']) => [name, value]));
}
