import { stringArray } from './heredocs.ts';
import { argumentText, type Instruction } from './syntax.ts';

/** These names exist on Windows alone; `pwsh` by itself exists everywhere. */
const WINDOWS_SHELL = /^(?:.*[\\/])?(?:cmd|powershell)(?:\.exe)?$|^.*pwsh\.exe$|^[a-z]:.*pwsh$/i;

/** Whether any `SHELL` names a shell of Windows. A `SHELL` that is no JSON array is refused by builders and says nothing. */
export function hasWindowsShell(instructions: readonly Instruction[]): boolean {
  return instructions.some((instruction) => {
    if (instruction.keyword !== 'SHELL') return false;
    const shell = stringArray(argumentText(instruction))?.[0];
    return shell !== undefined && WINDOWS_SHELL.test(shell);
  });
}
