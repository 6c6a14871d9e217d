/** Every container of this tool carries it; the value is the run's id. */
export const RUN_LABEL = 'windows-isolation-check.run';

/** The pairing that a container is for: `<isolation> <image>`. */
export const PAIRING_LABEL = 'windows-isolation-check.pairing';

const NAME_PREFIX = 'windows-isolation-check';

/** Unique on an engine, as run ids are; a name within what engines allow (`[a-zA-Z0-9][a-zA-Z0-9_.-]`). */
export function containerName(runId: string, number: number, attempt: number): string {
  const suffix = attempt === 1 ? '' : `-${attempt}`;
  return `${NAME_PREFIX}-${runId}-${number}${suffix}`;
}
