import type { Rule } from './rule.ts';

/** Rules about Compose and bake files as such. */
export const COMPOSE_RULES = {
  'compose-syntax': {
    level: 'error',
    sentence: 'Compose would refuse this file.',
    remedy: 'Mend the key or value.',
    help: `What stands beside the mistake was read as far as it could be; services behind it may be missing from the report.
\`docker compose config\` says what Compose itself makes of the file.`,
    sources: ['compose-spec', 'compose-go'],
  },
  'compose-unresolved': {
    level: 'warning',
    sentence: 'The file refers to a file or a service that is not there.',
    remedy: 'Correct the path or the name.',
    help: `\`extends\`, \`include\` and \`env_file\` of an \`include\` lead to other files, relative to the file that they stand in. Nothing is known of what they
would bring; the rest was read all the same. Services that extend each other in a circle, and files that include each other, are told here too.`,
    sources: ['compose-spec', 'compose-go'],
  },
  'unset-variable': {
    level: 'warning',
    sentence: 'A variable in the file has no value.',
    remedy: 'Set the variable, or give it a default: `${NAME:-value}`.',
    help: `Compose puts an empty text in its place and goes on, so \`image: app:\${TAG}\` becomes \`app:\`, which no registry has. A variable comes from
\`.env\` beside the first Compose file, and for Compose from the environment too, which this check does not read: a file of a pull request could have
it sent to a registry of its own. \`\${NAME:-value}\` has a default, \`\${NAME:?message}\` insists. A dollar that is no variable is written \`$$\`.`,
    sources: ['compose-spec'],
  },
  'bake-syntax': {
    level: 'error',
    sentence: 'Bake would refuse this file.',
    remedy: 'Mend the key or value.',
    help: `A bake file in JSON has \`group\`, \`target\` and \`variable\`, each an object by name. \`docker buildx bake --print\` says what bake makes of it.
Targets that are not in the file, or that inherit from each other in a circle, are told here too.`,
    sources: ['buildx-bake'],
  },
  'bake-not-printed': {
    level: 'warning',
    sentence: 'This bake file, or a value in it, needs bake itself to be read.',
    remedy: 'Print it with `docker buildx bake --print > bake.json`, and check that file.',
    help: `Bake files in HCL, and expressions with functions in JSON, are programs: only bake knows what they come to. \`docker buildx bake --print\` needs no
build and no engine for it, and what it prints can be checked: \`docker buildx bake --file docker-bake.hcl --print > bake.json\`.`,
    sources: ['buildx-bake'],
  },
} as const satisfies Record<string, Rule>;
