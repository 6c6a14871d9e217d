import type { Container } from './container.ts';
import { pause } from './pause.ts';
import type { EngineState } from './state.ts';
import { say } from './texts.ts';

/** Exit codes that Windows leaves: Ctrl+C for an orderly shutdown, ERROR_PROCESS_ABORTED for one without. */
const STOPPED = 0xc000013a;
const TERMINATED = 1067;

/** Milliseconds, where nobody says how long a container may take to shut down (container/container_windows.go). */
const DEFAULT_STOP_WAIT = 30_000;

/** Ends the first process, whose exit code is then the given one. Resolves when the engine has seen the exit. */
export async function end(container: Container, code: number): Promise<void> {
  if (!container.execution) return;
  container.forcedExitCode ??= code;
  const exited = container.until('exit');
  await container.execution.kill();
  await exited;
}

/** Shuts a container down, and ends it after `timeout` milliseconds. A negative one is no bound. */
export async function stop(
  engine: EngineState,
  container: Container,
  timeout = DEFAULT_STOP_WAIT,
): Promise<void> {
  const needed = engine.options.delays?.stop ?? 0;
  const bound = timeout < 0 ? Number.POSITIVE_INFINITY : timeout;
  await pause(engine, Math.min(needed, bound));
  await end(container, needed > bound ? TERMINATED : STOPPED);
}

/** @throws EngineError 500 when the guest does not end in time. */
export async function kill(engine: EngineState, container: Container): Promise<void> {
  const { name, killWait } = engine.generation;
  const tooLate = pause(engine, engine.options.delays?.killWait ?? killWait).then(() => {
    throw say(name, 'no-exit-event');
  });
  await Promise.race([end(container, TERMINATED), tooLate]);
  tooLate.catch(() => {});
}

/** For the end of the simulation: whatever runs is gone afterwards. */
export async function abandon(container: Container): Promise<void> {
  await container.execution?.kill();
  container.emit('removed');
}
