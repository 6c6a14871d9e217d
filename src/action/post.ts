import { setTimeout as pause } from 'node:timers/promises';
import { getState, info, warning } from '@actions/core';
import { plainLine } from '../report/plain.ts';
import { removeLeftovers } from './leftovers.ts';
import { imagesOf, SMOKE_IMAGES_STATE, SMOKE_RUN_STATE } from './state.ts';

// Whatever became of the main step: what it left on the engine is removed, and nothing is loaded where there is nothing.
const left = { runId: getState(SMOKE_RUN_STATE), images: imagesOf(getState(SMOKE_IMAGES_STATE)) };
await removeLeftovers(left, {
  core: { info, warning },
  open: async () => {
    const { openLeftoverEngine } = await import('./leftover-engine.ts');
    return openLeftoverEngine(process.env, (line) => info(plainLine(line)));
  },
  now: () => performance.now(),
  pause,
});
