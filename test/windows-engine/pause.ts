import { setTimeout as wait } from 'node:timers/promises';
import type { EngineState } from './state.ts';
import { EngineError } from './texts.ts';

/**
 * Lets time pass, in milliseconds.
 * @throws EngineError 503 when the engine ends meanwhile.
 */
export async function pause({ closing }: EngineState, milliseconds: number): Promise<void> {
  if (milliseconds <= 0) return;
  await wait(milliseconds, undefined, { signal: closing.signal, ref: false }).catch((cause: unknown) => {
    throw Object.assign(new EngineError(503, 'the engine shuts down'), { cause });
  });
}
