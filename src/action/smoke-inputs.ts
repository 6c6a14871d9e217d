import {
  isNetworkName,
  lacksUnit,
  PULL_POLICIES,
  parseSize,
  SMOKE_LIMITS,
  SMOKE_MODES,
  type SmokeChoice,
} from '../edge/smoke-options.ts';
import { type InputReader, quoted } from './input-reader.ts';

/** What the inputs say of smoke containers; undefined for `smoke: never`. Faults are told to the reader. */
export function smokeOf(reader: InputReader): SmokeChoice | undefined {
  const mode = reader.choice('smoke', SMOKE_MODES, 'auto');
  const command = reader.text('smoke-command');
  const maxPullSize = sizeOf(reader);
  const { parallel, timeout, budget } = SMOKE_LIMITS;
  const choice = {
    ...(command === undefined ? {} : { command }),
    pull: reader.choice('pull', PULL_POLICIES, 'missing'),
    ...(maxPullSize === undefined ? {} : { maxPullSize }),
    cleanupImages: reader.boolean('cleanup-images', false),
    parallel: reader.whole('parallel', parallel.usual, parallel.most),
    timeoutSeconds: reader.seconds('smoke-timeout', timeout.usual, timeout.most),
    budgetSeconds: reader.seconds('time-budget', budget.usual, budget.most),
    network: networkOf(reader),
  };
  return mode === 'never' ? undefined : { mode, ...choice };
}

function sizeOf(reader: InputReader): number | undefined {
  const text = reader.text('max-pull-size');
  if (text === undefined) return undefined;
  const bytes = parseSize(text);
  if (bytes === undefined) {
    const what = lacksUnit(text) ? 'a size with its unit' : 'a size';
    reader.fault('max-pull-size', `it takes ${what} such as \`5GB\` or \`800MiB\`, not ${quoted(text)}`);
  }
  return bytes;
}

function networkOf(reader: InputReader): string {
  const text = reader.text('network') ?? 'none';
  if (!isNetworkName(text)) {
    reader.fault('network', `it takes the name of a network such as \`nat\`, not ${quoted(text)}`);
  }
  return text;
}
