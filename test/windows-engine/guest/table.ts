import { setTimeout as sleep } from 'node:timers/promises';
import type { GuestExecution, GuestRunner } from '../guest-runner.ts';
import { programOf } from './command-line.ts';
import { guestVariables } from './environment.ts';
import { commandMissing, ENDED_FROM_OUTSIDE, GuestFailure, NO_EXIT_CODE } from './failures.ts';
import { Machine, type Output, type Surroundings } from './machine.ts';
import { PROGRAM_BODIES } from './program-bodies.ts';
import { findProgram } from './programs.ts';

const ORDINARY: Surroundings = {
  loopback: 'answers',
  wait: async (milliseconds, signal) => await sleep(milliseconds, undefined, { signal }),
};

/**
 * Executes command lines without Wine: cmd.exe with `&`, `&&`, `||`, groups, redirection to `nul` and its plainest
 * commands, `reg query` of the version key, `ping`, `hostname`, `timeout`. It follows real Windows where Wine differs. What
 * it cannot do ends the process with NO_EXIT_CODE and a line on the standard error.
 */
export function tableGuestRunner(surroundings: Partial<Surroundings> = {}): GuestRunner {
  return {
    name: 'table',
    async start({ argv, commandLine, system, openStdin, onOutput }): Promise<GuestExecution> {
      const word = argv?.[0] ?? programOf(commandLine);
      const program = findProgram(word, system.family);
      if (program === undefined) {
        throw commandMissing(word, system.family);
      }
      const machine = new Machine(system, { ...ORDINARY, ...surroundings }, PROGRAM_BODIES);
      const input = openStdin ? 'open' : 'closed';
      const encoder = new TextEncoder();
      const write = (stream: 'stdout' | 'stderr') => (text: string) => {
        if (text !== '' && !machine.ended) {
          onOutput(stream, encoder.encode(text));
        }
      };
      const output: Output = { input, stdout: write('stdout'), stderr: write('stderr') };
      const exited = run(machine, output, () =>
        machine.run(program, commandLine, guestVariables(system), output),
      );
      return {
        exited,
        processes: () => machine.processes,
        async kill() {
          machine.end();
          await exited;
        },
      };
    },
  };
}

async function run(machine: Machine, output: Output, body: () => Promise<number>): Promise<number> {
  try {
    return (await body()) >>> 0;
  } catch (thrown) {
    if (machine.ended) {
      return ENDED_FROM_OUTSIDE;
    }
    if (thrown instanceof GuestFailure) {
      output.stderr(`${thrown.message}\r\n`);
      return NO_EXIT_CODE;
    }
    throw thrown;
  }
}
