import { programOf } from './command-line.ts';
import type { GuestProcess, GuestRunner } from './guest-runner.ts';

export interface Script {
  /** Printed at once, in this order. */
  readonly output?: readonly string[];
  readonly errorOutput?: readonly string[];
  /** Programs that the image does not have, as `nosuch`. */
  readonly missing?: readonly string[];
  /** What runs; by default the command line alone. */
  readonly processes?: readonly GuestProcess[];
  /** The exit code of a command that ends by itself, after `afterMs`. Without it the command stays. */
  readonly exit?: number;
  readonly afterMs?: number;
}

/** A guest that does what it was told beforehand, whatever the command line says. */
export function scriptedGuest(script: Script): GuestRunner {
  return {
    name: 'table',
    async start({ commandLine, onOutput }) {
      const program = programOf(commandLine);
      if (script.missing?.includes(program))
        throw Object.assign(new Error(`${program} is not in the image`), { code: 'COMMAND_MISSING' });
      let end: (code: number) => void = () => {};
      const exited = new Promise<number>((resolve) => {
        end = resolve;
      });
      let running = true;
      const finish = (code: number) => {
        running = false;
        end(code);
      };
      for (const text of script.output ?? []) onOutput('stdout', Buffer.from(text));
      for (const text of script.errorOutput ?? []) onOutput('stderr', Buffer.from(text));
      if (script.exit !== undefined) setTimeout(finish, script.afterMs ?? 0, script.exit).unref();
      const processes = script.processes ?? [{ name: `${program}.exe`, commandLine }];
      return {
        exited,
        processes: () => (running ? processes : []),
        kill: async () => finish(1),
      };
    },
  };
}
