import { shortened } from '../problems.ts';
import { UNKNOWN } from '../shell/model.ts';
import { mayBeLonger } from './marks.ts';
import type { MapNode, TextNode } from './node.ts';
import { textAt } from './node.ts';
import type { StepSurroundings } from './steps.ts';
import { withoutWorkspace } from './workspace.ts';

/** A step as people call it: its name, else what it runs or uses; after the steps that lead to it. */
export function stepName(step: MapNode, does: TextNode, { frame, own }: StepSurroundings): string {
  const name = textAt(step, 'name');
  const text = name === undefined ? firstLine(does.raw.text) : frame.expand(name, own).text;
  const known = text.includes(UNKNOWN) ? (name?.raw.text ?? '') : withoutWorkspace(text);
  const line = firstLine(known);
  if (mayBeLonger(line, LONGEST)) frame.all.looked.at(line);
  return `${frame.prefix}${shortened(line, LONGEST)}`;
}

const LONGEST = 100;

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.trim() ?? '';
}
