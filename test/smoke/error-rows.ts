import type { ObservationReason, Outcome } from '../../src/smoke/model.ts';
import type { ErrorClass } from '../../src/windows/error-model.ts';

/** What a smoke run makes of an error: what it is an observation of, and what kind of trouble. */
export type Made = readonly [ErrorClass, Outcome, ObservationReason];

/** A code of Windows that meets the start of a container. */
export interface CodeRow {
  readonly code: number;
  /** In English as engines quote it, and as it was worded earlier. */
  readonly texts: readonly string[];
  /** German and French, where anybody knows them. */
  readonly localized?: readonly string[];
  readonly made: Made;
  /** With Hyper-V isolation, where it is another thing there. */
  readonly hyperv?: Made;
}

const MISMATCH: Made = ['image-mismatch', 'refused', 'refused-by-windows'];
const NO_HYPERV: Made = ['hyperv-unavailable', 'refused', 'hyperv-unavailable'];
const EXITED: Made = ['guest-exited', 'failed', 'refused-by-windows'];
const UNREACHABLE: Made = ['guest-unreachable', 'timed-out', 'timed-out'];
const TIMEOUT: Made = ['timeout', 'timed-out', 'timed-out'];
const GONE: Made = ['not-running', 'failed', 'exited-early'];
const BAD_REQUEST: Made = ['invalid-request', 'failed', 'refused-by-windows'];
const NO_MEMORY: Made = ['out-of-memory', 'not-run', 'no-memory'];
const DENIED: Made = ['access-denied', 'failed', 'refused-by-windows'];
const NO_ENGINE: Made = ['engine-unavailable', 'not-run', 'infrastructure'];
const CRASHED: Made = ['program-failed', 'failed', 'failed-inside'];
const STOPPED: Made = ['program-stopped', 'failed', 'failed-inside'];
const UNKNOWN: Made = ['unknown', 'failed', 'refused-by-windows'];

/** Codes of the Host Compute Service as Docker prints them, with the texts of Microsoft's HCSHResult.md; Win32 errors; statuses. */
export const CODE_ROWS: readonly CodeRow[] = [
  {
    code: 0xc0370100,
    texts: ['The virtual machine or container exited unexpectedly while starting.'],
    made: EXITED,
  },
  {
    code: 0xc0370101,
    texts: [
      'The container operating system does not match the host operating system.',
      'The operating system of the container does not match the operating system of the host.',
    ],
    made: MISMATCH,
  },
  {
    code: 0xc0370102,
    texts: ['The virtual machine could not be started because a required feature is not installed.'],
    made: NO_HYPERV,
  },
  { code: 0xc0370103, texts: [], made: TIMEOUT },
  {
    code: 0xc0370105,
    texts: ['The requested virtual machine or container operation is not valid in the current state.'],
    made: GONE,
  },
  {
    code: 0xc0370106,
    texts: ['The virtual machine or container exited unexpectedly.'],
    localized: ['Der virtuelle Computer oder Container wurde unerwartet beendet.'],
    made: EXITED,
  },
  { code: 0xc0370107, texts: ['The virtual machine or container was forcefully exited.'], made: STOPPED },
  {
    code: 0xc0370108,
    texts: ['A connection could not be established with the container or virtual machine.'],
    made: UNREACHABLE,
  },
  {
    code: 0xc0370109,
    texts: [
      'The operation timed out because a response was not received from the virtual machine or container.',
    ],
    made: TIMEOUT,
  },
  {
    code: 0xc037010a,
    texts: ['The connection with the virtual machine or container was closed.'],
    made: UNREACHABLE,
  },
  {
    code: 0xc037010b,
    texts: ['An unknown internal message was received by the virtual machine or container.'],
    made: UNREACHABLE,
  },
  {
    code: 0xc037010c,
    texts: [
      'The virtual machine or container does not support an available version of the communication protocol with the host.',
    ],
    made: MISMATCH,
  },
  {
    code: 0xc037010d,
    texts: ['The virtual machine or container JSON document is invalid.'],
    made: BAD_REQUEST,
  },
  {
    code: 0xc037010e,
    texts: ['A virtual machine or container with the specified identifier does not exist.'],
    made: GONE,
  },
  {
    code: 0xc037010f,
    texts: ['A virtual machine or container with the specified identifier already exists.'],
    made: BAD_REQUEST,
  },
  {
    code: 0xc0370110,
    texts: ['The virtual machine or container with the specified identifier is not running.'],
    made: GONE,
  },
  {
    code: 0xc0370111,
    texts: [
      'A communication protocol error has occurred between the virtual machine or container and the host.',
    ],
    made: UNREACHABLE,
  },
  {
    code: 0xc0370112,
    texts: ['The container image contains a layer with an unrecognized format.'],
    made: ['image-broken', 'refused', 'refused-by-windows'],
  },
  {
    code: 0xc0370113,
    texts: ['To use this container image, you must join the Windows Insider Program.'],
    made: ['insider-required', 'refused', 'refused-by-windows'],
  },
  {
    code: 0xc0370114,
    texts: ['The operation could not be started because a required feature is not installed.'],
    made: NO_HYPERV,
  },
  { code: 0xc0370115, texts: ['The operation has not started.'], made: BAD_REQUEST },
  { code: 0xc0370116, texts: ['The operation is already running.'], made: BAD_REQUEST },
  { code: 0xc0370117, texts: ['The operation is still running.'], made: TIMEOUT },
  { code: 0xc0370118, texts: ['The operation did not complete in time.'], made: TIMEOUT },
  {
    code: 0xc0370119,
    texts: ['An event callback has already been registered on this handle.'],
    made: BAD_REQUEST,
  },
  {
    code: 0xc037011a,
    texts: ['Not enough memory available to return the result of the operation.'],
    made: NO_MEMORY,
  },
  {
    code: 0xc037011b,
    texts: [
      'Insufficient privileges. Only administrators or users that are members of the Hyper-V Administrators user group are permitted to access virtual machines or containers. To add yourself to the Hyper-V Administrators user group, please see https://aka.ms/hcsadmin for more information.',
    ],
    made: DENIED,
  },
  {
    code: 0xc037011c,
    texts: ['The virtual machine or container reported a critical error and was stopped or restarted.'],
    made: EXITED,
  },
  { code: 0xc037011d, texts: ['The process information is not available.'], made: GONE },
  {
    code: 0xc037011e,
    texts: ['The host compute system service has disconnected unexpectedly.'],
    made: NO_ENGINE,
  },
  { code: 0xc037011f, texts: ['The process has already exited.'], made: GONE },
  {
    code: 0xc0351000,
    texts: ['No hypervisor is present on this system.'],
    localized: ['Aucun hyperviseur n’est présent sur ce système.'],
    made: NO_HYPERV,
  },
  {
    // Before any command is run, Windows misses a file of its own.
    code: 0x2,
    texts: ['The system cannot find the file specified.'],
    localized: ['Das System kann die angegebene Datei nicht finden.', 'Le fichier spécifié est introuvable.'],
    made: UNKNOWN,
  },
  {
    code: 0x5,
    texts: ['Access is denied.'],
    localized: ['Zugriff verweigert', 'Accès refusé.'],
    made: DENIED,
  },
  {
    code: 0xe,
    texts: ['Not enough memory resources are available to complete this operation.'],
    made: NO_MEMORY,
  },
  {
    code: 0x20,
    texts: ['The process cannot access the file because it is being used by another process.'],
    made: ['removal-failed', 'not-run', 'infrastructure'],
  },
  {
    code: 0x32,
    texts: ['The request is not supported.'],
    made: ['not-supported', 'refused', 'refused-by-windows'],
    hyperv: NO_HYPERV,
  },
  {
    code: 0x57,
    texts: ['The parameter is incorrect.'],
    localized: ['Falscher Parameter.'],
    made: BAD_REQUEST,
  },
  {
    code: 0x70,
    texts: ['There is not enough space on the disk.'],
    made: ['out-of-disk', 'not-run', 'no-disk-space'],
  },
  { code: 0x42b, texts: ['The process terminated unexpectedly.'], made: CRASHED },
  { code: 0x490, texts: ['Element not found.'], made: UNKNOWN },
  {
    code: 0x5aa,
    texts: ['Insufficient system resources exist to complete the requested service.'],
    made: NO_MEMORY,
  },
  { code: 0x5af, texts: ['The paging file is too small for this operation to complete.'], made: NO_MEMORY },
  { code: 0x5b4, texts: ['This operation returned because the timeout period expired.'], made: TIMEOUT },
  { code: 0x6be, texts: ['The remote procedure call failed.'], made: EXITED },
  { code: 0xc0000005, texts: [], made: CRASHED },
  { code: 0xc0000135, texts: [], made: CRASHED },
  { code: 0xc0000139, texts: [], made: CRASHED },
  { code: 0xc000013a, texts: [], made: STOPPED },
  { code: 0xc0000142, texts: [], made: CRASHED },
  { code: 0xc0000409, texts: [], made: CRASHED },
  { code: 0xffffffff, texts: [], made: UNKNOWN },
];

/** An error of the engine without a code, and the step of a container that it meets. */
export interface TextRow {
  /** The row of `engine-texts.ts`; undefined where the text is one of a code. */
  readonly id?: string;
  readonly step: 'pull' | 'create' | 'start';
  /** Only this mode, where it is about one. */
  readonly isolation?: 'process' | 'hyperv';
  readonly status: number;
  /** A pull that had begun. */
  readonly inStream?: true;
  /** `{id}` is the container's. */
  readonly text: string;
  readonly made: Made;
}

const HYPERV = 'hyperv' as const;
const EVENT =
  "[Event Detail: Cannot start Hyper-V Container '{id}' since the hypervisor is not running in the host. Provider: 17103e3f-3c6e-4677-bb17-3b267eb5be57 EventID: 12001]";

const NO_MANIFEST: Made = ['no-matching-manifest', 'refused', 'refused-by-engine'];
const WRONG_SYSTEM: Made = ['wrong-operating-system', 'refused', 'refused-by-engine'];
const NO_OPTION: Made = ['option-refused', 'refused', 'refused-by-engine'];
const NO_ISOLATION: Made = ['isolation-refused', 'refused', 'refused-by-engine'];
const NO_IMAGE: Made = ['image-not-found', 'not-run', 'not-present'];
const NO_RIGHT: Made = ['registry-denied', 'not-run', 'infrastructure'];
const PULL_FAILED: Made = ['unknown', 'not-run', 'infrastructure'];

const pull = (id: string | undefined, status: number, text: string, made: Made): TextRow => ({
  ...(id !== undefined && { id }),
  step: 'pull',
  status,
  ...(status === 200 && { inStream: true }),
  text,
  made,
});
const create = (id: string, status: number, text: string, made: Made): TextRow => ({
  id,
  step: 'create',
  status,
  text,
  made,
});
const start = (id: string, text: string, made: Made, isolation?: 'process' | 'hyperv'): TextRow => ({
  id,
  step: 'start',
  status: 500,
  text,
  made,
  ...(isolation && { isolation }),
});

export const TEXT_ROWS: readonly TextRow[] = [
  pull(
    'no-matching-manifest',
    200,
    'no matching manifest for windows/amd64 10.0.19044 in the manifest list entries',
    NO_MANIFEST,
  ),
  pull(
    'no-matching-manifest',
    200,
    'no matching manifest for windows(10.0.17763)/arm64/v8 in the manifest list entries',
    NO_MANIFEST,
  ),
  pull(
    'no-matching-manifest',
    200,
    'no matching manifest for unknown in the manifest list entries',
    NO_MANIFEST,
  ),
  pull(
    'no-matching-manifest',
    404,
    'no matching manifest for windows(10.0.20348)/amd64 in the manifest list entries: no match for platform in manifest: not found',
    NO_MANIFEST,
  ),
  create(
    'no-matching-manifest',
    404,
    'image with reference x was found but its platform (linux/amd64) does not match the specified platform (windows/amd64)',
    NO_MANIFEST,
  ),
  pull(
    'image-newer-than-host',
    200,
    'a Windows version 10.0.26100-based image is incompatible with a 10.0.20348 host',
    ['image-mismatch', 'refused', 'refused-by-engine'],
  ),
  pull(
    'linux-image',
    200,
    'image operating system "linux" cannot be used on this platform: operating system is not supported',
    WRONG_SYSTEM,
  ),
  pull(
    'linux-image',
    200,
    'cannot download image with operating system "linux" when requesting "windows"',
    WRONG_SYSTEM,
  ),
  pull('linux-image', 200, 'operating system is not supported', WRONG_SYSTEM),
  pull(
    'linux-engine-no-manifest',
    200,
    'no matching manifest for linux/amd64 in the manifest list entries',
    WRONG_SYSTEM,
  ),
  pull(
    'rate-limited',
    500,
    'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
    ['rate-limited', 'not-run', 'infrastructure'],
  ),
  pull(
    'rate-limited',
    429,
    'error from registry: toomanyrequests: You have reached your unauthenticated pull rate limit.',
    ['rate-limited', 'not-run', 'infrastructure'],
  ),
  pull(
    'registry-denied',
    404,
    "pull access denied for nosuch/thing, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    NO_RIGHT,
  ),
  pull(
    'registry-denied',
    500,
    'Get "https://registry.example/v2/": unauthorized: authentication required',
    NO_RIGHT,
  ),
  pull(
    'image-not-found',
    404,
    'manifest for mcr.microsoft.com/windows/nanoserver:nope not found: manifest unknown: manifest unknown',
    NO_IMAGE,
  ),
  pull(
    'image-not-found',
    404,
    'repository x not found: name unknown: The named repository could not be found: x',
    NO_IMAGE,
  ),
  create('image-not-found', 404, 'No such image: mcr.microsoft.com/windows/nanoserver:ltsc2022', NO_IMAGE),
  pull(
    'network',
    500,
    'Get "https://mcr.microsoft.com/v2/": dial tcp: lookup mcr.microsoft.com: no such host',
    ['network', 'not-run', 'infrastructure'],
  ),
  pull(
    undefined,
    200,
    'failed to register layer: re-exec error: exit status 1: output: hcsshim::ImportLayer failed in Win32: There is not enough space on the disk. (0x70)',
    ['out-of-disk', 'not-run', 'no-disk-space'],
  ),
  pull(
    undefined,
    200,
    'failed to register layer: re-exec error: exit status 1: output: hcsshim::ImportLayer failed in Win32: The system cannot find the path specified. (0x3)',
    PULL_FAILED,
  ),
  pull(
    undefined,
    200,
    'failed to register layer: rename C:\\ProgramData\\docker\\windowsfilter\\1 C:\\ProgramData\\docker\\windowsfilter\\2: Access is denied.',
    PULL_FAILED,
  ),
  pull(
    undefined,
    200,
    'open C:\\ProgramData\\docker\\tmp\\GetImageBlob1: The system cannot find the file specified.',
    PULL_FAILED,
  ),
  pull(undefined, 500, 'context deadline exceeded', PULL_FAILED),
  create(
    'client-host-needs-hyperv',
    500,
    'Windows client operating systems earlier than version 1809 can only run Hyper-V containers',
    NO_ISOLATION,
  ),
  create(
    'client-host-needs-hyperv',
    400,
    'Windows client operating systems only support Hyper-V containers',
    NO_ISOLATION,
  ),
  create(
    'isolation-on-linux',
    400,
    "invalid isolation (hyperv): linux only supports 'default'",
    WRONG_SYSTEM,
  ),
  create(
    'isolation-on-linux',
    500,
    `Invalid isolation: "hyperv" - linux only supports 'default'`,
    WRONG_SYSTEM,
  ),
  create(
    'isolation-invalid',
    400,
    "invalid isolation (foo): Windows supports 'default', 'process', or 'hyperv'",
    NO_ISOLATION,
  ),
  create(
    'option-refused-in-hyperv',
    400,
    'invalid network-mode: using the network stack of another container is not supported while using Hyper-V Containers',
    NO_OPTION,
  ),
  create(
    'option-refused',
    400,
    'invalid option: privileged mode is not supported for Windows containers',
    NO_OPTION,
  ),
  create('option-refused', 500, 'Windows does not support privileged mode', NO_OPTION),
  start(
    'option-refused-in-hyperv',
    'device assignment is not supported for HyperV containers',
    NO_OPTION,
    HYPERV,
  ),
  start(
    'network-missing',
    'could not find a network matching network mode host: network host not found',
    NO_OPTION,
  ),
  start(
    'utility-vm-missing',
    'utility VM image could not be found',
    ['image-broken', 'refused', 'refused-by-windows'],
    HYPERV,
  ),
  start(
    'hypervisor-not-running',
    `hcs::CreateComputeSystem {id}: No hypervisor is present on this system.\n${EVENT}`,
    NO_HYPERV,
    HYPERV,
  ),
  // In a language that nobody here knows.
  start(
    'hypervisor-not-running',
    `hcs::CreateComputeSystem {id}: Ingen hypervisor.\n${EVENT}`,
    NO_HYPERV,
    HYPERV,
  ),
  start(
    'processor-information',
    'failed to create shim: error in preparing config doc: failed to get host processor information: failed to retrieve processor and processor topology information: hcs::GetServiceProperties: Catastrophic failure: unknown',
    NO_HYPERV,
    HYPERV,
  ),
  start('timeout', 'hcs::CreateComputeSystem {id}: hcsshim: timeout waiting for notification', TIMEOUT),
  start(
    'timeout',
    'container {id} encountered an error during hcs::System::Start: context deadline exceeded',
    TIMEOUT,
  ),
  start('compute-service-lost', 'lost communication with compute service', NO_ENGINE),
  start('unexpected-exit', 'unexpected container exit', EXITED),
  {
    ...start('command-missing', 'exec: "cmd": executable file not found in %PATH%', [
      'command-missing',
      'failed',
      'no-command',
    ]),
    status: 400,
  },
  start(
    'removal-failed',
    'driver "windowsfilter" failed to remove root filesystem: failed to detach VHD: The device is not ready.',
    ['removal-failed', 'not-run', 'infrastructure'],
  ),
];

/** Rows of `engine-texts.ts` that no pull, create or start of an engine that answers can meet, and why. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  'engine-permission': 'said by a client that may not open the pipe; ours is told by the code of the system',
  'containers-feature-missing': 'said by an engine that does not start',
  'host-too-old': 'said by an engine that does not start',
  'engine-unreachable': 'said by a client that reaches no engine; ours is told by the code of the system',
  'api-version': 'answers every call alike, the first one already: the run is rejected',
};
