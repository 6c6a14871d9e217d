import { type Saying, same } from './saying.ts';

const ERRORS = 'daemon/errors.go';
const RUNCONFIG =
  'runconfig/hostconfig_windows.go, since 29 daemon/internal/runconfig; classes of runconfig/errors.go';
const RESOURCES = 'daemon/daemon_windows.go verifyPlatformContainerResources';

/** Of the options of a create, and of those that only a start looks at. */
export const OPTIONS = {
  'empty-config': {
    wordings: [
      { until: '24.0', status: 400, text: 'Config cannot be empty in order to create a container' },
      { status: 400, text: 'config cannot be empty in order to create a container' },
    ],
    source: 'daemon/create.go',
  },
  'invalid-json': {
    wordings: [
      { until: '20.10', status: 500, text: '{problem}' },
      { status: 400, text: 'invalid JSON: {problem}' },
    ],
    source: 'httputils ReadJSON, runconfig/config.go loadJSON',
  },
  'content-type': {
    wordings: [
      { until: '20.10', status: 400, text: "Content-Type specified ({type}) must be 'application/json'" },
      { status: 400, text: "unsupported Content-Type header ({type}): must be 'application/json'" },
    ],
    source: 'httputils CheckForJSON',
  },
  'no-command': {
    wordings: [
      { until: '24.0', status: 400, text: 'No command specified' },
      { status: 400, text: 'no command specified' },
    ],
    source: 'daemon/container.go',
  },
  'bad-name': same(
    400,
    'Invalid container name ({name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed',
    'daemon/names.go',
  ),
  'name-taken': same(
    409,
    'Conflict. The container name "{name}" is already in use by container "{id}". You have to remove (or rename) that container to be able to reuse that name.',
    ERRORS,
  ),
  'bad-isolation': {
    wordings: [
      {
        until: '24.0',
        status: 500,
        text: "Invalid isolation: \"{isolation}\". Windows supports 'default', 'process', or 'hyperv'",
      },
      {
        status: 400,
        text: "invalid isolation ({isolation}): Windows supports 'default', 'process', or 'hyperv'",
      },
    ],
    source: `${RUNCONFIG}; the 500 was seen in hashicorp/nomad pull request 15819`,
  },
  'bad-isolation-linux': {
    wordings: [
      {
        until: '24.0',
        status: 500,
        text: 'Invalid isolation: "{isolation}" - linux only supports \'default\'',
      },
      { status: 400, text: "invalid isolation ({isolation}): linux only supports 'default'" },
    ],
    source: 'runconfig/hostconfig_unix.go',
  },
  privileged: {
    wordings: [
      { until: '24.0', status: 500, text: 'Windows does not support privileged mode' },
      { status: 400, text: 'invalid option: privileged mode is not supported for Windows containers' },
    ],
    source: RUNCONFIG,
  },
  'read-only': {
    wordings: [
      { until: '24.0', status: 500, text: 'Windows does not support root filesystem in read-only mode' },
      { status: 400, text: 'invalid option: read-only mode is not supported for Windows containers' },
    ],
    source: RUNCONFIG,
  },
  'realtime-period': {
    wordings: [
      { until: '24.0', status: 500, text: 'Windows does not support CPU real-time period' },
      { status: 400, text: 'invalid option: CPU real-time period is not supported for Windows containers' },
    ],
    source: RUNCONFIG,
  },
  'realtime-runtime': {
    wordings: [
      { until: '24.0', status: 500, text: 'Windows does not support CPU real-time runtime' },
      { status: 400, text: 'invalid option: CPU real-time runtime is not supported for Windows containers' },
    ],
    source: RUNCONFIG,
  },
  'container-network-hyperv': {
    wordings: [
      {
        until: '24.0',
        status: 500,
        text: 'Using the network stack of another container is not supported while using Hyper-V Containers',
      },
      {
        status: 400,
        text: 'invalid network-mode: using the network stack of another container is not supported while using Hyper-V Containers',
      },
    ],
    source: RUNCONFIG,
  },
  'option-not-supported': same(400, 'invalid option: Windows does not support {option}', RESOURCES),
  'cpu-shares-range': same(400, 'range of CPUShares is from 1 to 10000', RESOURCES),
  'cpu-percent-range': same(400, 'range of CPUPercent is from 1 to 100', RESOURCES),
  'cpu-count-negative': same(400, 'invalid CPUCount: CPUCount cannot be negative', RESOURCES),
  'nano-cpus-percent': same(
    400,
    'conflicting options: Nano CPUs and CPU Percent cannot both be set',
    RESOURCES,
  ),
  'nano-cpus-shares': same(
    400,
    'conflicting options: Nano CPUs and CPU Shares cannot both be set',
    RESOURCES,
  ),
  'nano-cpus-range': same(
    400,
    'range of CPUs is from 0.01 to {cpus}.00, as there are only {cpus} CPUs available',
    RESOURCES,
  ),
  'bad-cap-add': same(400, 'invalid CapAdd: unknown capability: "{capability}"', 'daemon/container.go'),
  'bad-cap-drop': same(400, 'invalid CapDrop: unknown capability: "{capability}"', 'daemon/container.go'),
  'auto-remove-restart': same(
    400,
    "can't create 'AutoRemove' container with restart policy",
    'daemon/container.go',
  ),
  'mount-type': same(
    400,
    'invalid mount config for type "{type}": mount type unknown',
    'volume/mounts/windows_parser.go',
  ),
  'mount-target-missing': same(
    400,
    'invalid mount config for type "{type}": field Target must not be empty',
    'volume/mounts/windows_parser.go',
  ),
  'mount-source-missing': same(
    400,
    'invalid mount config for type "bind": bind source path does not exist: {path}',
    'volume/mounts/windows_parser.go',
  ),
  'mount-drive-c': same(
    400,
    "invalid mount config for type \"{type}\": destination path ({path}) cannot be 'c:' or 'c:\\'",
    'volume/mounts/windows_parser.go',
  ),
  'mount-path': same(
    400,
    'invalid mount config for type "{type}": invalid mount path: \'{path}\' mount path must be absolute',
    'volume/mounts/windows_parser.go',
  ),
  'bind-specification': same(
    400,
    "invalid volume specification: '{bind}'",
    'volume/mounts/windows_parser.go',
  ),
  'security-option': same(500, 'security option not supported: {option}', 'daemon/oci_windows.go'),
  'security-no-equals': same(
    500,
    'invalid security option: no equals sign in supplied value {option}',
    'daemon/oci_windows.go',
  ),
  'credential-spec': same(
    500,
    "invalid credential spec security option - value must be prefixed by 'file://', 'registry://', or 'raw://' followed by a non-empty value",
    'daemon/oci_windows.go',
  ),
  'device-path': same(
    500,
    "invalid device assignment path: '{path}', must be 'class/ID' or 'IDType://ID'",
    'daemon/oci_windows.go',
  ),
  'network-not-found': {
    wordings: [
      { until: '20.10', status: 404, text: 'network {network} not found' },
      {
        status: 404,
        text: 'could not find a network matching network mode {network}: network {network} not found',
      },
    ],
    source: 'daemon/container_operations.go; which call says it was not confirmed on Windows',
  },
} as const satisfies Readonly<Record<string, Saying>>;
