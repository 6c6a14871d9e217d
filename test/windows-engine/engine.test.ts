import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { callEngine } from './client.ts';
import { type SimulatedEngine, startWindowsEngine, type WindowsEngineOptions } from './engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'windows-engine-'));
const IMAGE = 'mcr.microsoft.com/windows/nanoserver:ltsc2022';
let engine: SimulatedEngine | undefined;

afterEach(async () => {
  await engine?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function begin(options: Partial<WindowsEngineOptions> = {}): Promise<SimulatedEngine> {
  engine = await startWindowsEngine({
    engine: '29.1',
    host: 'windows-server-2022',
    listen: { port: 0 },
    images: [{ reference: IMAGE, osVersion: '10.0.20348.4052', family: 'nanoserver' }],
    ...options,
  });
  return engine;
}

describe('a container from create to removal', () => {
  it('process isolation', async () => {
    const { dockerHost, hostProcesses } = await begin();
    const created = await callEngine(dockerHost, 'POST', '/v1.44/containers/create?name=one', {
      body: { Image: IMAGE, Cmd: ['ping', '-t', 'localhost'], HostConfig: { Isolation: 'process' } },
    });
    expect(created.status).toBe(201);
    const { Id } = created.json as { Id: string };
    expect((await callEngine(dockerHost, 'POST', `/v1.44/containers/${Id}/start`)).status).toBe(204);
    const top = (await callEngine(dockerHost, 'GET', '/containers/one/top')).json as {
      Processes: string[][];
    };
    const ping = top.Processes.find(([name]) => name === 'ping.exe');
    expect(hostProcesses().find(({ ProcessId }) => String(ProcessId) === ping?.[1])?.CommandLine).toBe(
      'ping -t localhost',
    );
    expect((await callEngine(dockerHost, 'POST', '/containers/one/stop?t=1')).status).toBe(204);
    const waited = await callEngine(dockerHost, 'POST', '/containers/one/wait');
    expect(waited.json).toEqual({ StatusCode: 0xc000013a });
    expect((await callEngine(dockerHost, 'DELETE', '/containers/one?force=1&v=1')).status).toBe(204);
    expect((await callEngine(dockerHost, 'GET', '/containers/one/json')).status).toBe(404);
  });
});
