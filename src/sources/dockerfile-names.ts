/** Windows, on which Windows images are built, knows no case in names: `DOCKERFILE` is built there like any other. */
const NAMES = ['dockerfile', 'containerfile'].map((name) =>
  name.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`),
);

/** The names that people give to Dockerfiles, among which are names of other things. */
export const DOCKERFILE_PATTERNS: readonly string[] = NAMES.flatMap((name) => [
  `**/${name}`,
  `**/${name}[._0-9-]*`,
  `**/*.${name}`,
]);

/** Not Dockerfiles yet, or about them; found only by a pattern of the user's own. */
const NOT_BY_DEFAULT =
  /\.(?:template|tmpl|tpl|j2|jinja|jinja2|erb|mustache|in|md|txt|sh|ps1|json|yml|yaml)$/i;

/** `Dockerfile.go` builds something in Go; `dockerfile.go` and `Dockerfile_test.go` are programs about Dockerfiles. */
const OF_A_LANGUAGE = /^(?:Dockerfile|Containerfile)\.[^.]+$/;
const PROGRAM =
  /\.(?:bat|c|cc|cfg|cjs|cmd|conf|cpp|cs|css|el|exe|go|gz|h|hcl|hpp|hs|html?|java|jsx?|kt|lock|log|lua|mjs|[cm]?ts|php|pl|png|psm1|py|rb|rs|scala|scss|snap|svg|swift|tar|toml|tsx|vim|vue|xml|zip)$/i;

/** Whether a file that {@link DOCKERFILE_PATTERNS} match is a Dockerfile by its name. */
export function isDockerfileName(path: string): boolean {
  const name = nameOf(path);
  return !NOT_BY_DEFAULT.test(name) && (OF_A_LANGUAGE.test(name) || !PROGRAM.test(name));
}

/**
 * Without the files that a builder passes over for a better name beside them: where no file is named, `Dockerfile` is built,
 * else `dockerfile`.
 * Sources: docker/cli `cli/command/image/build/context.go` (getDockerfileRelPath), docker/buildx `build/opt.go`
 * (handleLowercaseDockerfile), moby/buildkit `frontend/dockerui/config.go` (ReadEntrypoint).
 */
export function withoutPassedOver(paths: readonly string[]): readonly string[] {
  const all = new Set(paths);
  const better = (path: string): readonly string[] => {
    const name = nameOf(path);
    const sibling = (other: string) => path.slice(0, path.length - name.length) + other;
    if (name.toLowerCase() !== SMALL || name === USUAL) return [];
    return [sibling(USUAL), ...(name === SMALL ? [] : [sibling(SMALL)])];
  };
  return paths.filter((path) => !better(path).some((other) => all.has(other)));
}

/** The file that is built where there is no `Dockerfile`; undefined for a file of another name. */
export function smallDockerfile(path: string): string | undefined {
  return nameOf(path) === USUAL ? path.slice(0, -USUAL.length) + SMALL : undefined;
}

const USUAL = 'Dockerfile';
const SMALL = 'dockerfile';

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
