/**
 * One piece of work for everybody who wants its result at the same time. A result is kept, a failure is not. The work is
 * aborted when the last one who waits for it has gone.
 */
export class Shared<T> {
  #work: { readonly promise: Promise<T>; readonly controller: AbortController; waiting: number } | undefined;

  async join(signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const work = this.#work ?? this.#start(start);
    work.waiting += 1;
    const leave = (): void => {
      work.waiting -= 1;
      if (work.waiting > 0) return;
      work.controller.abort(signal.reason);
      this.#forget(work);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await work.promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** The next one who asks has it done anew. */
  forget(): void {
    this.#work = undefined;
  }

  #start(start: (signal: AbortSignal) => Promise<T>) {
    const controller = new AbortController();
    const work = { promise: start(controller.signal), controller, waiting: 0 };
    this.#work = work;
    work.promise.catch(() => this.#forget(work));
    return work;
  }

  #forget(work: unknown): void {
    if (this.#work === work) this.#work = undefined;
  }
}
