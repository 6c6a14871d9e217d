import { programOf } from './command-line.ts';
import type { GuestRunner } from './guest-runner.ts';

/** A guest that knows no program: whatever it is told to run prints nothing and stays until it is ended. */
export const silentGuest: GuestRunner = {
  name: 'table',
  async start({ commandLine }) {
    let end: (code: number) => void = () => {};
    const exited = new Promise<number>((resolve) => {
      end = resolve;
    });
    let running = true;
    return {
      exited,
      processes: () => (running ? [{ name: `${programOf(commandLine)}.exe`, commandLine }] : []),
      async kill() {
        running = false;
        end(1);
      },
    };
  },
};
