import { parseBash } from './bash.ts';
import { parseCmd } from './cmd.ts';
import type { ScriptOptions, ScriptReading, Shell } from './model.ts';
import { parsePowerShell } from './powershell.ts';
import { runScript } from './run.ts';
import type { Statement } from './tree.ts';

/** Longer than a script that a person wrote; what stands behind is not read. */
const LONGEST = 1_000_000;

const PARSERS = {
  bash: parseBash,
  sh: parseBash,
  pwsh: parsePowerShell,
  powershell: parsePowerShell,
  cmd: parseCmd,
} as const;

/**
 * Finds every command of the wanted programs that a script may run, with its words after quotes, escapes and variables.
 *
 * Both branches of an `if`, the body of a loop and that of a function count as run; a loop over values that are known gives
 * its commands once for each. A variable has a value only where the script or the environment given says one and nothing
 * puts it in doubt. Paths of the workspace (`$GITHUB_WORKSPACE`, `$PWD`, `%CD%`, `$(pwd)`) come out relative to the
 * directory of the command: `./app/Dockerfile`. Never throws, and reads at most a million characters.
 */
export function readScript(text: string, options: ScriptOptions, parse = parseScript): ScriptReading {
  if (!mayMatter(text, options)) return { commands: [], exported: new Map() };
  return runScript(parse(text, options.shell), options, parse);
}

/** What a script says, whatever its environment is; for who reads it in many of them. */
export function parseScript(text: string, shell: Shell): readonly Statement[] {
  return PARSERS[shell](text.slice(0, LONGEST));
}

/** Most scripts name none of the programs, and are not worth a second look. */
function mayMatter(text: string, { programs, environment }: ScriptOptions): boolean {
  const names = [...programs, 'GITHUB_ENV'].map((name) => name.toLowerCase());
  const named = (value: string | undefined) => {
    const lower = value?.toLowerCase() ?? '';
    return names.some((name) => lower.includes(name));
  };
  // Quotes and carets within the name of a program are a game that nobody plays.
  return named(text) || [...environment.values()].some(named);
}
