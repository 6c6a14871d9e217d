import { tmpdir } from 'node:os';
import {
  debug,
  endGroup,
  error,
  info,
  notice,
  saveState,
  setFailed,
  setOutput,
  setSecret,
  startGroup,
  summary,
  warning,
} from '@actions/core';
import { today } from '../edge/today.ts';
import { configure } from './configure.ts';
import type { ActionsCore } from './core.ts';
import { readInputs } from './inputs.ts';
import { runAction } from './run.ts';

// By name, so that the bundle is spared the parts of the package that nothing here uses.
const core: ActionsCore = {
  debug,
  endGroup,
  error,
  info,
  notice,
  saveState,
  setFailed,
  setOutput,
  setSecret,
  startGroup,
  summary,
  warning,
};

// Faults in the inputs are told before anything heavy is loaded; the rest of a run is one chunk, read at once.
const work = () => import('./work.ts');

await runAction({
  environment: process.env,
  directories: { current: process.cwd(), temporary: tmpdir() },
  core,
  check: async (options, world) => (await work()).check(options, world),
  configure,
  merge: async (inputs) => (await import('./merge.ts')).merge(inputs),
  createWorld: async (settings) => (await work()).createWorld(settings),
  readInputs,
  publish: async (outcome, inputs) => {
    const { publish, writeFileWhole } = await work();
    await publish(outcome, inputs, {
      core,
      writeFile: writeFileWhole,
      randomWord: () => globalThis.crypto.randomUUID(),
      environment: process.env,
    });
  },
  today: () => today({ environment: process.env }),
});
