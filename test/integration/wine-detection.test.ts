import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Host } from '../../src/hosts/model.ts';
import { startWindowsEngine } from '../windows-engine/engine.ts';
import {
  createPrefix,
  everythingRequired,
  type RegistryValues,
  removePrefix,
  runNode,
  setRegistry,
  type WinePrefix,
  wineMissing,
} from '../wine/prefix.ts';

const CURRENT_VERSION = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const PRODUCT_OPTIONS = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions';

interface WindowsUnderTest {
  readonly build: number;
  readonly revision: number;
  readonly displayVersion: string | null;
  readonly releaseId: string;
  readonly productName: string;
  readonly edition: string;
  readonly installationType: string;
  readonly productType: string;
  readonly buildLab: string;
}

const WINDOWS: Record<string, WindowsUnderTest> = {
  'Windows Server 2019': {
    build: 17763,
    revision: 7009,
    displayVersion: null,
    releaseId: '1809',
    productName: 'Windows Server 2019 Datacenter',
    edition: 'ServerDatacenter',
    installationType: 'Server',
    productType: 'ServerNT',
    buildLab: '17763.1.amd64fre.rs5_release.180914-1434',
  },
  'Windows Server 2022': {
    build: 20348,
    revision: 5499,
    displayVersion: '21H2',
    releaseId: '2009',
    productName: 'Windows Server 2022 Datacenter',
    edition: 'ServerDatacenter',
    installationType: 'Server Core',
    productType: 'LanmanNT',
    buildLab: '20348.1.amd64fre.fe_release.210507-1500',
  },
  'Windows Server 2025': {
    build: 26100,
    revision: 33296,
    displayVersion: '24H2',
    releaseId: '2009',
    productName: 'Windows Server 2025 Datacenter',
    edition: 'ServerDatacenter',
    installationType: 'Server',
    productType: 'ServerNT',
    buildLab: '26100.1.amd64fre.ge_release.240331-1435',
  },
  'Windows 11 25H2': {
    build: 26200,
    revision: 9168,
    displayVersion: '25H2',
    releaseId: '2009',
    productName: 'Windows 10 Enterprise',
    edition: 'Enterprise',
    installationType: 'Client',
    productType: 'WinNT',
    buildLab: '26100.1.arm64fre.ge_release.240331-1435',
  },
};

const EXPECTED: Record<string, Partial<Host>> = {
  'Windows Server 2019': {
    version: { build: 17763, revision: 7009 },
    product: 'server',
    edition: 'ServerDatacenter',
    displayVersion: '1809',
    architecture: 'amd64',
    defaultIsolation: 'process',
  },
  'Windows Server 2022': {
    version: { build: 20348, revision: 5499 },
    product: 'server',
    edition: 'ServerDatacenter',
    displayVersion: '21H2',
    architecture: 'amd64',
    defaultIsolation: 'process',
  },
  'Windows Server 2025': {
    version: { build: 26100, revision: 33296 },
    product: 'server',
    edition: 'ServerDatacenter',
    displayVersion: '24H2',
    architecture: 'amd64',
    defaultIsolation: 'process',
  },
  'Windows 11 25H2': {
    version: { build: 26200, revision: 9168 },
    product: 'client',
    edition: 'Enterprise',
    displayVersion: '25H2',
    architecture: 'arm64',
    defaultIsolation: 'hyperv',
  },
};

function registryOf(windows: WindowsUnderTest): RegistryValues {
  return {
    [CURRENT_VERSION]: {
      CurrentBuild: String(windows.build),
      CurrentBuildNumber: String(windows.build),
      UBR: windows.revision,
      DisplayVersion: windows.displayVersion,
      ReleaseId: windows.releaseId,
      ProductName: windows.productName,
      EditionID: windows.edition,
      InstallationType: windows.installationType,
      BuildLabEx: windows.buildLab,
    },
    [PRODUCT_OPTIONS]: { ProductType: windows.productType },
  };
}

const missing = wineMissing();
if (missing && !everythingRequired()) {
  process.stderr.write(`Detection under Wine is skipped: ${missing}.\n`);
}

describe.skipIf(missing !== undefined && !everythingRequired())('detection by Windows node.exe', () => {
  let prefix: WinePrefix;
  let work: string;
  let driver: string;

  beforeAll(async () => {
    expect(missing).toBeUndefined();
    work = await mkdtemp(join(tmpdir(), 'wine-detection-'));
    driver = join(work, 'detect.mjs');
    const { plugins } = (await import(
      pathToFileURL(join(import.meta.dirname, '../../scripts/build.mjs')).href
    )) as { plugins: Plugin[] };
    const [created] = await Promise.all([
      createPrefix(),
      build({
        entryPoints: [join(import.meta.dirname, '../wine/detect-driver.ts')],
        outfile: driver,
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node20',
        plugins,
        // The bundle's CommonJS parts ask for Node's own modules by require.
        banner: {
          js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
        },
      }),
    ]);
    prefix = created;
  });

  afterAll(async () => {
    if (prefix) {
      await removePrefix(prefix);
    }
    if (work) {
      await rm(work, { recursive: true, force: true });
    }
  });

  async function detect(env: Record<string, string> = {}): Promise<Host> {
    const { stdout, stderr, exitCode } = await runNode(prefix, driver, [], env, work);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.any(String) });
    return JSON.parse(stdout);
  }

  test.each(Object.keys(WINDOWS))('%s, no engine: the host is what the registry says', async (name) => {
    await setRegistry(prefix, registryOf(WINDOWS[name] as WindowsUnderTest));
    const host = await detect();
    expect(host).toMatchObject({ ...EXPECTED[name], id: 'runner', origin: 'detected', problems: [] });
    expect(host.name).toContain(name);
    expect(host).not.toHaveProperty('containerOs');
    expect(host).not.toHaveProperty('hyperv');
  });

  test('an engine is asked where DOCKER_HOST names one, and its facts are the host’s', async () => {
    await setRegistry(prefix, registryOf(WINDOWS['Windows Server 2022'] as WindowsUnderTest));
    const engine = await startWindowsEngine({
      engine: '29.5',
      host: 'windows-server-2022',
      defaultIsolation: 'hyperv',
      name: hostname(),
      listen: { port: 0 },
    });
    try {
      expect(await detect({ DOCKER_HOST: engine.dockerHost })).toMatchObject({
        ...EXPECTED['Windows Server 2022'],
        containerOs: 'windows',
        engineVersion: expect.stringMatching(/^29\.5\./),
        imageStore: 'graphdriver',
        defaultIsolation: 'hyperv',
        problems: [],
      });
    } finally {
      await engine.close();
    }
  });
});
