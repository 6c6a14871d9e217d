import type { SmokeSettings } from '../smoke/model.ts';

/** What users may say of smoke containers; the run's id is made by whoever runs them. */
export type SmokeChoice = Omit<SmokeSettings, 'runId'>;

export const SMOKE_MODES = ['auto', 'always', 'never'] as const;
export const PULL_POLICIES = ['missing', 'always', 'never'] as const;

/** Usual values and the most that may be asked for. Seconds, and containers at a time. */
export const SMOKE_LIMITS = {
  parallel: { usual: 2, most: 16 },
  /** Known stalls of Windows take up to four minutes and then end well. */
  timeout: { usual: 300, most: 1800 },
  /** Leftovers of a run are swept after an hour, so none may be at work that long. */
  budget: { usual: 1200, most: 3300 },
} as const;

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  tib: 1024 ** 4,
};

/** Bytes of `5GB`, `500 MB`, `2GiB` or a plain number of them; undefined for what is no size above nothing, and for one without its unit. */
export function parseSize(text: string): number | undefined {
  if (lacksUnit(text)) return undefined;
  const [, number = '', unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const factor = UNITS[unit.toLowerCase()];
  const bytes = Math.floor(Number(number) * (factor ?? Number.NaN));
  return number !== '' && bytes > 0 && Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** The least that a number alone is taken for: no Windows image is smaller, and whoever writes `5` means another unit. */
const LEAST_IN_BYTES = 1e6;

/** Whether it is a number alone, and too small to be meant in bytes. */
export function lacksUnit(text: string): boolean {
  return /^\s*\d+(?:\.\d+)?\s*$/.test(text) && Number(text) > 0 && Number(text) < LEAST_IN_BYTES;
}

/** A network's name as Docker takes it; `none`, `nat` and `default` are names too. `container:` would join another's. */
export function isNetworkName(text: string): boolean {
  return /^[a-zA-Z0-9][\w. -]*$/.test(text);
}
