/**
 * Why a command does not run as in a real container. With `COMMAND_MISSING` it is not started, as in a real one;
 * `NOT_SIMULATED` is where the simulation ends: the process says so on its standard error and exits with NO_EXIT_CODE.
 */
export class GuestFailure extends Error {
  readonly code: 'COMMAND_MISSING' | 'NOT_SIMULATED';

  constructor(code: GuestFailure['code'], message: string) {
    super(message);
    this.name = 'GuestFailure';
    this.code = code;
  }
}

/** The image holds no such program: Windows says "The system cannot find the file specified. (0x2)". */
export function commandMissing(program: string, family: string): GuestFailure {
  return new GuestFailure('COMMAND_MISSING', `${program} is not in an image of the family ${family}`);
}

/** A real container could do it, this one cannot. */
export function notSimulated(what: string): GuestFailure {
  return new GuestFailure('NOT_SIMULATED', `the simulated container cannot do this: ${what}`);
}

/** What a process leaves that was ended from outside: STATUS_CONTROL_C_EXIT, as after `docker stop`. */
export const ENDED_FROM_OUTSIDE = 0xc000013a;

/** What the engine reports when Windows gave no exit code. */
export const NO_EXIT_CODE = 0xffffffff;
