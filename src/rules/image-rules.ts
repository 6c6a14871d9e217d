import type { Rule } from './rule.ts';

/** Rules about an image: what its tag and its index say, and which entry a host's engine takes. */
export const IMAGE_RULES = {
  'no-matching-manifest': {
    level: 'error',
    sentence: "The image's index has no entry that this host's engine would take.",
    remedy: "Use a tag that has an entry for the host's release.",
    help: `A tag is often an index of several images, and the engine picks one by operating system, architecture and Windows
build. Here it finds none and the pull ends with \`no matching manifest for windows(10.0.20348)/amd64 in the manifest list
entries\` (engines before 28 write \`windows/amd64 10.0.20348\`).

Use a tag that has an entry for the host's release. The containerd image store also goes past entries that are too old for the
host in process isolation: below build 20348 all but the host's own build, from there on what is older than the release before
the host's. An older image meant for Hyper-V isolation it takes when its platform is asked for, such as
\`--platform windows(10.0.17763)/amd64\`.

Of Microsoft's base images this is told by the tag alone where no registry is asked, as each of their tags is an index.`,
    sources: ['moby-pull-windows', 'containerd-platforms'],
  },
  'wrong-architecture': {
    level: 'error',
    sentence: 'The image is for another processor than the one that the host has.',
    remedy: "Use an image for the host's processor, or run it on a host with the image's.",
    help: `Microsoft publishes base images for \`arm64\` beside those for \`amd64\`, with the processor in the tag: \`ltsc2025-arm64\`,
\`10.0.26100.1742-arm64\`; it names Nano Server and Server Core of Windows Server 2025, on devices with Windows 11 24H2. From an index
an engine takes only what is for its host's processor, and ends the pull with \`no matching manifest\`. A single manifest it pulls, with a warning when a container is made of it, which does not start: process isolation has
the host's kernel, and the virtual machine of Hyper-V isolation the host's processor.

What the image is for, its registry tells, or a word in its tag where only that is read. The processor of a host is that of the
runner label or of this machine, or the one that is told (\`windows-11-24h2,arch=arm64\`); a server of which nobody told is taken
for \`amd64\`. On a client of which nobody told, an image for \`arm64\` runs on the condition that it is one, and on a
host with \`arm64\` an image of which neither tag nor registry tells the processor on the condition that it is for \`arm64\`.`,
    sources: ['moby-pull-windows', 'windows-containers-586', 'windows-containers-224'],
  },
  'selection-depends-on-engine': {
    level: 'notice',
    sentence: 'Two engines on the same host would take different images for this tag.',
    remedy: 'Use a tag that names the Windows release.',
    help: `The classic image store takes the first entry at or below the host's build, preferring an equal build. The containerd
store takes only what its compatibility function allows, and of these the first (engines 29.0 to 29.5: the greatest version).
So the same tag on the same Windows can be two images, or one and none.

Use a tag that names the Windows release.`,
    sources: ['moby-pull-windows', 'containerd-platforms', 'moby-image-store-choice'],
  },
  'missing-os-version': {
    level: 'warning',
    sentence: 'A Windows entry of the index has no `os.version`, so engines cannot choose by it.',
    remedy: 'Have the index made with `os.version` in each Windows entry.',
    help: `Without \`os.version\` every engine takes the entry for every Windows build, and what it really is shows at start. It gets
lost when indexes are put together by tools that do not copy it.

Set it when the index is made (\`docker manifest annotate --os-version\`), or build it with a tool that reads it from the image.`,
    sources: ['docker-cli-2722', 'containerd-platforms'],
  },
  'fitting-entry-not-taken': {
    level: 'warning',
    sentence: "The index holds an entry that would run on this host, but this host's engine takes another.",
    remedy: 'Use a tag that names the Windows release, or pin the digest of the entry you want.',
    help: `Which entry an engine takes follows from the order of the index and the builds in it, not from what would run best. Here the
index has an entry that fits, and the engine passes it over.

Use a tag that names the Windows release of the entry you want, or pin its digest.`,
    sources: ['moby-pull-windows', 'containerd-platforms', 'dotnet-framework-docker-1265'],
  },
  'invalid-platform': {
    level: 'error',
    sentence: 'The value of `--platform` is no platform.',
    remedy: 'Write it as `windows/amd64` or `windows(10.0.20348)/amd64`.',
    help: `A platform is an operating system and an architecture: \`windows/amd64\`. A Windows version goes in parentheses behind the
system: \`windows(10.0.20348)/amd64\`.`,
    sources: ['containerd-platforms'],
  },
  'floating-tag': {
    level: 'notice',
    sentence: 'The tag names no Windows release, so the Windows under it can change overnight.',
    remedy: 'Use a tag with the Windows release in it, or pin the digest.',
    help: `Such tags are indexes that follow the publisher's support policy: entries for old releases disappear, new ones come, and
one morning the same Dockerfile is built on another Windows, or on none. In October 2025 \`dotnet/framework/sdk:4.8\` lost its
Windows Server 2022 entry in just this way.

Use a tag with the release in it (\`…-windowsservercore-ltsc2022\`), or pin the digest.`,
    sources: ['dotnet-framework-docker-1265', 'dotnet-docker-4492'],
  },
  'image-end-of-life': {
    level: 'warning',
    sentence: 'The base image is out of support, or soon will be.',
    remedy: 'Move to a release in support.',
    help: `Microsoft publishes base images for as long as the Windows they hold is supported. Afterwards they get no security updates,
and the tags are removed from the indexes of other images first.

Move to a release in support.`,
    sources: ['ms-base-image-lifecycle'],
  },
  'image-not-found': {
    level: 'error',
    sentence: 'The registry does not have this image.',
    remedy: 'Check the spelling, or log in before this step.',
    help: `The registry answered, and says that the tag, the digest or the repository is not there. Docker Hub and many others give
the same answer for a private repository when nobody is logged in.

Check the spelling, or log in before this step (\`docker/login-action\`).`,
    sources: ['distribution-spec'],
  },
  'registry-unanswered': {
    level: 'notice',
    sentence: 'The registry could not be asked, so only the tag was read.',
    remedy: 'See the reason in the message; give credentials or a connection, or use `resolve: tags`.',
    help: `With \`resolve: auto\` the check goes on with what the tag says, which is less than the truth: no revision, and nothing at all for
a floating tag. With \`resolve: registry\` this is an error, and the check counts as not done.

The message tells why: no connection, a refused login, a rate limit, or something that is no registry.`,
    sources: ['distribution-spec'],
  },
  'mixed-windows-stages': {
    level: 'warning',
    sentence:
      'The stages of this Dockerfile stand on Windows releases that no one host can run in process isolation.',
    remedy: 'Give all stages the same Windows release.',
    help: `Every stage with a \`RUN\` runs on the machine that builds, and the final image runs where it is deployed. When the stages
stand on releases that do not fit one host, the build works only with Hyper-V isolation.

Give all stages the same release; one global \`ARG WINDOWS_VERSION\` for every \`FROM\` keeps them together.`,
    sources: ['ms-version-compatibility'],
  },
} as const satisfies Record<string, Rule>;
