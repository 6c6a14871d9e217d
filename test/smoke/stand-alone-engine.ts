import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { localAddress } from '../windows-engine/local-address.ts';
import type { StandAloneOptions } from '../windows-engine/stand-alone.ts';

/** Where a simulated engine of its own process answers, and what executes its command lines. */
export interface StandAloneEngine {
  readonly dockerHost: string;
  readonly guest: 'table' | 'wine';
  /** Ends it; the result is its exit code. */
  end(): Promise<number | null>;
}

/** Starts the simulator as a program of its own, which ends with the test at the latest. */
export async function startStandAlone(
  options: Partial<Omit<StandAloneOptions, 'listen'>>,
): Promise<StandAloneEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'windows-engine-'));
  const child = spawn(process.execPath, ['scripts/run-ts.mjs', 'test/windows-engine/serve.ts', '-'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  onTestFinished(async () => {
    child.stdin.end();
    await closed;
    rmSync(folder, { recursive: true, force: true });
  });
  const whole: StandAloneOptions = {
    engine: '29.1',
    host: 'windows-server-2022',
    listen: localAddress(folder),
    ...options,
  };
  child.stdin.write(`${JSON.stringify(whole)}\n`);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return {
    ...(JSON.parse(String(line)) as Pick<StandAloneEngine, 'dockerHost' | 'guest'>),
    async end() {
      child.stdin.end();
      return (await closed)[0];
    },
  };
}
