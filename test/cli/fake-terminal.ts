import type { Command, Terminal } from '../../src/cli/terminal.ts';

/** Runs a command of the sources in a folder, and keeps what it wrote and told. */
export async function runCommand(
  command: Command,
  cwd: string,
  args: readonly string[],
  environment: Terminal['environment'] = {},
) {
  const written: string[] = [];
  const told: string[] = [];
  const terminal: Terminal = {
    stdin: (async function* () {})(),
    write: async (text) => void written.push(text),
    writeCommands: async (text) => void written.push(text),
    tell: (line) => void told.push(line),
    progress: () => undefined,
    watcher: { write: () => undefined },
    environment: { SOURCE_DATE_EPOCH: '1795392000', ...environment },
    workingDirectory: cwd,
    color: false,
    width: 120,
  };
  const exitCode = await command(args, terminal);
  return { exitCode, stdout: written.join(''), stderr: told.join('\n') };
}
