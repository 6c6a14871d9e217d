import { pathBelow } from '../compose/files.ts';
import { UNKNOWN } from '../shell/model.ts';
import { hasExpression } from './expression.ts';
import type { Checkout } from './layout.ts';
import { type MapNode, textAt } from './node.ts';
import type { StepInputs } from './step-inputs.ts';
import { belowWorkspace } from './workspace.ts';

const CHECKOUT = /^actions\/checkout@/i;

/** The repository of the workflow, or what a pull request makes of it. */
const OWN =
  /^\$\{\{\s*github\.(?:repository|event\.pull_request\.head\.repo\.full_name)(?:\s*\|\|\s*github\.repository)?\s*\}\}$/i;

export function isCheckout(uses: string): boolean {
  return CHECKOUT.test(uses);
}

/**
 * What actions/checkout puts where; nothing where its path is not known. Another repository in the workspace itself changes
 * nothing: as a rule it is this one by its own name, or the fork that a pull request comes from. Source: its README.
 */
export function readCheckout(inputs: StepInputs): readonly Checkout[] | undefined {
  const given = inputs.text('path')?.text.trim() ?? '';
  inputs.looked.at(given);
  const path = given.includes(UNKNOWN) ? undefined : pathBelow('', belowWorkspace(given));
  const own = isOwn(inputs.text('repository')?.node.raw.text.trim());
  if (path === undefined || path === '..' || path.startsWith('../') || (path === '' && !own))
    return undefined;
  return [{ path, own }];
}

/** The path at which a step checks this repository out, where it is written without an expression; before anything is known. */
export function plainCheckoutPath(step: MapNode): string | undefined {
  const path = textAt(step, 'with', 'path')?.raw.text.trim() ?? '';
  if (!CHECKOUT.test(textAt(step, 'uses')?.raw.text ?? '') || hasExpression(path)) return undefined;
  return isOwn(textAt(step, 'with', 'repository')?.raw.text.trim()) ? pathBelow('', path) : undefined;
}

function isOwn(repository: string | undefined): boolean {
  return repository === undefined || repository === '' || OWN.test(repository);
}
