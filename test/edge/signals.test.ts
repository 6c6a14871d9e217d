import { describe, expect, it } from 'vitest';
import { untilSignal } from '../../src/edge/signals.ts';

const listeners = () => process.listenerCount('SIGTERM') + process.listenerCount('SIGINT');

describe('work that a signal ends', () => {
  it('is told, cleans up, and is rejected then', async () => {
    const before = listeners();
    let cleaned = false;
    const work = untilSignal(
      async (signal) => {
        await new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => resolve());
        });
        cleaned = true;
        return 'two containers';
      },
      (left) => `${left} are left`,
    );
    process.emit('SIGTERM', 'SIGTERM');
    await expect(work).rejects.toMatchObject({ code: 'cancelled', exitCode: 130 });
    await expect(work).rejects.toThrow('The run was cancelled (SIGTERM); two containers are left.');
    expect(cleaned).toBe(true);
    expect(listeners()).toBe(before);
  });

  it('without one gives its result or its own error, and listens no more', async () => {
    const before = listeners();
    await expect(untilSignal(async () => 'done', String)).resolves.toBe('done');
    await expect(untilSignal(() => Promise.reject(new Error('own')), String)).rejects.toThrow('own');
    expect(listeners()).toBe(before);
  });

  it('that fails because of it says only that it was cancelled', async () => {
    const work = untilSignal(
      (signal) =>
        new Promise<void>((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('the engine is gone')));
        }),
      () => 'all was removed',
    );
    process.emit('SIGINT', 'SIGINT');
    await expect(work).rejects.toThrow(/^The run was cancelled \(SIGINT\)\.$/);
  });

  it('leaves a second signal to the process: it ends at once', async () => {
    const before = process.listenerCount('SIGINT');
    let finish: () => void = () => undefined;
    const work = untilSignal(() => new Promise<void>((resolve) => (finish = resolve)), String);
    process.emit('SIGINT', 'SIGINT');
    expect(process.listenerCount('SIGINT')).toBe(before);
    finish();
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
  });
});
