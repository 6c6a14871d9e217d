import type { Container } from '../container.ts';
import type { Handler } from '../state.ts';
import { say } from '../texts.ts';

const CONDITIONS = ['not-running', 'next-exit', 'removed'];

/** moby container_routes.go postContainersWait: the status goes out at once, the body when the condition is met. */
export const waitForContainer: Handler = async (call, engine) => {
  const { generation } = engine;
  const condition = call.query.get('condition') || 'not-running';
  if (generation.refusesConditions && !CONDITIONS.includes(condition))
    throw say(generation.name, 'bad-condition', { condition });
  const container = engine.containers.get(call.name);
  await container.starting;
  const body = call.stream('application/json');
  if (condition === 'next-exit')
    await Promise.race([container.until('exit', call.signal), container.until('removed', call.signal)]);
  else if (condition === 'removed') await removed(container, call.signal);
  else if (container.running) await container.until('exit', call.signal);
  body.write(`${JSON.stringify(result(container, generation.waitTellsNoError))}\n`);
  body.end();
};

async function removed(container: Container, signal: AbortSignal): Promise<void> {
  if (!container.gone) await container.until('removed', signal);
}

function result({ exitCode, error }: Container, tellsNoError: boolean) {
  const none = tellsNoError ? { Error: null } : {};
  return { ...none, StatusCode: exitCode, ...(error === '' ? {} : { Error: { Message: error } }) };
}
