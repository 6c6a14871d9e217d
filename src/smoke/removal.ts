import { CALL_LIMITS } from '../engine/deadline.ts';
import { EngineError } from '../engine/engine-error.ts';
import type { Engine } from '../engine/model.ts';
import { messageOf } from '../errors.ts';
import { SHORT_REMOVAL_MS, SLOW_REMOVAL_MS } from './limits.ts';
import type { SmokeWorld } from './model.ts';

export type RemovalWorld = { readonly engine: Engine } & Pick<SmokeWorld, 'sleep' | 'tell'>;

/** How long one container's removal may take, with all attempts. In milliseconds. */
export const REMOVAL_MS = CALL_LIMITS.removeContainer.milliseconds;

/** Does what removes something, and says what is waited for where that takes long. */
export async function tellingOf(
  what: string,
  limit: number,
  { sleep, tell }: Pick<SmokeWorld, 'sleep' | 'tell'>,
  remove: () => Promise<void>,
): Promise<void> {
  const over = new AbortController();
  if (limit > SLOW_REMOVAL_MS) {
    sleep(SLOW_REMOVAL_MS, over.signal)
      .then(() => {
        if (!over.signal.aborted) tell(`Waiting for the engine to remove ${what}, ${limit / 1000} s at most`);
      })
      .catch(() => undefined);
  }
  try {
    await remove();
  } finally {
    over.abort();
  }
}

/**
 * Has the engine remove one container.
 * @param limit in milliseconds
 * @throws EngineError
 */
export function removeContainer(
  { id, name }: { readonly id: string; readonly name: string },
  world: RemovalWorld,
  limit: number,
): Promise<void> {
  return tellingOf(`the container ${name}`, limit, world, () =>
    world.engine.removeContainer(id, { milliseconds: limit }),
  );
}

/** Whether the engine did not answer, in place of saying no. */
export function didHang(thrown: unknown): boolean {
  return thrown instanceof EngineError && thrown.code === 'engine-timeout';
}

/** The removals of one run. What hung once hangs again, as a rule, so the others are not waited for as long then. */
export class Removals {
  readonly #world: RemovalWorld;
  readonly #leftOver: string[] = [];
  #limit = REMOVAL_MS;

  constructor(world: RemovalWorld) {
    this.#world = world;
  }

  /** Names of what could not be removed in its turn. */
  get leftOver(): readonly string[] {
    return this.#leftOver;
  }

  /** Whether it is gone. Never rejects: what could not be removed is told, and is among `leftOver`. */
  async remove(name: string): Promise<boolean> {
    try {
      await removeContainer({ id: name, name }, this.#world, this.#limit);
      return true;
    } catch (thrown) {
      if (didHang(thrown)) this.#limit = SHORT_REMOVAL_MS;
      this.#leftOver.push(name);
      this.#world.tell(`The container ${name} could not be removed yet: ${messageOf(thrown)}`);
      return false;
    }
  }
}
