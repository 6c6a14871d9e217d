import type { ErrorEntry } from './error-model.ts';
import { HCS_CODES } from './hcs-codes.ts';
import { SYSTEM_CODES } from './system-codes.ts';

export type { ErrorClass, ErrorEntry } from './error-model.ts';

/** Every code that is known here: Host Compute Service, Win32 and NTSTATUS. */
export const ERROR_CODES: readonly ErrorEntry[] = [...HCS_CODES, ...SYSTEM_CODES];

/** `0xc0370106`, `0x2`. */
export function formatCode(code: number): string {
  return `0x${code.toString(16)}`;
}

/**
 * The form in which codes stand in the table: unsigned; `0x8037....` as `0xc037....`;
 * the Win32 error inside an HRESULT `0x8007....`.
 */
export function canonicalCode(code: number): number {
  const unsigned = code >>> 0;
  const low = unsigned & 0xffff;
  const facility = unsigned >>> 16;
  if (facility === 0x8037) return (0xc0370000 | low) >>> 0;
  return facility === 0x8007 ? low : unsigned;
}

export function entryOfCode(code: number): ErrorEntry | undefined {
  const wanted = canonicalCode(code);
  return ERROR_CODES.find((entry) => entry.code === wanted);
}

/**
 * The entry of a code as people type it: `0xc0370101`, `0x80370101`, `C0370101`, a decimal exit code such as
 * `3221225794` or `-1073741502`, or a name such as `HCS_E_IMAGE_MISMATCH`.
 * Text that is more than one code is for `classifyEngineError`.
 */
export function explainCode(text: string): ErrorEntry | undefined {
  const word = text
    .trim()
    .replace(/^\((.*)\)$/, '$1')
    .toLowerCase();
  if (/^0x[0-9a-f]{1,8}$/.test(word)) return entryOfCode(Number(word));
  if (/^-?\d{1,10}$/.test(word)) {
    const code = Number(word);
    const fits = code >= -(2 ** 31) && code < 2 ** 32;
    const entry = fits ? entryOfCode(code) : undefined;
    if (entry) return entry;
  }
  if (/^[0-9a-f]{8}$/.test(word)) return entryOfCode(Number.parseInt(word, 16));
  return ERROR_CODES.find((entry) => entry.name.toLowerCase() === word);
}
