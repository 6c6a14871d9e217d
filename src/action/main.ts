import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import process from 'node:process';
import {
  debug,
  endGroup,
  error,
  info,
  notice,
  setFailed,
  setOutput,
  setSecret,
  startGroup,
  summary,
  warning,
} from '@actions/core';
import { check } from '../check.ts';
import { writeFileWhole } from '../edge/atomic-file.ts';
import { today } from '../edge/today.ts';
import { createWorld } from '../edge/world.ts';
import type { ActionsCore } from './core.ts';
import { readInputs } from './inputs.ts';
import { publish } from './publish.ts';
import { runAction } from './run.ts';

// By name, so that the bundle is spared the parts of the package that nothing here uses.
const core: ActionsCore = {
  debug,
  endGroup,
  error,
  info,
  notice,
  setFailed,
  setOutput,
  setSecret,
  startGroup,
  summary,
  warning,
};

// Nothing is imported lazily here: a run needs all of this, and one file is read faster than many.
await runAction({
  environment: process.env,
  directories: { current: process.cwd(), temporary: tmpdir() },
  core,
  check,
  createWorld,
  readInputs,
  publish: (outcome, inputs) =>
    publish(outcome, inputs, {
      core,
      writeFile: writeFileWhole,
      randomWord: randomUUID,
      environment: process.env,
    }),
  today: () => today({ environment: process.env }),
});
