/** What a file is by its name. `yaml`: a workflow or a Compose file, which only its content tells. */
export type FileKindName = 'dockerfile' | 'workflow' | 'compose' | 'bake' | 'yaml';

const WORKFLOW = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i;
/** The names that Compose looks for, and those that people give to files which they lay over them. */
const COMPOSE = /(?:^|\/)(?:docker-)?compose(?:[._-][^/]*)?\.ya?ml$/i;
const BAKE = /(?:^|\/)[^/]*bake[^/]*\.(?:json|hcl)$/i;

/** Names that are found where nobody names a file. HCL of bake is for nobody but bake to read, and for us to say so. */
export const OTHER_PATTERNS: readonly string[] = [
  '.github/workflows/*.{yml,yaml}',
  '**/{docker-,}compose{,.*,-*}.{yml,yaml}',
  '**/docker-bake{,.*}.{json,hcl}',
];

/** What a path is, with forward slashes. */
export function kindOfFile(path: string): FileKindName {
  if (WORKFLOW.test(path)) return 'workflow';
  if (COMPOSE.test(path)) return 'compose';
  if (BAKE.test(path)) return 'bake';
  return /\.ya?ml$/i.test(path) ? 'yaml' : 'dockerfile';
}

/** What a YAML file is by its text: only a workflow has jobs at its left edge. */
export function kindOfYaml(text: string): 'workflow' | 'compose' {
  return /^(?:jobs|"jobs"|'jobs')\s*:/m.test(text) ? 'workflow' : 'compose';
}
