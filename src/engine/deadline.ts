import type { Clock } from './clock.ts';
import type { CallLimits } from './model.ts';

/** A call of the `Engine` interface. */
export type CallName =
  | 'greet'
  | 'info'
  | 'inspectImage'
  | 'pull'
  | 'removeImage'
  | 'createContainer'
  | 'startContainer'
  | 'inspectContainer'
  | 'top'
  | 'logs'
  | 'followLogs'
  | 'waitContainer'
  | 'stopContainer'
  | 'killContainer'
  | 'removeContainer'
  | 'listContainers';

interface CallLimit {
  readonly milliseconds: number;
  /** The limit is for silence: every sign of life begins it anew. */
  readonly ofSilence?: true;
  readonly why: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** How long each call may take when its caller does not say. */
export const CALL_LIMITS: Readonly<Record<CallName, CallLimit>> = {
  greet: { milliseconds: 10 * SECOND, why: 'it touches nothing but the engine itself' },
  info: { milliseconds: 20 * SECOND, why: 'it counts containers and images, on a slow disk perhaps' },
  inspectImage: { milliseconds: 20 * SECOND, why: 'it reads one file' },
  pull: {
    milliseconds: 10 * MINUTE,
    ofSilence: true,
    why: 'gigabytes may take hours, but a large layer is registered for minutes at most without a word',
  },
  removeImage: { milliseconds: 3 * MINUTE, why: 'it deletes the folders of the layers' },
  createContainer: { milliseconds: MINUTE, why: 'it makes a scratch layer' },
  startContainer: {
    milliseconds: 4.5 * MINUTE,
    why: "Windows itself gives up after four minutes (microsoft/hcsshim, its time-outs), and its word is worth more than this client's",
  },
  inspectContainer: { milliseconds: 20 * SECOND, why: 'it reads what the engine holds in memory' },
  top: { milliseconds: 30 * SECOND, why: 'it asks Windows, and a guest that is busy answers late' },
  logs: { milliseconds: MINUTE, why: 'it sends a file' },
  followLogs: {
    milliseconds: 30 * MINUTE,
    why: 'it lasts as long as the container; the caller knows better',
  },
  waitContainer: {
    milliseconds: 30 * MINUTE,
    why: 'it lasts as long as the container; the caller knows better',
  },
  stopContainer: {
    milliseconds: MINUTE,
    why: 'on top of the seconds that the container has: after these it is terminated, which takes time itself',
  },
  killContainer: {
    milliseconds: 90 * SECOND,
    why: 'on Windows the engine waits 75 s for the exit (moby daemon/kill.go)',
  },
  removeContainer: {
    milliseconds: 90 * SECOND,
    why: 'it kills first, which takes 75 s at most, and Windows lets go of its file locks within seconds or not at all',
  },
  listContainers: { milliseconds: 20 * SECOND, why: 'it reads what the engine holds in memory' },
};

/** A call under way. */
export interface RunningCall {
  /** Aborted when nobody waits for the call any more. */
  readonly signal: AbortSignal;
  /** Milliseconds until the limit. */
  readonly remaining: () => number;
  /** A sign of life: begins a limit of silence anew. */
  readonly alive: () => void;
}

/** Timers of Node that are longer go off at once. */
const LONGEST_SLEEP = 2 ** 31 - 1;

/** Of one call: how long it may take, and what is thrown when it is over before it is done. */
export interface CallRules {
  readonly milliseconds: number;
  readonly ofSilence?: boolean;
  readonly expired: (milliseconds: number) => Error;
  readonly aborted: (reason: unknown) => Error;
}

/**
 * Runs `work` and settles within the limit, even when `work` never does and does not listen to its signal.
 *
 * @param limits of the caller, which go before those of `rules`
 */
export async function withinLimits<T>(
  clock: Clock,
  rules: CallRules,
  limits: CallLimits | undefined,
  work: (call: RunningCall) => Promise<T>,
): Promise<T> {
  const parent = limits?.signal;
  if (parent?.aborted) throw rules.aborted(parent.reason);
  const milliseconds = limits?.milliseconds ?? rules.milliseconds;
  const running = new AbortController();
  const timer = new AbortController();
  let since = clock.now();
  const remaining = () => since + milliseconds - clock.now();
  const alive = () => {
    if (rules.ofSilence) since = clock.now();
  };
  const limitPasses = async (): Promise<void> => {
    for (let left = remaining(); left > 0; left = remaining()) {
      await clock.sleep(Math.min(left, LONGEST_SLEEP), timer.signal);
    }
  };
  // A signal of its own, as one of a whole run has as many listeners as there are calls, and Node warns of a leak at the eleventh.
  const ending = parent && AbortSignal.any([parent, timer.signal]);
  try {
    return await new Promise<T>((resolve, reject) => {
      const stop = (error: Error): void => {
        reject(error);
        running.abort(error);
      };
      ending?.addEventListener('abort', () => parent?.aborted && stop(rules.aborted(parent.reason)), {
        once: true,
      });
      limitPasses().then(
        () => stop(rules.expired(milliseconds)),
        () => undefined,
      );
      work({ signal: running.signal, remaining, alive }).then(resolve, reject);
    });
  } finally {
    timer.abort();
  }
}
