import type { Generation } from './generations.ts';

/** Windows speaks its own language: the texts below are read in threads, never translated here. */
export type Language = 'en' | 'de' | 'fr';

type Stage = 'create' | 'start' | 'process';

interface WindowsText {
  /** Which call of the Host Compute Service fails: the engine words each in its own way. */
  readonly stage: Stage;
  readonly texts: Readonly<Partial<Record<Language, string>> & { en: string }>;
  /** Printed for the later stages only, where engines print it. */
  readonly code?: string;
  /** A line of the event log that follows, `{id}` for the container. */
  readonly event?: string;
  /** Said by the engine itself: no `hcs::…` in front. */
  readonly bare?: boolean;
  readonly source: string;
}

export type WindowsTextName =
  | 'os-mismatch'
  | 'os-mismatch-old'
  | 'no-hypervisor'
  | 'feature-missing'
  | 'not-supported'
  | 'notification-timeout'
  | 'timeout-period'
  | 'guest-silent'
  | 'unexpected-exit'
  | 'unexpected-exit-starting'
  | 'invalid-layer'
  | 'already-stopped'
  | 'system-not-found'
  | 'insufficient-privileges'
  | 'operation-timeout'
  | 'start-deadline'
  | 'utility-vm-missing'
  | 'devices-under-hyperv'
  | 'command-missing'
  | 'access-denied'
  | 'parameter-incorrect'
  | 'out-of-memory';

const HRESULTS = 'MicrosoftDocs/Virtualization-Documentation virtualization/api/hcs/Reference/HCSHResult.md';
const LOCAL = 'moby/moby daemon/internal/libcontainerd/local/local_windows.go';

export const WINDOWS_TEXTS: Readonly<Record<WindowsTextName, WindowsText>> = {
  'os-mismatch': {
    stage: 'create',
    texts: { en: 'The container operating system does not match the host operating system.' },
    code: '0xc0370101',
    source: 'dr1rrb/docker-plex-win issue 4; dotnet/runtime issue 67728',
  },
  'os-mismatch-old': {
    stage: 'create',
    texts: { en: 'The operating system of the container does not match the operating system of the host.' },
    code: '0xc0370101',
    source: 'moby/moby issue 31469 and others of its time',
  },
  'no-hypervisor': {
    stage: 'create',
    texts: {
      en: 'No hypervisor is present on this system.',
      fr: 'Aucun hyperviseur n’est présent sur ce système.',
    },
    code: '0xc0351000',
    event:
      "Cannot start Hyper-V Container '{id}' since the hypervisor is not running in the host. Provider: 17103e3f-3c6e-4677-bb17-3b267eb5be57 EventID: 12001",
    source: 'moby/moby issue 27198; docker/for-win issue 2710',
  },
  'feature-missing': {
    stage: 'create',
    texts: { en: 'The virtual machine could not be started because a required feature is not installed.' },
    source: 'microsoft/navcontainerhelper issue 3415; moby/moby issue 40792',
  },
  'not-supported': {
    stage: 'create',
    texts: { en: 'The request is not supported.' },
    code: '0x32',
    source: 'moby/moby issues 43395 and 40720',
  },
  'notification-timeout': {
    stage: 'create',
    texts: { en: 'hcsshim: timeout waiting for notification' },
    source: 'docker/for-win issue 14368',
  },
  'timeout-period': {
    stage: 'start',
    texts: { en: 'This operation returned because the timeout period expired.' },
    code: '0x5b4',
    source: 'moby/moby issue 35857',
  },
  'guest-silent': {
    stage: 'start',
    texts: {
      en: 'The operation timed out because a response was not received from the virtual machine or container.',
    },
    code: '0xc0370109',
    source: HRESULTS,
  },
  'unexpected-exit': {
    stage: 'start',
    texts: {
      en: 'The virtual machine or container exited unexpectedly.',
      de: 'Der virtuelle Computer oder Container wurde unerwartet beendet.',
    },
    code: '0xc0370106',
    source: 'microsoft/Windows-Containers issue 591',
  },
  'unexpected-exit-starting': {
    stage: 'start',
    texts: { en: 'The virtual machine or container exited unexpectedly while starting.' },
    code: '0xc0370100',
    source: HRESULTS,
  },
  'invalid-layer': {
    stage: 'create',
    texts: { en: 'The container image contains a layer with an unrecognized format.' },
    code: '0xc0370112',
    source: 'microsoft/hcsshim issue 2566',
  },
  'already-stopped': {
    stage: 'process',
    texts: { en: 'The virtual machine or container with the specified identifier is not running.' },
    code: '0xc0370110',
    source: HRESULTS,
  },
  'system-not-found': {
    stage: 'process',
    texts: { en: 'A virtual machine or container with the specified identifier does not exist.' },
    code: '0xc037010e',
    source: HRESULTS,
  },
  'insufficient-privileges': {
    stage: 'create',
    texts: {
      en: 'Insufficient privileges. Only administrators or users that are members of the Hyper-V Administrators user group are permitted to access virtual machines or containers. To add yourself to the Hyper-V Administrators user group, please see https://aka.ms/hcsadmin for more information.',
    },
    code: '0xc037011b',
    source: HRESULTS,
  },
  'operation-timeout': {
    stage: 'start',
    texts: { en: 'The operation did not complete in time.' },
    code: '0xc0370118',
    source: HRESULTS,
  },
  'start-deadline': {
    stage: 'start',
    texts: { en: 'context deadline exceeded' },
    source: 'microsoft/Windows-Containers issue 374',
  },
  'utility-vm-missing': {
    stage: 'create',
    texts: { en: 'utility VM image could not be found' },
    bare: true,
    source: LOCAL,
  },
  'devices-under-hyperv': {
    stage: 'create',
    texts: { en: 'device assignment is not supported for HyperV containers' },
    bare: true,
    source: LOCAL,
  },
  'command-missing': {
    stage: 'process',
    texts: {
      en: 'The system cannot find the file specified.',
      de: 'Das System kann die angegebene Datei nicht finden.',
      fr: 'Le fichier spécifié est introuvable.',
    },
    code: '0x2',
    source: 'Windows message 2 in three languages; microsoft/hcsshim internal/hcs/process.go',
  },
  'access-denied': {
    stage: 'process',
    texts: { en: 'Access is denied.', de: 'Zugriff verweigert', fr: 'Accès refusé.' },
    code: '0x5',
    source: 'Windows message 5',
  },
  'parameter-incorrect': {
    stage: 'create',
    texts: { en: 'The parameter is incorrect.', de: 'Falscher Parameter.' },
    code: '0x57',
    source: 'Windows message 87',
  },
  'out-of-memory': {
    stage: 'start',
    texts: { en: 'Not enough memory resources are available to complete this operation.' },
    code: '0x8007000e',
    source: 'Windows message 14; no thread with the engine’s own line was found',
  },
};

/**
 * What the engine says when Windows answers a start with this text.
 * Shapes: hcsshim `internal/hcs/errors.go` as vendored by each engine; without a code at the first stage since 18.09.
 */
export function startFailure(
  generation: Generation,
  name: WindowsTextName,
  where: { readonly id: string; readonly commandLine: string; readonly language?: Language | undefined },
): string {
  const row = WINDOWS_TEXTS[name];
  const text = row.texts[where.language ?? 'en'] ?? row.texts.en;
  if (row.bare) return text;
  const event = row.event ? `\n[Event Detail: ${row.event.replaceAll('{id}', where.id)}]` : '';
  if (row.stage === 'create') return `${generation.hcs}::CreateComputeSystem ${where.id}: ${text}${event}`;
  const operation =
    row.stage === 'start'
      ? `${generation.hcs}::System::Start`
      : `${generation.hcs}::System::CreateProcess${generation.tellsCommandLine ? `: ${where.commandLine}` : ''}`;
  const call = row.code ? `failure in a Windows system call: ${text} (${row.code})` : text;
  return `container ${where.id} encountered an error during ${operation}: ${call}${event}`;
}

/** What makes the engine call a failed start the caller's fault: 400 and exit code 127 (moby daemon/errors.go), English only. */
const MISSING_COMMAND_WORDS = [
  'executable file not found',
  'no such file or directory',
  'system cannot find the file specified',
];

/** The status of the answer and the exit code that a failed start leaves behind. */
export function startFailureCodes(message: string): { status: 400 | 500; exitCode: 127 | 128 } {
  const missing = MISSING_COMMAND_WORDS.some((words) => message.toLowerCase().includes(words));
  return missing ? { status: 400, exitCode: 127 } : { status: 500, exitCode: 128 };
}
