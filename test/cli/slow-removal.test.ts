import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { baseImage, simulate } from '../windows-engine/simulate.ts';
import { folder } from './bundle.ts';
import { runCommand } from './fake-terminal.ts';

vi.mock('../../src/smoke/limits.ts', async (original) => ({
  ...(await original<typeof import('../../src/smoke/limits.ts')>()),
  SLOW_REMOVAL_MS: 50,
}));

// The bundle has it as a constant.
beforeAll(() => void vi.stubGlobal('__VERSION__', '0.0.0'));
afterAll(() => void vi.unstubAllGlobals());

it('check --smoke tells on standard error, watched or not, what it waits for', async () => {
  const image = baseImage('ltsc2022');
  const { engine } = await simulate({
    images: [image],
    faults: [{ method: 'DELETE', do: { kind: 'slow', ms: 500 } }],
  });
  const args = ['--host', 'runner', '--resolve', 'tags', '--smoke', '--image', image.reference];
  const { stderr, stdout } = await runCommand(checkCommand, folder({}), args, {
    DOCKER_HOST: engine.dockerHost,
  });
  expect(stdout).toContain('2 of 2 smoke containers ran');
  expect(stderr).toMatch(
    /^Waiting for the engine to remove the container windows-isolation-check-\S+, 90 s at most$/,
  );
});
