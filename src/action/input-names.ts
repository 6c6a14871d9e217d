/** Every input of `action.yml`, in its order. */
export const INPUT_NAMES = [
  'files',
  'images',
  'hosts',
  'hosts-match',
  'isolation',
  'policy',
  'build-args',
  'target',
  'variants',
  'resolve',
  'smoke',
  'smoke-command',
  'pull',
  'max-pull-size',
  'cleanup-images',
  'parallel',
  'smoke-timeout',
  'time-budget',
  'network',
  'start-engine',
  'fan-out',
  'reports',
  'fail-on',
  'levels',
  'insecure-registries',
  'registry-mirrors',
  'timeout',
  'config',
  'report-file',
  'summary',
  'annotations',
  'working-directory',
] as const;

export type InputName = (typeof INPUT_NAMES)[number];

export type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = 'INPUT_';

/**
 * The inputs in an environment, by the name under which a runner hands them over: upper case, spaces made
 * underscores, hyphens kept. Values are trimmed; an empty one counts as not given, as a runner hands over those too.
 */
export function givenInputs(environment: Environment): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const [variable, value] of Object.entries(environment)) {
    const name = variable.toUpperCase();
    if (!name.startsWith(PREFIX) || value === undefined || value.trim() === '') continue;
    given.set(name.slice(PREFIX.length).toLowerCase(), value.trim());
  }
  return given;
}
