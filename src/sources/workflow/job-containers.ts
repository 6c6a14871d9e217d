import { Dictionary } from '@actions/expressions/data/dictionary';
import type { ExpressionData } from '@actions/expressions/data/index';
import { UNKNOWN } from '../shell/model.ts';
import type { SourceValue } from '../source-value.ts';
import type { JobContainerDeed } from './model.ts';
import { nodeAt, placeOf, type TextNode, type WorkflowNode } from './node.ts';
import type { Surroundings } from './surroundings.ts';
import type { Contexts } from './template.ts';
import { Unknown } from './unknown.ts';
import { withoutWorkspace } from './workspace.ts';

/** `container` and `services` of a job. An image that comes to nothing asks for no container. */
export function jobContainers(
  job: WorkflowNode,
  all: Surroundings,
  contexts: Contexts,
): readonly JobContainerDeed[] {
  const deeds: JobContainerDeed[] = [];
  const add = (kind: JobContainerDeed['kind'], step: string, node: WorkflowNode | undefined) => {
    const image = node === undefined ? undefined : imageOf(node, all, contexts);
    if (image !== undefined) deeds.push({ kind, step, place: image.place, image });
  };
  add('job-container', 'container', nodeAt(job, 'container'));
  const services = nodeAt(job, 'services');
  for (const [name, { node }] of services?.kind === 'map' ? services.entries : []) {
    add('job-service', `services.${name}`, node);
  }
  return deeds;
}

function imageOf(
  node: WorkflowNode,
  { templates, tell }: Surroundings,
  contexts: Contexts,
): SourceValue | undefined {
  const text = node.kind === 'text' ? node : nodeAt(node, 'image');
  if (text?.kind !== 'text') return undefined;
  const expanded = templates.expand(text, contexts);
  const data: ExpressionData | undefined =
    expanded.data instanceof Dictionary ? expanded.data.get('image') : expanded.data;
  if (data instanceof Unknown) {
    if (data.cause !== undefined) tell.unresolved(data.cause);
    return imageValue(text, expanded.text, true);
  }
  const image = data?.coerceString() ?? '';
  return image === '' ? undefined : imageValue(text, image, false);
}

function imageValue(node: TextNode, value: string, unknown: boolean): SourceValue {
  const common = {
    value: withoutWorkspace(value.replaceAll(UNKNOWN, '')),
    written: node.raw.text,
    place: placeOf(node),
  };
  return unknown ? { ...common, unknown: true } : common;
}
