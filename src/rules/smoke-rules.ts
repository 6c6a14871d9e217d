import type { Rule } from './rule.ts';

/** For what can be no graver than the need of the mode, in which a container was run. */
const BY_NEED = `It is a notice where the mode need not work, or where \`isolation: any\` is asked for and the image ran in one mode; and a warning
at most where another host is enough (\`hosts-match: any\`).`;

/** Rules about what smoke containers showed. */
export const SMOKE_RULES = {
  'smoke-failed': {
    level: 'error',
    sentence: 'A smoke container did not run where the published sources do not refuse it.',
    remedy: 'Read the cause beside it; a build of the image for this very release is the surest way out.',
    help: `What the sources say and what was seen differ. Windows is right: the container was refused, left at once or never came up on this very
host. The message has both, with the engine's own words, their cause and what to do.

Usual reasons: the host lacks an update that the image has, the image is broken, Hyper-V is there and does not work, or a security product
holds the start up.

${BY_NEED}`,
    sources: ['windows-containers-591', 'for-win-14287', 'hcsshim-2566'],
  },
  'smoke-ran-though-refused': {
    level: 'notice',
    sentence: 'A smoke container ran although the pairing is predicted to be refused.',
    remedy: 'Do not rely on it: it is outside of what is supported.',
    help: `A pairing outside of the published rules may run on one machine and not on the next. The prediction stands; what was seen is told
beside it.`,
    sources: ['ms-version-compatibility'],
  },
  'smoke-command-failed': {
    level: 'error',
    sentence: 'The smoke command failed in the container.',
    remedy: 'Read what it printed; where that is nothing, let it print what it does.',
    help: `Windows started the container and it answered, then the command of \`smoke-command\` left with another exit code than 0 or did not end
in time. Codes above 65535 are Windows' own: \`0xc0000005\` is an access violation, \`0xc0000135\` a DLL that is missing, as is usual where a
program made for servercore runs in nanoserver.

${BY_NEED}`,
    sources: ['ms-base-images'],
  },
  'smoke-not-run': {
    level: 'warning',
    sentence: 'A pairing that was to be run was not.',
    remedy: 'Read the reason beside it, or switch smoke containers off with `smoke: never`.',
    help: `Nothing was learned of these pairings: the image could not be pulled, it is larger than \`max-pull-size\`, the disk is too small, the time
budget was spent, or the engine failed. The message names the
isolation modes that it is about. The prediction stands alone for them. It is a notice where the mode need not work.`,
    sources: ['moby-http-status'],
  },
  'smoke-slow-start': {
    level: 'warning',
    sentence: 'The container took more than a minute to start.',
    remedy: 'Update the host, and compare with an image of another release.',
    help: `Seconds are usual. Stalls of over two minutes are known on Windows 11 25H2 with ltsc2025 images, and of up to four minutes where
Windows waits for a utility VM that does not come up.

${BY_NEED}`,
    sources: ['windows-containers-647', 'moby-35857'],
  },
  'smoke-warm-up': {
    level: 'notice',
    sentence: 'The first container on this machine crashed, and the same one ran the second time.',
    remedy: 'Run a container for warming up before the one that counts.',
    help: `On a fresh machine the first start may fail with \`0xc0370106\`. Whoever runs containers on new runners meets it too; a first run whose
result does not count avoids it.`,
    sources: ['for-win-14287'],
  },
  'isolation-not-as-asked': {
    level: 'error',
    sentence: 'A container did not have the isolation it was asked to have.',
    remedy: "Check the engine's configuration (`exec-opts`, the runtime), and report it to its maker.",
    help: `The container was created for one isolation, and the process list of the host proves the other: a process that carries the mark of this
run is a process of the host in process isolation, and is not in Hyper-V isolation.

${BY_NEED}`,
    sources: ['ms-isolation', 'moby-local-windows'],
  },
  'isolation-not-proved': {
    level: 'notice',
    sentence: 'The container ran, and which isolation it had is not proved.',
    remedy: 'Run the check on the machine of the engine, with the right to read its processes.',
    help: `An engine tells which isolation was configured. Proof comes from the host's own process list, as on Microsoft's isolation page: with
process isolation the container's process is one of the host, with Hyper-V isolation it is not, and a worker process of a VM (\`vmwp\`) comes and
goes with the container. That needs the engine on the same machine and the right to read command lines (an administrator).`,
    sources: ['ms-isolation'],
  },
  'guest-version-differs': {
    level: 'warning',
    sentence: 'The Windows inside the image is not the one that its `os.version` tells.',
    remedy:
      'Build the image again with a builder that keeps `os.version` (`docker build --pull`, or buildx with `--platform windows/amd64`).',
    help: `Engines choose from an index by \`os.version\`. Where it is wrong, they choose wrongly, and what is predicted from it is wrong as well.
It happens with indexes made by hand and with images whose base layers were exchanged.`,
    sources: ['docker-cli-2722', 'moby-image-os'],
  },
  'image-copy-differs': {
    level: 'notice',
    sentence:
      'The engine holds another copy of the image than the registry has now, and the copy is what ran.',
    remedy: 'Pull the image, or set `pull: always`.',
    help: `An engine does not ask the registry for an image that it holds. The prediction is about the image that a fresh machine would pull, and
the smoke container ran the copy, so each holds for its own version.`,
    sources: ['ms-version-compatibility'],
  },
  'container-left-behind': {
    level: 'warning',
    sentence: 'A container of this run could not be removed.',
    remedy: 'Remove it with `docker rm --force`, after a restart of the engine if need be.',
    help: `Windows keeps files of a container locked for a while, now and then for good. An engine that hangs is waited for a minute and a
half a container, and half a minute more in the end. The post step of the action tries once more, and the next run of this tool on the machine
does after an hour.`,
    sources: ['moby-40723'],
  },
} as const satisfies Record<string, Rule>;
