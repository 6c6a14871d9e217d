import type { Rule } from './rule.ts';

/** Rules about hosts by themselves. */
export const HOST_RULES = {
  'retired-label': {
    level: 'error',
    sentence: 'GitHub has retired this runner label.',
    remedy: 'Use a current label.',
    help: `A job with a retired label waits for a runner that never comes, and then fails. Move to a current one.`,
    sources: ['runner-images-12045'],
  },
  'runner-without-docker': {
    level: 'error',
    sentence: 'The runner with this label has no Docker engine, so it can run no container.',
    remedy: 'Use an x64 Windows runner.',
    help: `The arm64 Windows runners came with Docker until it was removed on 2026-08-31, as nested virtualisation is not supported there.
Use an x64 Windows runner.`,
    sources: ['runner-images-14632'],
  },
  'moving-label': {
    level: 'notice',
    sentence: 'This label moves to a newer Windows from time to time.',
    remedy: 'Name the release: `windows-2022` or `windows-2025`.',
    help: `\`windows-latest\` was Windows Server 2022 until September 2025 and is Windows Server 2025 today. A tag that fits now is a mismatch after
the next move. Name the release: \`windows-2022\`, \`windows-2025\`.`,
    sources: ['runner-images-readme'],
  },
  'host-product-assumed': {
    level: 'notice',
    sentence: 'This build exists as a server and as a client; it was taken for a server.',
    remedy: 'Write the product behind the version.',
    help: `Write the product behind the version to be sure: \`10.0.26100/server\` or \`10.0.26100/client\`.`,
    sources: ['hcsshim-builds'],
  },
  'host-facts-disagree': {
    level: 'warning',
    sentence: "The machine's registry and its Docker engine tell different Windows versions.",
    remedy: 'Check where `DOCKER_HOST` or the Docker context points, and restart after updates.',
    help: `Usually the engine is on another machine (\`DOCKER_HOST\`, a context), or it was started before an update that still waits for a
restart. Containers run where the engine is.`,
    sources: ['moby-operatingsystem'],
  },
  'linux-container-mode': {
    level: 'error',
    sentence: 'The engine on this Windows host runs Linux containers.',
    remedy: 'Switch Docker Desktop to Windows containers.',
    help: `Docker Desktop runs one kind at a time. Switch it: \`& "$Env:ProgramFiles\\Docker\\Docker\\DockerCli.exe" -SwitchWindowsEngine\`, or
choose the context \`desktop-windows\`.`,
    sources: ['moby-operatingsystem'],
  },
  'host-end-of-life': {
    level: 'warning',
    sentence: 'This Windows is out of support.',
    remedy: 'Move to a Windows in support.',
    help: `It gets no updates any more, while images do; the gap between them grows with every month.`,
    sources: ['ms-base-image-lifecycle'],
  },
  'assumed-hosts': {
    level: 'notice',
    sentence: 'No host was named, so the current hosted Windows runners were assumed.',
    remedy: 'Say where the images run (`hosts`, `--host`).',
    help: `Each image must run on one of them. Findings that rest on an assumption are warnings at most. Say where your images run with
\`hosts\`.`,
    sources: ['runner-images-readme'],
  },
} as const satisfies Record<string, Rule>;
