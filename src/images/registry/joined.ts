import { onAbort } from './abort.ts';

interface Shared<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
  settled: boolean;
}

/**
 * Joins duplicates: who asks for a key that is being worked on waits for that work.
 * The work is aborted only when the last of those who wait has given up.
 */
export class Joined<T> {
  readonly #shared = new Map<string, Shared<T>>();
  readonly #keep: boolean;

  /** @param keep `forever`: answers and failures are given again for the whole run. `in-flight`: forgotten once settled. */
  constructor(keep: 'forever' | 'in-flight') {
    this.#keep = keep === 'forever';
  }

  join(key: string, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const shared = this.#shared.get(key) ?? this.#start(key, work);
    if (signal === undefined) {
      shared.waiting += 1;
      return shared.promise;
    }
    shared.waiting += 1;
    return new Promise<T>((resolve, reject) => {
      const stopListening = onAbort(signal, () => {
        this.#leave(key, shared, signal.reason);
        reject(signal.reason);
      });
      shared.promise.then(resolve, reject).finally(stopListening);
    });
  }

  /** Takes in what was learned on another way, unless the key is known already. */
  remember(key: string, value: T): void {
    if (!this.#keep || this.#shared.has(key)) return;
    this.#shared.set(key, {
      promise: Promise.resolve(value),
      controller: new AbortController(),
      waiting: 0,
      settled: true,
    });
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const controller = new AbortController();
    const shared: Shared<T> = { promise: work(controller.signal), controller, waiting: 0, settled: false };
    this.#shared.set(key, shared);
    const settle = (): void => {
      shared.settled = true;
      if (!this.#keep) this.#forget(key, shared);
    };
    shared.promise.then(settle, settle);
    return shared;
  }

  #leave(key: string, shared: Shared<T>, reason: unknown): void {
    shared.waiting -= 1;
    if (shared.waiting > 0 || shared.settled) return;
    this.#forget(key, shared);
    shared.controller.abort(reason);
  }

  #forget(key: string, shared: Shared<T>): void {
    if (this.#shared.get(key) === shared) this.#shared.delete(key);
  }
}
