import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runGuest, USER_COMMANDS } from '../smoke/user-commands.ts';
import {
  createWineGuestRunner,
  type WineGuestRunner,
  wineGuestsMissing,
} from '../windows-engine/guest/wine.ts';
import { everythingRequired } from '../wine/prefix.ts';

const missing = wineGuestsMissing();
if (missing !== undefined && !everythingRequired()) console.warn(`skipped: ${missing}`);

const LONGEST = 60_000;

describe.skipIf(missing !== undefined && !everythingRequired())(
  'the command of a smoke container, by Wine',
  () => {
    let wine: WineGuestRunner;
    beforeAll(async () => {
      wine = await createWineGuestRunner();
    });
    afterAll(async () => {
      await wine?.close();
    });

    test('tells its own Windows and the kernel, and stays with the mark in its first process', async () => {
      const { facts, log, mark, processes } = await runGuest(wine, {}, LONGEST);
      expect(facts).toEqual({
        version: { build: 20348, revision: 2340 },
        kernel: { build: 26100, revision: 2340 },
      });
      expect(log).toEqual([]);
      expect(processes[0]).toMatchObject({ name: 'cmd.exe' });
      expect(processes[0]?.commandLine).toContain(mark);
    });

    test.each(Object.entries(USER_COMMANDS))('runs the command of the user: %s', async (_, example) => {
      const { facts, log, exitCode } = await runGuest(wine, example, LONGEST);
      const { because: _because, ...differs } = example.wine ?? { because: '' };
      expect({ log, exitCode }).toEqual({ log: example.log, exitCode: example.exitCode, ...differs });
      expect(facts?.version).toEqual({ build: 20348, revision: 2340 });
    });
  },
);
