import { describe, expect, it } from 'vitest';
import { judgeCommand } from '../../src/cli/judge-command.ts';
import { runCommand } from './fake-terminal.ts';

const NANO = 'mcr.microsoft.com/windows/nanoserver';
const judge = (...args: readonly string[]) => runCommand(judgeCommand, '/', args);

describe('judge --image with a processor in its tag', () => {
  it('is refused on a host with another one', async () => {
    const { exitCode, stdout } = await judge('--host', 'ltsc2022', '--image', `${NANO}:ltsc2022-arm64`);
    expect(exitCode).toBe(1);
    expect(stdout.split('\n')).toEqual([
      'refused in process isolation [wrong-architecture]',
      expect.stringMatching(/is for arm64 by its tag, and the host, .* is taken to have an amd64 processor/),
      'Remedy: Use an image for the processor of the host.',
      '',
    ]);
  });

  it('runs where the host has it, and on that condition where nobody told', async () => {
    const args = ['--image', `${NANO}:ltsc2025-arm64`, '--format', 'json'];
    const told = JSON.parse((await judge('--host', 'windows-11-24h2,arch=arm64', ...args)).stdout);
    expect(told).toMatchObject({ prediction: 'runs', conditions: [expect.stringContaining('Hyper-V')] });
    const open = JSON.parse((await judge('--host', 'windows-11-24h2', ...args)).stdout);
    expect(open.conditions).toEqual([...told.conditions, 'the host must have an arm64 processor']);
  });
});

it('judge names what has the processor of host and image', async () => {
  const args = ['--host', 'windows-11-arm', '--image'];
  const conflicting = (await judge(...args, `${NANO}:ltsc2025-arm64`)).stdout;
  expect(conflicting).toContain('Run it on a host with Windows 11 24H2 and an arm64 processor.');
  expect(conflicting).not.toMatch(/ltsc2022|Windows Server 2025\./);
  const wrong = (await judge(...args, `${NANO}:ltsc2022-amd64`)).stdout;
  expect(wrong).toContain('Use an image for the processor of the host.');
});

it('judge calls undefined behaviour by its whole name', async () => {
  const args = ['--host', 'ltsc2025', '--image', 'ltsc2022', '--policy', 'exact'];
  expect((await judge(...args)).stdout).toMatch(
    /^undefined behaviour in process isolation \[exact-build-policy\]\n/,
  );
});
