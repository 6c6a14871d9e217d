import { describe, expect, it } from 'vitest';
import { spawnCommand } from '../../src/edge/spawn-command.ts';

const never = new AbortController().signal;

describe('a command', () => {
  it('gives what it printed and how it left', async () => {
    const script = 'process.stdout.write("ä out"); process.stderr.write("err"); process.exitCode = 7';
    expect(await spawnCommand(process.execPath, ['-e', script], never)).toEqual({
      exitCode: 7,
      stdout: 'ä out',
      stderr: 'err',
    });
  });

  it('that is not there is a rejection', async () => {
    await expect(spawnCommand('/nowhere/program', [], never)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is killed once nobody waits for it any more', async () => {
    const giveUp = new AbortController();
    const running = spawnCommand(
      process.execPath,
      ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'],
      giveUp.signal,
    );
    setTimeout(() => giveUp.abort(), 200);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });
});
