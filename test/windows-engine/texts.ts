import { ENGINES, type EngineName } from './generations.ts';

/** What an engine line says, and with which status. `until` is the last line that says it so; none is the newest wording. */
interface Wording {
  readonly until?: EngineName;
  readonly status: number;
  /** `{name}` marks what is filled in. */
  readonly text: string;
}

interface Saying {
  readonly wordings: readonly Wording[];
  /** In moby/moby unless another repository is named. */
  readonly source: string;
}

const VERSIONS = 'middleware/version.go';
const ERRORS = 'daemon/errors.go';
const RUNCONFIG =
  'runconfig/hostconfig_windows.go, since 29 daemon/internal/runconfig; classes of runconfig/errors.go';
const RESOURCES = 'daemon/daemon_windows.go verifyPlatformContainerResources';
const DISTRIBUTION = 'distribution/errors.go, since 29 daemon/internal/distribution';

const same = (status: number, text: string, source: string): Saying => ({
  wordings: [{ status, text }],
  source,
});

export const SAYINGS = {
  'page-not-found': same(404, 'page not found', 'server.go'),
  'client-too-old': same(
    400,
    'client version {version} is too old. Minimum supported API version is {minimum}, please upgrade your client to a newer version',
    VERSIONS,
  ),
  'client-too-new': same(
    400,
    'client version {version} is too new. Maximum supported API version is {maximum}',
    VERSIONS,
  ),
  'no-such-container': same(404, 'No such container: {name}', ERRORS),
  'ambiguous-prefix': {
    wordings: [
      { until: '20.10', status: 404, text: 'Multiple IDs found with provided prefix: {name}' },
      { status: 400, text: 'multiple IDs found with provided prefix: {name}' },
    ],
    source: 'container/view.go',
  },
  'no-such-image': same(404, 'No such image: {reference}', 'daemon/images/image.go'),
  'not-running': {
    wordings: [
      { until: '24.0', status: 409, text: 'Container {id} is not running' },
      { status: 409, text: 'container {id} is not running' },
    ],
    source: ERRORS,
  },
  'top-arguments': same(500, 'Windows does not support arguments to top', 'daemon/top_windows.go'),
  'no-stream': {
    wordings: [
      { until: '29.1', status: 400, text: 'Bad parameters: you must choose at least one stream' },
      { status: 400, text: "must specify at least one of 'stdout' or 'stderr'" },
    ],
    source: 'container_routes.go getContainersLogs',
  },
  'logs-of-dead': same(
    409,
    'can not get logs from container which is dead or marked for removal',
    'daemon/logs.go',
  ),
  'logs-not-readable': same(
    501,
    'configured logging driver does not support reading',
    'daemon/logger/logger.go',
  ),
  'bad-condition': same(
    400,
    'invalid condition: "{condition}"',
    'container_routes.go postContainersWait, since 22.06',
  ),
  'already-paused': same(409, 'cannot start a paused container, try unpause instead', 'daemon/start.go'),
  'marked-for-removal': same(409, 'container is marked for removal and cannot be started', 'daemon/start.go'),
  'start-with-body': {
    wordings: [
      {
        status: 400,
        text: 'starting container with non-empty request body was deprecated since API v1.22 and removed in v1.24',
      },
    ],
    source: 'container_routes.go postContainersStart',
  },
  'remove-running': {
    wordings: [
      {
        until: '24.0',
        status: 409,
        text: 'You cannot remove a {state} container {id}. Stop the container before attempting removal or force remove',
      },
      {
        status: 409,
        text: 'cannot remove container "{name}": container is {state}: stop the container before removing or force remove',
      },
    ],
    source: 'daemon/delete.go',
  },
  'removal-in-progress': same(409, 'removal of container {name} is already in progress', 'daemon/delete.go'),
  'removal-access-denied': {
    wordings: [
      {
        until: '24.0',
        status: 500,
        text: 'container {id}: driver "windowsfilter" failed to remove root filesystem: hcsshim::DestroyLayer - failed failed in Win32: Access is denied. (0x5)',
      },
      {
        status: 500,
        text: 'cannot remove container "{name}": driver "windowsfilter" failed to remove root filesystem: hcsshim::DestroyLayer failed in Win32: Access is denied. (0x5)',
      },
    ],
    source: 'daemon/delete.go; inner text after issue 40723',
  },
  'removal-file-in-use': {
    wordings: [
      {
        until: '24.0',
        status: 500,
        text: 'container {id}: driver "windowsfilter" failed to remove root filesystem: rename C:\\ProgramData\\docker\\windowsfilter\\{id} C:\\ProgramData\\docker\\windowsfilter\\{id}-removing: The process cannot access the file because it is being used by another process.',
      },
      {
        status: 500,
        text: 'cannot remove container "{name}": driver "windowsfilter" failed to remove root filesystem: rename C:\\ProgramData\\docker\\windowsfilter\\{id} C:\\ProgramData\\docker\\windowsfilter\\{id}-removing: The process cannot access the file because it is being used by another process.',
      },
    ],
    source: 'daemon/delete.go, daemon/graphdriver/windows; inner text after issue 40723',
  },
  'kill-not-running': {
    wordings: [
      { until: '24.0', status: 409, text: 'Cannot kill container: {name}: Container {id} is not running' },
      { status: 409, text: 'cannot kill container: {name}: container {id} is not running' },
    ],
    source: 'container_routes.go postContainersKill; daemon/kill.go',
  },
  'bad-signal': {
    wordings: [
      { until: '20.10', status: 400, text: 'Invalid signal: {signal}' },
      { status: 400, text: 'invalid signal: {signal}' },
    ],
    source: 'pkg/signal, since 22.06 moby/sys/signal',
  },
  'signal-not-supported': {
    wordings: [
      { until: '20.10', status: 500, text: 'The windows daemon does not support signal {signal}' },
      { status: 400, text: 'the windows daemon does not support signal {signal}' },
    ],
    source: 'daemon/kill.go',
  },
  'no-exit-event': same(500, 'tried to kill container, but did not receive an exit event', 'daemon/kill.go'),
  'pause-process': {
    wordings: [
      { until: '20.10', status: 500, text: 'cannot pause Windows Server Containers' },
      {
        until: '24.0',
        status: 500,
        text: 'cannot pause container {id}: not implemented for containers using process isolation',
      },
      {
        status: 501,
        text: 'cannot pause container {id}: not implemented for containers using process isolation',
      },
    ],
    source: 'daemon/pause.go; libcontainerd/local/local_windows.go',
  },
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
  'bad-filter': {
    wordings: [
      { until: '20.10', status: 400, text: "Invalid filter '{filter}'" },
      { status: 400, text: "invalid filter '{filter}'" },
    ],
    source: 'api/types/filters',
  },
  'bad-filter-value': {
    wordings: [
      { until: '20.10', status: 400, text: "Invalid filter '{filter}={value}'" },
      { status: 400, text: "invalid filter '{filter}={value}'" },
    ],
    source: 'daemon/list.go',
  },
  'prune-running': same(409, 'a prune operation is already running', 'daemon/prune.go'),
  'image-in-use': {
    wordings: [
      {
        status: 409,
        text: 'conflict: unable to remove repository reference "{reference}" (must force) - container {container} is using its referenced image {image}',
      },
    ],
    source: 'daemon/images/image_delete.go',
  },
  'image-of-running-container': {
    wordings: [
      {
        status: 409,
        text: 'conflict: unable to delete {image} (cannot be forced) - image is being used by running container {container}',
      },
    ],
    source: 'daemon/images/image_delete.go',
  },
  'bad-reference': same(400, 'invalid reference format', 'distribution/reference'),
  'bad-platform': same(
    400,
    '"{platform}": unknown operating system or architecture: invalid argument',
    'containerd/platforms Parse',
  ),
  reserved: same(403, "'scratch' is a reserved name", 'image_routes.go validateRepoName'),
  'platform-mismatch': same(
    404,
    'image with reference {reference} was found but its platform ({found}) does not match the specified platform ({wanted})',
    'daemon/images/image.go',
  ),
  'pull-denied': same(
    404,
    "pull access denied for {repository}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    DISTRIBUTION,
  ),
  'manifest-unknown': same(
    404,
    'manifest for {reference} not found: manifest unknown: manifest unknown',
    DISTRIBUTION,
  ),
  'name-unknown': same(
    404,
    'repository {repository} not found: name unknown: The named repository could not be found: {path}',
    DISTRIBUTION,
  ),
  'bad-credentials': {
    wordings: [
      {
        until: '28.5',
        status: 500,
        text: 'Get "https://{registry}/v2/{path}/manifests/{tag}": unauthorized: authentication required',
      },
      { status: 401, text: 'unauthorized: authentication required' },
    ],
    source: `${DISTRIBUTION}; the newer status follows from the code and was not seen`,
  },
  'rate-limited': {
    wordings: [
      {
        until: '28.5',
        status: 500,
        text: 'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
      },
      {
        status: 429,
        text: 'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
      },
    ],
    source: `${DISTRIBUTION}; the newer status follows from the code and was not seen`,
  },
  unreachable: same(
    500,
    'Get "https://{registry}/v2/": dial tcp: lookup {registry}: no such host',
    'Go net, as read in threads',
  ),
  'no-matching-manifest': {
    wordings: [
      {
        until: '24.0',
        status: 404,
        text: 'no matching manifest for windows/{architecture} {version} in the manifest list entries',
      },
      {
        status: 404,
        text: 'no matching manifest for windows({version})/{architecture} in the manifest list entries',
      },
    ],
    source: 'distribution/pull_v2_windows.go, changed by e7e555f573 (2024-10-17)',
  },
  'no-matching-manifest-linux': same(
    404,
    'no matching manifest for linux/{architecture} in the manifest list entries',
    'distribution/pull_v2.go',
  ),
  'no-matching-manifest-containerd': same(
    404,
    'no matching manifest for {platform} in the manifest list entries: no match for platform in manifest: not found',
    'daemon/containerd/image_pull.go',
  ),
  'newer-than-host': same(
    500,
    'a Windows version {image}-based image is incompatible with a {host} host',
    'distribution/pull_v2_windows.go',
  ),
  'image-os': {
    wordings: [
      { until: '20.10', status: 500, text: 'operating system is not supported' },
      {
        status: 500,
        text: 'image operating system "{os}" cannot be used on this platform: operating system is not supported',
      },
    ],
    source: 'distribution/pull_v2.go, image/image_os.go',
  },
  'image-os-requested': {
    wordings: [
      { until: '20.10', status: 500, text: 'operating system is not supported' },
      {
        status: 500,
        text: 'cannot download image with operating system "{os}" when requesting "{wanted}"',
      },
    ],
    source: 'distribution/pull_v2.go',
  },
  'linux-not-simulated': same(
    501,
    'this simulator runs Windows containers only',
    'none: no engine says this',
  ),
} as const satisfies Readonly<Record<string, Saying>>;

export type SayingName = keyof typeof SAYINGS;

/** An answer that is an error: a status and `{"message": …}`. */
export class EngineError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The error in the words of this engine line, ready to be thrown. */
export function say(
  engine: EngineName,
  name: SayingName,
  values: Readonly<Record<string, string | number>> = {},
): EngineError {
  const { wordings }: Saying = SAYINGS[name];
  const wording = wordings.find(
    ({ until }) => until === undefined || ENGINES.indexOf(engine) <= ENGINES.indexOf(until),
  );
  if (!wording) throw new Error(`no wording of ${name} for engine ${engine}`);
  const text = wording.text.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''));
  return new EngineError(wording.status, text);
}
