import { BooleanData } from '@actions/expressions/data/boolean';
import { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/index';
import { NumberData } from '@actions/expressions/data/number';
import { StringData } from '@actions/expressions/data/string';
import { type MapNode, nodeAt, textAt, type WorkflowNode } from './node.ts';
import { originOf, setOrigin } from './origins.ts';
import type { Contexts, Templates } from './template.ts';
import { OpenDictionary, Unknown } from './unknown.ts';

/**
 * The inputs of a workflow that is started by hand or by others, with their defaults: what is tried unless somebody says
 * otherwise. Without a default, `choice` is its first option, as GitHub's form has it, and others are not known.
 */
export function startInputs(workflow: MapNode, templates: Templates): Dictionary {
  const inputs = new OpenDictionary();
  for (const event of ['workflow_dispatch', 'workflow_call']) {
    const declared = nodeAt(workflow, 'on', event, 'inputs');
    for (const [name, { node }] of declared?.kind === 'map' ? declared.entries : []) {
      inputs.add(
        name,
        defaultOf(node, templates, () => new Dictionary()) ?? withoutDefault(node, event, templates),
      );
    }
  }
  return inputs;
}

/** The inputs of a workflow or an action that is called. `given` is its `with`, evaluated. */
export function calledInputs(
  declared: WorkflowNode | undefined,
  given: ExpressionData,
  {
    templates,
    contexts,
    asText,
  }: { readonly templates: Templates; readonly contexts: Contexts; readonly asText: boolean },
): Dictionary {
  if (given instanceof Unknown) return new OpenDictionary(given.cause);
  const inputs = new Dictionary();
  for (const [name, { node }] of declared?.kind === 'map' ? declared.entries : []) {
    const value = given instanceof Dictionary ? given.get(name) : undefined;
    inputs.add(name, inputOf(value ?? defaultOf(node, templates, contexts) ?? empty(node), asText));
  }
  return inputs;
}

/** Actions have texts only; a value that is one already keeps its origin. */
function inputOf(value: ExpressionData, asText: boolean): ExpressionData {
  if (!asText || value instanceof Unknown || value instanceof StringData) return value;
  const text = new StringData(value.coerceString());
  const origin = originOf(value);
  if (origin !== undefined) setOrigin(text, origin);
  return text;
}

function defaultOf(node: WorkflowNode, templates: Templates, contexts: Contexts): ExpressionData | undefined {
  const value = textAt(node, 'default');
  return value === undefined ? undefined : templates.value(value, contexts);
}

function empty(node: WorkflowNode): ExpressionData {
  const type = textAt(node, 'type')?.raw.text;
  if (type === 'boolean') return new BooleanData(false);
  return type === 'number' ? new NumberData(0) : new StringData('');
}

function withoutDefault(node: WorkflowNode, event: string, templates: Templates): ExpressionData {
  const type = textAt(node, 'type')?.raw.text;
  const options = nodeAt(node, 'options');
  if (type === 'choice' && options?.kind === 'list' && options.items.length > 0) {
    return templates.value(options.items[0], () => new Dictionary());
  }
  return type === 'boolean' && event === 'workflow_dispatch' ? new BooleanData(false) : new Unknown();
}
