import { describe, expect, it } from 'vitest';
import type { SmokeHost } from '../../src/smoke/model.ts';
import type { Isolation } from '../../src/windows/model.ts';
import type { WindowsEngineOptions } from '../windows-engine/engine.ts';
import { HOSTS } from '../windows-engine/hosts.ts';
import { simulate } from '../windows-engine/simulate.ts';
import { candidate, smokeAt } from './scene.ts';

/** What must not be taken for a proof, on every host; each with the isolation that would be "proved" by mistake. */
const WRONG: readonly {
  readonly name: string;
  readonly asked: Isolation;
  readonly mistaken: readonly Isolation[];
  readonly options: Partial<WindowsEngineOptions>;
}[] = [
  {
    name: 'the number of a guest process, which a process of the host has by chance',
    asked: 'process',
    mistaken: ['process'],
    options: { actualIsolation: 'hyperv', pidCoincidence: true },
  },
  {
    name: 'the same, asked for Hyper-V',
    asked: 'hyperv',
    mistaken: ['process'],
    options: { pidCoincidence: true },
  },
  {
    name: 'the vmwp of another virtual machine, which comes and goes with a container in process isolation',
    asked: 'hyperv',
    mistaken: ['hyperv'],
    options: { actualIsolation: 'process', strangerVmwp: 'comes-and-goes' },
  },
  {
    name: 'the same where the command lines, and so the mark, cannot be read',
    asked: 'hyperv',
    mistaken: ['hyperv', 'process'],
    options: {
      actualIsolation: 'process',
      strangerVmwp: 'comes-and-goes',
      processList: 'without-command-lines',
    },
  },
  {
    name: 'a process list that cannot be read (process)',
    asked: 'process',
    mistaken: ['hyperv', 'process'],
    options: { processList: 'unreadable' },
  },
  {
    name: 'a process list that cannot be read (hyperv)',
    asked: 'hyperv',
    mistaken: ['hyperv', 'process'],
    options: { processList: 'unreadable' },
  },
  {
    name: 'a container that was gone too soon (process)',
    asked: 'process',
    mistaken: ['hyperv', 'process'],
    options: { faults: [{ do: { kind: 'exits-early', code: 0 } }] },
  },
  {
    name: 'a container that was gone too soon (hyperv)',
    asked: 'hyperv',
    mistaken: ['hyperv', 'process'],
    options: { faults: [{ do: { kind: 'exits-early', code: 0 } }] },
  },
];

const WINDOWS = Object.entries(HOSTS).flatMap(([name, host]) =>
  host.os === 'windows' ? [{ name: name as keyof typeof HOSTS, host }] : [],
);

describe.each(WINDOWS)('on $name', ({ name, host: { product, build, revision, defaultIsolation } }) => {
  it.each(WRONG)('proves nothing: $name', async ({ asked, mistaken, options }) => {
    // Whether Windows has such an image is another matter: all of them run here.
    const image = {
      reference: 'registry.example/image:1',
      osVersion: `10.0.${build}.${revision}`,
      family: 'nanoserver' as const,
    };
    const { engine } = await simulate({
      engine: name === 'windows-server-2016' ? '20.10' : '29.1',
      host: name,
      images: [image],
      outcome: { is: 'runs' },
      ...options,
    });
    const host: SmokeHost = { version: { build, revision }, product, defaultIsolation };
    const { seen } = await smokeAt(engine.dockerHost, [candidate(image, asked)], { host });
    expect(seen).toHaveLength(1);
    const { evidence, isolation, outcome } = seen[0] ?? {};
    // It was there to be mistaken.
    expect(outcome).toBe(options.faults === undefined ? 'ran' : 'failed');
    expect(mistaken.map((one) => `${one} proved`)).not.toContain(`${isolation} ${evidence}`);
    expect(engine.containers()).toEqual([]);
  });
});
