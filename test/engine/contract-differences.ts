import type { ContractAnswer } from './contract-calls.ts';

/** One place where two engines answer the same call in another way. */
export interface Difference {
  readonly call: string;
  /** `status`, `type`, or the path of a part of the body: `HostConfig.Runtime`, `Components`. */
  readonly at: string;
  /** The status, the type, or the shape of the part; `absent` where there is none. */
  readonly linux: unknown;
  readonly windows: unknown;
}

/** A difference between a Linux engine and a Windows engine that has to be, in the calls that it is seen in. */
export interface KnownDifference extends Omit<Difference, 'call'> {
  readonly calls: readonly string[];
  /** The files are moby/moby's of the 20.10 line. */
  readonly because: string;
}

const INSPECTIONS = [
  'inspect what was created',
  'inspect what runs',
  'inspect what has ended',
  'inspect what has no network',
  'inspect after a start that failed',
];

const ENGINE_COMPONENT = {
  Details: {
    ApiVersion: 'string',
    Arch: 'string',
    BuildTime: 'string',
    Experimental: 'string',
    GitCommit: 'string',
    GoVersion: 'string',
    KernelVersion: 'string',
    MinAPIVersion: 'string',
    Os: 'string',
  },
  Name: 'string',
  Version: 'string',
};

/** Every difference between Linux' 20.10 and Windows' 20.10; the contract test fails for one too few as for one too many. */
export const LINUX_AND_WINDOWS: readonly KnownDifference[] = [
  {
    calls: ['version'],
    at: 'Components',
    linux: [ENGINE_COMPONENT, { Details: { GitCommit: 'string' }, Name: 'string', Version: 'string' }],
    windows: [ENGINE_COMPONENT],
    because:
      'daemon/info_unix.go adds containerd, runc and docker-init; fillPlatformVersion of info_windows.go adds nothing',
  },
  {
    calls: ['inspect an image'],
    at: 'OsVersion',
    linux: 'absent',
    windows: 'string',
    because:
      'os.version is a property of Windows images, left out where it is empty (api/types ImageInspect)',
  },
  {
    calls: ['inspect an image'],
    at: 'RepoDigests',
    linux: [],
    windows: ['string'],
    because: 'the image of the real engine was imported here and comes from no registry',
  },
  {
    calls: ['inspect an image'],
    at: 'ContainerConfig.Cmd',
    linux: 'null',
    windows: ['string'],
    because: 'an image that was imported here was made by no container',
  },
  {
    calls: ['inspect an image', ...INSPECTIONS],
    at: 'GraphDriver.Data',
    linux: 'null',
    windows: { dir: 'string' },
    because:
      'GetMetadata of daemon/graphdriver/vfs tells nothing, that of windows/windows.go the folder of the layer',
  },
  {
    calls: INSPECTIONS,
    at: 'HostConfig.MaskedPaths',
    linux: ['string'],
    windows: 'null',
    because:
      'createContainerOSSpecificSettings of daemon/create_unix.go fills in paths below /proc and /sys, which Windows has not',
  },
  {
    calls: INSPECTIONS,
    at: 'HostConfig.ReadonlyPaths',
    linux: ['string'],
    windows: 'null',
    because: 'as MaskedPaths',
  },
  {
    calls: ['inspect what was created'],
    at: 'HostConfig.Runtime',
    linux: 'string',
    windows: 'absent',
    because:
      'verifyPlatformContainerSettings of daemon/daemon_unix.go names runc at the creation; on Windows a runtime is named at the start',
  },
];

/** What depends on the kernel under the Linux engine, so that no table can say whether it differs. */
export const NOT_COMPARED: readonly {
  readonly calls: readonly string[];
  readonly at: string;
  readonly because: string;
}[] = [
  {
    calls: ['info'],
    at: '',
    because: 'its warnings, security options and runtimes are those of the machine',
  },
  {
    calls: INSPECTIONS,
    at: 'HostConfig.OomKillDisable',
    because: 'a kernel with version 1 of control groups has it, one with version 2 has not',
  },
];

/** All differences between two records of the same calls. */
export function differencesOf(
  linux: readonly ContractAnswer[],
  windows: readonly ContractAnswer[],
): readonly Difference[] {
  return linux.flatMap((one, index) => {
    const other = windows[index];
    if (other?.call !== one.call)
      return [{ call: one.call, at: 'call', linux: one.call, windows: other?.call }];
    const parts = [
      ...(['status', 'type'] as const).flatMap((at) => partsOf(one[at], other[at], at)),
      ...partsOf(one.shape, other.shape, ''),
    ];
    return parts
      .filter(({ at }) => !NOT_COMPARED.some((row) => row.calls.includes(one.call) && isWithin(at, row.at)))
      .map((part) => ({ call: one.call, ...part }));
  });
}

function isWithin(at: string, place: string): boolean {
  const isShape = at !== 'status' && at !== 'type';
  return isShape && (place === '' || at === place || at.startsWith(`${place}.`));
}

function partsOf(linux: unknown, windows: unknown, at: string): readonly Omit<Difference, 'call'>[] {
  if (!isObject(linux) || !isObject(windows)) {
    return JSON.stringify(linux) === JSON.stringify(windows) ? [] : [{ at, linux, windows }];
  }
  return [...new Set([...Object.keys(linux), ...Object.keys(windows)])].flatMap((key) =>
    partsOf(linux[key] ?? 'absent', windows[key] ?? 'absent', at === '' ? key : `${at}.${key}`),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
