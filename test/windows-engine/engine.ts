import { abandon } from './ending.ts';
import { listen } from './http/listen.ts';
import { answerer } from './http/router.ts';
import type { SimulatedEngine, WindowsEngineOptions } from './options.ts';
import { containerSummaries, createState, hostProcesses } from './state.ts';

export type { EngineName } from './generations.ts';
export type { HostName } from './hosts.ts';
export type * from './options.ts';
export type { Outcome, OutcomeRow } from './outcomes.ts';

/**
 * Starts a Windows Docker Engine that is none: the HTTP of the real one, by version, on a host that is data.
 * @throws Error when this engine does not start on this Windows, or the address is taken.
 */
export async function startWindowsEngine(options: WindowsEngineOptions): Promise<SimulatedEngine> {
  const engine = createState(options);
  const listener = await listen(options.listen, answerer(engine));
  return {
    dockerHost: listener.dockerHost,
    calls: engine.calls,
    containers: () => containerSummaries(engine),
    images: () => engine.images.all().flatMap(({ tags }) => [...tags]),
    hostProcesses: () => hostProcesses(engine),
    async close() {
      engine.closing.abort();
      await listener.close();
      for (const container of engine.containers.all()) await abandon(container);
    },
  };
}
