import { describe, expect, it } from 'vitest';
import { CALL_LIMITS, type CallRules, type RunningCall, withinLimits } from '../../src/engine/deadline.ts';
import { JumpingClock } from './clock.ts';

const rules: CallRules = {
  milliseconds: 1000,
  expired: (limit) => new Error(`expired after ${limit}`),
  aborted: (reason) => new Error('aborted', { cause: reason }),
};
const never = () => new Promise<never>(() => undefined);

describe('a call within its limits', () => {
  it('settles at its limit, even when its work never does', async () => {
    const clock = new JumpingClock();
    let signal: AbortSignal | undefined;
    const outcome = withinLimits(clock, rules, undefined, (call) => {
      signal = call.signal;
      return never();
    });
    await expect(outcome).rejects.toThrow('expired after 1000');
    expect(clock.time).toBe(1000);
    expect(signal?.aborted).toBe(true);
  });

  it('the limit of its caller goes first', async () => {
    const clock = new JumpingClock();
    await expect(withinLimits(clock, rules, { milliseconds: 5 }, never)).rejects.toThrow('expired after 5');
    expect(clock.time).toBe(5);
  });

  it('a limit of silence begins anew with each sign of life', async () => {
    const clock = new JumpingClock();
    const work = async ({ alive, signal }: RunningCall) => {
      for (let count = 0; count < 5; count += 1) {
        await clock.sleep(900, signal);
        alive();
      }
      return never();
    };
    await expect(withinLimits(clock, { ...rules, ofSilence: true }, undefined, work)).rejects.toThrow(
      'expired',
    );
    expect(clock.time).toBe(5 * 900 + 1000);
  });

  it('any other limit does not', async () => {
    const clock = new JumpingClock();
    const work = async ({ alive, signal }: RunningCall) => {
      for (;;) {
        await clock.sleep(300, signal);
        alive();
      }
    };
    await expect(withinLimits(clock, rules, undefined, work)).rejects.toThrow('expired');
    expect(clock.time).toBe(1000);
  });

  it('longer than a timer of Node can be is no shorter', async () => {
    const clock = new JumpingClock();
    const limit = 100 * 24 * 3600 * 1000;
    await expect(withinLimits(clock, rules, { milliseconds: limit }, never)).rejects.toThrow('expired');
    expect(clock.time).toBe(limit);
    expect(Math.max(...clock.slept)).toBeLessThan(2 ** 31);
  });

  it('a signal that was aborted before does not even begin it', async () => {
    const begun = withinLimits(new JumpingClock(), rules, { signal: AbortSignal.abort('over') }, () =>
      expect.fail('it was begun'),
    );
    await expect(begun).rejects.toMatchObject({ message: 'aborted', cause: 'over' });
  });

  it('leaves nothing behind once it is done', async () => {
    const clock = new JumpingClock();
    expect(await withinLimits(clock, rules, { signal: new AbortController().signal }, async () => 7)).toBe(7);
    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.time).toBe(0);
  });

  it('a work that fails later than it is waited for is nobody’s trouble', async () => {
    const clock = new JumpingClock();
    const work = async ({ signal }: RunningCall) => {
      await clock.sleep(5000).catch(() => undefined);
      throw new Error(`late, ${signal.aborted}`);
    };
    await expect(withinLimits(clock, rules, undefined, work)).rejects.toThrow('expired');
    await expect.poll(() => clock.time).toBe(5000);
  });
});

it('the limits are those that the engines were read for', () => {
  const seconds = Object.fromEntries(
    Object.entries(CALL_LIMITS).map(([name, { milliseconds }]) => [name, milliseconds / 1000]),
  );
  expect(seconds).toMatchObject({
    greet: 10,
    info: 20,
    createContainer: 60,
    startContainer: 270,
    killContainer: 90,
    removeContainer: 90,
  });
  // Windows gives up after four minutes, the engine waits 75 s for a kill: this client must wait longer.
  expect(seconds.startContainer).toBeGreaterThan(240);
  expect(seconds.killContainer).toBeGreaterThan(75);
  expect(seconds.removeContainer).toBeGreaterThan(75);
});
