import type { Rule } from './rule.ts';

/** Rules about the options of a container: what they do to the boundary between it and a Windows host. */
export const BOUNDARY_RULES = {
  'option-rejected': {
    level: 'error',
    sentence: 'A Windows engine refuses this option of the container.',
    remedy: 'Leave the option out on Windows, or use what Windows has in its place.',
    help: `Compose files and \`docker run\` lines that were written for Linux ask for things that Windows has not: privileged mode, a read-only
root, capabilities, control groups, ulimits, files mounted one by one, paths without a drive letter. The engine refuses the container when
it is created or started, often only after a long pull. The message has the engine's own words.

Leave the option out where the container is for Windows: a second Compose file with \`!reset null\` takes it away for Windows only.`,
    sources: ['moby-hostconfig-windows', 'moby-daemon-windows', 'moby-oci-windows', 'moby-windows-parser'],
  },
  'option-ignored': {
    level: 'warning',
    sentence: 'A Windows engine accepts this option and does nothing with it.',
    remedy: 'Leave the option out, and do not rely on it.',
    help: `No error, no warning, no effect: \`--pid=host\` shows no process of the host, \`--userns\` keeps no users apart, \`--tmpfs\` writes to disk,
\`--gpus\` gives no GPU. Whoever relies on one of these for safety or speed has neither.

Microsoft's isolation page says what Windows containers share and what they cannot share; use what it has in place of the option.`,
    sources: ['ms-isolation', 'moby-oci-windows', 'moby-daemon-windows'],
  },
  'option-not-with-hyperv': {
    level: 'error',
    sentence: 'This option does not go with Hyper-V isolation.',
    remedy: 'Use process isolation for this container, or leave the option out.',
    help: `Devices and the network stack of another container can be shared in process isolation only. When the isolation is not said, the host
decides: a server takes process isolation and runs the container, a client takes Hyper-V isolation and refuses it. Then this is a notice.

Say \`--isolation=process\` (\`isolation: process\` in Compose) where the option is needed.`,
    sources: ['moby-hostconfig-windows', 'moby-local-windows', 'moby-container-operations-windows'],
  },
  'host-opened': {
    level: 'warning',
    sentence: 'The container is given something that opens the host.',
    remedy: 'Leave it out, or mount less.',
    help: `A container with the pipe of the engine (\`\\\\.\\pipe\\docker_engine\`) can have the engine start another one with the whole system drive, so it is
administrator of the host whatever its isolation. A mounted system drive, Windows directory or data folder of the engine gives the host away
more directly. Hyper-V isolation does not help: what is mounted is shared with the virtual machine, and opened as LocalSystem.

Mount only the directory that is needed, and keep the pipe out of containers that run other people's code.`,
    sources: ['ms-isolation', 'ms-persistent-storage', 'moby-windows-parser'],
  },
  'platform-without-version': {
    level: 'notice',
    sentence: 'The platform names Windows without a version, so the image may be of any build.',
    remedy: 'Leave the platform out on a Windows host, or name the version: `windows(10.0.20348)/amd64`.',
    help: `An engine on Windows asks for its own build when no platform is given. \`windows/amd64\` takes that away: with the containerd image store
every Windows entry of an index fits, and the first one is taken, even one that this host cannot run in process isolation.

With that store it is also the only way to an older image meant for Hyper-V isolation; then name its version.`,
    sources: ['containerd-platforms', 'moby-image-store-choice'],
  },
  'compose-isolation-ignored': {
    level: 'notice',
    sentence: '`build.isolation` is taken by the classic builder only.',
    remedy: 'Build with the classic builder (`DOCKER_BUILDKIT=0`), or leave it out.',
    help: `BuildKit has no isolation to choose, and Compose drops \`build.isolation\` without a word when it builds with BuildKit. A Windows engine builds
with the classic builder unless told otherwise (\`DOCKER_BUILDKIT=1\`, a \`docker buildx\` builder), and that one takes it.

The isolation of the running container is another key: \`isolation\`, beside \`build\`.`,
    sources: ['docker-compose-build'],
  },
} as const satisfies Record<string, Rule>;
