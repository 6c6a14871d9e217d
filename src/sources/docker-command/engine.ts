import { DOCKER_CONTEXT } from '../shell/docker-context.ts';
import type { ScriptCommand } from '../shell/model.ts';
import type { Flag } from './flags.ts';

/**
 * Whether a command names an engine, which need not be that of the machine it runs on.
 * Source: docker/cli `cli/command/cli.go`, `resolveContextName`: the flags, then the variables.
 *
 * @param flags those before the name of the command
 */
export function namesEngine(flags: readonly Flag[], { environment }: ScriptCommand): boolean {
  if (flags.some(({ name }) => name === 'host' || name === 'context')) return true;
  const host = environment.get('DOCKER_HOST') ?? '';
  const context = environment.get(DOCKER_CONTEXT) ?? '';
  return (
    isUnknown(environment, 'DOCKER_HOST') ||
    isUnknown(environment, DOCKER_CONTEXT) ||
    (host !== '' && !/^(?:unix|npipe):/.test(host)) ||
    (context !== '' && context !== 'default')
  );
}

function isUnknown(environment: ScriptCommand['environment'], name: string): boolean {
  return environment.has(name) && environment.get(name) === undefined;
}
