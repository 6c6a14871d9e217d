import type { Json } from './container.ts';

/** What an inspection shows of a HostConfig where nothing was asked for: Go's zero values (moby api/types/container). */
export const HOST_CONFIG_DEFAULTS: Json = {
  Binds: null,
  ContainerIDFile: '',
  LogConfig: { Type: 'json-file', Config: {} },
  NetworkMode: 'nat',
  PortBindings: {},
  RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
  AutoRemove: false,
  VolumeDriver: '',
  VolumesFrom: null,
  ConsoleSize: [0, 0],
  CapAdd: null,
  CapDrop: null,
  CgroupnsMode: '',
  Dns: null,
  DnsOptions: null,
  DnsSearch: null,
  ExtraHosts: null,
  GroupAdd: null,
  IpcMode: '',
  Cgroup: '',
  Links: null,
  OomScoreAdj: 0,
  PidMode: '',
  Privileged: false,
  PublishAllPorts: false,
  ReadonlyRootfs: false,
  SecurityOpt: null,
  UTSMode: '',
  UsernsMode: '',
  ShmSize: 0,
  Isolation: '',
  CpuShares: 0,
  Memory: 0,
  NanoCpus: 0,
  CgroupParent: '',
  BlkioWeight: 0,
  BlkioWeightDevice: null,
  BlkioDeviceReadBps: null,
  BlkioDeviceWriteBps: null,
  BlkioDeviceReadIOps: null,
  BlkioDeviceWriteIOps: null,
  CpuPeriod: 0,
  CpuQuota: 0,
  CpuRealtimePeriod: 0,
  CpuRealtimeRuntime: 0,
  CpusetCpus: '',
  CpusetMems: '',
  Devices: null,
  DeviceCgroupRules: null,
  DeviceRequests: null,
  MemoryReservation: 0,
  MemorySwap: 0,
  MemorySwappiness: null,
  OomKillDisable: null,
  PidsLimit: null,
  Ulimits: null,
  CpuCount: 0,
  CpuPercent: 0,
  IOMaximumIOps: 0,
  IOMaximumBandwidth: 0,
  MaskedPaths: null,
  ReadonlyPaths: null,
};

/** The same of a Config. */
export const CONFIG_DEFAULTS: Json = {
  Domainname: '',
  User: '',
  AttachStdin: false,
  AttachStdout: false,
  AttachStderr: false,
  Tty: false,
  OpenStdin: false,
  StdinOnce: false,
  Env: null,
  Cmd: null,
  Image: '',
  Volumes: null,
  WorkingDir: '',
  Entrypoint: null,
  OnBuild: null,
  Labels: {},
};

const isSet = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : value !== undefined && value !== null && value !== 0 && value !== '';
const isPositive = (value: unknown): boolean => typeof value === 'number' && value > 0;
const isThere = (value: unknown): boolean => value !== undefined && value !== null;
const isTrue = (value: unknown): boolean => value === true;

/**
 * Options of Linux that Windows refuses, in the engine's order: the key in the API, the name in the message, and when it
 * counts as given (moby daemon/daemon_windows.go verifyPlatformContainerResources).
 */
export const LINUX_OPTIONS: readonly {
  readonly key: string;
  readonly name: string;
  readonly given: (value: unknown) => boolean;
  /** Gone from engines after this line. */
  readonly until?: '24.0';
}[] = [
  { key: 'BlkioDeviceReadBps', name: 'BlkioDeviceReadBps', given: isSet },
  { key: 'BlkioDeviceReadIOps', name: 'BlkioDeviceReadIOps', given: isSet },
  { key: 'BlkioDeviceWriteBps', name: 'BlkioDeviceWriteBps', given: isSet },
  { key: 'BlkioDeviceWriteIOps', name: 'BlkioDeviceWriteIOps', given: isSet },
  { key: 'BlkioWeight', name: 'BlkioWeight', given: isPositive },
  { key: 'BlkioWeightDevice', name: 'BlkioWeightDevice', given: isSet },
  { key: 'CgroupParent', name: 'CgroupParent', given: isSet },
  { key: 'CpuPeriod', name: 'CPUPeriod', given: isSet },
  { key: 'CpusetCpus', name: 'CpusetCpus', given: isSet },
  { key: 'CpusetMems', name: 'CpusetMems', given: isSet },
  { key: 'KernelMemory', name: 'KernelMemory', given: isSet, until: '24.0' },
  { key: 'MemoryReservation', name: 'MemoryReservation', given: isSet },
  { key: 'MemorySwap', name: 'MemorySwap', given: isSet },
  // -1 is what clients send for "nothing said" (fixMemorySwappiness).
  { key: 'MemorySwappiness', name: 'MemorySwappiness', given: (value) => isThere(value) && value !== -1 },
  { key: 'OomKillDisable', name: 'OomKillDisable', given: isTrue },
  // Zero and below mean no limit, which asks for nothing.
  { key: 'PidsLimit', name: 'PidsLimit', given: isPositive },
  { key: 'Ulimits', name: 'Ulimits', given: isSet },
];

/** One processor option pushes another out, in process isolation only. */
export const CPU_CONFLICTS: readonly {
  readonly stays: 'CpuCount' | 'CpuShares';
  readonly goes: 'CpuShares' | 'CpuPercent';
  readonly warning: string;
}[] = [
  {
    stays: 'CpuCount',
    goes: 'CpuShares',
    warning:
      'Conflicting options: CPU count takes priority over CPU shares on Windows Server Containers. CPU shares discarded',
  },
  {
    stays: 'CpuCount',
    goes: 'CpuPercent',
    warning:
      'Conflicting options: CPU count takes priority over CPU percent on Windows Server Containers. CPU percent discarded',
  },
  {
    stays: 'CpuShares',
    goes: 'CpuPercent',
    warning:
      'Conflicting options: CPU shares takes priority over CPU percent on Windows Server Containers. CPU percent discarded',
  },
];
