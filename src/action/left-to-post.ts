import { plainLine } from '../report/plain.ts';
import type { ActionsCore } from './core.ts';
import { SMOKE_RUN_STATE } from './state.ts';

/** What the post step has to remove, kept by the runner for it from the moment on when it may be there. */
export class LeftToPost {
  readonly #core: Pick<ActionsCore, 'saveState' | 'info'>;
  #runId = '';

  constructor(core: Pick<ActionsCore, 'saveState' | 'info'>) {
    this.#core = core;
  }

  /** @param runId of containers that may be there; undefined once none is */
  containersOf(runId: string | undefined): void {
    this.#runId = runId ?? '';
    this.#core.saveState(SMOKE_RUN_STATE, this.#runId);
  }

  /** To be told when the run is over, so that nobody wonders what the post step waits for. */
  tell(): void {
    if (this.#runId === '') return;
    this.#core.info(plainLine(`Left to the post step: the smoke containers of the run ${this.#runId}`));
  }
}
