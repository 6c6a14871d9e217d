import { describe, expect, it } from 'vitest';
import { tableGuestRunner } from '../windows-engine/guest/table.ts';
import { runGuest, USER_COMMANDS } from './user-commands.ts';

const table = tableGuestRunner();

describe('a guest that is asked', () => {
  it('tells its own Windows and the kernel, and stays with the mark in its first process', async () => {
    const { facts, log, mark, processes } = await runGuest(table, {}, 5_000);
    expect(facts).toEqual({
      version: { build: 20348, revision: 2340 },
      kernel: { build: 26100, revision: 2340 },
    });
    expect(log).toEqual([]);
    expect(processes[0]).toMatchObject({ name: 'cmd.exe' });
    expect(processes[0]?.commandLine).toContain(mark);
  });

  it.each(Object.entries(USER_COMMANDS).filter(([, { beyondTable }]) => !beyondTable))(
    'runs the command of the user: %s',
    async (_, example) => {
      const { facts, log, exitCode } = await runGuest(table, example, 5_000);
      expect({ log, exitCode }).toEqual({ log: example.log, exitCode: example.exitCode });
      expect(facts?.version).toEqual({ build: 20348, revision: 2340 });
    },
  );
});
