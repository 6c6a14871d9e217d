import { StringData } from '@actions/expressions/data/string';
import { type ScriptWord, UNKNOWN } from '../shell/model.ts';
import { commandDeed } from './command-deed.ts';
import type { Deed } from './model.ts';
import type { MapNode, TextNode } from './node.ts';
import { mayMatter } from './scripts.ts';
import { directoryOf, shellOf } from './shell-of.ts';
import { stepName } from './step-name.ts';
import type { StepResult, StepSurroundings } from './steps.ts';
import { Unknown } from './unknown.ts';
import type { ExpandedText } from './values.ts';

/** What the script of a step does with images, and what it leaves in the environment. */
export function readRun(step: MapNode, run: TextNode, around: StepSurroundings): StepResult {
  const { frame, environment, own } = around;
  const nothing = { deeds: [], environment };
  const { environments, scripts } = frame.all;
  if (!run.raw.text.includes('${{') && !mayMatter(run.raw.text) && !own.mayMatter) return nothing;
  const script = frame.expand(run, own);
  if (!mayMatter(script.text) && !own.mayMatter) return nothing;
  const shell = shellOf(step, around);
  if (shell === undefined) return nothing;
  const { commands, exported } = scripts.read(script.text, shell, directoryOf(step, around), own);
  const deeds: Deed[] = [];
  const name = commands.length === 0 ? '' : stepName(step, run, around);
  for (const command of commands) {
    const deed = commandDeed(command, name, script);
    if (deed === undefined) continue;
    deeds.push(deed);
    for (const word of command.words) if (word.unknown === true) tellUnknown(word, script, around);
  }
  if (exported.size === 0) return { deeds, environment };
  const values = [...exported].map(
    ([key, value]) =>
      [key, value === undefined || value.includes(UNKNOWN) ? new Unknown() : new StringData(value)] as const,
  );
  return { deeds, environment: environments.over(environment, values) };
}

/** Tells the expressions for which a word is not known: those in it, and those of variables that it names. */
function tellUnknown({ from, to }: ScriptWord, script: ExpandedText, { frame, own }: StepSurroundings): void {
  const { tell } = frame.all;
  script.tellUnknown(tell, from, to);
  for (const [name] of script.text.slice(from, to).matchAll(/[A-Za-z_]\w*/g)) {
    const value = own.context.get(name);
    if (value instanceof Unknown && value.cause !== undefined) tell.unresolved(value.cause);
  }
}
