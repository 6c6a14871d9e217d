import { StringData } from '@actions/expressions/data/string';
import { readDockerCommand } from '../docker-command/read-docker-command.ts';
import type { Place } from '../reading.ts';
import { UNKNOWN } from '../shell/model.ts';
import { tellCauses } from './command-causes.ts';
import type { Deed } from './model.ts';
import type { MapNode, TextNode } from './node.ts';
import { mayMatter } from './scripts.ts';
import { directoryOf, shellOf } from './shell-of.ts';
import { stepName } from './step-name.ts';
import type { StepResult, StepSurroundings } from './steps.ts';
import { Unknown } from './unknown.ts';

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
    const offsets = new Map<Place, number>();
    const found = readDockerCommand(command, {
      step: name,
      place: (from, to) => {
        const place = script.place(from, to);
        offsets.set(place, from);
        return place;
      },
      written: (from, to) => script.written(from, to),
    });
    for (const deed of found) {
      deeds.push(deed);
      tellCauses({ command, deed, offsets }, script, around);
    }
  }
  if (exported.size === 0) return { deeds, environment };
  const values = [...exported].map(
    ([key, value]) =>
      [key, value === undefined || value.includes(UNKNOWN) ? new Unknown() : new StringData(value)] as const,
  );
  return { deeds, environment: environments.over(environment, values) };
}
