import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { both, smokeAt } from '../smoke/scene.ts';
import { startStandAlone } from '../smoke/stand-alone-engine.ts';
import { wineGuestsMissing } from '../windows-engine/guest/wine.ts';
import { baseImage } from '../windows-engine/simulate.ts';
import { everythingRequired } from '../wine/prefix.ts';

const missing = wineGuestsMissing();
if (missing !== undefined && !everythingRequired()) console.warn(`skipped: ${missing}`);

const OLDER = baseImage('ltsc2022');
const LARGER = baseImage('ltsc2025', 'servercore');

/** Wine starts within seconds, several at a time on a small machine more slowly. */
const PATIENT = { timeoutSeconds: 100, budgetSeconds: 300 };

const wineFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('wine-guests-'));

describe.skipIf(missing !== undefined && !everythingRequired())(
  'a smoke run whose guests Wine executes',
  () => {
    test('sees in each container what the image holds, and what the command of the user does', async () => {
      const before = wineFolders();
      const { dockerHost, guest, end } = await startStandAlone({
        host: 'windows-server-2025',
        hostRevision: 33000,
        images: [OLDER, LARGER],
        guest: 'wine',
      });
      expect(guest).toBe('wine');
      const { seen, result } = await smokeAt(dockerHost, [...both(OLDER), ...both(LARGER)], {
        host: { version: { build: 26100, revision: 33000 } },
        settings: { ...PATIENT, command: 'echo "it works" | more & ver & exit 3' },
      });
      const ran = (isolation: string, build: number, revision: number, kernel: number) => ({
        outcome: 'failed',
        reason: 'failed-inside',
        isolation,
        evidence: 'proved',
        guestVersion: { build, revision },
        exitCode: 3,
        log: expect.stringMatching(
          new RegExp(`^"it works"\\s+Microsoft Windows \\[Version 10\\.0\\.${kernel}\\.${revision}\\]$`),
        ),
      });
      expect(seen).toMatchObject([
        ran('process', 20348, 4052, 26100),
        ran('hyperv', 20348, 4052, 20348),
        ran('process', 26100, 32522, 26100),
        ran('hyperv', 26100, 32522, 26100),
      ]);
      expect(result.leftOver).toEqual([]);
      expect(await end()).toBe(0);
      expect(wineFolders()).toEqual(before);
    });

    test('is told of a command that the image has not', async () => {
      const { dockerHost, guest } = await startStandAlone({ images: [OLDER], guest: 'best' });
      expect(guest).toBe('wine');
      const { seen } = await smokeAt(dockerHost, both(OLDER).slice(0, 1), {
        settings: { ...PATIENT, command: 'powershell -Command "exit 0"' },
      });
      expect(seen).toMatchObject([
        { outcome: 'failed', reason: 'failed-inside', log: expect.stringMatching(/'powershell .*command/) },
      ]);
    });
  },
);
