import type { Rule } from './rule.ts';

/** Rules about the files that name images, and about what was asked of this check. */
export const FILE_RULES = {
  'file-unreadable': {
    level: 'error',
    sentence: 'The file could not be read.',
    remedy: 'Make the file readable, or leave it out of `files`.',
    help: `It is missing, a directory, a link that leads to itself, or this user may not read it. Nothing is known of the images in it;
the other files were checked all the same.`,
    sources: [],
  },
  'file-not-text': {
    level: 'error',
    sentence: 'The file is not UTF-8 text.',
    remedy: 'Save the file as UTF-8.',
    help: `BuildKit reads Dockerfiles as UTF-8. PowerShell 5 writes UTF-16 when output is redirected with \`>\`, which no builder
understands. Save it as UTF-8: \`Set-Content -Encoding utf8\`.`,
    sources: ['buildkit-dockerfile-reference'],
  },
  'file-too-large': {
    level: 'error',
    sentence: 'The file is far larger than any Dockerfile.',
    remedy: 'Leave the file out of `files`.',
    help: `It was left unread, to keep the check quick. When it is no Dockerfile, leave it out of \`files\`.`,
    sources: [],
  },
  'dockerfile-syntax': {
    level: 'error',
    sentence: 'The builder would refuse this Dockerfile.',
    remedy: 'Mend the instruction.',
    help: `What stands before the mistake was read as far as it could be; images behind it may be missing from the report.`,
    sources: ['buildkit-dockerfile-reference'],
  },
  'unresolved-argument': {
    level: 'warning',
    sentence: 'A build argument in an image name has no value, so the image is not known.',
    remedy: 'Give the argument by `build-args`, or give it a default.',
    help: `A \`FROM\` can use only arguments declared before the first \`FROM\`, and one without a default needs a value from outside.

Give it: \`build-args: WINDOWS_VERSION=ltsc2022\`, \`--build-arg WINDOWS_VERSION=ltsc2022\`, or a default in the Dockerfile.`,
    sources: ['buildkit-dockerfile-reference'],
  },
  'unused-argument': {
    level: 'notice',
    sentence: 'A build argument is given that no Dockerfile declares, so that it changes nothing.',
    remedy: 'Correct the name, declare it with an `ARG`, or leave it out.',
    help: `A Dockerfile takes the build arguments that an \`ARG\` of it declares, in these very letters, and leaves all others aside. Of a
misspelt one nothing is seen: the default is built, and judged, and passes or fails for the wrong reason. The classic builder, which
\`docker build\` takes on Windows, prints \`[Warning] One or more build-args [WINDOWS_VERSON] were not consumed\`; BuildKit prints
nothing.

It is said of what a variant gives to its Dockerfile, and of \`build-args\` (\`--build-arg\`) where not one of the Dockerfiles that were
read declares the name. What builders take without an \`ARG\` is left out: the proxies, \`TARGETPLATFORM\` and its like, \`BUILDKIT_…\`
and \`SOURCE_DATE_EPOCH\`.`,
    sources: ['buildkit-dockerfile-reference', 'moby-build-args'],
  },
  'invalid-reference': {
    level: 'error',
    sentence: 'This is no name that an image can have.',
    remedy: 'Mend the image name.',
    help: `An image name is lower-case, with an optional registry in front and a tag or digest behind:
\`mcr.microsoft.com/windows/nanoserver:ltsc2022\`. Look at the variables in it first.`,
    sources: ['distribution-reference'],
  },
  'unknown-target': {
    level: 'error',
    sentence: 'The Dockerfile has no stage of the wanted name.',
    remedy: 'Name one of the stages.',
    help: `\`target\` names a stage by what stands after \`AS\`, or by its number, counted from 0. Stages behind it are not judged, as no builder
gets to them. Stages before it that it does not need are: the classic builder, which Windows has by default, builds them all.`,
    sources: ['buildkit-dockerfile-reference'],
  },
  'backslash-continues-line': {
    level: 'warning',
    sentence: 'A Windows path that ends in a backslash swallows the next line.',
    remedy: 'Begin the file with `# escape=` and a backtick, or leave off the last backslash.',
    help: `The backslash is the line continuation unless the Dockerfile says otherwise in its first line. Begin it with
\`# escape=\\\`\` (a backtick), or leave off the last backslash.`,
    sources: ['buildkit-dockerfile-reference'],
  },
  'path-matches-nothing': {
    level: 'error',
    sentence: 'A path or pattern that was asked for matches no file.',
    remedy: 'Correct the path, or leave it out.',
    help: `A check of nothing passes for the wrong reason, so this counts as an error. Paths and patterns are relative to the workspace
and use forward slashes: \`**/Dockerfile*\`.`,
    sources: [],
  },
  'nothing-to-check': {
    level: 'warning',
    sentence: 'No Windows image was found to check.',
    remedy: 'Name the files (`files`; paths on the command line), or the images (`images`, `--image`).',
    help: `No Dockerfile in the usual places names a Windows image, and none was given by \`images\`. When the images live elsewhere, name the
files or the images.`,
    sources: [],
  },
} as const satisfies Record<string, Rule>;
