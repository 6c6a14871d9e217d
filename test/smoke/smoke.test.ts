import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/images/registry.ts';
import { RUN_LABEL } from '../../src/smoke/labels.ts';
import type { Observation, SmokeCandidate, SmokeSettings, SmokeWorld } from '../../src/smoke/model.ts';
import { sweepOlder } from '../../src/smoke/sweep.ts';
import type { Isolation } from '../../src/windows/model.ts';
import type { WindowsEngineOptions } from '../windows-engine/engine.ts';
import { baseImage, simulate } from '../windows-engine/simulate.ts';
import { both, candidate, clientOf, smokeAt } from './scene.ts';

async function smoke(
  options: Partial<WindowsEngineOptions>,
  candidates: readonly SmokeCandidate[],
  settings: Partial<SmokeSettings> = {},
  world: Partial<SmokeWorld> = {},
) {
  const { engine } = await simulate(options);
  const { result, seen } = await smokeAt(engine.dockerHost, candidates, { settings, world });
  return { engine, result, calls: engine.calls, seen };
}

const IMAGE = baseImage('ltsc2022');
const OLDER = baseImage('ltsc2019');

describe('a fitting image on Windows Server 2022', () => {
  it('runs in both modes, and both are proved', async () => {
    const { seen, result, engine } = await smoke({}, both(IMAGE));
    expect(seen.map(({ outcome, isolation, evidence }) => [outcome, isolation, evidence])).toEqual([
      ['ran', 'process', 'proved'],
      ['ran', 'hyperv', 'proved'],
    ]);
    expect(seen[0]?.guestVersion).toEqual({ build: 20348, revision: 4052 });
    expect(result.hyperv?.state).toBe('works');
    expect(engine.containers()).toEqual([]);
  });

  it('takes seven calls of the engine a pairing', async () => {
    const { calls } = await smoke({}, [candidate(IMAGE, 'process')]);
    const ofContainers = calls.filter(({ path }) => /\/containers\/(?!json)/.test(path));
    expect(ofContainers.length).toBeLessThanOrEqual(7);
  });

  it.each<[string, string, Partial<Observation>]>([
    ['succeeds', 'echo "it & works"', { outcome: 'ran', exitCode: 0, log: '"it & works"' }],
    ['fails', 'echo no!& exit 7', { outcome: 'failed', reason: 'failed-inside', exitCode: 7, log: 'no!' }],
  ])('is given the command of the user, which %s', async (_, command, expected) => {
    const { seen } = await smoke({}, [candidate(IMAGE, 'process')], { command });
    expect(seen[0]).toMatchObject({ ...expected, evidence: 'proved' });
  });
});

describe('what Windows refuses', () => {
  it('is told with its cause, and its container is removed', async () => {
    const refused = candidate(OLDER, 'process', { prediction: 'refused', rule: 'build-mismatch' });
    const { seen, engine } = await smoke({ images: [OLDER] }, [refused], { mode: 'always' });
    expect(seen[0]).toMatchObject({
      outcome: 'refused',
      reason: 'refused-by-windows',
      error: { class: 'image-mismatch' },
    });
    expect(engine.containers()).toEqual([]);
  });

  it('is not run unless it is asked for', async () => {
    const refused = candidate(OLDER, 'process', { prediction: 'refused', rule: 'build-mismatch' });
    const { seen, calls } = await smoke({ images: [OLDER] }, [refused]);
    expect(seen[0]).toMatchObject({ outcome: 'not-run', reason: 'predicted-refused' });
    expect(calls.some(({ path }) => path.includes('/containers/create'))).toBe(false);
  });

  it('in Hyper-V isolation only is Hyper-V being absent', async () => {
    const { seen, result } = await smoke({ hyperv: 'absent' }, both(IMAGE));
    expect(seen.map(({ reason }) => reason)).toEqual(['ran', 'hyperv-unavailable']);
    expect(result.hyperv?.state).toBe('absent');
  });
});

describe('a wrong proof is none', () => {
  it.each<[string, Isolation, Partial<WindowsEngineOptions>, string]>([
    ['a number that an unrelated process has', 'hyperv', { pidCoincidence: true }, 'proved'],
    ['processes that cannot be read', 'process', { processList: 'without-command-lines' }, 'consistent'],
    ['processes that cannot be read', 'hyperv', { processList: 'without-command-lines' }, 'configured'],
  ])('%s (%s)', async (_, isolation, options, evidence) => {
    const { seen } = await smoke(options, [candidate(IMAGE, isolation)]);
    expect(seen[0]).toMatchObject({ outcome: 'ran', isolation });
    expect(['consistent', 'configured', evidence]).toContain(seen[0]?.evidence);
    if (evidence !== 'proved') expect(seen[0]?.evidence).not.toBe('proved');
  });

  it('an engine that says hyperv and runs the processes on the host is found out', async () => {
    const { seen } = await smoke({ actualIsolation: 'process' }, [candidate(IMAGE, 'hyperv')]);
    expect(seen[0]).toMatchObject({ isolation: 'process', evidence: 'proved' });
  });

  it('a list that cannot be had proves nothing', async () => {
    const { seen } = await smoke(
      {},
      both(IMAGE),
      {},
      { readHostProcesses: () => Promise.reject(new Error('denied')) },
    );
    for (const one of seen) expect(one.evidence).not.toBe('proved');
  });

  it('the processes of another machine prove nothing', async () => {
    const { seen } = await smoke(
      {},
      both(IMAGE),
      {},
      {
        readHostProcesses: async () => ({ computer: 'ELSEWHERE', processes: [] }),
      },
    );
    for (const one of seen) expect(one.evidence).toBe('configured');
  });
});

describe('nothing is left behind', () => {
  it('when removal meets a file lock', async () => {
    const { engine, result } = await smoke({ faults: [{ do: { kind: 'removal-locked', times: 2 } }] }, [
      candidate(IMAGE, 'process'),
    ]);
    expect(engine.containers()).toEqual([]);
    expect(result.leftOver).toEqual([]);
  });

  it('when the first container crashes on a fresh machine, and the second try is told of', async () => {
    const { seen, engine } = await smoke({ faults: [{ do: { kind: 'crash-at-start' } }] }, [
      candidate(IMAGE, 'process'),
    ]);
    expect(seen[0]).toMatchObject({ outcome: 'ran', warmedUp: true });
    expect(engine.containers()).toEqual([]);
  });

  it('when the run is cancelled while containers run', async () => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 150);
    const { engine } = await smoke({ delays: { start: 400 } }, both(IMAGE), {}, { signal: cancel.signal });
    await expect.poll(() => engine.containers(), { timeout: 5000 }).toEqual([]);
  });

  it('by an older run of this tool, and what is anybody else’s stays', async () => {
    const simulation = await simulate();
    await simulation.create({ Image: IMAGE.reference }, 'somebody-elses');
    await simulation.create({ Image: IMAGE.reference, Labels: { [RUN_LABEL]: 'older' } }, 'ours');
    const engine = await clientOf(simulation.engine.dockerHost);
    const world = { engine, sleep: systemClock.sleep, tell: () => undefined };
    expect((await sweepOlder(world, Date.now() + 30 * 60_000, 'mine')).removed).toEqual([]);
    expect((await sweepOlder(world, Date.now() + 61 * 60_000, 'mine')).removed).toEqual(['ours']);
    engine.close();
    expect(simulation.engine.containers()).toHaveLength(1);
  });
});

describe('pulls', () => {
  it('what is missing, once for both modes', async () => {
    const { seen, result, calls } = await smoke({ images: [], registryImages: [IMAGE] }, both(IMAGE));
    expect(seen.map(({ outcome }) => outcome)).toEqual(['ran', 'ran']);
    expect(calls.filter(({ path }) => path.includes('/images/create'))).toHaveLength(1);
    expect(result.pulled.map(({ image }) => image)).toEqual([IMAGE.reference]);
  });

  it('and removes it again where that is asked for', async () => {
    const { engine } = await smoke({ images: [], registryImages: [IMAGE] }, both(IMAGE), {
      cleanupImages: true,
    });
    expect(engine.images()).toEqual([]);
  });

  it('and tells what it has to remove before it is there, until it is gone', async () => {
    const simulation = await simulate({ images: [OLDER], registryImages: [IMAGE, OLDER] });
    const { calls } = simulation.engine;
    const told: string[] = [];
    await smokeAt(simulation.engine.dockerHost, [...both(IMAGE), candidate(OLDER, 'hyperv')], {
      settings: { cleanupImages: true, pull: 'always' },
      world: {
        imagesToRemove: (images) => {
          const asked = calls.filter(({ path }) => path.includes('tag=ltsc2022')).length;
          told.push(`${images.join()} after ${asked} pulls of it`);
        },
      },
    });
    expect(told).toEqual([`${IMAGE.reference} after 0 pulls of it`, ' after 1 pulls of it']);
    expect(simulation.engine.images()).toEqual([OLDER.reference]);
  });

  it('and forgets what the engine could not pull', async () => {
    const toRemove: (readonly string[])[] = [];
    const { calls } = await smoke(
      { images: [] },
      [candidate(IMAGE, 'process')],
      { cleanupImages: true },
      { imagesToRemove: (images) => toRemove.push(images) },
    );
    expect(toRemove).toEqual([[IMAGE.reference], []]);
    expect(calls.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });

  it('nothing for which the disk is too small', async () => {
    const { seen } = await smoke(
      { images: [], registryImages: [IMAGE] },
      [candidate(IMAGE, 'process', { size: 1e9 })],
      {},
      { freeDisk: async () => 2e9 },
    );
    expect(seen[0]?.reason).toBe('no-disk-space');
  });
});

describe('an image without cmd.exe', () => {
  const bare = { ...IMAGE, reference: 'registry.example/bare:1', hasCmd: false };
  const own = { ...bare, config: { Entrypoint: ['C:\\Windows\\System32\\PING.EXE', '-t', '127.0.0.1'] } };

  it.each<[string, Partial<WindowsEngineOptions>]>([
    ['that was there', { images: [own] }],
    ['that was just pulled', { images: [], registryImages: [own] }],
  ])('and with its own command, %s, runs as its author meant it', async (_, options) => {
    const { seen, engine } = await smoke(options, [candidate(own, 'process')]);
    expect(seen[0]).toMatchObject({ outcome: 'ran', message: expect.stringContaining('its own command') });
    expect(seen[0]?.evidence).not.toBe('proved');
    expect(engine.containers()).toEqual([]);
  });

  it('cannot be given the command of the user, which is no success', async () => {
    const { seen } = await smoke({ images: [own] }, [candidate(own, 'process')], { command: 'ver' });
    expect(seen[0]).toMatchObject({ outcome: 'failed', reason: 'no-command' });
  });

  it('and without any command has nothing that could be run', async () => {
    const { seen, engine } = await smoke({ images: [bare] }, [candidate(bare, 'process')]);
    expect(seen[0]).toMatchObject({ outcome: 'not-run', reason: 'no-command' });
    expect(seen[0]?.message).toContain('nor a command of its own');
    expect(engine.containers()).toEqual([]);
  });
});

describe('max-pull-size', () => {
  it('holds where only the engine knows the size: the pull is given up', async () => {
    const { seen, calls, result } = await smoke(
      { images: [], registryImages: [IMAGE], delays: { pullLayer: 200 } },
      both(IMAGE),
      { maxPullSize: 1000 },
    );
    expect(seen.map(({ reason }) => reason)).toEqual(['too-large', 'too-large']);
    expect(seen[0]?.message).toContain('`max-pull-size`');
    expect(result.pulled).toEqual([]);
    expect(calls.some(({ path }) => path.includes('/containers/create'))).toBe(false);
  });

  it.each([
    ['in the middle of it', { pullLayer: 200 }],
    ['at its very end, when the engine has the image already', {}],
  ])('leaves nothing of a pull that is given up %s', async (_, delays) => {
    const { engine, seen } = await smoke(
      { images: [], registryImages: [IMAGE], delays },
      [candidate(IMAGE, 'process')],
      { maxPullSize: 1000 },
    );
    expect(seen[0]?.reason).toBe('too-large');
    expect(engine.images()).toEqual([]);
  });

  it('leaves an image that was there before, though its pull is given up', async () => {
    const newer = { ...IMAGE, osVersion: '10.0.20348.5499' };
    const { engine, seen } = await smoke(
      { images: [IMAGE], registryImages: [newer] },
      [candidate(IMAGE, 'process')],
      { maxPullSize: 1000, pull: 'always' },
    );
    expect(seen[0]?.reason).toBe('too-large');
    expect(engine.images()).toEqual([IMAGE.reference]);
  });

  it('tells of an image that it cannot take away again', async () => {
    const lines: string[] = [];
    const toRemove: (readonly string[])[] = [];
    await smoke(
      {
        images: [],
        registryImages: [IMAGE],
        faults: [{ method: 'DELETE', nth: 'every', do: { kind: 'http-500', message: 'no' } }],
      },
      [candidate(IMAGE, 'process')],
      { maxPullSize: 1000 },
      { tell: (line) => lines.push(line), imagesToRemove: (images) => toRemove.push(images) },
    );
    expect(lines.join('\n')).toMatch(/The image \S+nanoserver:ltsc2022 could not be removed: .*"?no"?/);
    expect(toRemove).toEqual([[IMAGE.reference]]);
  });
});

describe('Hyper-V is broken', () => {
  it('where its containers alone do not come up', async () => {
    const { result } = await smoke({ hyperv: 'broken' }, both(IMAGE));
    expect(result.hyperv).toMatchObject({ state: 'broken', shownBy: [both(IMAGE)[1]?.key] });
  });

  it('not where none comes up in either mode', async () => {
    const { seen, result } = await smoke({ delays: { start: 3000 } }, both(IMAGE), { timeoutSeconds: 1 });
    expect(seen.map(({ outcome }) => outcome)).toEqual(['timed-out', 'timed-out']);
    expect(result.hyperv).toBeUndefined();
  });
});
