import { type Container, type Json, NEVER, timeText } from '../container.ts';
import { isFrom } from '../generations.ts';
import type { EngineState, Handler } from '../state.ts';
import { storageDriver } from './info.ts';

/** moby daemon/inspect.go. */
export const inspect: Handler = async (call, engine) => {
  const container = engine.containers.get(call.name);
  await container.starting;
  const sizes = call.flag('size') ? { SizeRw: 0, SizeRootFs: container.image.image.size } : {};
  call.json(200, {
    Id: container.id,
    Created: timeText(container.created),
    Path: container.command.path,
    Args: container.command.args,
    State: stateOf(container),
    Image: container.image.id,
    ResolvConfPath: '',
    HostnamePath: '',
    HostsPath: '',
    LogPath:
      container.startedAt === undefined
        ? ''
        : `C:\\ProgramData\\docker\\containers\\${container.id}\\${container.id}-json.log`,
    Name: `/${container.name}`,
    RestartCount: 0,
    Driver: storageDriver(engine).Driver,
    Platform: container.image.image.os,
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: null,
    HostConfig: {
      ...container.hostConfig,
      ...(container.runtime ? { Runtime: container.runtime } : {}),
      Isolation: container.isolation,
    },
    ...storageOf(engine, container),
    ...sizes,
    Mounts: [],
    Config: container.config,
    NetworkSettings: networkSettings(engine, container),
    ...descriptorOf(engine, container),
  });
};

/** A container that runs is `running` even while it is removed (container/state.go State). */
export function stateName({ removing, running, state }: Container): string {
  return removing && !running ? 'removing' : state;
}

function stateOf(container: Container): Json {
  const { state } = container;
  return {
    Status: stateName(container),
    Running: container.running,
    Paused: state === 'paused',
    Restarting: false,
    OOMKilled: false,
    Dead: state === 'dead',
    Pid: container.processes?.mainPid ?? 0,
    ExitCode: container.exitCode,
    Error: container.error,
    StartedAt: timeText(container.startedAt),
    FinishedAt: container.running ? NEVER : timeText(container.finishedAt),
  };
}

function storageOf(engine: EngineState, { id }: Container): Json {
  const { Driver: Name } = storageDriver(engine);
  if (!engine.images.containerd)
    return {
      GraphDriver: { Name, Data: { dir: `C:\\ProgramData\\docker\\windowsfilter\\${id}` } },
    };
  return isFrom(engine.generation.name, '29.1')
    ? { Storage: { RootFS: { Snapshot: { Name } } } }
    : { GraphDriver: { Name, Data: null } };
}

/** Since 28 (API 1.48), and with the containerd store only. */
function descriptorOf(engine: EngineState, { image: { image } }: Container): Json {
  if (!engine.images.containerd || !isFrom(engine.generation.name, '28.5')) return {};
  return {
    ImageManifestDescriptor: {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: image.digest,
      size: 610,
      platform: {
        architecture: image.architecture,
        os: image.os,
        ...(image.osVersion ? { 'os.version': image.osVersion } : {}),
      },
    },
  };
}

function networkSettings(engine: EngineState, container: Container): Json {
  const sandbox = container.running && container.config.NetworkDisabled !== true ? container.id : '';
  const legacy = {
    Bridge: '',
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    EndpointID: '',
    Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    IPAddress: '',
    IPPrefixLen: 0,
    IPv6Gateway: '',
    MacAddress: '',
  };
  return {
    ...(isFrom(engine.generation.name, '29.1') ? {} : legacy),
    SandboxID: sandbox,
    SandboxKey: sandbox,
    Ports: {},
    Networks: networksOf(engine, container),
  };
}

/** None at all where networking is switched off (moby daemon/container_operations.go updateContainerNetworkSettings). */
export function networksOf(engine: EngineState, container: Container): Json {
  if (container.config.NetworkDisabled === true) return {};
  const mode = String(container.hostConfig.NetworkMode);
  return { [mode]: endpoint(engine, container, mode) };
}

function endpoint(engine: EngineState, container: Container, mode: string): Json {
  const since28 = isFrom(engine.generation.name, '28.5');
  const connected = container.running && mode === 'nat';
  return {
    IPAMConfig: null,
    Links: null,
    Aliases: null,
    DriverOpts: null,
    ...(since28 ? { GwPriority: 0 } : {}),
    NetworkID: '',
    EndpointID: '',
    Gateway: connected ? '172.20.0.1' : '',
    IPAddress: connected ? '172.20.0.12' : '',
    MacAddress: connected ? '00:15:5d:00:00:0c' : '',
    IPPrefixLen: connected ? 16 : 0,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    ...(since28 ? { DNSNames: null } : {}),
  };
}
