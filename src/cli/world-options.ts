import type { World } from '../check.ts';
import { today } from '../edge/today.ts';
import { createWorld } from '../edge/world.ts';
import { CheckError } from '../errors.ts';
import { pairs } from './options.ts';
import type { Terminal } from './terminal.ts';

/** The options by which a command may ask registries. */
export const WORLD_OPTIONS = {
  resolve: { type: 'string' },
  'insecure-registry': { type: 'string', multiple: true },
  'registry-mirror': { type: 'string', multiple: true },
  timeout: { type: 'string' },
} as const;

const DEFAULT_TIMEOUT_SECONDS = 30;
const LONGEST_TIMEOUT_SECONDS = 3600;

export interface WorldValues {
  readonly 'insecure-registry'?: readonly string[];
  readonly 'registry-mirror'?: readonly string[];
  readonly timeout?: string;
  readonly 'start-engine'?: boolean;
}

/** The world as these options let a command touch it. Throws `usage` naming the option that is wrong. */
export function worldOf(values: WorldValues, terminal: Terminal): World {
  const mirrors: Record<string, string[]> = Object.create(null);
  for (const given of values['registry-mirror'] ?? []) {
    for (const [registry, url] of Object.entries(pairs('--registry-mirror', [given]))) {
      mirrors[registry] = [...(mirrors[registry] ?? []), url];
    }
  }
  return createWorld({
    environment: terminal.environment,
    today: today(terminal),
    insecureRegistries: (values['insecure-registry'] ?? []).map(hostAlone),
    mirrors,
    timeoutSeconds: timeoutOf(values.timeout),
    ...(values['start-engine'] === true ? { startEngine: true } : {}),
    pullOutput: terminal.watcher,
    progress: terminal.progress,
    tell: terminal.tell,
    warn: terminal.tell,
  });
}

/** With a scheme or a path it would be the name of no registry, and say nothing. */
function hostAlone(value: string): string {
  if (/^[^\s/]+$/.test(value.trim())) return value.trim();
  throw new CheckError(
    'usage',
    `--insecure-registry takes a host; it was given \`${value}\`.`,
    'Write host or host:port, without a scheme or a path.',
  );
}

function timeoutOf(value: string | undefined): number {
  if (value === undefined) return DEFAULT_TIMEOUT_SECONDS;
  const seconds = Number(value);
  if (value.trim() !== '' && seconds > 0 && seconds <= LONGEST_TIMEOUT_SECONDS) return seconds;
  throw new CheckError(
    'usage',
    `--timeout takes seconds, more than 0 and at most ${LONGEST_TIMEOUT_SECONDS}; it was given \`${value}\`.`,
    'Leave it out for 30.',
  );
}

/** `NAME=VALUE`, or `NAME` alone for the value it has in the environment, as `docker build` takes them. */
export function buildArgsOf(values: readonly string[], terminal: Terminal): Record<string, string> {
  const result: Record<string, string> = Object.create(null);
  for (const value of values) {
    if (value.includes('=')) Object.assign(result, pairs('--build-arg', [value]));
    else {
      const inherited = terminal.environment[value];
      if (inherited !== undefined) result[value] = inherited;
    }
  }
  return result;
}
