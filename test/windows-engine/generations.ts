/** The engines this simulator can be. Oldest first: wordings are looked up in this order. */
export const ENGINES = ['20.10', '24.0', '28.5', '29.1', '29.5'] as const;

export type EngineName = (typeof ENGINES)[number];

/** What one line of engine releases does in its own way, beside its wordings (`texts.ts`). */
export interface Generation {
  readonly name: EngineName;
  readonly version: string;
  readonly api: { readonly max: string; readonly min: string };
  readonly goVersion: string;
  readonly gitCommit: string;
  readonly buildTime: string;
  /** `Platform.Name` of `/version`. */
  readonly platform: string;
  /** Which lowest Windows build the engine starts on; 0 is any. */
  readonly lowestBuild: number;
  /** Whether `/_ping` tells the swarm's state. */
  readonly pingTellsSwarm: boolean;
  /** How `/info` names the operating system: by the registry's ProductName, or always "Microsoft Windows". */
  readonly operatingSystemName: 'product' | 'microsoft-windows';
  /** In front of `::CreateComputeSystem`. */
  readonly hcs: 'hcsshim' | 'hcs';
  /** Whether a failed first process names its command line. */
  readonly tellsCommandLine: boolean;
  /** Keys of an error inside a stream, in their order. */
  readonly streamError: readonly ['errorDetail', 'error'] | readonly ['error', 'errorDetail'];
  /** Whether progress lines carry a bar as text. */
  readonly progressBar: boolean;
  /** Whether the engine on Windows listens on unix sockets too. The simulator does for every engine, for want of pipes on Linux. */
  readonly unixOnWindows: boolean;
  /** Whether a log's answer has a type at all; the multiplexed one depends on the API version beside. */
  readonly logsHaveType: boolean;
  /** Whether a wait answers `"Error": null` where nothing went wrong. */
  readonly waitTellsNoError: boolean;
  /** Whether a wait for a condition that is none is refused; else it is one for `not-running`. */
  readonly refusesConditions: boolean;
  /** Longest wait for the exit after a kill, in milliseconds. */
  readonly killWait: number;
}

/*
 * Sources: moby/moby at the tag of each version: api/common.go, daemon/config/config.go (API versions), Dockerfile (Go),
 * daemon/info.go, libcontainerd/local/local_windows.go with vendor/github.com/Microsoft/hcsshim (prefixes, command line),
 * pkg/streamformatter (errors, bars), container_routes.go (logs, wait), daemon/kill.go (wait). Commits, build times: of the published builds, free otherwise.
 */
export const GENERATIONS: Readonly<Record<EngineName, Generation>> = {
  '20.10': {
    name: '20.10',
    version: '20.10.7',
    api: { max: '1.41', min: '1.24' },
    goVersion: 'go1.13.15',
    gitCommit: 'b0f5bc3',
    buildTime: '06/02/2021 11:56:41',
    platform: 'Mirantis Container Runtime',
    lowestBuild: 0,
    pingTellsSwarm: false,
    operatingSystemName: 'product',
    hcs: 'hcsshim',
    tellsCommandLine: false,
    streamError: ['errorDetail', 'error'],
    progressBar: true,
    unixOnWindows: false,
    logsHaveType: false,
    waitTellsNoError: true,
    refusesConditions: false,
    killWait: 10_000,
  },
  '24.0': {
    name: '24.0',
    version: '24.0.7',
    api: { max: '1.43', min: '1.24' },
    goVersion: 'go1.20.10',
    gitCommit: '311b9ff',
    buildTime: '2023-10-26T09:08:20.000000000+00:00',
    platform: 'Docker Engine - Community',
    lowestBuild: 17763,
    pingTellsSwarm: true,
    operatingSystemName: 'microsoft-windows',
    hcs: 'hcs',
    tellsCommandLine: false,
    streamError: ['errorDetail', 'error'],
    progressBar: true,
    unixOnWindows: false,
    logsHaveType: true,
    waitTellsNoError: false,
    refusesConditions: true,
    killWait: 75_000,
  },
  '28.5': {
    name: '28.5',
    version: '28.5.2',
    api: { max: '1.51', min: '1.24' },
    goVersion: 'go1.24.9',
    gitCommit: '89c5e8f',
    buildTime: '2025-11-05T14:43:25.000000000+00:00',
    platform: 'Docker Engine - Community',
    lowestBuild: 17763,
    pingTellsSwarm: true,
    operatingSystemName: 'microsoft-windows',
    hcs: 'hcs',
    tellsCommandLine: true,
    streamError: ['errorDetail', 'error'],
    progressBar: true,
    unixOnWindows: false,
    logsHaveType: true,
    waitTellsNoError: false,
    refusesConditions: true,
    killWait: 75_000,
  },
  '29.1': {
    name: '29.1',
    version: '29.1.5',
    api: { max: '1.52', min: '1.44' },
    goVersion: 'go1.25.6',
    gitCommit: '3b01d64',
    buildTime: '2026-01-16T12:48:59.000000000+00:00',
    platform: 'Docker Engine - Community',
    lowestBuild: 17763,
    pingTellsSwarm: true,
    operatingSystemName: 'microsoft-windows',
    hcs: 'hcs',
    tellsCommandLine: true,
    streamError: ['error', 'errorDetail'],
    progressBar: false,
    unixOnWindows: false,
    logsHaveType: true,
    waitTellsNoError: false,
    refusesConditions: true,
    killWait: 75_000,
  },
  '29.5': {
    name: '29.5',
    version: '29.5.3',
    api: { max: '1.54', min: '1.40' },
    goVersion: 'go1.26.4',
    gitCommit: '285b471',
    buildTime: '2026-06-03T17:02:11.000000000+00:00',
    platform: 'Docker Engine - Community',
    lowestBuild: 17763,
    pingTellsSwarm: true,
    operatingSystemName: 'microsoft-windows',
    hcs: 'hcs',
    tellsCommandLine: true,
    streamError: ['error', 'errorDetail'],
    progressBar: false,
    unixOnWindows: true,
    logsHaveType: true,
    waitTellsNoError: false,
    refusesConditions: true,
    killWait: 75_000,
  },
};

/** Compares `1.44` with `1.9` by their numbers. Below zero when the first is older. */
export function compareApi(one: string, other: string): number {
  const [major, minor] = one.split('.').map(Number);
  const [otherMajor, otherMinor] = other.split('.').map(Number);
  return (major ?? 0) - (otherMajor ?? 0) || (minor ?? 0) - (otherMinor ?? 0);
}

/** Whether an engine is of this line or newer. */
export function isFrom(engine: EngineName, first: EngineName): boolean {
  return ENGINES.indexOf(engine) >= ENGINES.indexOf(first);
}
