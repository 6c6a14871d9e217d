import { isLocal } from './address.ts';
import { EngineError } from './engine-error.ts';
import { ABSENT, DESKTOP_PIPE, kindOf, SERVICE_STATES } from './failure-kinds.ts';
import type { EngineEndpoint } from './model.ts';
import { plainLine } from './plain-line.ts';
import type { ServiceState } from './service-state.ts';

/** The engine as a message names it: where it is, and what said so. */
export function nameOf(endpoint: EngineEndpoint): string {
  const by = endpoint.namedBy.startsWith('the default') ? endpoint.namedBy : `named by ${endpoint.namedBy}`;
  return `${endpoint.host} (${by})`;
}

/** What was thrown on the way to an engine, or while its answer was read, as an error for people. */
export async function failureOf(
  thrown: unknown,
  endpoint: EngineEndpoint,
  serviceState?: () => Promise<ServiceState>,
): Promise<EngineError> {
  if (thrown instanceof EngineError) return thrown;
  const code = codeOf(thrown);
  let kind = kindOf(code, thrown instanceof Error ? thrown.message : '');
  const { transport } = endpoint;
  const ownPipe = transport.kind === 'pipe' && isLocal(endpoint) && !DESKTOP_PIPE.test(transport.path);
  if (kind === ABSENT && ownPipe && serviceState !== undefined) {
    // That nothing listens is known already; a service that cannot be asked takes nothing from it.
    const state = await serviceState().catch(() => 'unknown' as const);
    kind = SERVICE_STATES[state] ?? kind;
  }
  const detail = code ?? plainLine(thrown instanceof Error ? thrown.message : String(thrown), 200);
  const remedy = typeof kind.remedy === 'string' ? kind.remedy : kind.remedy(endpoint);
  return new EngineError(kind.code, `The engine at ${nameOf(endpoint)} ${kind.what} (${detail}).`, remedy, {
    cause: thrown,
  });
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined;
}
