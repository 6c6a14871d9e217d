import { setTimeout as sleep } from 'node:timers/promises';

/** The time of this machine: milliseconds since 1970. A sleep that is aborted rejects. */
export const wallClock = {
  now: () => Date.now(),
  sleep: (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    sleep(milliseconds, undefined, signal === undefined ? {} : { signal }),
};
