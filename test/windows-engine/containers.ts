import type { Container } from './container.ts';
import type { EngineName } from './generations.ts';
import { say } from './texts.ts';

/** The containers of an engine. */
export class Containers {
  readonly #engine: EngineName;
  readonly #all = new Map<string, Container>();

  constructor(engine: EngineName) {
    this.#engine = engine;
  }

  /** Newest first. */
  all(): readonly Container[] {
    return [...this.#all.values()].reverse();
  }

  add(container: Container): void {
    this.#all.set(container.id, container);
  }

  delete(container: Container): void {
    this.#all.delete(container.id);
  }

  named(name: string): Container | undefined {
    return this.all().find((container) => container.name === name);
  }

  /**
   * By id, name, or the beginning of an id, in this order (moby daemon/container.go GetContainer).
   * @throws EngineError 404, or in the engine's way when several ids begin so.
   */
  get(name: string): Container {
    const exact = this.#all.get(name) ?? this.named(name.replace(/^\//, ''));
    if (exact) return exact;
    const begun = this.all().filter(({ id }) => name !== '' && id.startsWith(name));
    if (begun.length > 1) throw say(this.#engine, 'ambiguous-prefix', { name });
    const [only] = begun;
    if (!only) throw say(this.#engine, 'no-such-container', { name });
    return only;
  }
}
