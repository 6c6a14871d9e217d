import { handedOn, overrideKey } from '../bake/override.ts';
import { isRemote, pathBelow } from '../compose/files.ts';
import { UNKNOWN } from '../shell/model.ts';
import type { SourceValue } from '../source-value.ts';
import type { BakeDeed } from './model.ts';
import { placeOf } from './node.ts';
import type { StepInputs } from './step-inputs.ts';
import { itemsOf } from './values.ts';
import { belowWorkspace } from './workspace.ts';

/** What docker/bake-action builds. Its files are relative to `workdir`, or to `source` since version 6. Source: its README. */
export function readBake(inputs: StepInputs): BakeDeed {
  const source = inputs.used('source')?.text ?? '';
  const remote = isRemote(source.trim());
  const given = inputs.used('workdir')?.text ?? (source.includes('{{') ? '' : source);
  const directory =
    remote || given.includes(UNKNOWN) ? undefined : pathBelow('', belowWorkspace(given.trim()));
  const files = inputs.list('files');
  const targets = inputs.list('targets');
  const paths = files.map(({ value, unknown }) =>
    unknown === true || directory === undefined ? undefined : pathBelow(directory, value),
  );
  const known = paths.every((path) => path !== undefined) && files.length > 0;
  const set = overridesOf(inputs);
  const unknown =
    set === 'unknown' ||
    directory === undefined ||
    (files.length > 0 && !known) ||
    targets.some((target) => target.unknown === true);
  return {
    kind: 'bake',
    step: inputs.step,
    place: placeOf(inputs.uses),
    targets: targets.filter(({ unknown }) => unknown === undefined).map(({ value }) => value),
    ...(set === 'unknown' || set.length === 0 ? {} : { set }),
    environment: inputs.environment.known,
    ...(known ? { files: paths.flatMap((path) => path ?? []) } : {}),
    ...(directory === undefined ? {} : { directory }),
    ...(unknown ? { unknown } : {}),
  };
}

/** Whether it builds what Git has of the repository, which it does since version 6 where nothing else is said. */
export function buildsFromGit(inputs: StepInputs): boolean {
  const source = inputs.text('source')?.text;
  if (inputs.text('workdir') !== undefined || /@v?[1-5](?:\.|$)/.test(inputs.action.text)) return false;
  return source === undefined || source.includes('{{');
}

/** `set`, one override a line. Tags and what only says where an image goes are worth no word. */
function overridesOf(inputs: StepInputs): readonly SourceValue[] | 'unknown' {
  const text = inputs.text('set');
  // Its keys say what is read of it.
  inputs.looked.at(text?.text ?? '');
  const { variables } = inputs.environment;
  const overrides: SourceValue[] = [];
  for (const { text: item, from, to } of text === undefined ? [] : itemsOf(text.text, false)) {
    const key = overrideKey(item);
    const open = item.split('=', 1)[0]?.includes(UNKNOWN) === true;
    if (open || (key !== undefined && key !== 'tags')) text?.tellUnknown(inputs.tell, from, to);
    if (open) return 'unknown';
    if (key === undefined || text === undefined) continue;
    const value = text.value(from, to);
    const name = handedOn(item);
    const valueless = name !== undefined && variables.has(name) && variables.get(name) === undefined;
    overrides.push(valueless ? { ...value, unknown: true } : value);
  }
  return overrides;
}
