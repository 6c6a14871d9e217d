import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/smoke/model.ts';
import type { Isolation } from '../../src/windows/model.ts';
import { type Act, play, Stage, type StageSettings, tcp } from './stage.ts';

interface Scene extends Act {
  readonly name: string;
  readonly settings?: StageSettings;
  readonly setUp?: (stage: Stage) => void;
  readonly expected: readonly [Isolation, Evidence];
  /** In the sentences of the proof. */
  readonly says?: RegExp;
}

const PROCESS = { asked: 'process', truth: 'process' } as const;
const HYPERV = { asked: 'hyperv', truth: 'hyperv' } as const;

/** Two builds, so that the kernel tells them apart. */
const BUILDS = { hostVersion: { build: 20348 }, imageVersion: { build: 17763, revision: 5329 } };

const notAllowed = () => {
  throw new Error('The processes of this machine cannot be read, as this user has not the right to.');
};

const gone = () => {
  throw new Error('container 7f is not running');
};

const scenes: readonly Scene[] = [
  // What is proved.
  {
    name: 'a host process with the mark, and the id and name that the engine lists',
    ...PROCESS,
    expected: ['process', 'proved'],
    says: /Process 60\d\d of the host, cmd\.exe, has the container's mark.*lists cmd\.exe 60\d\d/,
  },
  {
    name: 'no mark on the host, and a virtual machine that came and went',
    ...HYPERV,
    expected: ['hyperv', 'proved'],
    says: /2 readings of 10 and 10 processes.*cmd\.exe as its process 1360.*vmwp\.exe 60\d\d/s,
  },
  {
    name: 'capitals of a name do not count',
    ...PROCESS,
    top: (rows) => rows.map(({ name, pid }) => ({ name: name.toUpperCase(), pid })),
    expected: ['process', 'proved'],
  },
  {
    name: 'a mark that is seen late, by the second reading only',
    ...PROCESS,
    setUp: (stage) => {
      stage.lens = (all, reading) => (reading === 1 ? all.filter(({ name }) => name !== 'cmd.exe') : all);
    },
    expected: ['process', 'proved'],
  },
  {
    name: 'a virtual machine that takes its time to end',
    ...HYPERV,
    vmLingers: 6_000,
    expected: ['hyperv', 'proved'],
  },
  {
    name: 'a clock that is a second behind for the virtual machine',
    ...HYPERV,
    withoutVm: true,
    whenBegun: (stage) => stage.addVm(stage.clock.now() - 1_900),
    whenRemoved: (stage) => stage.remove(6000),
    expected: ['hyperv', 'proved'],
  },
  {
    name: 'a kernel of its own beside it',
    ...HYPERV,
    facts: { ...BUILDS, guestKernel: 'Microsoft Windows [Version 10.0.17763.5329]' },
    expected: ['hyperv', 'proved'],
    says: /build 17763: the image's, and not the host's, 20348/,
  },
  {
    name: 'another virtual machine that comes and stays beside its own',
    ...HYPERV,
    whenRunning: (stage) => void stage.addVm(),
    expected: ['hyperv', 'proved'],
  },
  {
    name: 'a guest process whose id the host has for another program',
    ...HYPERV,
    guestPid: 1220,
    expected: ['hyperv', 'proved'],
  },
  {
    name: 'a guest process whose id the host has for another cmd.exe, younger than the container',
    ...HYPERV,
    whenRunning: (stage) => void stage.add({ pid: 1360, name: 'cmd.exe', commandLine: 'cmd /c build.bat' }),
    expected: ['hyperv', 'proved'],
  },
  {
    name: 'another machine of the same name to 15 letters and without its domain is this one',
    settings: { computer: 'A-VERY-LONG-MAC', machineName: 'a-very-long-machine-name.corp.example' },
    ...HYPERV,
    expected: ['hyperv', 'proved'],
  },
  {
    name: 'an engine on this machine through TCP, by the name of this machine',
    settings: { endpoint: tcp('Build-7.corp.example') },
    ...PROCESS,
    expected: ['process', 'proved'],
  },
  {
    name: 'an engine that does not tell its name, through the loopback: a mark on this host is a mark on this host',
    settings: { endpoint: tcp('127.0.0.1'), machineName: undefined },
    ...PROCESS,
    expected: ['process', 'proved'],
  },

  // An engine that says something else than what is.
  {
    name: 'an engine that says Hyper-V and runs it as a process',
    asked: 'hyperv',
    truth: 'process',
    expected: ['process', 'proved'],
    says: /The engine says Hyper-V isolation, and this is process isolation/,
  },
  {
    name: 'the same with the kernel of the host',
    asked: 'hyperv',
    truth: 'process',
    facts: { ...BUILDS, guestKernel: '10.0.20348.5329' },
    expected: ['process', 'proved'],
    says: /build 20348: the host's/,
  },
  {
    name: 'an engine that was asked for Hyper-V, says process, and runs a virtual machine',
    ...HYPERV,
    configured: 'process',
    expected: ['hyperv', 'proved'],
    says: /The engine says process isolation, and this is Hyper-V isolation/,
  },
  {
    name: 'an engine that was asked for process and runs a virtual machine: not looked for, but the mark is missing',
    asked: 'process',
    truth: 'hyperv',
    expected: ['process', 'configured'],
    says: /The host has no cmd\.exe 1360 that could be the container's/,
  },
  {
    name: 'the same, with a kernel that says so too',
    asked: 'process',
    truth: 'hyperv',
    facts: { ...BUILDS, guestKernel: '10.0.17763.5329' },
    expected: ['process', 'configured'],
    says: /a kernel of its own/,
  },
  {
    name: 'a mark on this host proves it against a kernel that says otherwise, which is told',
    ...PROCESS,
    facts: { ...BUILDS, guestKernel: '10.0.17763.5329' },
    expected: ['process', 'proved'],
    says: /a kernel of its own/,
  },
  {
    name: 'a virtual machine with the kernel of the host: one of the two is wrong',
    ...HYPERV,
    facts: { ...BUILDS, guestKernel: '10.0.20348.5329' },
    expected: ['hyperv', 'configured'],
    says: /shares a kernel with the host/,
  },
  {
    name: 'a virtual machine with a kernel of neither',
    ...HYPERV,
    facts: { ...BUILDS, guestKernel: '10.0.19041.1' },
    expected: ['hyperv', 'configured'],
    says: /neither the host's, 20348, nor the image's, 17763/,
  },

  // Coincidences.
  {
    name: 'the mark in a process of another id: a wrapper, or somebody who looks for it',
    ...PROCESS,
    top: (rows) => rows.map(({ name, pid }) => ({ name, pid: pid + 2 })),
    expected: ['process', 'consistent'],
    says: /has the container's mark on its command line, but the engine lists cmd\.exe/,
  },
  {
    name: 'the mark in a process of the right id and another name',
    ...PROCESS,
    top: (rows) => rows.map(({ pid }) => ({ name: 'ping.exe', pid })),
    expected: ['process', 'consistent'],
  },
  {
    name: 'the mark on the host in another process speaks against Hyper-V',
    ...HYPERV,
    whenRunning: (stage, { mark }) => void stage.add({ name: 'notepad.exe', commandLine: `notepad ${mark}` }),
    expected: ['hyperv', 'configured'],
    says: /notepad\.exe, has the container's mark/,
  },
  {
    name: 'the same, with a kernel that speaks for Hyper-V: they do not agree',
    ...HYPERV,
    whenRunning: (stage, { mark }) => void stage.add({ name: 'notepad.exe', commandLine: `notepad ${mark}` }),
    facts: { ...BUILDS, guestKernel: '10.0.17763.1' },
    expected: ['hyperv', 'configured'],
  },
  {
    name: 'the right id and name with another command line',
    ...PROCESS,
    setUp: (stage) => {
      stage.lens = (all) =>
        all.map((process) => (process.name === 'cmd.exe' ? { ...process, commandLine: 'cmd /k' } : process));
    },
    expected: ['process', 'configured'],
    says: /has no cmd\.exe \d+ that could be the container's/,
  },
  {
    name: 'the right id and name, of an hour ago, with no command line',
    asked: 'process',
    truth: 'hyperv',
    setUp: (stage) => void stage.add({ pid: 1360, name: 'cmd.exe', created: stage.clock.now() - 3_600_000 }),
    expected: ['process', 'configured'],
  },
  {
    name: 'the right id and name with no command line: only consistent',
    ...PROCESS,
    setUp: (stage) => {
      stage.lens = (all) =>
        all.map(({ commandLine, ...process }) =>
          process.name === 'cmd.exe' || commandLine === undefined ? process : { ...process, commandLine },
        );
    },
    expected: ['process', 'consistent'],
    says: /by id and name.*command line there could not be read/,
  },
  {
    name: 'the same against Hyper-V',
    ...HYPERV,
    whenRunning: (stage) => void stage.add({ pid: 1360, name: 'cmd.exe' }),
    expected: ['hyperv', 'configured'],
  },

  // Other virtual machines.
  {
    name: 'a virtual machine that was there before, and goes',
    ...HYPERV,
    withoutVm: true,
    setUp: (stage) => stage.addVm(),
    whenRemoved: (stage) => stage.remove(6000),
    expected: ['hyperv', 'consistent'],
    says: /No vmwp\.exe, the process of a virtual machine, came with it/,
  },
  {
    name: 'one that comes, and stays',
    ...HYPERV,
    withoutVm: true,
    whenRunning: (stage) => void stage.addVm(),
    expected: ['hyperv', 'consistent'],
    says: /vmwp\.exe 60\d\d came with it, and was not seen to go with it/,
  },
  {
    name: 'one that comes after the container was seen running',
    ...HYPERV,
    withoutVm: true,
    whenRunning: (stage) => {
      stage.readingTime = 5_000;
      void stage.clock.sleep(3_000).then(() => stage.add({ pid: 7000, name: 'vmwp.exe' }));
    },
    whenRemoved: (stage) => stage.remove(7000),
    expected: ['hyperv', 'consistent'],
    says: /No vmwp\.exe/,
  },
  {
    name: 'one that goes while the container still runs',
    ...HYPERV,
    withoutVm: true,
    whenRunning: (stage) => {
      const pid = stage.addVm();
      stage.lens = (all, reading) => (reading === 3 ? all.filter((process) => process.pid !== pid) : all);
    },
    expected: ['hyperv', 'consistent'],
    says: /No vmwp\.exe/,
  },
  {
    name: 'one that was not in the baseline, but is from before it by more than clocks differ',
    ...HYPERV,
    withoutVm: true,
    whenBegun: (stage) => stage.addVm(stage.clock.now() - 60_000),
    whenRemoved: (stage) => stage.remove(6000),
    expected: ['hyperv', 'consistent'],
    says: /No vmwp\.exe/,
  },
  {
    name: 'one that does not tell when it was created',
    ...HYPERV,
    setUp: (stage) => {
      stage.lens = (all) =>
        all.map(({ created, ...process }) =>
          process.name === 'vmwp.exe' || created === undefined ? process : { ...process, created },
        );
    },
    expected: ['hyperv', 'consistent'],
  },
  {
    name: 'one whose id another takes after it: it is gone all the same',
    ...HYPERV,
    whenRemoved: (stage) => {
      for (let pid = 6000; pid < 6100; pid += 4) stage.add({ pid, name: 'vmwp.exe' });
    },
    expected: ['hyperv', 'proved'],
  },
  {
    name: 'none at all',
    ...HYPERV,
    withoutVm: true,
    expected: ['hyperv', 'consistent'],
    says: /No vmwp\.exe/,
  },

  // A list that cannot be read, or says nothing.
  {
    name: 'no right to read the processes, process',
    ...PROCESS,
    setUp: (stage) => {
      stage.lens = notAllowed;
    },
    expected: ['process', 'configured'],
    says: /has not the right/,
  },
  {
    name: 'no right to read the processes, Hyper-V',
    ...HYPERV,
    setUp: (stage) => {
      stage.lens = notAllowed;
    },
    expected: ['hyperv', 'configured'],
    says: /has not the right/,
  },
  {
    name: 'no right to read the processes, but the kernel tells',
    ...HYPERV,
    setUp: (stage) => {
      stage.lens = notAllowed;
    },
    facts: { ...BUILDS, guestKernel: '10.0.17763.5329' },
    expected: ['hyperv', 'consistent'],
    says: /a kernel of its own/,
  },
  {
    name: 'no reading before it',
    ...HYPERV,
    setUp: (stage) => {
      stage.lens = (all, reading) => (reading === 1 ? notAllowed() : all);
    },
    expected: ['hyperv', 'consistent'],
    says: /The host was not read before it/,
  },
  {
    name: 'only one reading of it running',
    ...HYPERV,
    setUp: (stage) => {
      stage.lens = (all, reading) => (reading === 3 ? notAllowed() : all);
    },
    expected: ['hyperv', 'consistent'],
    says: /The host was read only once/,
  },
  {
    name: 'no reading after it',
    ...HYPERV,
    setUp: (stage) => {
      stage.lens = (all, reading) => (reading > 3 ? notAllowed() : all);
    },
    expected: ['hyperv', 'consistent'],
    says: /has not the right/,
  },
  {
    name: 'no command line of anybody',
    ...HYPERV,
    setUp: (stage) => {
      stage.lens = (all) => all.map(({ commandLine: _, ...process }) => process);
    },
    expected: ['hyperv', 'consistent'],
    says: /command lines of other users' processes cannot be read/,
  },
  {
    name: 'command lines of the own programs only',
    ...HYPERV,
    setUp: (stage) => {
      for (let i = 0; i < 50; i++) stage.add({ name: 'chrome.exe', commandLine: 'chrome.exe', created: 1 });
      stage.lens = (all) =>
        all.map(({ commandLine, ...process }) =>
          process.name === 'chrome.exe' && commandLine ? { ...process, commandLine } : process,
        );
    },
    expected: ['hyperv', 'consistent'],
    says: /command lines of other users' processes cannot be read/,
  },
  {
    name: 'the command lines of a few services, those of the own session, and of no others',
    ...HYPERV,
    setUp: (stage) => {
      for (let i = 0; i < 40; i++) stage.add({ name: 'svchost.exe', created: 1 });
    },
    expected: ['hyperv', 'consistent'],
    says: /command lines of other users' processes cannot be read/,
  },
  {
    name: 'one cmd.exe that hides its command line',
    ...HYPERV,
    whenRunning: (stage) => void stage.add({ name: 'cmd.exe' }),
    expected: ['hyperv', 'consistent'],
    says: /command line of 1 cmd\.exe on the host/,
  },
  {
    name: 'one cmd.exe of before that hides its command line is not the container',
    ...HYPERV,
    setUp: (stage) => void stage.add({ name: 'cmd.exe', created: stage.clock.now() - 60_000 }),
    expected: ['hyperv', 'proved'],
  },
  {
    name: 'a reader that never answers',
    ...HYPERV,
    settings: { limits: { begin: 1_000, whileRunning: 2_000 } },
    setUp: (stage) => {
      stage.readingTime = 3_600_000;
    },
    expected: ['hyperv', 'configured'],
    says: /did not come to an end: It took longer than 2 s/,
  },

  // A container that does not stay.
  {
    name: 'gone before it was looked for',
    ...PROCESS,
    top: gone,
    state: { status: 'exited', exitCode: 3221225477 },
    expected: ['process', 'configured'],
    says: /gone before its processes were held against the host's: it is exited, with exit code 3221225477/,
  },
  {
    name: 'gone before the engine listed it again',
    ...HYPERV,
    top: (rows, call) => (call === 2 ? gone() : rows),
    state: { status: 'exited', exitCode: 0 },
    expected: ['hyperv', 'configured'],
    says: /it is exited, with exit code 0/,
  },
  {
    name: 'gone before the engine listed it again, with a kernel that tells',
    ...HYPERV,
    top: (rows, call) => (call === 2 ? gone() : rows),
    state: { status: 'exited', exitCode: 0 },
    facts: { ...BUILDS, guestKernel: '10.0.17763.1' },
    expected: ['hyperv', 'consistent'],
  },
  {
    name: 'an engine that fails to list it while it runs',
    ...HYPERV,
    top: () => {
      throw new Error('the connection was reset');
    },
    expected: ['hyperv', 'configured'],
    says: /did not list the container's processes: the connection was reset/,
  },
  {
    name: 'another cmd.exe when the engine lists it again',
    ...HYPERV,
    top: (rows, call) => (call === 2 ? rows.map(({ name, pid }) => ({ name, pid: pid + 4 })) : rows),
    expected: ['hyperv', 'configured'],
    says: /did not list the same cmd\.exe before and after/,
  },
  {
    name: 'no cmd.exe in what the engine lists',
    ...HYPERV,
    top: (rows) => rows.filter(({ name }) => name !== 'cmd.exe'),
    expected: ['hyperv', 'configured'],
  },

  // An engine elsewhere.
  {
    name: 'an engine at another address',
    settings: { endpoint: tcp('10.0.0.7') },
    ...PROCESS,
    facts: { ...BUILDS, guestKernel: '10.0.20348.1' },
    expected: ['process', 'configured'],
    says: /reached at tcp:\/\/10\.0\.0\.7:2375, which is another machine/,
  },
  {
    name: 'an engine behind a pipe of another machine',
    settings: {
      endpoint: {
        host: 'npipe:////winbox/pipe/docker_engine',
        transport: { kind: 'pipe', path: '//winbox/pipe/docker_engine' },
        namedBy: 'DOCKER_HOST',
      },
    },
    ...HYPERV,
    expected: ['hyperv', 'configured'],
  },
  {
    name: 'an engine behind a forwarded port, whose machine has another name',
    settings: { endpoint: tcp('localhost'), machineName: 'winbox' },
    ...HYPERV,
    expected: ['hyperv', 'configured'],
    says: /The engine's machine is winbox and this one is BUILD-7/,
  },
  {
    name: 'the same, process, even with a mark on this host',
    settings: { endpoint: tcp('localhost'), machineName: 'winbox' },
    ...PROCESS,
    expected: ['process', 'configured'],
  },
  {
    name: 'an engine behind a port of this machine, that does not tell its name: that nothing is found means nothing',
    settings: { endpoint: tcp('localhost'), machineName: undefined },
    ...HYPERV,
    expected: ['hyperv', 'consistent'],
    says: /does not tell the name of its machine/,
  },

  // Clocks.
  {
    name: "an engine's clock that is an hour ahead",
    ...HYPERV,
    startedAt: (now) => new Date(now + 3_600_000).toISOString(),
    expected: ['hyperv', 'consistent'],
    says: /The clocks differ/,
  },
  {
    name: "an engine's clock that is a second behind",
    ...HYPERV,
    startedAt: (now) => new Date(now - 2_500).toISOString(),
    expected: ['hyperv', 'proved'],
  },
  {
    name: 'an engine that tells nanoseconds',
    ...HYPERV,
    startedAt: (now) => new Date(now).toISOString().replace('Z', '456789Z'),
    expected: ['hyperv', 'proved'],
  },

  // The image's own command.
  {
    name: 'a command without a mark, process: all of its processes are on the host',
    ...PROCESS,
    unmarked: true,
    expected: ['process', 'consistent'],
    says: /The host has CExecSvc\.exe 60\d\d, cmd\.exe 60\d\d by id and name/,
  },
  {
    name: 'a command without a mark, Hyper-V: none is found, which means little',
    ...HYPERV,
    unmarked: true,
    expected: ['hyperv', 'consistent'],
    says: /a command without a mark/,
  },
  {
    name: 'a command without a mark, Hyper-V, whose processes are all on the host',
    asked: 'hyperv',
    truth: 'process',
    unmarked: true,
    expected: ['hyperv', 'configured'],
  },

  {
    name: 'a command without a mark, Hyper-V, of whose processes one is on the host by chance: says nothing',
    ...HYPERV,
    unmarked: true,
    whenRunning: (stage) => void stage.add({ pid: 1360, name: 'cmd.exe' }),
    expected: ['hyperv', 'configured'],
  },

  // The kernel alone.
  {
    name: 'a kernel of equal builds tells nothing',
    ...HYPERV,
    setUp: (stage) => {
      stage.lens = notAllowed;
    },
    facts: {
      hostVersion: { build: 20348 },
      imageVersion: { build: 20348 },
      guestKernel: '10.0.20348.2340',
    },
    expected: ['hyperv', 'configured'],
  },
  {
    name: "the guest's registry is believed before the image's manifest",
    ...HYPERV,
    setUp: (stage) => {
      stage.lens = notAllowed;
    },
    facts: {
      hostVersion: { build: 26100 },
      imageVersion: { build: 17763 },
      guestVersion: { build: 20348 },
      guestKernel: '10.0.20348.2340',
    },
    expected: ['hyperv', 'consistent'],
  },
];

describe('the isolation of one container', () => {
  test.each(scenes)('$name', async ({ settings, setUp, expected, says, name: _, ...act }) => {
    const stage = new Stage(settings);
    setUp?.(stage);
    const seen = await stage.clock.run(play(stage, act));
    expect([seen.isolation, seen.evidence]).toEqual(expected);
    if (says) expect(seen.proof.join('\n')).toMatch(says);
    for (const sentence of seen.proof) expect(sentence).toMatch(/^\S.*[.!?)]$/);
    expect(seen.calls).toBeLessThanOrEqual(2);
    expect(stage.clock.waiting).toBe(0);
  });
});

describe('what it costs', () => {
  test.each<[string, Act, number, number]>([
    ['process: one list of the engine and one reading', PROCESS, 1, 1],
    ['Hyper-V: two lists, and readings before, twice while it runs, and after', HYPERV, 2, 4],
    ['Hyper-V that turns out to be process', { asked: 'hyperv', truth: 'process' }, 1, 2],
    ['Hyper-V without a virtual machine: none after', { ...HYPERV, withoutVm: true }, 2, 3],
    ['without a mark', { ...PROCESS, unmarked: true }, 2, 1],
  ])('%s', async (_, act, calls, readings) => {
    const stage = new Stage();
    const seen = await stage.clock.run(play(stage, act));
    expect([seen.calls, stage.readings]).toEqual([calls, readings]);
  });

  test('nothing is read for an engine elsewhere', async () => {
    const stage = new Stage({ endpoint: tcp('10.0.0.7') });
    const seen = await stage.clock.run(play(stage, HYPERV));
    expect([seen.calls, stage.readings]).toEqual([0, 0]);
  });

  test('an engine at the name of another machine is found out by one reading', async () => {
    const stage = new Stage({ endpoint: tcp('winbox'), machineName: 'WINBOX' });
    const seen = await stage.clock.run(play(stage, HYPERV));
    await stage.clock.run(play(stage, PROCESS));
    expect([seen.evidence, stage.readings]).toEqual(['configured', 1]);
    expect(seen.proof.join()).toMatch(/reached at tcp:.*winbox:2375, which is another machine/);
  });

  test('an engine whose name is another is found out by one reading, once for all containers', async () => {
    const stage = new Stage({ machineName: 'winbox' });
    await stage.clock.run(play(stage, { asked: 'process', truth: 'hyperv' }));
    await stage.clock.run(play(stage, HYPERV));
    await stage.clock.run(play(stage, PROCESS));
    expect(stage.readings).toBe(1);
  });

  test('a host that could not be read twice in a row is not read again', async () => {
    const stage = new Stage();
    stage.lens = notAllowed;
    for (let i = 0; i < 3; i++) {
      const seen = await stage.clock.run(play(stage, HYPERV));
      expect(seen.proof.join()).toMatch(/has not the right/);
    }
    expect(stage.readings).toBe(2);
  });

  test('a reading that failed once is tried again', async () => {
    const stage = new Stage();
    stage.lens = (all, reading) => (reading % 2 === 0 ? all : notAllowed());
    for (let i = 0; i < 4; i++) await stage.clock.run(play(stage, { ...PROCESS, runsOn: 10 }));
    expect(stage.readings).toBe(4);
  });

  test('a reading that was not waited for is no failure', async () => {
    const stage = new Stage({ limits: { begin: 1_000 } });
    stage.readingTime = 3_600_000;
    for (let i = 0; i < 3; i++) await stage.clock.run(stage.prover.begin('hyperv', `wic-${i}`));
    stage.readingTime = 700;
    expect((await stage.clock.run(play(stage, HYPERV))).evidence).toBe('proved');
  });

  test('nothing is begun in a run that was cancelled', async () => {
    const stage = new Stage();
    stage.cancel.abort();
    const seen = await stage.clock.run(play(stage, HYPERV));
    expect([seen.evidence, seen.calls, stage.readings]).toEqual(['configured', 0, 0]);
  });

  test('a virtual machine that stays is waited for as long as the limit says, and no longer', async () => {
    const stage = new Stage({ limits: { afterRemoval: 5_000 } });
    const seen = await stage.clock.run(play(stage, { ...HYPERV, vmLingers: 60_000 }));
    expect(seen.evidence).toBe('consistent');
    expect(seen.waited).toBe(5_000);
  });

  test.each([
    ['stays', 60_000, 'consistent'],
    ['is gone', 0, 'proved'],
  ])(
    'where the container could not be removed, the host is read once: its machine %s',
    async (_, vmLingers, evidence) => {
      const stage = new Stage();
      const seen = await stage.clock.run(play(stage, { ...HYPERV, vmLingers, removalFails: true }));
      expect(seen).toMatchObject({ evidence, waited: stage.readingTime });
    },
  );

  test.each(['begin', 'whileRunning', 'afterRemoval'] as const)(
    'an engine and a host that never answer hold it no longer than the limit of %s',
    async (step) => {
      const stage = new Stage({ limits: { begin: 1_000, whileRunning: 1_500, afterRemoval: 2_000 } });
      const session = await stage.clock.run(stage.prover.begin('hyperv', 'wic-never'));
      stage.readingTime = 3_600_000;
      const from = stage.clock.now();
      const limits = { begin: 1_000, whileRunning: 1_500, afterRemoval: 0 };
      if (step === 'begin') await stage.clock.run(stage.prover.begin('hyperv', 'wic-never-2'));
      if (step === 'whileRunning') {
        await stage.clock.run(
          session.whileRunning({ top: () => new Promise(() => {}), state: () => new Promise(() => {}) }),
        );
      }
      if (step === 'afterRemoval') await stage.clock.run(session.afterRemoval(true));
      expect(stage.clock.now() - from).toBe(limits[step]);
      expect(session.verdict({ configured: 'hyperv' }).evidence).toBe('configured');
    },
  );

  test.each(['begin', 'whileRunning', 'afterRemoval'] as const)(
    'a cancelled run ends it at once: %s',
    async (step) => {
      const stage = new Stage();
      const cancelled = { at: 0 };
      const cancel = () => {
        cancelled.at = stage.clock.now();
        stage.cancel.abort();
      };
      const soon = () => void stage.clock.sleep(100).then(cancel);
      if (step === 'begin') soon();
      const seen = await stage.clock.run(
        play(stage, {
          ...HYPERV,
          vmLingers: 600_000,
          ...(step === 'whileRunning' && { whenRunning: soon }),
          ...(step === 'afterRemoval' && { whenRemoved: soon }),
        }),
      );
      expect(seen.evidence).not.toBe('proved');
      expect(seen.proof.join()).toMatch(/was cancelled/);
      if (step === 'afterRemoval') expect(seen.waited).toBe(100);
    },
  );

  test('a mark has letters', async () => {
    await expect(new Stage().prover.begin('process', '')).rejects.toThrow(RangeError);
  });

  test('a session that never saw its container says so', async () => {
    const stage = new Stage();
    const session = await stage.prover.begin('process', 'wic-unseen');
    await session.afterRemoval(true);
    expect(session.verdict({ configured: 'process' })).toEqual({
      isolation: 'process',
      evidence: 'configured',
      proof: ['It was not looked for on the host while it ran.'],
    });
  });
});

describe('several containers at a time', () => {
  test('each Hyper-V container with a virtual machine of its own is proved', async () => {
    const stage = new Stage();
    const seen = await stage.clock.run(
      Promise.all([0, 1, 2, 3].map((i) => play(stage, { ...HYPERV, guestPid: 1360, runsOn: i * 400 }))),
    );
    expect(seen.map(({ evidence }) => evidence)).toEqual(['proved', 'proved', 'proved', 'proved']);
  });

  test.each([
    ['first', 1_500, 4_000],
    ['last', 4_000, 1_500],
  ])(
    'of two with one virtual machine, whose owner ends %s, none is proved: whose it is cannot be told',
    async (_, owner, other) => {
      const stage = new Stage();
      const seen = await stage.clock.run(
        Promise.all([
          play(stage, { ...HYPERV, runsOn: owner }),
          play(stage, { ...HYPERV, withoutVm: true, runsOn: other }),
        ]),
      );
      expect(seen.map(({ evidence }) => evidence)).toEqual(['consistent', 'consistent']);
      expect(seen[0].proof.join()).toMatch(/came and went with it, but with another container too/);
      // Once all are gone there is nothing left to wait for.
      expect(seen[0].waited).toBeLessThan(5_000);
    },
  );

  test('a virtual machine that ended while the other was still seen running is not the other’s', async () => {
    const stage = new Stage();
    const seen = await stage.clock.run(
      Promise.all([play(stage, HYPERV), play(stage, { ...HYPERV, withoutVm: true, runsOn: 3_000 })]),
    );
    expect(seen.map(({ evidence }) => evidence)).toEqual(['proved', 'consistent']);
  });

  test('a virtual machine that a container before was proved with is not given to the next', async () => {
    const stage = new Stage();
    const first = await stage.clock.run(play(stage, HYPERV));
    const second = await stage.clock.run(play(stage, { ...HYPERV, withoutVm: true }));
    expect([first.evidence, second.evidence]).toEqual(['proved', 'consistent']);
  });

  test('one that was proved keeps to what went with it, and does not give way to another', async () => {
    const stage = new Stage();
    const seen = await stage.clock.run(
      Promise.all([
        play(stage, { ...HYPERV, runsOn: 1_500, whenRunning: () => void stage.addVm() }),
        play(stage, { ...HYPERV, withoutVm: true, runsOn: 4_000 }),
      ]),
    );
    expect(seen.map(({ evidence }) => evidence)).toEqual(['proved', 'consistent']);
  });

  test('slow ends of virtual machines do not confuse them', async () => {
    const stage = new Stage();
    const seen = await stage.clock.run(
      Promise.all([
        play(stage, { ...HYPERV, vmLingers: 8_000 }),
        play(stage, { ...HYPERV, vmLingers: 100, runsOn: 1_000 }),
        play(stage, { ...HYPERV, vmLingers: 4_000, runsOn: 300 }),
      ]),
    );
    expect(seen.map(({ evidence }) => evidence)).toEqual(['proved', 'proved', 'proved']);
  });

  test('process and Hyper-V containers do not disturb one another, and share readings', async () => {
    const stage = new Stage();
    const acts = [HYPERV, PROCESS, HYPERV, PROCESS];
    const seen = await stage.clock.run(Promise.all(acts.map((act) => play(stage, act))));
    expect(seen.map(({ isolation, evidence }) => `${isolation} ${evidence}`)).toEqual([
      'hyperv proved',
      'process proved',
      'hyperv proved',
      'process proved',
    ]);
    expect(stage.readings).toBeLessThan(8);
  });
});
