import { CALL_LIMITS } from '../engine/deadline.ts';
import { messageOf } from '../errors.ts';
import type { SmokeWorld } from './model.ts';
import { didHang, tellingOf } from './removal.ts';

const LIMIT = CALL_LIMITS.removeImage.milliseconds;

/**
 * The images that a run has to take away again. What the engine had before is never among them, though it was pulled anew.
 * Whoever removes them where the run cannot is told of every change.
 */
export class ImagesToRemove {
  readonly #world: SmokeWorld;
  readonly #before: ReadonlySet<string>;
  readonly #images = new Set<string>();

  constructor(before: ReadonlySet<string>, world: SmokeWorld) {
    this.#before = before;
    this.#world = world;
  }

  /** To be said before the engine is asked for it, as the run may be killed at any moment of a pull. */
  add(image: string): void {
    if (this.#before.has(image) || this.#images.has(image)) return;
    this.#images.add(image);
    this.#tell();
  }

  has(image: string): boolean {
    return this.#images.has(image);
  }

  /** The engine does not have it. */
  drop(image: string): void {
    if (this.#images.delete(image)) this.#tell();
  }

  /**
   * Has the engine remove those that are to be removed. Never rejects: what could not be removed is told, and stays to be
   * removed. What an engine is not asked for any more, as it hangs, does so too.
   */
  async remove(asked: readonly string[] = [...this.#images]): Promise<void> {
    const images = asked.filter((image) => this.#images.has(image));
    const { engine, tell } = this.#world;
    for (const [index, image] of images.entries()) {
      try {
        await tellingOf(`the image ${image}`, LIMIT, this.#world, () => engine.removeImage(image));
        this.drop(image);
      } catch (thrown) {
        tell(`The image ${image} could not be removed: ${messageOf(thrown)}`);
        if (!didHang(thrown)) continue;
        const others = images.slice(index + 1);
        if (others.length > 0) tell(`As the engine hangs, it is not asked to remove ${others.join(', ')}`);
        return;
      }
    }
  }

  #tell(): void {
    this.#world.imagesToRemove?.([...this.#images]);
  }
}
