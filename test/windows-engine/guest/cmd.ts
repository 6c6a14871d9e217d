import { builtIn } from './cmd-built-ins.ts';
import { expandDelayed, expandVariables } from './cmd-expand.ts';
import { readCmdOptions } from './cmd-options.ts';
import { CmdExit, endOfInput, type Shell, variableValue } from './cmd-shell.ts';
import { type CommandTree, parseLine, type Redirection } from './cmd-syntax.ts';
import { searchPath } from './environment.ts';
import type { Output, ProcessContext } from './machine.ts';
import { findProgram } from './programs.ts';

/** How cmd.exe says that a name is no command. */
const NOT_RECOGNIZED = 9009;

/** cmd.exe. Its exit code is that of the last command it ran; a name that is no command counts as 1. */
export async function cmd(context: ProcessContext): Promise<number> {
  const { command, delayedExpansion, stays } = readCmdOptions(context.tail, context.system.family);
  const shell: Shell = { context, variables: context.variables, delayedExpansion, errorLevel: 0 };
  if (command === undefined) {
    context.output.stdout(
      `Microsoft Windows [Version ${context.system.kernelVersion}]\r\n` +
        '(c) Microsoft Corporation. All rights reserved.\r\n',
    );
  }
  try {
    const code = command === undefined ? 0 : await runLine(shell, command);
    if (stays) {
      context.output.stdout('\r\nC:\\>');
      await endOfInput(context, context.output);
    }
    return code;
  } catch (thrown) {
    if (thrown instanceof CmdExit) {
      return thrown.code;
    }
    throw thrown;
  }
}

async function runLine(shell: Shell, line: string): Promise<number> {
  const tree = parseLine(expandVariables(line, (name) => variableValue(shell, name)));
  return tree === undefined ? 0 : await runTree(shell, tree, shell.context.output);
}

async function runTree(shell: Shell, tree: CommandTree, output: Output): Promise<number> {
  switch (tree.kind) {
    case 'group':
      return await runTree(shell, tree.body, redirect(output, tree.redirections));
    case 'command':
      return await runCommand(shell, tree.text, redirect(output, tree.redirections));
    case 'chain': {
      const code = await runTree(shell, tree.left, output);
      const goesOn = tree.operator === '&' || (tree.operator === '&&') === (code === 0);
      return goesOn ? await runTree(shell, tree.right, output) : code;
    }
  }
}

async function runCommand(shell: Shell, written: string, output: Output): Promise<number> {
  const text = (
    shell.delayedExpansion ? expandDelayed(written, (name) => variableValue(shell, name)) : written
  ).replace(/^[\s,;=@]+/, '');
  const run = builtIn(text);
  if (run !== undefined) {
    return await run(shell, output);
  }
  const [, quoted, bare = ''] = /^(?:"([^"]*)"|([^\s,;="]+))/.exec(text) ?? [];
  const word = quoted ?? bare;
  const program = findProgram(word, shell.context.system.family, searchPath(shell.variables));
  if (program === undefined) {
    output.stderr(
      `'${quoted === undefined ? word : `"${word}"`}' is not recognized as an internal or external command,\r\n` +
        'operable program or batch file.\r\n',
    );
    shell.errorLevel = NOT_RECOGNIZED;
    return 1;
  }
  shell.errorLevel = await shell.context.machine.run(program, text, shell.variables, output);
  return shell.errorLevel;
}

function redirect(output: Output, redirections: readonly Redirection[]): Output {
  const result = { ...output };
  for (const redirection of redirections) {
    if (redirection.stream === 'stdin') {
      result.input = 'closed';
    } else {
      result[redirection.stream] = redirection.to === 'nowhere' ? () => {} : result[redirection.to];
    }
  }
  return result;
}
