import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS, show, smokeArguments, startCase, VERSION_KEY } from '../windows-engine/guest/commands.ts';
import { ENDED_FROM_OUTSIDE, NO_EXIT_CODE } from '../windows-engine/guest/failures.ts';
import { tableGuestRunner } from '../windows-engine/guest/table.ts';
import {
  createWineGuestRunner,
  type WineGuestRunner,
  wineGuestsMissing,
} from '../windows-engine/guest/wine.ts';
import { everythingRequired } from '../wine/prefix.ts';

const missing = wineGuestsMissing();
if (missing !== undefined && !everythingRequired()) {
  console.warn(`skipped: ${missing}`);
}

/** What Wine's own processes and files leave on the machine. */
const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('wine-guests-'));

function processesOf(folder: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => environmentOf(pid).includes(`WINEPREFIX=${folder}`));
}

describe.skipIf(missing !== undefined && !everythingRequired())('guests under Wine', () => {
  const before = new Set(folders());
  let wine: WineGuestRunner;
  let folder = '';

  beforeAll(async () => {
    wine = await createWineGuestRunner();
    folder = join(tmpdir(), folders().find((name) => !before.has(name)) ?? '');
  });

  afterAll(async () => {
    await wine?.close();
  });

  describe('show what the table shows', () => {
    const table = tableGuestRunner();
    test.concurrent.each(Object.entries(COMMANDS))('%s', async (_, example) => {
      const [byTable, byWine] = await Promise.all([show(table, example), show(wine, example)]);
      const { because: _because, ...differs } = example.wine ?? { because: '' };
      expect({ stdout: byWine.stdout, exitCode: byWine.exitCode }).toEqual({
        stdout: byTable.stdout,
        exitCode: byTable.exitCode,
        ...differs,
      });
      // A difference that is no more is taken out of the list.
      for (const [field, value] of Object.entries(differs)) {
        expect(byTable[field as keyof typeof byTable], field).not.toEqual(value);
      }
    });
  });

  test('say on the standard error what is no command', async () => {
    expect((await show(wine, { command: 'cmd /c nonsense' })).stderr.join()).toContain("'nonsense'");
  });

  test.each(['powershell', 'notepad', 'C:\\app\\none.exe'])('have no %s in nanoserver', async (command) => {
    await expect(startCase(wine, { command })).rejects.toMatchObject({ code: 'COMMAND_MISSING' });
  });

  test('say that Wine has no PowerShell, where the image has', async () => {
    const { stderr, exitCode } = await show(wine, {
      command: 'powershell',
      system: { family: 'servercore' },
    });
    expect(stderr.join()).toContain('the simulated container cannot do this');
    expect(exitCode).toBe(NO_EXIT_CODE);
  });

  test('do not see the files of this machine', async () => {
    expect((await show(wine, { command: 'cmd /c dir z:\\' })).exitCode).not.toBe(0);
  });

  test('do not see each other', async () => {
    await show(wine, { command: 'cmd /c echo 1 > c:\\windows\\win.ini & echo 2 > c:\\left.txt' });
    const { stdout } = await show(wine, { command: 'cmd /c type c:\\windows\\win.ini & dir /b c:\\' });
    expect(stdout).not.toContain('1');
    expect(stdout).not.toContain('left.txt');
  });

  test('run two at a time, each with its own Windows', async () => {
    const versions = ['10.0.17763.7009', '10.0.26100.32522'];
    const shown = await Promise.all(
      versions.map((version) =>
        show(wine, {
          command: ['reg', 'query', VERSION_KEY, '/v', 'UBR'],
          system: { version },
          lines: /UBR/,
        }),
      ),
    );
    expect(shown.map(({ stdout }) => stdout)).toEqual([
      ['    UBR    REG_DWORD    0x1b61'],
      ['    UBR    REG_DWORD    0x7f0a'],
    ]);
  });

  test('carry the mark of a smoke container in their processes until they are ended', async () => {
    const mark = 'c6bb32e8-7ac9-4b8e-8f0a-2f5d3b1a9e44';
    const command = smokeArguments(mark, 600);
    let told = '';
    const execution = await startCase(wine, { command }, (_, chunk) => {
      told += Buffer.from(chunk).toString();
    });
    await expect.poll(() => told, { timeout: 30_000 }).toContain(`end ${mark}`);
    await expect.poll(() => execution.processes().length).toBe(2);
    const [first, second] = execution.processes();
    expect(first).toMatchObject({ name: 'cmd.exe' });
    expect(first?.commandLine).toContain(mark);
    expect(second).toEqual({
      name: 'PING.EXE',
      commandLine: 'C:\\Windows\\System32\\ping.exe -n 601 127.0.0.1',
    });
    await execution.kill();
    expect(await execution.exited).toBe(ENDED_FROM_OUTSIDE);
    expect(execution.processes()).toEqual([]);
    expect(processesOf(folder)).toEqual([]);
    expect(readdirSync(join(folder, 'containers'))).toEqual([]);
  });

  test('ping without end, by what stands in for -t', async () => {
    const execution = await startCase(wine, { command: 'ping -t 127.0.0.1' });
    await expect
      .poll(() => execution.processes(), { timeout: 10_000 })
      .toEqual([{ name: 'PING.EXE', commandLine: 'ping -t 127.0.0.1' }]);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(execution.processes()).toHaveLength(1);
    await execution.kill();
  });

  test('end when they are ended at once', async () => {
    const execution = await startCase(wine, { command: 'ping -t 127.0.0.1' });
    await execution.kill();
    expect(await execution.exited).toBe(ENDED_FROM_OUTSIDE);
    expect(processesOf(folder)).toEqual([]);
  });

  test('end with their first process, whatever it left behind', async () => {
    const shown = await show(wine, { command: 'cmd /c start /b ping -n 600 127.0.0.1 & exit 3' });
    expect(shown.exitCode).toBe(3);
    expect(processesOf(folder)).toEqual([]);
  });

  test('leave nothing when the runner is closed', async () => {
    const running = await startCase(wine, { command: 'ping -t 127.0.0.1' });
    await wine.close();
    expect(await running.exited).toBe(ENDED_FROM_OUTSIDE);
    expect(existsSync(folder)).toBe(false);
    expect(processesOf(folder)).toEqual([]);
  });
});

/** The environment of a process of this machine, empty for one that has ended. */
function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}
