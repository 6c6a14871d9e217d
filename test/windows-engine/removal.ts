import type { Container } from './container.ts';
import { kill } from './ending.ts';
import { pause } from './pause.ts';
import type { EngineState } from './state.ts';
import { say } from './texts.ts';

interface Removal {
  /** As the caller called it. */
  readonly name?: string;
  /** Whether a running container is ended first. */
  readonly force?: boolean;
}

/**
 * Takes a container away (moby daemon/delete.go).
 * @throws EngineError 409 while another call does it or it runs, 500 while Windows holds its files; it is `dead` then.
 */
export async function remove(
  engine: EngineState,
  container: Container,
  path: string,
  { name = container.id, force = false }: Removal = {},
): Promise<void> {
  const { name: generation } = engine.generation;
  const { id } = container;
  if (container.removing) throw say(generation, 'removal-in-progress', { name });
  container.removing = true;
  try {
    if (container.running) {
      if (!force) throw say(generation, 'remove-running', { name, id, state: container.state });
      await kill(engine, container);
    }
    await pause(engine, engine.options.delays?.remove ?? 0);
    const locked = engine.faults.ofRemoval(path);
    if (locked) {
      container.state = 'dead';
      const text = locked === 'access-denied' ? 'removal-access-denied' : 'removal-file-in-use';
      throw say(generation, text, { name, id });
    }
  } finally {
    container.removing = false;
  }
  engine.containers.delete(container);
  container.gone = true;
  container.emit('removed');
}
