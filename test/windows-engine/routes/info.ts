import type { Json } from '../container.ts';
import { compareApi, isFrom } from '../generations.ts';
import type { Call } from '../http/answer.ts';
import { type EngineState, type Handler, osType } from '../state.ts';
import { kernelVersion } from './system.ts';

/** Processors of the host; the engine checks options against it. */
export const CPUS = 4;

/** moby daemon/info.go SystemInfo, daemon/info_windows.go. */
export const info: Handler = (call, engine) => {
  const states = engine.containers.all().map(({ state }) => state);
  const count = (state: string) => states.filter((each) => each === state).length;
  call.json(200, {
    ID: engine.id,
    Containers: states.length,
    ContainersRunning: count('running'),
    ContainersPaused: count('paused'),
    ContainersStopped: states.length - count('running') - count('paused'),
    Images: engine.images.all().length,
    ...storageDriver(engine),
    Plugins: plugins(engine),
    ...limits(engine, call),
    NFd: -1,
    NGoroutines: 34,
    SystemTime: new Date().toISOString(),
    LoggingDriver: 'json-file',
    CgroupDriver: osType(engine) === 'linux' ? 'cgroupfs' : '',
    NEventsListener: 0,
    KernelVersion: kernelVersion(engine),
    OperatingSystem: operatingSystem(engine),
    OSVersion: engine.host.os === 'windows' ? `10.0.${engine.host.build}` : '',
    OSType: osType(engine),
    Architecture: 'x86_64',
    IndexServerAddress: 'https://index.docker.io/v1/',
    RegistryConfig: registryConfig(engine, call),
    NCPU: CPUS,
    MemTotal: 17_179_398_144,
    GenericResources: null,
    DockerRootDir: osType(engine) === 'linux' ? '/var/lib/docker' : 'C:\\ProgramData\\docker',
    HttpProxy: '',
    HttpsProxy: '',
    NoProxy: '',
    Name: osType(engine) === 'linux' ? 'docker-desktop' : engine.name,
    Labels: [],
    ExperimentalBuild: false,
    ServerVersion: engine.version,
    Runtimes: null,
    DefaultRuntime: '',
    Swarm: {
      NodeID: '',
      NodeAddr: '',
      LocalNodeState: 'inactive',
      ControlAvailable: false,
      Error: '',
      RemoteManagers: null,
    },
    LiveRestoreEnabled: false,
    Isolation: engine.host.os === 'windows' ? engine.host.defaultIsolation : '',
    InitBinary: '',
    ContainerdCommit: commit(call),
    RuncCommit: commit(call),
    InitCommit: commit(call),
    SecurityOptions: null,
    ...(isFrom(engine.generation.name, '28.5') ? { CDISpecDirs: [] } : {}),
    Warnings: null,
  });
};

/** moby pkg/parsers/operatingsystem: the registry's ProductName up to 20.10, since 23.0 the kind of product. */
function operatingSystem({ generation, host }: EngineState): string {
  if (host.os === 'linux') return host.operatingSystem;
  const build = `(OS Build ${host.build}.${host.revision})`;
  if (generation.operatingSystemName === 'product')
    return `${host.productName} Version ${host.releaseId} ${build}`;
  const server = host.product === 'server' ? 'Server ' : '';
  return `Microsoft Windows ${server}Version ${host.displayVersion} ${build}`;
}

/** Where images and containers are kept. */
export function storageDriver(engine: EngineState): {
  readonly Driver: string;
  readonly DriverStatus: readonly unknown[];
} {
  const snapshotter = [['driver-type', 'io.containerd.snapshotter.v1']];
  if (osType(engine) === 'linux')
    return engine.images.containerd
      ? { Driver: 'overlayfs', DriverStatus: snapshotter }
      : { Driver: 'overlay2', DriverStatus: [['Backing Filesystem', 'extfs']] };
  return engine.images.containerd
    ? { Driver: 'windows', DriverStatus: snapshotter }
    : { Driver: 'windowsfilter', DriverStatus: [['Windows', '']] };
}

function plugins(engine: EngineState): Json {
  const logs = ['awslogs', 'etwlogs', 'fluentd', 'gcplogs', 'gelf', 'json-file', 'local'];
  const Log = [
    ...logs,
    ...(isFrom(engine.generation.name, '28.5') ? [] : ['logentries']),
    'splunk',
    'syslog',
  ];
  if (osType(engine) === 'linux')
    return {
      Volume: ['local'],
      Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
      Authorization: null,
      Log: Log.filter((driver) => driver !== 'etwlogs'),
    };
  const Network = [
    'ics',
    'internal',
    'l2bridge',
    'l2tunnel',
    'nat',
    'null',
    'overlay',
    'private',
    'transparent',
  ];
  return { Volume: ['local'], Network, Authorization: null, Log };
}

function limits(engine: EngineState, call: Call): Json {
  const linux = osType(engine) === 'linux';
  const old = isFrom(engine.generation.name, '24.0') ? {} : { KernelMemory: linux, KernelMemoryTCP: linux };
  const bridges =
    compareApi(call.api, '1.50') < 0 ? { BridgeNfIptables: linux, BridgeNfIp6tables: linux } : {};
  return {
    MemoryLimit: linux,
    SwapLimit: linux,
    ...old,
    CpuCfsPeriod: linux,
    CpuCfsQuota: linux,
    CPUShares: linux,
    CPUSet: linux,
    PidsLimit: linux,
    // True on Windows too: the engine says the opposite of a flag that nobody sets there.
    IPv4Forwarding: true,
    ...bridges,
    Debug: false,
    OomKillDisable: false,
  };
}

function registryConfig(engine: EngineState, call: Call): Json {
  const nothing = isFrom(engine.generation.name, '28.5') ? null : [];
  const nondistributable =
    compareApi(call.api, '1.47') < 0
      ? { AllowNondistributableArtifactsCIDRs: nothing, AllowNondistributableArtifactsHostnames: nothing }
      : {};
  return {
    ...nondistributable,
    InsecureRegistryCIDRs: ['::1/128', '127.0.0.0/8'],
    IndexConfigs: { 'docker.io': { Name: 'docker.io', Mirrors: [], Secure: true, Official: true } },
    Mirrors: [],
  };
}

function commit(call: Call): Json {
  return compareApi(call.api, '1.49') < 0 ? { ID: '', Expected: '' } : { ID: '' };
}
