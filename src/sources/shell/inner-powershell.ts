import { type ExpandedWord, piecesOf } from './expand.ts';
import type { InnerScript } from './inner-model.ts';
import { UNKNOWN } from './model.ts';
import { joined } from './origin.ts';

/** What a parameter has behind it. */
type Behind = 'command' | 'command and arguments' | 'unread' | 'directory' | 'value' | 'version';

/**
 * Parameters with something behind them, and the fewest letters by which each is known.
 * Source: about_Pwsh, about_PowerShell_exe; PowerShell `CommandLineParameterParser.cs`.
 */
const PARAMETERS: readonly (readonly [name: string, fewest: string, behind: Behind])[] = [
  ['command', 'c', 'command'],
  ['commandwithargs', 'commandwithargs', 'command and arguments'],
  ['cwa', 'cwa', 'command and arguments'],
  ['file', 'f', 'unread'],
  ['encodedcommand', 'e', 'unread'],
  ['ec', 'ec', 'unread'],
  ['workingdirectory', 'wo', 'directory'],
  ['wd', 'wd', 'directory'],
  ['executionpolicy', 'ex', 'value'],
  ['ep', 'ep', 'value'],
  ['windowstyle', 'w', 'value'],
  ['inputformat', 'inp', 'value'],
  ['if', 'if', 'value'],
  ['outputformat', 'o', 'value'],
  ['of', 'of', 'value'],
  ['encodedarguments', 'encodeda', 'value'],
  ['ea', 'ea', 'value'],
  ['configurationname', 'config', 'value'],
  ['configurationfile', 'configurationfile', 'value'],
  ['custompipename', 'cus', 'value'],
  ['settingsfile', 'settings', 'value'],
  ['psconsolefile', 'ps', 'value'],
  ['version', 'v', 'version'],
];

/** What `pwsh -Command` and `powershell -Command` run: the words behind it, or a script block. */
export function powerShellScript(words: readonly ExpandedWord[], program: string): InnerScript | undefined {
  const shell = program === 'pwsh' ? 'pwsh' : 'powershell';
  let directory: string | undefined;
  const run = (rest: readonly ExpandedWord[]): InnerScript | undefined => {
    const [first] = rest;
    // A dash alone: what comes in is run.
    if (first === undefined || first.value === '-') return undefined;
    const script = first.block === undefined ? joined(rest.map(piecesOf)) : { block: first.block };
    return { shell, script, ...(directory === undefined ? {} : { directory }) };
  };
  for (let at = 0; at < words.length; at++) {
    const [, name] = /^(?:--?|[/\u2013\u2014])([a-z]+)$/i.exec(words[at]?.value ?? '') ?? [];
    // The first word that is no parameter is a command for Windows PowerShell, and a file for `pwsh`.
    if (name === undefined) return shell === 'pwsh' ? undefined : run(words.slice(at));
    const behind = behindParameter(name.toLowerCase());
    if (behind === 'unread' || (behind === 'version' && shell === 'pwsh')) return undefined;
    if (behind === 'command') return run(words.slice(at + 1));
    if (behind === 'command and arguments') return run(words.slice(at + 1, at + 2));
    if (behind !== undefined) at++;
    if (behind === 'directory') directory = words[at]?.value ?? UNKNOWN;
  }
  return undefined;
}

function behindParameter(written: string): Behind | undefined {
  const [, , behind] =
    PARAMETERS.find(([name, fewest]) => name.startsWith(written) && written.startsWith(fewest)) ?? [];
  return behind;
}
