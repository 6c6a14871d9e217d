import { cmd } from './cmd.ts';
import { computerName } from './environment.ts';
import type { ProgramBody } from './machine.ts';
import { ping } from './program-ping.ts';
import { reg } from './program-reg.ts';

/** The programs that the table executes, by name. */
export const PROGRAM_BODIES: ReadonlyMap<string, ProgramBody> = new Map<string, ProgramBody>([
  ['cmd', cmd],
  ['reg', reg],
  ['ping', ping],
  [
    'hostname',
    async ({ output, system, argv }) => {
      if (argv.length > 1) {
        output.stderr('sethostname: Use the Network Control Panel Applet to set hostname.\r\n');
        output.stderr('hostname -s is not supported.\r\n');
        return 1;
      }
      output.stdout(`${computerName(system)}\r\n`);
      return 0;
    },
  ],
  [
    'timeout',
    // It reads keys from a console, and the standard input of a container without a terminal is none, open or closed
    // (azure-pipelines-agent#5556).
    async ({ output }) => {
      output.stderr('ERROR: Input redirection is not supported, exiting the process immediately.\r\n');
      return 1;
    },
  ],
]);
