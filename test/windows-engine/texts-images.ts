import { type Saying, same } from './saying.ts';

const DISTRIBUTION = 'distribution/errors.go, since 29 daemon/internal/distribution';

/** Of images and pulls. */
export const IMAGES = {
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
} as const satisfies Readonly<Record<string, Saying>>;
