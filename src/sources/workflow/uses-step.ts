import { Dictionary } from '@actions/expressions/data/dictionary';
import { pathBelow } from '../compose/files.ts';
import { buildsFromGit, readBake } from './bake-step.ts';
import { ACTION } from './budget.ts';
import { buildsGitContext, readBuildPush } from './build-push-step.ts';
import { isCheckout, readCheckout } from './checkout-step.ts';
import { calledInputs } from './inputs.ts';
import { isOurs, type LocalAction } from './library.ts';
import type { CheckDeed, Deed, JobContainerDeed } from './model.ts';
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
  if (/^docker\/build-push-action@/i.test(action))
    return ofDocker(readBuildPush(inputs), buildsGitContext(inputs), environment);
  if (/^docker\/bake-action@/i.test(action))
    return ofDocker(readBake(inputs), buildsFromGit(inputs), environment);
  if (isCheckout(action)) {
    const checkouts = readCheckout(inputs);
    return { deeds: [], environment, ...(checkouts === undefined ? {} : { checkouts }) };
  }
  if (/^[^./][^/]*\/windows-isolation-check@/i.test(action)) return { deeds: [check(inputs)], environment };
  const local = action.startsWith('./') ? around.frame.all.library.action(uses) : undefined;
  if (local === undefined) return { deeds: [], environment };
  if (isOurs(local)) return { deeds: [check(inputs)], environment };
  return readLocal(step, local, inputs, around);
}

/** What Docker's own actions build comes from the workspace, or straight from Git. */
function ofDocker(deed: Deed, fromGit: boolean, environment: StepResult['environment']): StepResult {
  return { deeds: [deed], environment, ...(fromGit ? { inRepository: new Set([deed]) } : {}) };
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
  const image = textAt(local.document, 'runs', 'image');
  if (using === 'docker' || (using === undefined && image !== undefined))
    return { deeds: [imageOf(image, inputs)], environment };
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
  // Where it lies in the workspace, which may be elsewhere than in the repository.
  const path = pathBelow('', inputs.uses.raw.text) ?? local.directory;
  const within = frame.within(inputs.step, values, path);
  const result = readSteps(steps, within, own);
  return {
    ...result,
    environment: frame.all.environments.exported(environment, own, result.environment),
  };
}

/** `uses: docker://image`: the image is run by the runner itself. */
function imageStep(inputs: StepInputs): JobContainerDeed {
  const { action } = inputs;
  const image = action.value('docker://'.length, action.text.length);
  return { kind: 'job-container', step: inputs.step, place: placeOf(inputs.uses), image };
}

/** An action that is a container: its image, or the Dockerfile that it is built from, as its metadata say. */
function imageOf(image: TextNode | undefined, inputs: StepInputs): JobContainerDeed {
  const written = image?.raw.text ?? '';
  return {
    kind: 'job-container',
    step: inputs.step,
    place: placeOf(inputs.uses),
    image: {
      value: written.replace(/^docker:\/\//i, ''),
      written,
      place: placeOf(image ?? inputs.uses),
    },
  };
}

function check(inputs: StepInputs): CheckDeed {
  return { kind: 'check', step: inputs.step, place: placeOf(inputs.uses), inputs: new Map(inputs.all()) };
}
