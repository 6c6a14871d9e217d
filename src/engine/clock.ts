/** Time, handed in so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds from any fixed point; only differences are used. */
  now(): number;
  /** Resolves after `milliseconds`, or rejects as soon as `signal` is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
