import type { Family } from './options.ts';

/** A process of Windows itself. */
export interface SystemProcess {
  readonly name: string;
  /** Name of the parent, which stands above in the list. */
  readonly parent: string | undefined;
  readonly session: number;
  readonly commandLine: string | null;
}

const svchost = (group: string): SystemProcess => ({
  name: 'svchost.exe',
  parent: 'services.exe',
  session: 0,
  commandLine: `C:\\Windows\\system32\\svchost.exe -k ${group}`,
});

/** What runs on a Windows of its own, after Windows Internals, 7th edition, part 1, chapter 2 (system processes). */
const EVERY_HOST: readonly SystemProcess[] = [
  { name: 'System Idle Process', parent: undefined, session: 0, commandLine: null },
  { name: 'System', parent: undefined, session: 0, commandLine: null },
  { name: 'Registry', parent: 'System', session: 0, commandLine: null },
  { name: 'smss.exe', parent: 'System', session: 0, commandLine: null },
  { name: 'csrss.exe', parent: 'smss.exe', session: 0, commandLine: null },
  { name: 'wininit.exe', parent: 'smss.exe', session: 0, commandLine: 'wininit.exe' },
  { name: 'csrss.exe', parent: 'smss.exe', session: 1, commandLine: null },
  { name: 'winlogon.exe', parent: 'smss.exe', session: 1, commandLine: 'winlogon.exe' },
  {
    name: 'services.exe',
    parent: 'wininit.exe',
    session: 0,
    commandLine: 'C:\\Windows\\system32\\services.exe',
  },
  { name: 'lsass.exe', parent: 'wininit.exe', session: 0, commandLine: 'C:\\Windows\\system32\\lsass.exe' },
  svchost('DcomLaunch -p'),
  svchost('RPCSS -p'),
  svchost('netsvcs -p -s Schedule'),
  svchost('LocalServiceNetworkRestricted -p -s EventLog'),
  svchost('NetSvcs -p -s hns'),
  svchost('LocalSystemNetworkRestricted -p -s NcbService'),
  {
    name: 'vmcompute.exe',
    parent: 'services.exe',
    session: 0,
    commandLine: 'C:\\Windows\\system32\\vmcompute.exe',
  },
  {
    name: 'dockerd.exe',
    parent: 'services.exe',
    session: 0,
    commandLine: 'C:\\Windows\\system32\\dockerd.exe --run-service',
  },
  { name: 'dwm.exe', parent: 'winlogon.exe', session: 1, commandLine: '"dwm.exe"' },
];

const CLIENT: readonly SystemProcess[] = [
  { name: 'explorer.exe', parent: 'winlogon.exe', session: 1, commandLine: 'C:\\Windows\\Explorer.EXE' },
  { name: 'SearchHost.exe', parent: 'svchost.exe', session: 1, commandLine: null },
];

const SERVER: readonly SystemProcess[] = [
  { name: 'LogonUI.exe', parent: 'winlogon.exe', session: 1, commandLine: '"LogonUI.exe" /flags:0x2' },
];

export const HOST_PROCESSES: Readonly<Record<'server' | 'client', readonly SystemProcess[]>> = {
  server: [...EVERY_HOST, ...SERVER],
  client: [...EVERY_HOST, ...CLIENT],
};

/** What Windows starts in every container before its command, as `docker top` shows it in issues and in Microsoft's example. */
const EVERY_CONTAINER = ['smss.exe', 'csrss.exe', 'wininit.exe', 'services.exe', 'lsass.exe'];

export const CONTAINER_PROCESSES: Readonly<Record<Family, readonly string[]>> = {
  nanoserver: [...EVERY_CONTAINER, 'svchost.exe', 'CExecSvc.exe'],
  servercore: [
    ...EVERY_CONTAINER,
    'fontdrvhost.exe',
    'svchost.exe',
    'svchost.exe',
    'svchost.exe',
    'svchost.exe',
    'CExecSvc.exe',
    'msdtc.exe',
  ],
  server: [
    ...EVERY_CONTAINER,
    'fontdrvhost.exe',
    'svchost.exe',
    'svchost.exe',
    'svchost.exe',
    'CExecSvc.exe',
    'msdtc.exe',
  ],
  windows: [
    ...EVERY_CONTAINER,
    'fontdrvhost.exe',
    'svchost.exe',
    'svchost.exe',
    'svchost.exe',
    'CExecSvc.exe',
  ],
};
