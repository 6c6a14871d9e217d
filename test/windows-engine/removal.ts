import { setTimeout as wait } from 'node:timers/promises';
import type { Container } from './container.ts';
import type { EngineState } from './state.ts';
import { say } from './texts.ts';

/**
 * Takes a stopped container away.
 * @throws EngineError 409 while another call does it, 500 while Windows holds its files; it is `dead` then.
 */
export async function remove(
  engine: EngineState,
  container: Container,
  path: string,
  name = container.id,
): Promise<void> {
  if (container.removing) throw say(engine.generation.name, 'removal-in-progress', { name });
  container.removing = true;
  try {
    await wait(engine.options.delays?.remove ?? 0);
    const locked = engine.faults.ofRemoval(path);
    if (locked) {
      container.state = 'dead';
      const text = locked === 'access-denied' ? 'removal-access-denied' : 'removal-file-in-use';
      throw say(engine.generation.name, text, { name, id: container.id });
    }
  } finally {
    container.removing = false;
  }
  engine.containers.delete(container);
  container.gone = true;
  container.emit('removed');
}
