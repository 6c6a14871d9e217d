import {
  isNetworkName,
  PULL_POLICIES,
  parseSize,
  SMOKE_LIMITS,
  SMOKE_MODES,
  type SmokeChoice,
} from '../edge/smoke-options.ts';
import { CheckError } from '../errors.ts';
import type { Report } from '../report/report.ts';
import { choose } from './options.ts';
import type { Terminal } from './terminal.ts';

/** The options about smoke containers; all but the first need it. */
export const SMOKE_OPTIONS = {
  smoke: { type: 'string' },
  'smoke-command': { type: 'string' },
  pull: { type: 'string' },
  'max-pull-size': { type: 'string' },
  'cleanup-images': { type: 'boolean' },
  parallel: { type: 'string' },
  'smoke-timeout': { type: 'string' },
  'time-budget': { type: 'string' },
  network: { type: 'string' },
  'start-engine': { type: 'boolean' },
} as const;

export interface SmokeValues {
  readonly smoke?: string | undefined;
  readonly 'smoke-command'?: string | undefined;
  readonly pull?: string | undefined;
  readonly 'max-pull-size'?: string | undefined;
  readonly 'cleanup-images'?: boolean | undefined;
  readonly parallel?: string | undefined;
  readonly 'smoke-timeout'?: string | undefined;
  readonly 'time-budget'?: string | undefined;
  readonly network?: string | undefined;
  readonly 'start-engine'?: boolean | undefined;
}

/** `--smoke` alone is `--smoke=auto`, and never takes what stands behind it for its value. */
export function withSmokeMode(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return args.map((arg, index) => (arg === '--smoke' && (end < 0 || index < end) ? '--smoke=auto' : arg));
}

/** What the options say of smoke containers; undefined where none are to run. Throws `usage` naming the option that is wrong. */
export function smokeOf(values: SmokeValues): SmokeChoice | undefined {
  const mode = choose('--smoke', values.smoke, SMOKE_MODES, 'never');
  const { parallel, timeout, budget } = SMOKE_LIMITS;
  const choice = {
    ...(values['smoke-command'] === undefined ? {} : { command: values['smoke-command'] }),
    pull: choose('--pull', values.pull, PULL_POLICIES, 'missing'),
    ...sizeOf(values['max-pull-size']),
    cleanupImages: values['cleanup-images'] === true,
    parallel: numberOf('--parallel', values.parallel, parallel, true),
    timeoutSeconds: numberOf('--smoke-timeout', values['smoke-timeout'], timeout),
    budgetSeconds: numberOf('--time-budget', values['time-budget'], budget),
    network: networkOf(values.network),
  };
  if (mode !== 'never') return { mode, ...choice };
  const idle = Object.keys(SMOKE_OPTIONS).find(
    (name) => name !== 'smoke' && name !== 'start-engine' && values[name as keyof SmokeValues] !== undefined,
  );
  if (idle === undefined) return undefined;
  const [why, remedy] =
    values.smoke === undefined
      ? ['none are asked for', 'Add --smoke.']
      : ['--smoke=never runs none', `Leave --${idle} out, or use --smoke.`];
  throw new CheckError('usage', `--${idle} is about smoke containers, and ${why}.`, remedy);
}

/** Somebody who asks for containers and gets none is told so. */
export function tellOfNoSmoke(report: Report, terminal: Terminal): void {
  if (report.smoke !== undefined || report.findings.some(({ rule }) => rule === 'smoke-not-run')) return;
  terminal.tell(
    report.images.length === 0
      ? 'No smoke container was run: there is no Windows image to run.'
      : 'No smoke container was run: no host of this check is this machine with an engine for Windows containers (--host runner).',
  );
}

function sizeOf(value: string | undefined): { maxPullSize?: number } {
  if (value === undefined) return {};
  const maxPullSize = parseSize(value);
  if (maxPullSize !== undefined) return { maxPullSize };
  throw new CheckError(
    'usage',
    `--max-pull-size takes a size; it was given \`${value}\`.`,
    'Write it as in --max-pull-size 5GB or 800MiB.',
  );
}

function networkOf(value = 'none'): string {
  if (isNetworkName(value)) return value;
  throw new CheckError(
    'usage',
    `--network takes the name of a network; it was given \`${value}\`.`,
    'Use nat, or leave it out for none.',
  );
}

function numberOf(
  option: string,
  value: string | undefined,
  { usual, most }: { readonly usual: number; readonly most: number },
  whole = false,
): number {
  if (value === undefined) return usual;
  const number = /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : 0;
  if (number > 0 && number <= most && (!whole || Number.isInteger(number))) return number;
  const kind = whole ? 'a whole number' : 'seconds';
  throw new CheckError(
    'usage',
    `${option} takes ${kind}, more than 0 and at most ${most}; it was given \`${value}\`.`,
    `Leave it out for ${usual}.`,
  );
}
