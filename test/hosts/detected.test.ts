import { describe, expect, test } from 'vitest';
import type { AskEngine, CommandResult, RunCommand } from '../../src/hosts/ask.ts';
import { detectHost, type Machine } from '../../src/hosts/detected.ts';

interface FakeRegistry {
  readonly build: number;
  readonly revision?: number;
  readonly type: string;
  readonly extra?: readonly string[];
}

const SERVER_2022: FakeRegistry = { build: 20348, revision: 707, type: 'ServerNT' };
const WINDOWS_11: FakeRegistry = { build: 26200, revision: 7462, type: 'WinNT' };

const ENGINE_2022 = {
  OSType: 'windows',
  OperatingSystem: 'Microsoft Windows Server Version 21H2 (OS Build 20348.707)',
  OSVersion: '10.0.20348',
  Architecture: 'x86_64',
  Name: 'BUILD-7',
  ServerVersion: '29.7.2',
  Isolation: 'process',
  Driver: 'windowsfilter',
  DriverStatus: [['Windows', '']],
};

type Answer = (signal: AbortSignal) => Promise<CommandResult>;

const NO_ENGINE: AskEngine = () => Promise.reject(new Error('There is no Docker engine at the pipe.'));
const HANGS = () => new Promise<never>(() => {});

function printing(stdout: string, exitCode = 0, stderr = ''): Answer {
  return () => Promise.resolve({ exitCode, stdout, stderr });
}

function engineOf(engine: AskEngine | object): AskEngine {
  return typeof engine === 'function' ? (engine as AskEngine) : async () => engine;
}

/** A command runner with this registry behind `reg`; anything else asked is a fault. */
function runnerOf(registry: FakeRegistry | 'refused' | 'hangs'): RunCommand {
  return (_, args, signal) => {
    const [verb, key, view] = args;
    expect([verb, view]).toEqual(['query', '/reg:64']);
    if (registry === 'hangs') {
      return HANGS();
    }
    if (registry === 'refused') {
      return printing('', 1, 'ERROR: Access is denied.')(signal);
    }
    const lines = key?.endsWith('ProductOptions')
      ? [`    ProductType    REG_SZ    ${registry.type}`]
      : [
          `    CurrentBuildNumber    REG_SZ    ${registry.build}`,
          ...(registry.revision === undefined
            ? []
            : [`    UBR    REG_DWORD    0x${registry.revision.toString(16)}`]),
          ...(registry.extra ?? []),
        ];
    return printing(['', key, ...lines, ''].join('\r\n'))(signal);
  };
}

function onWindows(
  registry: FakeRegistry | 'refused' | 'hangs',
  engine: AskEngine | object,
  more: Partial<Machine> = {},
): Machine {
  return {
    platform: 'win32',
    release: `10.0.${typeof registry === 'string' ? 20348 : registry.build}`,
    hostname: 'build-7',
    run: runnerOf(registry),
    engineInfo: engineOf(engine),
    limits: { registry: 20, engine: 20 },
    ...more,
  };
}

function codes(host: { problems: readonly { code: string }[] }): string[] {
  return host.problems.map((problem) => problem.code);
}

describe('the detected host', () => {
  test('is what registry and engine agree on', async () => {
    const registry = {
      ...SERVER_2022,
      extra: [
        '    EditionID    REG_SZ    ServerStandard',
        '    DisplayVersion    REG_SZ    21H2',
        '    BuildLabEx    REG_SZ    20348.1.amd64fre.fe_release.210507-1500',
      ],
    };
    expect(await detectHost(onWindows(registry, ENGINE_2022))).toEqual({
      id: 'runner',
      name: 'runner: Windows Server 2022 (10.0.20348.707)',
      origin: 'detected',
      version: { build: 20348, revision: 707 },
      product: 'server',
      containerOs: 'windows',
      engineVersion: '29.7.2',
      imageStore: 'graphdriver',
      architecture: 'amd64',
      edition: 'ServerStandard',
      displayVersion: '21H2',
      defaultIsolation: 'process',
      problems: [],
    });
  });

  test('asks the reg.exe it was given', async () => {
    const asked: string[] = [];
    const answer = runnerOf(SERVER_2022);
    await detectHost({
      ...onWindows(SERVER_2022, NO_ENGINE),
      registryTool: 'C:\\Windows\\System32\\reg.exe',
      run: (command, args, signal) => {
        asked.push(command);
        return answer(command, args, signal);
      },
    });
    expect(asked.sort()).toEqual(['C:\\Windows\\System32\\reg.exe', 'C:\\Windows\\System32\\reg.exe']);
  });

  test.each<[string, AskEngine]>([
    ['nothing listens there', NO_ENGINE],
    ['it hangs', HANGS],
    ['it answers nonsense', async () => '<html>'],
  ])('without an engine is the registry’s alone: %s', async (_, engine) => {
    const host = await detectHost(onWindows(SERVER_2022, engine));
    expect(host).toMatchObject({
      version: { build: 20348, revision: 707 },
      product: 'server',
      defaultIsolation: 'process',
      problems: [],
    });
    for (const unknown of ['containerOs', 'engineVersion', 'imageStore', 'hyperv']) {
      expect(host).not.toHaveProperty(unknown);
    }
  });

  test('an engine that hangs is told that nobody waits any more', async () => {
    let given: AbortSignal | undefined;
    await detectHost(
      onWindows(SERVER_2022, (signal: AbortSignal) => {
        given = signal;
        return new Promise(() => {});
      }),
    );
    expect(given?.aborted).toBe(true);
  });

  test('has the default isolation its engine was configured to, else that of its product', async () => {
    const client = {
      ...ENGINE_2022,
      OperatingSystem: 'Microsoft Windows Version 25H2 (OS Build 26200.7462)',
    };
    const isolationOf = async (engine: AskEngine | object) =>
      (await detectHost(onWindows(WINDOWS_11, engine))).defaultIsolation;
    expect(await isolationOf(NO_ENGINE)).toBe('hyperv');
    expect(await isolationOf({ ...client, Isolation: 'hyperv' })).toBe('hyperv');
    expect(await isolationOf({ ...client, Isolation: 'process' })).toBe('process');
  });

  test('with Linux containers is this Windows, and says that no Windows image runs', async () => {
    const desktop = {
      OSType: 'linux',
      OperatingSystem: 'Docker Desktop',
      Name: 'docker-desktop',
      ServerVersion: '28.5.1',
    };
    const host = await detectHost(onWindows(WINDOWS_11, desktop));
    expect(host).toMatchObject({
      version: { build: 26200, revision: 7462 },
      product: 'client',
      containerOs: 'linux',
    });
    expect(codes(host)).toEqual(['linux-container-mode']);
  });
});

describe('a registry that cannot be read', () => {
  test.each<['refused' | 'hangs']>([['refused'], ['hangs']])(
    '%s: the engine tells version and product',
    async (registry) => {
      expect(await detectHost(onWindows(registry, ENGINE_2022))).toMatchObject({
        version: { build: 20348, revision: 707 },
        product: 'server',
        problems: [],
      });
    },
  );

  test('and no engine: Node tells the build and the product', async () => {
    const host = await detectHost(
      onWindows('refused', NO_ENGINE, { release: '10.0.26100', systemName: 'Windows 11 Pro' }),
    );
    expect(host).toMatchObject({
      version: { build: 26100 },
      product: 'client',
      defaultIsolation: 'hyperv',
      problems: [],
    });
  });

  test('and no engine and no name: the product is assumed, and that is said', async () => {
    const host = await detectHost(onWindows('refused', NO_ENGINE, { release: '10.0.26100' }));
    expect(host.product).toBe('server');
    expect(codes(host)).toEqual(['host-product-assumed']);
  });

  test('a revision that only the engine knows is taken, when the build is the same', async () => {
    const { version } = await detectHost(onWindows({ build: 20348, type: 'ServerNT' }, ENGINE_2022));
    expect(version).toEqual({ build: 20348, revision: 707 });
  });
});

describe('registry and engine that disagree', () => {
  test('on the revision: this machine’s stands, both are told', async () => {
    const host = await detectHost(onWindows({ ...SERVER_2022, revision: 5499 }, ENGINE_2022));
    expect(host.version).toEqual({ build: 20348, revision: 5499 });
    expect(codes(host)).toEqual(['host-facts-disagree']);
    expect(host.problems[0]?.message).toContain('10.0.20348.5499');
    expect(host.problems[0]?.message).toContain('10.0.20348.707');
  });

  test('on the build: containers run where the engine is, so its facts stand, edition and all', async () => {
    const registry = { ...WINDOWS_11, extra: ['    EditionID    REG_SZ    Professional'] };
    const host = await detectHost(onWindows(registry, ENGINE_2022));
    expect(host).toMatchObject({
      version: { build: 20348, revision: 707 },
      product: 'server',
      architecture: 'amd64',
      displayVersion: '21H2',
      defaultIsolation: 'process',
    });
    expect(host).not.toHaveProperty('edition');
    expect(codes(host)).toEqual(['host-facts-disagree']);
    expect(host.problems[0]?.message).toContain('10.0.26200.7462');
    expect(host.problems[0]?.message).toContain('10.0.20348.707');
  });

  test('on the name of the machine: the engine is elsewhere, so its revision stands', async () => {
    const host = await detectHost(
      onWindows({ ...SERVER_2022, revision: 5499 }, ENGINE_2022, { hostname: 'laptop' }),
    );
    expect(host.version).toEqual({ build: 20348, revision: 707 });
    expect(codes(host)).toEqual(['host-facts-disagree']);
  });

  test('on the name only, elsewhere but the very same Windows: nothing to tell', async () => {
    const host = await detectHost(onWindows(SERVER_2022, ENGINE_2022, { hostname: 'laptop' }));
    expect(codes(host)).toEqual([]);
  });

  test('an engine elsewhere that does not tell its revision leaves it unknown', async () => {
    const engine = { ...ENGINE_2022, OperatingSystem: 'Microsoft Windows Server (OS Build 20348)' };
    const host = await detectHost(onWindows(SERVER_2022, engine, { hostname: 'laptop' }));
    expect(host.version).toEqual({ build: 20348 });
  });

  test.each([
    ['build-7.corp.example', 'BUILD-7'],
    ['a-very-long-machine-name', 'A-VERY-LONG-MAC'],
  ])('%s and %s are the same machine', async (hostname, Name) => {
    const host = await detectHost(
      onWindows({ ...SERVER_2022, revision: 5499 }, { ...ENGINE_2022, Name }, { hostname }),
    );
    expect(host.version?.revision).toBe(5499);
  });

  test('on the product: the registry’s type stands, both are told', async () => {
    const engine = {
      ...ENGINE_2022,
      OperatingSystem: 'Windows 10 Enterprise Version 2009 (OS Build 19045.3086)',
    };
    const host = await detectHost(onWindows({ build: 19045, revision: 3086, type: 'ServerNT' }, engine));
    expect(host.product).toBe('server');
    expect(host.problems[0]?.message).toContain('a server here and a client at the engine');
  });
});

describe('a machine that is not Windows', () => {
  function linux(engine: AskEngine | object, asked: string[] = []): Machine {
    return {
      platform: 'linux',
      release: '6.1.0-40-amd64',
      hostname: 'laptop',
      run: (command) => {
        asked.push(command);
        return Promise.reject(new Error('nothing runs here'));
      },
      engineInfo: engineOf(engine),
      limits: { registry: 20, engine: 20 },
    };
  }

  test('has no registry to ask', async () => {
    const asked: string[] = [];
    await detectHost(linux(ENGINE_2022, asked));
    expect(asked).toEqual([]);
  });

  test('with a Windows engine elsewhere has that host', async () => {
    expect(await detectHost(linux(ENGINE_2022))).toMatchObject({
      id: 'runner',
      version: { build: 20348, revision: 707 },
      product: 'server',
      containerOs: 'windows',
      problems: [],
    });
  });

  test.each<[string, AskEngine | object, string]>([
    ['no engine', NO_ENGINE, 'no Docker engine'],
    ['a Linux engine', { OSType: 'linux', ServerVersion: '29.7.2' }, 'Linux containers'],
    ['a Windows engine that tells no build', { OSType: 'windows' }, 'does not tell its build'],
    ['an engine that hangs', HANGS, 'no answer within'],
  ])('with %s has no Windows host, and says what to do', async (_, engine, why) => {
    const detection = detectHost(linux(engine));
    await expect(detection).rejects.toMatchObject({ code: 'host-undetected', exitCode: 3 });
    await expect(detection).rejects.toThrow(why);
    await expect(detection).rejects.toMatchObject({ remedy: expect.stringContaining('Declare') });
  });

  test('neither has a Windows that tells nothing at all', async () => {
    const detection = detectHost(onWindows('refused', NO_ENGINE, { release: 'unknown' }));
    await expect(detection).rejects.toMatchObject({ code: 'host-undetected' });
  });
});
