import type { EngineText } from './error-model.ts';

const REGISTRY_SOURCES = ['moby-http-status'] as const;

/** Texts of the engine and its client that carry no code of Windows. The first that fits is taken. */
export const ENGINE_TEXTS: readonly EngineText[] = [
  {
    id: 'removal-failed',
    pattern: /failed to remove root filesystem|failed to detach VHD|cannot remove container/i,
    class: 'removal-failed',
    outranksCode: true,
    cause: 'The container could not be removed because something on the host still holds its files.',
    remedy: 'Remove it again after a moment (docker rm --force); it does not tell anything about isolation.',
    sources: ['moby-40723'],
  },
  {
    id: 'engine-permission',
    pattern:
      /permission denied while trying to connect|must be run with elevated privileges|connect (?:EPERM|EACCES)\b/i,
    class: 'access-denied',
    cause: "The account may not open the engine's pipe.",
    remedy: "Run as an administrator, or add the account to the group named in the engine's configuration.",
    sources: ['moby-client-request'],
  },
  {
    id: 'containers-feature-missing',
    pattern: /ensure (?:that )?the Containers feature is installed/i,
    class: 'engine-unavailable',
    cause: 'The Containers feature of Windows is not installed, so the engine does not start.',
    remedy: 'Install the Windows feature Containers and restart the host.',
    sources: ['moby-daemon-windows'],
  },
  {
    id: 'host-too-old',
    pattern: /this version of Windows does not support the docker daemon/i,
    class: 'host-too-old',
    cause: 'Engine 23.0 and newer do not start on a Windows below build 17763.',
    remedy: 'Use a host with Windows Server 2019 or newer, or engine 20.10.',
    sources: ['moby-daemon-windows'],
  },
  {
    id: 'engine-unreachable',
    pattern:
      /cannot connect to the docker daemon|failed to connect to the docker API|error during connect|connect (?:ENOENT|ECONNREFUSED)\b|open \/\/\.\/pipe\/\S+: the system cannot find/i,
    class: 'engine-unavailable',
    cause: 'No engine answers at that address.',
    remedy: 'Start the Docker service and check DOCKER_HOST and the context.',
    sources: ['moby-client-request'],
  },
  {
    id: 'api-version',
    pattern: /client version \S+ is too (?:old|new)/i,
    class: 'invalid-request',
    cause: 'Client and engine have no API version in common.',
    remedy: 'Update the older of the two.',
    sources: ['moby-http-status'],
  },
  {
    id: 'client-host-needs-hyperv',
    pattern: /Windows client operating systems .*only (?:run|support) Hyper-V containers/i,
    class: 'isolation-refused',
    cause: 'This Windows client, or its engine, is too old for process isolation.',
    remedy: 'Use Hyper-V isolation, Windows 10 1809 or newer with engine 18.09 or newer, or a server host.',
    sources: ['moby-20.10-daemon-windows', 'ms-isolation'],
  },
  {
    id: 'isolation-on-linux',
    pattern: /linux only supports 'default'|invalid isolation .* on linux/i,
    class: 'wrong-operating-system',
    cause: 'The engine runs Linux containers, which know no Windows isolation.',
    remedy: 'Switch the engine to Windows containers.',
    sources: ['moby-hostconfig-windows'],
  },
  {
    id: 'isolation-invalid',
    pattern: /invalid isolation/i,
    class: 'isolation-refused',
    cause: 'The engine knows `default`, `process` and `hyperv` only.',
    remedy: 'Ask for one of these three.',
    sources: ['moby-hostconfig-windows'],
  },
  {
    id: 'option-refused-in-hyperv',
    pattern:
      /while using Hyper-V Containers|sharing of hyperv containers network|not supported for HyperV containers|against a running Hyper-V container/i,
    class: 'option-refused',
    cause: 'An option was asked for that Hyper-V isolation does not have.',
    remedy: 'Leave the option out, or use process isolation.',
    sources: ['moby-hostconfig-windows', 'moby-local-windows'],
  },
  {
    id: 'option-refused',
    pattern:
      /Windows does not support|not supported for Windows containers|mount type unknown|security option not supported/i,
    class: 'option-refused',
    cause: 'An option was asked for that Windows containers do not have.',
    remedy: 'Leave the option out.',
    sources: ['moby-daemon-windows', 'moby-hostconfig-windows'],
  },
  {
    id: 'linux-engine-no-manifest',
    pattern: /no matching manifest for linux\//i,
    class: 'wrong-operating-system',
    cause: 'The engine runs Linux containers and the image is not for Linux.',
    remedy: 'Switch the engine to Windows containers, or use a Linux image.',
    sources: ['moby-pull-windows'],
  },
  {
    id: 'no-matching-manifest',
    pattern:
      /no matching manifest for|does not match the specified platform|does not provide the specified platform/i,
    class: 'no-matching-manifest',
    cause:
      'The image has no entry that this engine takes: it is for Linux only, or for newer Windows only, or, with the containerd image store, for a Windows too old for the host.',
    remedy:
      "Use a tag for the host's release; ask `images` or `select` which entries the tag has. With the containerd image store an older one is taken by its platform, such as `--platform windows(10.0.17763)/amd64`.",
    sources: ['moby-pull-windows', 'containerd-platforms', 'virtualization-documentation-1874'],
  },
  {
    id: 'image-newer-than-host',
    pattern: /a Windows version [\d.]+-based image is incompatible with a [\d.]+ host/i,
    class: 'image-mismatch',
    cause: "The image's Windows is newer than the host's; the engine does not even pull it.",
    remedy: "Use a tag for the host's release or an older one, or a newer host.",
    sources: ['moby-pull-windows', 'moby-36184'],
  },
  {
    id: 'linux-image',
    pattern:
      /image operating system "?\w+"? cannot be used|cannot download image with operating system|operating system is not supported/i,
    class: 'wrong-operating-system',
    cause: 'The image is not for Windows and the engine runs Windows containers.',
    remedy: 'Use a Windows image, or a host that runs Linux containers.',
    sources: ['moby-image-os', 'moby-pull-windows'],
  },
  {
    id: 'utility-vm-missing',
    pattern: /utility VM (?:image|folder) could not be found/i,
    class: 'image-broken',
    cause:
      'No layer of the image holds the utility VM that Hyper-V isolation starts; images for host-process containers have none.',
    remedy:
      "Build on one of Microsoft's base images, or run a host-process image as a Kubernetes host-process container.",
    sources: ['moby-local-windows', 'hcsshim-uvm-folder', 'host-process-base-image'],
  },
  {
    id: 'hypervisor-not-running',
    pattern: /the hypervisor is not running in the host/i,
    class: 'hyperv-unavailable',
    cause: 'Hyper-V isolation was asked for and no hypervisor runs on the host.',
    remedy:
      'Install Hyper-V, switch virtualisation on in the firmware or, in a virtual machine, nested virtualisation on its host.',
    sources: ['moby-27198'],
  },
  {
    id: 'processor-information',
    pattern: /failed to get host processor information/i,
    class: 'hyperv-unavailable',
    cause:
      'The Host Compute Service cannot describe the processors to a virtual machine; Hyper-V does not work there.',
    remedy: 'Install Hyper-V and enable nested virtualisation, or use process isolation.',
    sources: ['moby-43395'],
  },
  {
    id: 'timeout',
    pattern: /timeout waiting for notification|context deadline exceeded/i,
    class: 'timeout',
    cause:
      'Windows did not create or start the container in time: a slow nested virtual machine, or other software on the host that holds the container back.',
    remedy: 'Try again with a longer limit; look for security or monitoring agents on the host.',
    sources: ['hcsshim-errors', 'windows-containers-374', 'for-win-14368'],
  },
  {
    id: 'compute-service-lost',
    pattern: /lost communication with compute service/i,
    class: 'engine-unavailable',
    cause: 'The Host Compute Service of the host ended or restarted.',
    remedy: 'Restart the Host Compute Service (vmcompute) and the engine.',
    sources: ['hcsshim-errors'],
  },
  {
    id: 'unexpected-exit',
    pattern: /unexpected container exit/i,
    class: 'guest-exited',
    cause: 'Windows in the container ended by itself.',
    remedy: 'Compare the versions of image and host, and look at the Hyper-V-Compute event log.',
    sources: ['hcsshim-errors'],
  },
  {
    id: 'rate-limited',
    pattern: /toomanyrequests|pull rate limit/i,
    class: 'rate-limited',
    cause: 'The registry has had too many pulls from here.',
    remedy: 'Log in to the registry, wait, or use a mirror.',
    sources: REGISTRY_SOURCES,
  },
  {
    id: 'registry-denied',
    pattern:
      /pull access denied|unauthorized:|authentication required|requested access to the resource is denied/i,
    class: 'registry-denied',
    cause: 'The registry does not show this image to this account, or has none of that name.',
    remedy: "Check the image's name and log in to its registry.",
    sources: REGISTRY_SOURCES,
  },
  {
    id: 'image-not-found',
    pattern: /manifest unknown|name unknown|manifest for \S+ not found|no such image/i,
    class: 'image-not-found',
    cause: 'There is no image of that name and tag.',
    remedy: 'Check name and tag; tags of releases out of support go away.',
    sources: REGISTRY_SOURCES,
  },
  {
    id: 'network',
    pattern: /no such host|TLS handshake timeout|i\/o timeout|dial tcp|connection reset by peer/i,
    class: 'network',
    cause: 'The registry could not be reached.',
    remedy: 'Check name resolution, proxy and firewall of the engine.',
    sources: REGISTRY_SOURCES,
  },
  {
    id: 'network-missing',
    pattern: /could not find a network matching network mode|network \S+ not found/i,
    class: 'option-refused',
    cause:
      'The container asks for a network that the engine does not have; `host` and `bridge` are none on Windows.',
    remedy: 'Use the `nat` network, or create the one that is named.',
    sources: ['moby-daemon-windows'],
  },
  {
    id: 'command-missing',
    pattern: /executable file not found|no such file or directory|no command specified/i,
    class: 'command-missing',
    cause: 'The command is not in the image, or none was given.',
    remedy: 'Check ENTRYPOINT, CMD and the command given; Nano Server has no PowerShell, for one.',
    sources: ['moby-daemon-errors'],
  },
];
