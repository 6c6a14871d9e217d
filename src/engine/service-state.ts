/** Of a Windows service. `missing`: there is none of that name. `unknown`: Windows did not tell. */
export type ServiceState = 'missing' | 'stopped' | 'starting' | 'stopping' | 'running' | 'paused' | 'unknown';

/** `dwCurrentState` of a service. Source: learn.microsoft.com/windows/win32/api/winsvc/ns-winsvc-service_status */
const STATES: ReadonlyMap<number, ServiceState> = new Map([
  [1, 'stopped'],
  [2, 'starting'],
  [3, 'stopping'],
  [4, 'running'],
  [5, 'starting'],
  [6, 'paused'],
  [7, 'paused'],
]);

/** `ERROR_SERVICE_DOES_NOT_EXIST`, which `sc` leaves with. */
export const NO_SUCH_SERVICE = 1060;

/**
 * Reads what `sc query <name>` printed. Windows translates the labels (`STATE`, `ESTADO`), so the state is found by its
 * place: the second indented line of the form `label : number`, after the type of the service.
 */
export function readServiceState(exitCode: number, output: string): ServiceState {
  if (exitCode === NO_SUCH_SERVICE) return 'missing';
  const numbers = [...output.matchAll(/^[ \t]+[^:\r\n]+:[ \t]*([\da-f]+)(?:[ \t].*)?\r?$/gim)];
  const state = STATES.get(Number(numbers[1]?.[1]));
  if (exitCode === 0 && state !== undefined) return state;
  return new RegExp(`\\b${NO_SUCH_SERVICE}\\b`).test(output) ? 'missing' : 'unknown';
}
