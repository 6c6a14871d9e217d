import type { GuestSystem } from '../guest-runner.ts';

type Family = GuestSystem['family'];

/** Images from the smallest up: each holds what the ones before it hold. */
const FAMILIES: readonly Family[] = ['nanoserver', 'servercore', 'server', 'windows'];

/** A program of C:\Windows\System32, and the smallest image that has it. */
export interface Program {
  readonly name: string;
  /** As Windows lists the process. */
  readonly file: string;
  readonly since: Family;
  readonly source: string;
}

const PAUSE_IMAGE = 'microsoft/windows-pause-image-base Dockerfile: RUN in a nanoserver image';
const WINDOWS_COMMANDS = 'Windows command reference; that nanoserver lacks it is assumed';

/**
 * The programs a simulated image has. What is not listed is missing, also where Wine would have it.
 * hcsshim test/cri-containerd/runpodsandbox_test.go says that nanoserver has no reg.exe: that is its utility VM, not its
 * container, as the pause image shows.
 */
export const PROGRAMS: readonly Program[] = [
  {
    name: 'cmd',
    file: 'cmd.exe',
    since: 'nanoserver',
    source: 'Cmd of the image config of windows/nanoserver',
  },
  { name: 'reg', file: 'reg.exe', since: 'nanoserver', source: PAUSE_IMAGE },
  { name: 'netsh', file: 'netsh.exe', since: 'nanoserver', source: PAUSE_IMAGE },
  { name: 'sc', file: 'sc.exe', since: 'nanoserver', source: PAUSE_IMAGE },
  {
    name: 'ping',
    file: 'PING.EXE',
    since: 'nanoserver',
    source: 'Microsoft, hyperv-container.md: docker run -d microsoft/nanoserver ping -t localhost',
  },
  {
    name: 'hostname',
    file: 'HOSTNAME.EXE',
    since: 'nanoserver',
    source: 'docker.labs#466: its usage text, printed by nanoserver:1809',
  },
  { name: 'ipconfig', file: 'ipconfig.exe', since: 'nanoserver', source: 'docker/for-win#6617' },
  { name: 'curl', file: 'curl.exe', since: 'nanoserver', source: 'rust-lang/rustup#1994: nanoserver:1909' },
  {
    name: 'setx',
    file: 'setx.exe',
    since: 'nanoserver',
    source: 'Dockerfiles from windows/nanoserver:1809 with RUN setx /M PATH',
  },
  {
    name: 'whoami',
    file: 'whoami.exe',
    since: 'nanoserver',
    source: 'moby integration-cli/docker_cli_run_test.go: what it prints in nanoserver and servercore',
  },
  {
    name: 'powershell',
    file: 'powershell.exe',
    since: 'servercore',
    source: 'Windows-Containers#252: nanoserver does not include PowerShell',
  },
  {
    name: 'timeout',
    file: 'timeout.exe',
    since: 'servercore',
    source: 'azure-pipelines-agent#5556; that nanoserver lacks it is assumed',
  },
  { name: 'waitfor', file: 'waitfor.exe', since: 'servercore', source: WINDOWS_COMMANDS },
  { name: 'choice', file: 'choice.exe', since: 'servercore', source: WINDOWS_COMMANDS },
  ...[
    'attrib',
    'fc',
    'find',
    'findstr',
    'icacls',
    'net',
    'netstat',
    'robocopy',
    'systeminfo',
    'taskkill',
  ].map((name): Program => ({ name, file: `${name}.exe`, since: 'servercore', source: WINDOWS_COMMANDS })),
  ...['tasklist', 'where', 'wevtutil', 'xcopy'].map(
    (name): Program => ({ name, file: `${name}.exe`, since: 'servercore', source: WINDOWS_COMMANDS }),
  ),
];

/** Where Windows keeps them, in small letters. */
const SYSTEM_DIRECTORY = 'c:\\windows\\system32';

/** The programs of an image of that family. */
export function programsOf(family: Family): readonly Program[] {
  return PROGRAMS.filter((program) => FAMILIES.indexOf(program.since) <= FAMILIES.indexOf(family));
}

/**
 * The program that a word names in an image of that family, by its name or its whole path, with or without `.exe`.
 * `searchPath`: the directories that a bare name is looked for in; the first process of a container is also looked for in
 * the system directory.
 */
export function findProgram(
  word: string,
  family: Family,
  searchPath: readonly string[] = [SYSTEM_DIRECTORY],
): Program | undefined {
  const [, directory, name = ''] = /^(.*)\\([^\\]*)$/.exec(word.replaceAll('/', '\\').toLowerCase()) ?? [
    '',
    undefined,
    word.toLowerCase(),
  ];
  const places = directory === undefined ? searchPath : [directory];
  return places.some(isSystemDirectory)
    ? programsOf(family).find((program) => program.name === name.replace(/\.exe$/, ''))
    : undefined;
}

function isSystemDirectory(directory: string): boolean {
  return directory.trim().replaceAll('/', '\\').replace(/\\+$/, '').toLowerCase() === SYSTEM_DIRECTORY;
}
