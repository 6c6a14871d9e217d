import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, formatCode } from '../../src/windows/error-codes.ts';
import { classifyEngineError, ENGINE_TEXTS, type ErrorFacts } from '../../src/windows/error-texts.ts';

/** A container's id that looks like a code, on purpose. */
const ID = 'c0370101c0351000'.repeat(4);
const CALL = 'failure in a Windows system call';
const JSON_TAIL = '{"SystemType":"Container","Name":"c0370101","HvPartition":false,"Note":"(0xc0370102)"}';
const EVENT = `\n[Event Detail: Cannot start Hyper-V Container '${ID}' since the hypervisor is not running in the host. Provider: 17103e3f-3c6e-4677-bb17-3b267eb5be57 EventID: 12001]`;

function sorted(text: string, facts?: ErrorFacts): string {
  const { class: kind, by } = classifyEngineError(text, facts);
  return `${kind} by ${by}`;
}

describe('every code', () => {
  it.each(ERROR_CODES)('$name is told by its code in any language', ({ code, class: kind, name }) => {
    const text = `container ${ID} encountered an error during hcs::System::CreateProcess: cmd /c x: ${CALL}: Ein Fehler ist aufgetreten. (${formatCode(code)})`;
    expect(classifyEngineError(text)).toMatchObject({
      class: kind,
      by: 'code',
      name,
      operation: 'create-process',
    });
  });

  it.each(ERROR_CODES.filter(({ code }) => code >>> 16 === 0xc037))(
    '$name is told by its HRESULT form as well',
    ({ code, class: kind, name }) => {
      const text = `hcs error (0x8037${code.toString(16).slice(4)})`;
      expect(classifyEngineError(text)).toMatchObject({
        class: kind,
        by: 'code',
        name,
        code: formatCode(code),
      });
    },
  );

  it.each(
    ERROR_CODES.flatMap(({ texts, localizedTexts = [], name, class: kind }) =>
      [...texts, ...localizedTexts].map((text) => ({ text, name, kind })),
    ),
  )('$name is told by its text: $text', ({ text, name, kind }) => {
    expect(classifyEngineError(`${text}.`)).toMatchObject({ class: kind, by: 'text', name });
  });

  it.each(ERROR_CODES.filter(({ code }) => code >= 0x80000000))(
    '$name is told as an exit code',
    ({ code, name }) => {
      for (const text of [
        `The command 'cmd /S /C setup' returned a non-zero code: ${code}`,
        `process "cmd /S /C setup" did not complete successfully: exit code: ${code}`,
        `exit code ${code | 0}`,
        `Exit code was '${code | 0}'`,
        `{"StatusCode":${code}}`,
      ]) {
        expect(classifyEngineError(text), text).toMatchObject({ by: 'code', name });
      }
    },
  );
});

describe('every engine generation', () => {
  const MISMATCH = 'The container operating system does not match the host operating system.';
  const OLD_MISMATCH =
    'The operating system of the container does not match the operating system of the host.';
  const EXITED = 'The virtual machine or container exited unexpectedly. (0xc0370106)';
  const MISSING = 'The system cannot find the file specified. (0x2)';

  it.each([
    ['≥23', `hcs::CreateComputeSystem ${ID}: ${MISMATCH}`, 'image-mismatch by text', 'create-system'],
    ['20.10', `hcsshim::CreateComputeSystem ${ID}: ${MISMATCH}`, 'image-mismatch by text', 'create-system'],
    [
      '19.03',
      `hcsshim::CreateComputeSystem ${ID}: ${MISMATCH}\n(extra info: ${JSON_TAIL})`,
      'image-mismatch by text',
      'create-system',
    ],
    [
      '18.09',
      `CreateComputeSystem ${ID}: ${MISMATCH}(extra info: ${JSON_TAIL})`,
      'image-mismatch by text',
      'create-system',
    ],
    [
      '≤18.06',
      `container ${ID} encountered an error during CreateContainer: ${CALL}: ${OLD_MISMATCH} (0xc0370101) extra info: ${JSON_TAIL}`,
      'image-mismatch by code',
      'create-system',
    ],
    [
      'containerd',
      `failed to create shim task: hcs::CreateComputeSystem ${ID}: ${MISMATCH}: unknown`,
      'image-mismatch by text',
      'create-system',
    ],
    [
      '≥23',
      `container ${ID} encountered an error during hcs::System::Start: ${CALL}: ${EXITED}`,
      'guest-exited by code',
      'start-system',
    ],
    [
      '20.10',
      `container ${ID} encountered an error during hcsshim::System::Start: ${CALL}: ${EXITED}`,
      'guest-exited by code',
      'start-system',
    ],
    [
      '19.03',
      `container ${ID} encountered an error during Start: ${CALL}: ${EXITED}`,
      'guest-exited by code',
      'start-system',
    ],
    [
      '≥25',
      `container ${ID} encountered an error during hcs::System::CreateProcess: nosuch.exe (0xc0370101): ${CALL}: ${MISSING}`,
      'command-missing by code',
      'create-process',
    ],
    [
      '23',
      `container ${ID} encountered an error during hcs::System::CreateProcess: ${CALL}: ${MISSING}`,
      'command-missing by code',
      'create-process',
    ],
    [
      '19.03',
      `container ${ID} encountered an error during hcsshim::System::CreateProcess: ${CALL}: ${MISSING} extra info: ${JSON_TAIL}`,
      'command-missing by code',
      'create-process',
    ],
    [
      '≥23',
      `hcs::CreateComputeSystem ${ID}: No hypervisor is present on this system.${EVENT}`,
      'hyperv-unavailable by text',
      'create-system',
    ],
    [
      '≥23',
      `hcs::CreateComputeSystem ${ID}: The virtual machine could not be started because a required feature is not installed.`,
      'hyperv-unavailable by text',
      'create-system',
    ],
    [
      '≥23',
      `hcs::CreateComputeSystem ${ID}: hcsshim: timeout waiting for notification`,
      'timeout by text',
      'create-system',
    ],
    [
      '20.10',
      `hcsshim::CreateComputeSystem ${ID}: This operation returned because the timeout period expired.`,
      'timeout by text',
      'create-system',
    ],
    [
      '18.06',
      `container ${ID} encountered an error during Start: ${CALL}: This operation returned because the timeout period expired. (0x5b4)`,
      'timeout by code',
      'start-system',
    ],
    [
      '≥23',
      `container ${ID} encountered an error during hcs::System::Start: context deadline exceeded`,
      'timeout by text',
      'start-system',
    ],
    [
      '≥23',
      `container ${ID} encountered an error during hcs::System::Start: ${CALL}: ${EXITED}\n[Event Detail: it stopped Provider: 17103e3f-3c6e-4677-bb17-3b267eb5be57 EventID: 2]`,
      'guest-exited by code',
      'start-system',
    ],
  ])('%s: %s', (_engine, text, expected, operation) => {
    expect(sorted(text)).toBe(expected);
    expect(sorted(`Error response from daemon: ${text}`)).toBe(expected);
    expect(classifyEngineError(text).operation).toBe(operation);
  });
});

describe('other languages', () => {
  it.each([
    [
      `container ${ID} encountered an error during hcs::System::Start: ${CALL}: Der virtuelle Computer oder Container wurde unerwartet beendet. (0xc0370106)`,
      'guest-exited by code',
    ],
    [
      `hcs::CreateComputeSystem ${ID}: Der virtuelle Computer oder Container wurde unerwartet beendet.`,
      'guest-exited by text',
    ],
    [
      `container ${ID} encountered an error during CreateContainer: ${CALL}: Aucun hyperviseur n’est présent sur ce système. (0xc0351000) extra info: ${JSON_TAIL}`,
      'hyperv-unavailable by code',
    ],
    [
      `hcs::CreateComputeSystem ${ID}: Aucun hyperviseur n’est présent sur ce système.`,
      'hyperv-unavailable by text',
    ],
    [
      `hcs::CreateComputeSystem ${ID}: Aucun hyperviseur n'est présent sur ce système.`,
      'hyperv-unavailable by text',
    ],
  ])('%s', (text, expected) => {
    expect(sorted(text)).toBe(expected);
  });
});

describe('the pairing helps where the text does not', () => {
  const unknownText = `hcs::CreateComputeSystem ${ID}: Ett fel uppstod.`;
  const server2022 = { hostVersion: { build: 20348 }, hostProduct: 'server' } as const;

  it('by a build mismatch when the container could not be created', () => {
    const facts = { ...server2022, isolation: 'process', imageVersion: { build: 17763 } } as const;
    const told = classifyEngineError(unknownText, facts);
    expect(told).toMatchObject({ class: 'image-mismatch', by: 'operation', name: 'HCS_E_IMAGE_MISMATCH' });
    expect(told.cause).toContain('Windows Server 2019 (10.0.17763)');
    expect(told.cause).toContain('Windows Server 2022 (10.0.20348)');
  });

  it.each([
    ['nothing is known', {}],
    ['the builds are equal', { ...server2022, isolation: 'process', imageVersion: { build: 20348 } }],
    ['the mode is not known', { ...server2022, imageVersion: { build: 17763 } }],
  ] as const)('not when %s', (_when, facts) => {
    expect(sorted(unknownText, facts)).toBe('unknown by nothing');
  });

  it('not when the container was created and failed later', () => {
    const facts = { ...server2022, isolation: 'process', imageVersion: { build: 17763 } } as const;
    expect(sorted(`error during hcs::System::Start: Ett fel uppstod.`, facts)).toBe('unknown by nothing');
  });

  it('by Hyper-V when a utility VM could not be created', () => {
    expect(sorted(unknownText, { isolation: 'hyperv' })).toBe('hyperv-unavailable by operation');
    expect(
      sorted(`hcs::CreateComputeSystem ${ID}: hcsshim: timeout waiting for notification`, {
        isolation: 'hyperv',
      }),
    ).toBe('timeout by text');
  });

  it.each([
    [`hcs::CreateComputeSystem ${ID}: The request is not supported.`, 'hyperv', 'hyperv-unavailable by text'],
    [`hcs::CreateComputeSystem ${ID}: The request is not supported.`, 'process', 'not-supported by text'],
    [`hcs::CreateComputeSystem ${ID}: The request is not supported.`, undefined, 'not-supported by text'],
    ['The request is not supported. (0x32)', 'hyperv', 'hyperv-unavailable by code'],
  ] as const)('%s in %s: %s', (text, isolation, expected) => {
    expect(sorted(text, isolation ? { isolation } : {})).toBe(expected);
  });

  it('tells a file that Windows misses from a command that the image misses', () => {
    const text = `hcsshim::CreateComputeSystem ${ID}: The system cannot find the file specified.`;
    expect(sorted(text)).toBe('unknown by text');
    const facts = {
      isolation: 'process',
      hostVersion: { build: 18363 },
      imageVersion: { build: 17763 },
    } as const;
    expect(classifyEngineError(text, facts).cause).toContain('Reports differ');
  });

  it('names the revisions where a newer image ended at start', () => {
    const told = classifyEngineError('exited (0xc0370106)', {
      isolation: 'process',
      hostVersion: { build: 26100, revision: 2894 },
      hostProduct: 'server',
      imageVersion: { build: 26100, revision: 3194 },
      family: 'servercore',
    });
    expect(told.class).toBe('guest-exited');
    expect(told.cause).toContain('10.0.26100.2894');
    expect(told.cause).toContain('10.0.26100.3194');
  });
});

describe('what is no code', () => {
  it.each([
    `container ${ID} is not running`,
    `Error: No such container: ${ID}`,
    'digest sha256:80370101c037010680370112c037010180370101c037010680370112c0370101',
    'loaded at 0x00007ff6ae21aa83',
    'exit code 2',
    'exit code: 3',
    'exited with code 128',
    'exit code 99999999999999',
  ])('%s', (text) => {
    expect(classifyEngineError(text).code).toBeUndefined();
    expect(classifyEngineError(text).by).not.toBe('code');
  });

  it('a code in the extra info of old engines', () => {
    expect(
      classifyEngineError(`CreateComputeSystem ${ID}: Fel.(extra info: ${JSON_TAIL})`).code,
    ).toBeUndefined();
  });

  it('an unknown code is told all the same', () => {
    expect(classifyEngineError(`${CALL}: Something. (0xdeadbeef)`)).toMatchObject({
      class: 'unknown',
      by: 'nothing',
      code: '0xdeadbeef',
    });
  });
});

/** One text or more that each row of the engine's texts was made for, as engines write it. */
const ENGINE_EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'removal-failed': [
    `cannot remove container "${ID}": driver "windowsfilter" failed to remove root filesystem: hcsshim::DestroyLayer failed in Win32: Access is denied. (0x5)`,
    `driver "windowsfilter" failed to remove root filesystem: failed to detach VHD: The device is not ready.`,
  ],
  'engine-permission': [
    'permission denied while trying to connect to the docker API at npipe:////./pipe/docker_engine',
    'error during connect: in the default daemon configuration on Windows, the docker client must be run with elevated privileges to connect',
    'connect EPERM //./pipe/docker_engine',
  ],
  'containers-feature-missing': [
    'failed to load vmcompute.dll, ensure that the Containers feature is installed',
    'a required service is not installed, ensure the Containers feature is installed: failed to open service hns',
  ],
  'host-too-old': [
    'this version of Windows does not support the docker daemon (Windows build 17763 or higher is required)',
  ],
  'engine-unreachable': [
    'failed to connect to the docker API at npipe:////./pipe/docker_engine; check if the path is correct and if the daemon is running: open //./pipe/docker_engine: The system cannot find the file specified.',
    'error during connect: this error may indicate that the docker daemon is not running: Get "http://%2F%2F.%2Fpipe%2Fdocker_engine/_ping": open //./pipe/docker_engine: The system cannot find the file specified.',
    'Cannot connect to the Docker daemon at tcp://127.0.0.1:2375. Is the docker daemon running?',
    'connect ENOENT //./pipe/docker_engine',
    'connect ECONNREFUSED 127.0.0.1:2375',
  ],
  'api-version': [
    'client version 1.30 is too old. Minimum supported API version is 1.44, please upgrade your client to a newer version',
  ],
  'client-host-needs-hyperv': [
    'Windows client operating systems earlier than version 1809 can only run Hyper-V containers',
    'Windows client operating systems only support Hyper-V containers',
  ],
  'isolation-on-linux': [
    "invalid isolation (hyperv): linux only supports 'default'",
    `Invalid isolation: "hyperv" - linux only supports 'default'`,
    "invalid isolation 'hyperv' on linux",
  ],
  'isolation-invalid': [
    "invalid isolation (foo): Windows supports 'default', 'process', or 'hyperv'",
    `Invalid isolation: "foo". Windows supports 'default', 'process', or 'hyperv'`,
  ],
  'option-refused-in-hyperv': [
    'invalid network-mode: using the network stack of another container is not supported while using Hyper-V Containers',
    'device assignment is not supported for HyperV containers',
    'filesystem operations against a running Hyper-V container are not supported',
  ],
  'option-refused': [
    'invalid option: privileged mode is not supported for Windows containers',
    'Windows does not support privileged mode',
    'invalid option: Windows does not support CgroupParent',
  ],
  'linux-engine-no-manifest': ['no matching manifest for linux/amd64 in the manifest list entries'],
  'no-matching-manifest': [
    'no matching manifest for windows/amd64 10.0.17763 in the manifest list entries',
    'no matching manifest for windows(10.0.17763)/amd64 in the manifest list entries',
    'no matching manifest for windows(10.0.20348)/amd64 in the manifest list entries: no match for platform in manifest: not found',
    'no matching manifest for unknown in the manifest list entries',
    'image with reference x was found but its platform (windows/amd64) does not match the specified platform (linux/amd64)',
  ],
  'image-newer-than-host': [
    'a Windows version 10.0.26100-based image is incompatible with a 10.0.20348 host',
  ],
  'linux-image': [
    'image operating system "linux" cannot be used on this platform: operating system is not supported',
    'cannot download image with operating system "linux" when requesting "windows"',
    'operating system is not supported',
  ],
  'utility-vm-missing': [
    'utility VM image could not be found',
    'failed to create shim task: utility VM folder could not be found in layers: unknown',
  ],
  'hypervisor-not-running': [`hcs::CreateComputeSystem ${ID}: Inget.${EVENT}`],
  'processor-information': [
    'failed to create shim: error in preparing config doc: failed to get host processor information: failed to retrieve processor and processor topology information: hcs::GetServiceProperties: Catastrophic failure: unknown',
  ],
  timeout: ['hcsshim: timeout waiting for notification', 'hcs::System::Start: context deadline exceeded'],
  'compute-service-lost': ['lost communication with compute service'],
  'unexpected-exit': ['unexpected container exit'],
  'rate-limited': [
    'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
  ],
  'registry-denied': [
    "pull access denied for nosuch/thing, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    'Get "https://registry.example/v2/": unauthorized: authentication required',
  ],
  'image-not-found': [
    'manifest for mcr.microsoft.com/windows/nanoserver:nope not found: manifest unknown: manifest unknown',
    'repository x not found: name unknown: repository name not known to registry',
    'No such image: x:latest',
  ],
  network: ['Get "https://mcr.microsoft.com/v2/": dial tcp: lookup mcr.microsoft.com: no such host'],
  'network-missing': ['could not find a network matching network mode host: network host not found'],
  'command-missing': ['exec: "nosuch": executable file not found in %PATH%', 'no command specified'],
};

describe('texts of the engine', () => {
  it('have an example for every row', () => {
    expect(Object.keys(ENGINE_EXAMPLES)).toEqual(ENGINE_TEXTS.map(({ id }) => id));
  });

  it.each(ENGINE_TEXTS)('$id', (row) => {
    for (const text of ENGINE_EXAMPLES[row.id] ?? []) {
      const told = classifyEngineError(text);
      expect(told, text).toMatchObject({
        class: row.class,
        by: 'text',
        cause: row.cause,
        remedy: row.remedy,
      });
    }
  });

  it('of a failed removal do not hide the failed start before it', () => {
    const text = `container ${ID} encountered an error during hcs::System::Start: ${CALL}: x (0xc0370106); driver "windowsfilter" failed to remove root filesystem: failed to detach VHD`;
    expect(sorted(text)).toBe('guest-exited by code');
  });
});

describe('any text', () => {
  it('is sorted, with a cause and a remedy', () => {
    const words = fc.constantFrom(
      'hcs::',
      'CreateComputeSystem',
      '(0x',
      'c0370106',
      ')',
      'exit code: ',
      '3221225794',
      '\n',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((list) => list.join('')),
        ),
        (text) => {
          const told = classifyEngineError(text);
          expect(told.cause).not.toBe('');
          expect(told.remedy).not.toBe('');
          expect(told.by === 'nothing').toBe(told.class === 'unknown' && told.sources.length === 0);
        },
      ),
    );
  });
});
