import type { Rule } from './rule.ts';

/** Rules about workflows and the legs of their matrices. */
export const WORKFLOW_RULES = {
  'workflow-syntax': {
    level: 'error',
    sentence: 'GitHub would refuse this part of the workflow, or the whole of it.',
    remedy: 'Mend the key or value.',
    help: `Only mistakes are told that keep a part of the file from being read; what stands beside them was read all the same. Anchors and
aliases are taken, as GitHub takes them; merge keys (\`<<\`) are not, as GitHub has none. A matrix makes at most 256 jobs.

\`actionlint\` says what else GitHub would refuse.`,
    sources: ['github-workflow-syntax', 'github-reusing-workflows'],
  },
  'workflow-unresolved': {
    level: 'notice',
    sentence: 'A value of the workflow is not known before the run.',
    remedy: 'Write the value, or a matrix of the values that it may have, where it must be checked.',
    help: `Secrets, variables of the repository, outputs of steps and jobs, and most of \`github\` are known when the workflow runs and not before. What
hangs on such a value is not judged; all the rest is. It is said once for each expression, and only where an image, a build or a runner
hangs on it.`,
    sources: ['github-workflow-syntax'],
  },
  'workflow-container-on-windows': {
    level: 'error',
    sentence: 'The job or step needs a container of the runner, which runners with Windows do not have.',
    remedy: 'Run the job on a Linux runner, or start the container in a step with `docker run`.',
    help: `\`container:\`, \`services:\` and steps that use \`docker://\` need a runner with Linux, hosted or not. On a Windows runner the job fails before its
first step: "Container operations are only supported on Linux runners". A step with \`docker run\` works there, with an image for Windows.`,
    sources: ['github-service-containers', 'github-runner-container-operations'],
  },
  'windows-image-on-linux': {
    level: 'error',
    sentence: 'A leg on a runner without Windows runs, creates or pulls an image for Windows.',
    remedy: 'Run the leg on a Windows runner.',
    help: `An engine with Linux containers takes nothing of an image for Windows. \`docker run\`, \`create\` and \`pull\` end with \`no matching manifest
for linux/amd64 in the manifest list entries\`, or, where the image has one manifest alone, with \`image operating system "windows" cannot be
used on this platform\`. Runners with macOS have no other engines. The image is known by its name: those of Microsoft's base images and what is
built on them, and tags such as \`nanoserver\` or \`ltsc2022\`.

It is not told of a command that may not be run, or whose failure is made good (in a branch, before an \`||\`, behind \`set +e\`, in a step
with \`continue-on-error: true\`), that names another engine (\`--context\`, \`DOCKER_HOST\`), or that asks for Windows: with the containerd
image store, \`docker pull --platform windows/amd64\` fetches the image on Linux, to copy it elsewhere. Nothing is said of builds: a
Dockerfile without \`RUN\` can be built for Windows on Linux.`,
    sources: ['moby-pull-test', 'moby-pull-unix', 'moby-image-os', 'docker-cli-5923'],
  },
  'leg-host-unknown': {
    level: 'notice',
    sentence: 'The Windows of the runner that a leg runs on is not known.',
    remedy: 'Say with `hosts` what Windows that runner has.',
    help: `A self-hosted runner, a runner group and a label that is only known at run time do not say what Windows they are. The images of such a leg are
judged on the declared hosts. Labels of GitHub's own runners (\`windows-2022\`) tell the build.`,
    sources: ['github-workflow-syntax', 'runner-images-readme'],
  },
} as const satisfies Record<string, Rule>;
