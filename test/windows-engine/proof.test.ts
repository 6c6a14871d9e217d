import { describe, expect, it } from 'vitest';
import type { HostProcess } from './engine.ts';
import { scriptedGuest } from './scripted-guest.ts';
import { type Simulation, simulate } from './simulate.ts';

const MARK = '7c0f7a4e-3d0a-4c55-9c62-0f2b6e3d1a77';
const guest = scriptedGuest({
  processes: [
    { name: 'cmd.exe', commandLine: `cmd /s /c "rem ${MARK} & ping -t localhost"` },
    { name: 'PING.EXE', commandLine: 'ping  -t localhost' },
  ],
});

const marked = (rows: readonly HostProcess[]) =>
  rows.filter(({ CommandLine }) => CommandLine?.includes(MARK));
const workers = (rows: readonly HostProcess[]) => rows.filter(({ Name }) => Name === 'vmwp.exe');

async function topOf({ get }: Simulation, id: string): Promise<{ name: string; pid: number }[]> {
  const { json } = await get(`/containers/${id}/top`);
  return (json as { Processes: string[][] }).Processes.map(([name = '', pid]) => ({
    name,
    pid: Number(pid),
  }));
}

const inIsolation = (Isolation: string) => ({ HostConfig: { Isolation } });

describe('what the host shows of a container', () => {
  it('in process isolation: its processes, under the same ids, in a session of their own', async () => {
    const simulation = await simulate({ guest });
    const { engine, run, get, post } = simulation;
    const before = Date.now();
    const id = await run(inIsolation('process'));
    const other = await run(inIsolation('process'));
    const top = await topOf(simulation, id);
    const rows = engine.hostProcesses();
    expect(top.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['smss.exe', 'CExecSvc.exe', 'cmd.exe', 'PING.EXE']),
    );
    for (const { name, pid } of top) expect(rows.find((row) => row.ProcessId === pid)?.Name).toBe(name);
    const own = rows.filter((row) => top.some(({ pid }) => pid === row.ProcessId));
    const [session] = new Set(own.map(({ SessionId }) => SessionId));
    expect(new Set(own.map(({ SessionId }) => SessionId)).size).toBe(1);
    expect(session).toBeGreaterThan(1);
    // One of each container.
    expect(marked(rows)).toHaveLength(2);
    expect(workers(rows)).toEqual([]);
    const [cmd] = marked(own);
    expect(Date.parse(cmd?.CreationDate ?? '')).toBeGreaterThanOrEqual(before);
    expect(own.find(({ Name }) => Name === 'PING.EXE')?.ParentProcessId).toBe(cmd?.ProcessId);
    expect(own.find(({ ProcessId }) => ProcessId === cmd?.ParentProcessId)?.Name).toBe('CExecSvc.exe');
    const { json } = await get(`/containers/${id}/json`);
    expect((json as { State: { Pid: number } }).State.Pid).toBe(cmd?.ProcessId);
    expect(await topOf(simulation, id)).toEqual(top);
    await post(`/containers/${id}/stop`);
    await post(`/containers/${other}/stop`);
    expect(engine.hostProcesses().some(({ ProcessId }) => top.some(({ pid }) => pid === ProcessId))).toBe(
      false,
    );
  });

  it('under Hyper-V: a worker process from the start to the end, and nothing else', async () => {
    const simulation = await simulate({ guest, delays: { vmwpLeaves: 30 } });
    const { engine, run, post } = simulation;
    const before = engine.hostProcesses();
    const id = await run(inIsolation('hyperv'));
    const rows = engine.hostProcesses();
    expect(rows).toHaveLength(before.length + 1);
    const [worker] = workers(rows);
    expect(worker?.CommandLine).toMatch(/vmwp\.exe [0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(rows.find(({ ProcessId }) => ProcessId === worker?.ParentProcessId)?.Name).toBe('vmcompute.exe');
    expect((await topOf(simulation, id)).map(({ name }) => name)).toContain('PING.EXE');
    await post(`/containers/${id}/stop`);
    expect(workers(engine.hostProcesses())).toHaveLength(1);
    await expect.poll(() => workers(engine.hostProcesses())).toEqual([]);
  });

  it('a worker does not outlive a start that fails', async () => {
    const { engine, create, post } = await simulate({ faults: [{ do: { kind: 'crash-at-start' } }] });
    expect((await post(`/containers/${await create(inIsolation('hyperv'))}/start`)).status).toBe(500);
    expect(workers(engine.hostProcesses())).toEqual([]);
  });

  it.each([
    ['windows-server-2022', 'explorer.exe', false],
    ['windows-11-24h2', 'explorer.exe', true],
    ['windows-server-2022', 'dockerd.exe', true],
    ['windows-server-2022', 'vmcompute.exe', true],
    ['windows-server-2022', 'lsass.exe', true],
  ] as const)('%s has %s: %s', async (host, name, there) => {
    const { engine } = await simulate({ host });
    const rows = engine.hostProcesses();
    expect(rows.some(({ Name }) => Name === name)).toBe(there);
    expect(new Set(rows.map(({ ProcessId }) => ProcessId)).size).toBe(rows.length);
    expect(rows.every(({ ProcessId }) => ProcessId % 4 === 0)).toBe(true);
  });
});

describe('hosts that could mislead', () => {
  it('ids of a guest that unrelated processes of the host have', async () => {
    const simulation = await simulate({ guest, pidCoincidence: true });
    const id = await simulation.run(inIsolation('hyperv'));
    const rows = simulation.engine.hostProcesses();
    for (const { pid } of await topOf(simulation, id))
      expect(rows.map(({ ProcessId }) => ProcessId)).toContain(pid);
    expect(marked(rows)).toEqual([]);
  });

  it.each([
    [true, 1],
    ['comes-and-goes', 0],
  ] as const)('a strange virtual machine that appears meanwhile (%s)', async (strangerVmwp, left) => {
    const { engine, run, post } = await simulate({ guest, strangerVmwp });
    const id = await run(inIsolation('process'));
    expect(workers(engine.hostProcesses())).toHaveLength(1);
    await post(`/containers/${id}/stop`);
    expect(workers(engine.hostProcesses())).toHaveLength(left);
  });

  it.each([
    ['process', 'hyperv', 2, 0],
    ['hyperv', 'process', 0, 1],
  ] as const)('an engine that gives %s for %s', async (actualIsolation, configured, marks, machines) => {
    const { engine, run, get } = await simulate({ guest, actualIsolation });
    const id = await run(inIsolation(configured));
    expect((await get(`/containers/${id}/json`)).json).toMatchObject({
      HostConfig: { Isolation: configured },
    });
    const rows = engine.hostProcesses();
    expect(rows.filter(({ Name }) => Name === 'PING.EXE' || Name === 'cmd.exe')).toHaveLength(marks);
    expect(workers(rows)).toHaveLength(machines);
  });

  it('command lines that the caller may not read', async () => {
    const { engine, run } = await simulate({ guest, processList: 'without-command-lines' });
    await run(inIsolation('process'));
    const rows = engine.hostProcesses();
    expect(rows.map(({ Name }) => Name)).toContain('PING.EXE');
    expect(rows.every(({ CommandLine }) => CommandLine === null)).toBe(true);
  });
});
