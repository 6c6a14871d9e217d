import { isRemote, pathBelow } from '../compose/files.ts';
import { UNKNOWN } from '../shell/model.ts';
import type { BakeDeed } from './model.ts';
import { placeOf } from './node.ts';
import type { StepInputs } from './step-inputs.ts';
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
  const unknown =
    directory === undefined ||
    (files.length > 0 && !known) ||
    targets.some((target) => target.unknown === true);
  return {
    kind: 'bake',
    step: inputs.step,
    place: placeOf(inputs.uses),
    targets: targets.filter(({ unknown }) => unknown === undefined).map(({ value }) => value),
    environment: inputs.environment.known,
    ...(known ? { files: paths.flatMap((path) => path ?? []) } : {}),
    ...(directory === undefined ? {} : { directory }),
    ...(unknown ? { unknown } : {}),
  };
}
