import { Dictionary } from '@actions/expressions/data/dictionary';
import { readBake } from './bake-step.ts';
import { ACTION } from './budget.ts';
import { readBuildPush } from './build-push-step.ts';
import { calledInputs } from './inputs.ts';
import { isOurs, type LocalAction } from './library.ts';
import type { CheckDeed, JobContainerDeed } from './model.ts';
import { type MapNode, nodeAt, placeOf, type TextNode, textAt } from './node.ts';
import { StepInputs } from './step-inputs.ts';
import { readSteps, type StepResult, type StepSurroundings } from './steps.ts';

/** Actions within actions, as many as GitHub takes. */
const DEEPEST = 10;

/** What a step does that uses an action. */
export function readUses(step: MapNode, uses: TextNode, around: StepSurroundings): StepResult {
  const { environment } = around;
  const action = uses.raw.text;
  const inputs = new StepInputs(step, uses, around);
  if (/^docker:\/\//i.test(action)) return { deeds: [imageStep(inputs)], environment };
  if (/^docker\/build-push-action@/i.test(action)) return { deeds: [readBuildPush(inputs)], environment };
  if (/^docker\/bake-action@/i.test(action)) return { deeds: [readBake(inputs)], environment };
  if (/^[^./][^/]*\/windows-isolation-check@/i.test(action)) return { deeds: [check(inputs)], environment };
  const local = action.startsWith('./') ? around.frame.all.library.action(uses) : undefined;
  if (local === undefined) return { deeds: [], environment };
  if (isOurs(local)) return { deeds: [check(inputs)], environment };
  return readLocal(step, local, inputs, around);
}

function readLocal(
  step: MapNode,
  local: LocalAction,
  inputs: StepInputs,
  around: StepSurroundings,
): StepResult {
  const { frame, environment, own } = around;
  if (!frame.all.budget.spend(ACTION)) return { deeds: [], environment };
  const using = textAt(local.document, 'runs', 'using')?.raw.text.toLowerCase();
  const steps = nodeAt(local.document, 'runs', 'steps');
  if (using !== 'composite' || steps === undefined) return { deeds: [], environment };
  if (frame.depth >= DEEPEST) {
    frame.all.tell.syntax(
      placeOf(inputs.uses),
      `More than ${DEEPEST} actions within each other lead here`,
      'Use fewer actions within each other.',
    );
    return { deeds: [], environment };
  }
  const { templates } = frame.all;
  const given = nodeAt(step, 'with');
  const values = calledInputs(
    nodeAt(local.document, 'inputs'),
    given === undefined ? new Dictionary() : templates.value(given, frame.contexts(own)),
    { templates, contexts: frame.contexts(own), asText: true },
  );
  const within = frame.within(inputs.step, values, local.directory);
  const result = readSteps(steps, within, own);
  return {
    deeds: result.deeds,
    environment: frame.all.environments.exported(environment, own, result.environment),
  };
}

/** `uses: docker://image`: the image is run by the runner itself. */
function imageStep(inputs: StepInputs): JobContainerDeed {
  const { action } = inputs;
  const image = action.value('docker://'.length, action.text.length);
  return { kind: 'job-container', step: inputs.step, place: placeOf(inputs.uses), image };
}

function check(inputs: StepInputs): CheckDeed {
  return { kind: 'check', step: inputs.step, place: placeOf(inputs.uses), inputs: new Map(inputs.all()) };
}
