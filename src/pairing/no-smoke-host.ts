import { CheckError } from '../errors.ts';

/** Containers must run, and nowhere can they. An error of its own, for an edge that calls the inputs by other names. */
export class NoSmokeHost extends CheckError {
  constructor(
    asked = 'The input smoke is `always`',
    remedy = 'Add `runner` to the hosts, run this on a Windows machine, or use `smoke: auto`.',
  ) {
    super(
      'input-invalid',
      `${asked}, and none of the hosts is this machine with an engine for Windows containers.`,
      remedy,
    );
  }
}
