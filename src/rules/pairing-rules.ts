import type { Rule } from './rule.ts';

/** Rules about one image on one host in one isolation. Their conditions stand in `windows/compatibility.ts`. */
export const PAIRING_RULES = {
  'wrong-operating-system': {
    level: 'error',
    sentence: 'The image is not for Windows, or the engine on the host runs Linux containers.',
    remedy: 'Use an image that has a Windows entry, or switch the engine to Windows containers.',
    help: `A Windows host in Windows-container mode runs Windows images only, and an engine that was switched to Linux
containers runs none of them. The engine says \`image operating system "linux" cannot be used on this platform\` or
\`no matching manifest for windows\`, which many people first read as a version problem.

Use an image that has a Windows entry, or take this stage to a Linux host. With Docker Desktop, switch to Windows containers.`,
    sources: ['moby-pull-windows'],
  },
  'image-newer-than-host': {
    level: 'error',
    sentence: "The image's Windows is newer than the host's; neither isolation mode can run it.",
    remedy: "Use a tag for the host's release or an older one, or move to a newer host.",
    help: `A container cannot be newer than the Windows that carries it. Process isolation shares the host's older kernel;
Hyper-V isolation brings a newer kernel, which Microsoft's table rules out all the same. Docker does not even pull such
an image: \`a Windows version 10.0.26100-based image is incompatible with a 10.0.20348 host\`.

Use a tag for the host's release or an older one, or move to a newer host.`,
    sources: ['ms-version-compatibility', 'ms-portability', 'moby-pull-windows'],
  },
  'build-mismatch': {
    level: 'error',
    sentence: 'In process isolation the image and the host need the same Windows build, and theirs differ.',
    remedy: "Use the tag for the host's release, or Hyper-V isolation.",
    help: `A process-isolated container runs on the host's kernel, and its own user mode must fit that kernel. From Windows
Server 2022 on there is a stable interface between releases; with anything older the builds must be equal. Windows refuses
to start the container: \`The container operating system does not match the host operating system. (0xc0370101)\`.

Use the tag for the host's release, run the container with \`--isolation=hyperv\`, or choose a host with the image's build.`,
    sources: ['ms-version-compatibility', 'hcsshim-compat'],
  },
  'process-isolation-on-client': {
    level: 'error',
    sentence: 'This Windows client runs containers in Hyper-V isolation only.',
    remedy: 'Use Hyper-V isolation, or a server host.',
    help: `Windows 10 learned process isolation with build 17763 (version 1809) and Docker Engine 18.09. Older clients, and older
engines on any client, refuse it.

Use Hyper-V isolation, a newer client, or a server host.`,
    sources: ['moby-20.10-daemon-windows', 'ms-isolation'],
  },
  'client-process-for-development': {
    level: 'notice',
    sentence:
      'Process isolation on a Windows client must be asked for by name and is meant for development and testing.',
    remedy: 'Ask for it with `--isolation=process`, and keep production on a server host.',
    help: `Windows clients start containers in Hyper-V isolation unless \`--isolation=process\` is given. Microsoft offers process
isolation there for development and testing, with a Docker Engine of 18.09 or newer and matching version tags.`,
    sources: ['ms-isolation'],
  },
  'conflicting-reports': {
    level: 'error',
    sentence: 'Published sources and field reports disagree whether this pairing works.',
    remedy: 'Use a pairing that the sources agree on, or smoke-test it on exactly this host.',
    help: `Some pairings are allowed by a table and fail in the field, or are ruled out and yet seen running:

- Windows Server 2025 images on Windows 11 from build 26200 (25H2) on, in both modes: Microsoft's table allows them, and they were
  seen to fail with \`0xc0370112\`.
- Windows Server 2022 images in process isolation on any host newer than build 26100: Microsoft's pages allow them and they were
  seen running on Windows 11 25H2, but hcsshim and containerd take nothing older than Windows Server 2025 there. An engine with the
  containerd image store (since 29.0) does not even pull them unless the platform is asked for.
- Images of 1809 and 1903 on a 1909 host, and images of 2004 on later Windows 10 builds, in process isolation.

Whether such a container starts, and how it behaves afterwards, may change with any monthly update.

Do not ship on it: use a pairing that the sources agree on, or smoke-test it on exactly the host you mean. On Windows 11 25H2 that
is an \`ltsc2022\` image in Hyper-V isolation.`,
    sources: [
      'ms-version-compatibility',
      'hcsshim-compat',
      'containerd-platforms',
      'hcsshim-2566',
      'windows-containers-647',
      'windows-containers-406',
      'moby-40468',
    ],
  },
  'hyperv-on-annual-channel': {
    level: 'warning',
    sentence: 'No source says whether this Annual Channel host runs containers in Hyper-V isolation.',
    remedy: 'Use process isolation with an `ltsc2022` image there.',
    help: `Windows Server, version 23H2 is a container host for Windows Server 2022 images. What Microsoft has published about it
covers process isolation; for Hyper-V isolation nothing was found either way.

Use process isolation with an \`ltsc2022\` image there, or try it on the host itself.`,
    sources: ['ms-portability'],
  },
  'hyperv-unavailable': {
    level: 'error',
    sentence: 'Hyper-V isolation does not work on this host.',
    remedy:
      'Install the Hyper-V role and expose virtualisation to the machine, or use process isolation with a fitting tag.',
    help: `Hyper-V isolation needs the Hyper-V role and a hypervisor that is running; in a virtual machine it needs nested
virtualisation. Without them Windows answers \`No hypervisor is present on this system. (0xc0351000)\`, \`a required feature is
not installed\` or \`The request is not supported. (0x32)\`.

Install the role, expose the virtualisation extensions to the machine, or use process isolation with a fitting tag.`,
    sources: ['ms-hcs-hresult', 'moby-27198', 'moby-43395'],
  },
  'cross-release-process': {
    level: 'notice',
    sentence:
      "The image's release differs from the host's; process isolation allows it, with known troubles.",
    remedy: "Use the tag of the host's own release for anything that serves HTTP through http.sys.",
    help: `From Windows Server 2022 on, an older image may share a newer host's kernel: a Windows Server 2022 image on hosts up to
build 26100, a newer one on later hosts too. The published tables allow it, and it mostly works. What leans on kernel-mode parts can break all the same: a Windows Server 2022 image on Windows Server 2025
starts, its TCP ports answer, and \`http.sys\` never serves a request.

For what serves HTTP through \`http.sys\` (IIS, WCF, Business Central) use the tag of the host's own release, or Hyper-V isolation.`,
    sources: ['ms-version-compatibility', 'hcsshim-compat', 'albuild-base-image'],
  },
  'exact-build-policy': {
    level: 'error',
    sentence: 'The policy `exact` asks for equal builds in process isolation, and these differ.',
    remedy: "Use the tag of the host's release, or `policy: compatible`.",
    help: `Microsoft's page on isolation modes asks that host and container version tags match in process isolation, as otherwise
the container "may fail to start or exhibit undefined behavior". With \`policy: exact\` this check holds you to that, even where
the stable interface of Windows Server 2022 and newer would let the container start.

Use the tag of the host's release, Hyper-V isolation, or \`policy: compatible\`.`,
    sources: ['ms-isolation'],
  },
  'revision-mismatch': {
    level: 'error',
    sentence: 'On Windows Server 2016 the image and the host need the same revision in process isolation.',
    remedy: 'Update the host and rebuild on the base image of the same month, or use Hyper-V isolation.',
    help: `Windows Server 2016 is the one release on which Microsoft ties a process-isolated container to the host's exact revision
(the fourth part of the version): with another one the image might not start.

Update the host and rebuild on the base image of the same month, or use Hyper-V isolation.`,
    sources: ['ms-version-compatibility'],
  },
  'february-2020-baseline': {
    level: 'error',
    sentence:
      'Image and host stand on different sides of the February 2020 update, which broke process isolation between them.',
    remedy: 'Rebuild on a current base image and update the host, or use Hyper-V isolation.',
    help: `With the security update of 11 February 2020 (KB4542617 tells of it) the interface between container and kernel changed.
An image from before it on a host from after it, or the other way round, starts and then fails in odd ways: 32-bit programs
die with \`0xC0000142\` or \`0xC0000139\`, commands print nothing, builds hang.

Bring both to the same side: rebuild on a current base image, update the host, or use Hyper-V isolation.`,
    sources: ['ms-update-containers', 'powershell-12092', 'moby-40525', 'openjdk-395'],
  },
  'revision-newer-than-host': {
    level: 'warning',
    sentence:
      'The image has a newer revision of the same build than the host; servercore images then may not start.',
    remedy: "Update the host, or pin the image to a revision at or below the host's.",
    help: `Microsoft says that revisions need not match since Windows Server 2019, and mostly they need not. But several monthly
updates have produced Server Core images that a host without the same update could not start in process isolation
(\`0xc0370106\`), while Nano Server ran. Hosted runners trail the images by days or weeks, so this comes and goes.

Update the host, or pin the image to a revision at or below the host's; Hyper-V isolation is not affected.`,
    sources: ['runner-images-11582', 'windows-containers-591', 'for-win-14287'],
  },
  'known-advisory': {
    level: 'notice',
    sentence: 'There are reports of trouble with exactly this image and host.',
    remedy: 'Read the report that the message names, and smoke-test this pairing.',
    help: `A row in the table of advisories matches: a range of revisions, a family and an isolation mode for which people have
reported failures, with the place where they did. The message names it.`,
    sources: [],
  },
  'host-newer-than-known': {
    level: 'notice',
    sentence: 'The host is newer than every Windows build this version of the tool knows.',
    remedy: 'Look for a newer version of this tool, and smoke-test on this host.',
    help: `It is judged by the general rules. Nobody has published yet what this Windows does with containers, so look for a newer
version of this tool, and smoke-test.`,
    sources: ['hcsshim-builds'],
  },
  'same-build': {
    level: 'notice',
    sentence: 'Image and host have the same build, which process isolation asks for.',
    remedy: 'Nothing is to be done.',
    help: `This rule lets a pairing run, and fires no finding by itself. The rules about revisions are asked after it.`,
    sources: ['ms-version-compatibility', 'hcsshim-compat'],
  },
  'hyperv-runs': {
    level: 'notice',
    sentence: 'The image is not newer than the host, and brings its own kernel in Hyper-V isolation.',
    remedy: 'See that Hyper-V is installed and works on the host.',
    help: `This rule lets a pairing run, on condition that Hyper-V works on the host; it fires no finding by itself.`,
    sources: ['ms-version-compatibility', 'hcsshim-runhcs-matrix'],
  },
  'no-version-rule': {
    level: 'notice',
    sentence:
      'A host-process image has no Windows of its own: no version rule applies, and Hyper-V isolation refuses it.',
    remedy: 'Run it as a Kubernetes host-process container; Hyper-V isolation is not for such images.',
    help: `The base image for Kubernetes host-process containers holds no Windows layers. It runs with the host's own files on every
supported build, as a host-process container, and as no other kind: Docker's isolation modes do not apply to it.

In Hyper-V isolation there is no utility VM in it to start from, so the pairing is refused and an error. Docker says
\`utility VM image could not be found\`, containerd \`utility VM folder could not be found in layers\`, and Microsoft lists Hyper-V
isolation as not supported for such containers. (Since May 2026 hcsshim can run them inside the utility VM of a Hyper-V isolated
pod on Windows Server 2025, which another image brings; that is Kubernetes' business, not a mode of this image.)`,
    sources: [
      'host-process-base-image',
      'aks-host-process',
      'moby-local-windows',
      'hcsshim-uvm-folder',
      'hcsshim-2531',
    ],
  },
  'image-version-unknown': {
    level: 'warning',
    sentence: 'Which Windows the image is built on could not be found out.',
    remedy: 'Let the check ask the registry, or use a tag that names the Windows release.',
    help: `Neither the registry nor the tag told a Windows build. A tag such as \`4.8\`, \`latest\` or \`1.27-windowsservercore\` says
nothing by itself; only the registry's \`os.version\` does.

Let the check ask the registry (\`resolve: auto\`, with credentials for private repositories), or use a tag that names the release.`,
    sources: ['moby-pull-windows'],
  },
  'host-version-unknown': {
    level: 'warning',
    sentence: 'Which Windows the host is could not be found out.',
    remedy: 'Declare the host by a label, a release or a version.',
    help: `Declare it: a runner label (\`windows-2022\`), a release (\`ltsc2022\`), a name (\`windows-11-24h2\`) or a version
(\`10.0.20348.2340\`).`,
    sources: [],
  },
  'host-product-unknown': {
    level: 'warning',
    sentence: 'The answer depends on whether the host is a server or a client, and that is not known.',
    remedy: 'Write the product behind the version: `10.0.26100/server` or `10.0.26100/client`.',
    help: `Several builds exist as Windows Server and as a Windows client, which differ in default isolation and in what they allow.
Write the product behind the version: \`10.0.26100/server\` or \`10.0.26100/client\`.`,
    sources: ['hcsshim-builds'],
  },
} as const satisfies Record<string, Rule>;
