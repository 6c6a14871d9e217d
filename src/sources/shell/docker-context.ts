import type { ScriptWord } from './model.ts';

/** The variable that names a context, as `--context` does. Source: Docker docs, "docker context use". */
export const DOCKER_CONTEXT = 'DOCKER_CONTEXT';

/** The context that `docker context use` makes the current one for all commands and steps after it. */
export function usedContext([, group, command, name]: readonly ScriptWord[]): string | undefined {
  return group?.value === 'context' && command?.value === 'use' ? name?.value : undefined;
}
