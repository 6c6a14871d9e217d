#!/usr/bin/env node
import type { Command } from './terminal.ts';

declare const __VERSION__: string;

// Each command is loaded when it is asked for, so that a quick question gets a quick answer.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check-command.ts')).checkCommand,
  judge: async () => (await import('./judge-command.ts')).judgeCommand,
  images: async () => (await import('./images-command.ts')).imagesCommand,
  select: async () => (await import('./select-command.ts')).selectCommand,
  explain: async () => (await import('./explain-command.ts')).explainCommand,
  merge: async () => (await import('./merge-command.ts')).mergeCommand,
};

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') {
    await print(`${__VERSION__}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const { helpFor } = await import('./help.ts');
    if (name === undefined) process.stderr.write(helpFor(undefined));
    else await print(helpFor(rest[0]));
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    const { unknownCommand } = await import('./help.ts');
    throw unknownCommand(name, Object.keys(COMMANDS));
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    const { helpFor } = await import('./help.ts');
    await print(helpFor(name));
    return 0;
  }
  const [command, { processTerminal }] = await Promise.all([load(), import('./process-terminal.ts')]);
  return command(rest, processTerminal());
}

/** Text of our own, without a terminal, so that the shortest questions get the quickest answers. */
function print(text: string): Promise<void> {
  // What goes wrong is told by the callback; without a listener the event would end the process.
  process.stdout.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    process.stdout.write(text, async (error) => {
      if (error) reject((await import('./process-terminal.ts')).unwritable(error));
      else resolve();
    });
  });
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  async (thrown: unknown) => {
    const { tellFailure } = await import('./failure.ts');
    process.exitCode = tellFailure(thrown, process.stderr, process.env);
  },
);
