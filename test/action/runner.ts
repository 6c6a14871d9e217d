import { linesOf, parseCommand, type RunnerCommand } from '../runner-commands.ts';

export type { RunnerCommand };

/**
 * Reads a log as actions/runner does (`ActionCommandManager.cs`): every command in it, and nothing but the resume word
 * while commands are stopped.
 */
export function commandsOf(log: string): RunnerCommand[] {
  const commands: RunnerCommand[] = [];
  let stopWord: string | undefined;
  for (const line of linesOf(log)) {
    const command = parseCommand(line);
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

/** The values in a `GITHUB_OUTPUT` file: `name<<word`, value, word. */
export function outputsIn(file: string): Record<string, string> {
  const values = file.matchAll(/^(.+?)<<(\S+)\r?\n([\s\S]*?)\r?\n\2$/gm);
  return Object.fromEntries(Array.from(values, ([, name = '', , value = '']) => [name, value]));
}
