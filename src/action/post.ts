import { getState, info, warning } from '@actions/core';
import { removeLeftovers } from './leftovers.ts';
import { SMOKE_RUN_STATE } from './state.ts';

// Whatever became of the main step: what it left on the engine is removed, and nothing is loaded where there is nothing.
await removeLeftovers(getState(SMOKE_RUN_STATE), {
  core: { info, warning },
  open: async () => {
    const [{ openEngine }, { removeRun }] = await Promise.all([
      import('../edge/engine.ts'),
      import('../smoke/sweep.ts'),
    ]);
    const engine = await openEngine({ environment: process.env, startEngine: false, progress: info });
    return { removeRun: (runId) => removeRun(engine, runId), close: () => engine.close() };
  },
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});
