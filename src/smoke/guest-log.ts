import type { ContainerSpec, Engine } from '../engine/model.ts';
import { messageOf } from '../errors.ts';
import { type GuestProgress, readGuest } from './guest.ts';

/** No guest prints this much by itself; a command that does is cut, so that it cannot fill the memory. */
const KEPT_CHARACTERS = 2_000_000;

/** A guest's own words, as they come. */
export interface GuestLog {
  readonly progress: GuestProgress;
  /** The stream has ended: the guest is gone, or the connection is. */
  readonly ended: boolean;
  readonly failure?: string;
  /** Resolves once `enough` holds or the stream ended; at the latest after `milliseconds`. */
  until(enough: (progress: GuestProgress) => boolean, milliseconds: number): Promise<void>;
  /** Ends the stream. */
  stop(): void;
}

/** Follows what a guest prints, by one call of the engine. */
export function followGuest(
  engine: Engine,
  id: ContainerSpec['name'],
  mark: string,
  signal: AbortSignal,
): GuestLog {
  const stopping = new AbortController();
  const text = { stdout: '', stderr: '' };
  let progress: GuestProgress = { log: '' };
  let ended = false;
  let failure: string | undefined;
  let wake: () => void = () => undefined;
  engine
    .followLogs(
      id,
      (stream, chunk) => {
        text[stream] = cut(text[stream] + chunk);
        progress = readGuest(text.stdout, text.stderr, mark);
        wake();
      },
      { signal: AbortSignal.any([signal, stopping.signal]) },
    )
    .catch((error: unknown) => {
      failure = messageOf(error);
    })
    .finally(() => {
      ended = true;
      wake();
    });
  return {
    get progress() {
      return progress;
    },
    get ended() {
      return ended;
    },
    get failure() {
      return failure;
    },
    async until(enough, milliseconds) {
      if (ended || enough(progress)) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        wake = () => {
          if (!ended && !enough(progress)) return;
          clearTimeout(timer);
          resolve();
        };
      });
      wake = () => undefined;
    },
    stop: () => stopping.abort(),
  };
}

// The beginning holds the facts, the end the exit code.
function cut(text: string): string {
  return text.length <= KEPT_CHARACTERS
    ? text
    : text.slice(0, KEPT_CHARACTERS / 2) + text.slice(-KEPT_CHARACTERS / 4);
}
