import { pathBelow } from '../compose/files.ts';
import { type Shell, UNKNOWN } from '../shell/model.ts';
import { type MapNode, type TextNode, textAt } from './node.ts';
import type { StepSurroundings } from './steps.ts';
import { belowWorkspace } from './workspace.ts';

const SHELLS: ReadonlySet<string> = new Set<Shell>(['bash', 'sh', 'pwsh', 'powershell', 'cmd']);

/**
 * The shell of a script: its own, that of the `defaults`, or what the runner takes. Undefined for one that is not read, as
 * `python`, and for one that is not known. A shell may be given with its arguments: `bash -l {0}`.
 */
export function shellOf(step: MapNode, { frame, own }: StepSurroundings): Shell | undefined {
  const node = given('shell', step, frame.defaults);
  if (node === undefined) return frame.runner.shell;
  const text = frame.expand(node, own);
  text.tellUnknown(frame.all.tell);
  frame.all.looked.at(text.text);
  const program = text.text.trim().split(/\s/, 1)[0] ?? '';
  const name = (program.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.exe$/, '');
  return SHELLS.has(name) ? (name as Shell) : undefined;
}

/** Where a script runs, relative to the workspace; undefined where that is not known. */
export function directoryOf(step: MapNode, { frame, own }: StepSurroundings): string | undefined {
  const node = given('working-directory', step, frame.defaults);
  if (node === undefined) return '';
  const expanded = frame.expand(node, own);
  const { text } = expanded;
  expanded.tellUnknown(frame.all.tell);
  frame.all.looked.atScheme(text);
  return text.includes(UNKNOWN) ? undefined : pathBelow('', belowWorkspace(text.trim()));
}

function given(
  key: string,
  step: MapNode,
  defaults: StepSurroundings['frame']['defaults'],
): TextNode | undefined {
  for (const node of [step, ...defaults]) {
    const value = textAt(node, key);
    if (value !== undefined) return value;
  }
  return undefined;
}
