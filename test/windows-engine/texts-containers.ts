import { type Saying, same } from './saying.ts';

const VERSIONS = 'middleware/version.go';
const ERRORS = 'daemon/errors.go';

/** Of versions, paths, containers and their lists. */
export const CONTAINERS = {
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
  'linux-not-simulated': same(
    501,
    'this simulator runs Windows containers only',
    'none: no engine says this',
  ),
} as const satisfies Readonly<Record<string, Saying>>;
