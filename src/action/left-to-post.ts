import { plainLine } from '../report/plain.ts';
import type { ActionsCore } from './core.ts';
import { imagesText, SMOKE_IMAGES_STATE, SMOKE_RUN_STATE } from './state.ts';

/** What the post step has to remove, kept by the runner for it from the moment on when it may be there. */
export class LeftToPost {
  readonly #core: Pick<ActionsCore, 'saveState' | 'info'>;
  #runId = '';
  #images: readonly string[] = [];

  constructor(core: Pick<ActionsCore, 'saveState' | 'info'>) {
    this.#core = core;
  }

  /** @param runId of containers that may be there; undefined once none is */
  containersOf(runId: string | undefined): void {
    this.#runId = runId ?? '';
    this.#core.saveState(SMOKE_RUN_STATE, this.#runId);
  }

  /** @param images all that may be there */
  images(images: readonly string[]): void {
    this.#images = images;
    this.#core.saveState(SMOKE_IMAGES_STATE, imagesText(images));
  }

  /** To be told when the run is over, so that nobody wonders what the post step waits for. */
  tell(): void {
    const left = [
      ...(this.#runId === '' ? [] : [`the smoke containers of the run ${this.#runId}`]),
      ...this.#images.map((image) => `the image ${image}`),
    ];
    if (left.length > 0) this.#core.info(plainLine(`Left to the post step: ${left.join(', ')}`));
  }
}
