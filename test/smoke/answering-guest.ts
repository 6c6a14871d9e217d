import type { GuestRunner } from '../windows-engine/guest-runner.ts';

/**
 * A guest that answers what the smoke room asks: its version, its kernel, and the exit code of the user's command, which is
 * the number that the command ends with.
 */
export const answeringGuest: GuestRunner = {
  name: 'table',
  async start({ argv, commandLine, system, onOutput }) {
    const [, build = '', revision = ''] = /^10\.0\.(\d+)\.(\d+)$/.exec(system.version) ?? [];
    const mark = /WIC_MARK=([\w-]+)/.exec(argv?.join(' ') ?? commandLine)?.[1] ?? '';
    const command = system.environment.WIC_COMMAND;
    const say = (...lines: readonly string[]) => onOutput('stdout', Buffer.from(`${lines.join('\r\n')}\r\n`));
    say(
      `WIC-BEGIN ${mark}`,
      '',
      String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion`,
      `    CurrentBuildNumber    REG_SZ    ${build}`,
      `    UBR    REG_DWORD    0x${Number(revision).toString(16)}`,
      '',
      `Microsoft Windows [Version ${system.kernelVersion}]`,
      `WIC-FACTS ${mark}`,
    );
    if (command !== undefined) {
      say(`running ${command}`, '', `WIC-EXIT ${mark} ${/\d+$/.exec(command)?.[0] ?? 0}`);
    }
    let end: (code: number) => void = () => undefined;
    const exited = new Promise<number>((resolve) => {
      end = resolve;
    });
    let running = true;
    return {
      exited,
      processes: () => (running ? [{ name: 'cmd.exe', commandLine }] : []),
      kill: async () => {
        running = false;
        end(1);
      },
    };
  },
};
