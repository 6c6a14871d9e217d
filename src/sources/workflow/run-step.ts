import { StringData } from '@actions/expressions/data/string';
import { readDockerCommand } from '../docker-command/read-docker-command.ts';
import type { Place } from '../reading.ts';
import { type ScriptReading, UNKNOWN } from '../shell/model.ts';
import { COMMAND } from './budget.ts';
import { tellCauses } from './command-causes.ts';
import { hasExpression } from './expression.ts';
import type { Deed } from './model.ts';
import type { MapNode, TextNode } from './node.ts';
import { lookInScript } from './script-marks.ts';
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
  const { environments, scripts, looked } = frame.all;
  if (!hasExpression(run.raw.text) && !mayMatter(run.raw.text, own)) return nothing;
  const script = frame.expand(run, own);
  if (!mayMatter(script.text, own)) return nothing;
  const shell = shellOf(step, around);
  if (shell === undefined) return nothing;
  if (!frame.all.budget.spend(script.text.length)) return nothing;
  const directory = directoryOf(step, around);
  const name = stepName(step, run, around);
  const reading = scripts.read(script.text, shell, directory, own);
  const found = deedsOf(script, reading, name, around);
  if (looked.watching) {
    const counts = found.map(({ length }) => length);
    lookInScript({ text: script.text, shell, environment: own, reading, counts }, looked);
  }
  const deeds = found.flat();
  const { exported } = reading;
  if (exported.size === 0) return { deeds, environment };
  const values = [...exported].map(
    ([key, value]) =>
      [key, value === undefined || value.includes(UNKNOWN) ? new Unknown() : new StringData(value)] as const,
  );
  return { deeds, environment: environments.over(environment, values) };
}

/** The deeds of each command. */
function deedsOf(
  script: ExpandedText,
  { commands }: ScriptReading,
  step: string,
  around: StepSurroundings,
): readonly (readonly Deed[])[] {
  const { budget } = around.frame.all;
  return commands.map((command) => {
    // Some deeds hold the whole environment.
    if (!budget.spend(around.own.values.size + COMMAND)) return [];
    const offsets = new Map<Place, number>();
    const deeds = readDockerCommand(command, {
      step,
      place: (from, to) => {
        const place = script.place(from, to);
        offsets.set(place, from);
        return place;
      },
      written: (from, to) => script.written(from, to),
    });
    for (const deed of deeds) tellCauses({ command, deed, offsets }, script, around);
    return deeds;
  });
}
