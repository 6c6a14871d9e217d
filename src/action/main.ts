import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import process from 'node:process';

// All at once, as one waits on the disk while the others are read.
const [
  core,
  { check },
  { createWorld },
  { writeFileWhole },
  { readInputs },
  { publish },
  { runAction },
  { today },
] = await Promise.all([
  import('@actions/core'),
  import('../check.ts'),
  import('../edge/world.ts'),
  import('../edge/atomic-file.ts'),
  import('./inputs.ts'),
  import('./publish.ts'),
  import('./run.ts'),
  import('../edge/today.ts'),
]);

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
