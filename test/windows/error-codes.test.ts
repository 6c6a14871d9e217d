import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalCode, ERROR_CODES, explainCode, formatCode } from '../../src/windows/error-codes.ts';
import { ENGINE_TEXTS } from '../../src/windows/error-texts.ts';
import { SOURCES } from '../../src/windows/sources.ts';

describe('the table of codes', () => {
  it('has every code, name and text once', () => {
    for (const values of [
      ERROR_CODES.map(({ code }) => formatCode(code)),
      ERROR_CODES.map(({ name }) => name),
      ERROR_CODES.flatMap(({ texts }) => texts),
    ]) {
      expect(values).toEqual([...new Set(values)]);
    }
  });

  it.each(ERROR_CODES)('$name is canonical, with cause, remedy and known sources', (entry) => {
    expect(canonicalCode(entry.code)).toBe(entry.code);
    expect(entry.cause).toMatch(/\.$/);
    expect(entry.remedy).toMatch(/\.$/);
    expect(entry.sources.length).toBeGreaterThan(0);
    for (const source of entry.sources) expect(SOURCES).toHaveProperty([source]);
    for (const text of entry.texts) expect(text).not.toMatch(/\.$/);
  });

  it.each(ERROR_CODES)('$name is found however it is typed', ({ code, name }) => {
    const hex = code.toString(16);
    const forms = [
      `0x${hex}`,
      `0X${hex.toUpperCase()}`,
      ` (0x${hex}) `,
      String(code),
      String(code | 0),
      name,
      name.toLowerCase(),
    ];
    if (hex.length === 8) forms.push(hex, hex.toUpperCase());
    if (code >>> 16 === 0xc037) forms.push(`0x8037${hex.slice(4)}`, `8037${hex.slice(4)}`);
    if (code <= 0xffff) forms.push(`0x8007${hex.padStart(4, '0')}`);
    for (const form of forms) expect(explainCode(form)?.name, form).toBe(name);
  });

  // Numbers as they stand in Microsoft's headers and in the threads, to hold the table to them.
  it.each([
    ['0xc0370101', 'HCS_E_IMAGE_MISMATCH', 'image-mismatch'],
    ['0xc0370102', 'HCS_E_HYPERV_NOT_INSTALLED', 'hyperv-unavailable'],
    ['0xc0370106', 'HCS_E_UNEXPECTED_EXIT', 'guest-exited'],
    ['0xc0370109', 'HCS_E_CONNECTION_TIMEOUT', 'timeout'],
    ['0xc0370112', 'HCS_E_INVALID_LAYER', 'image-broken'],
    ['0xc0370113', 'HCS_E_WINDOWS_INSIDER_REQUIRED', 'insider-required'],
    ['0x8037011b', 'HCS_E_ACCESS_DENIED', 'access-denied'],
    ['0xc0351000', 'STATUS_HV_HYPERVISOR_NOT_PRESENT', 'hyperv-unavailable'],
    ['0x5b4', 'ERROR_TIMEOUT', 'timeout'],
    ['0x2', 'ERROR_FILE_NOT_FOUND', 'command-missing'],
    ['3221225794', 'STATUS_DLL_INIT_FAILED', 'program-failed'],
    ['-1073741502', 'STATUS_DLL_INIT_FAILED', 'program-failed'],
    ['3221225785', 'STATUS_ENTRYPOINT_NOT_FOUND', 'program-failed'],
    ['-1073741515', 'STATUS_DLL_NOT_FOUND', 'program-failed'],
    ['3221225786', 'STATUS_CONTROL_C_EXIT', 'program-stopped'],
    ['3221225477', 'STATUS_ACCESS_VIOLATION', 'program-failed'],
    ['3221226505', 'STATUS_STACK_BUFFER_OVERRUN', 'program-failed'],
    ['-2147023829', 'ERROR_PROCESS_ABORTED', 'program-failed'],
    ['4294967295', 'no exit code', 'unknown'],
  ])('%s is %s, %s', (text, name, kind) => {
    expect(explainCode(text)).toMatchObject({ name, class: kind });
  });

  it.each([
    '',
    '0x',
    '0xc0370199',
    '0xc03701010',
    '99999999999',
    '4294967298',
    '-4294967294',
    'c037',
    'HCS_E_NOTHING',
    'constructor',
    'a 0xc0370101 in a sentence',
  ])('%j is none of them', (text) => {
    expect(explainCode(text)).toBeUndefined();
  });

  it('gives the same entry for a code and its canonical form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (code) => {
        const canonical = canonicalCode(code);
        expect(canonicalCode(canonical)).toBe(canonical);
        expect(explainCode(formatCode(code))).toBe(explainCode(formatCode(canonical)));
      }),
    );
  });
});

describe('the table of engine texts', () => {
  it.each(ENGINE_TEXTS)('$id has cause, remedy and known sources', (row) => {
    expect(row.cause).toMatch(/\.$/);
    expect(row.remedy).toMatch(/\.$/);
    expect(row.sources.length).toBeGreaterThan(0);
    for (const source of row.sources) expect(SOURCES).toHaveProperty([source]);
    expect(row.pattern.global, 'a global pattern would remember').toBe(false);
  });

  it('has every id once', () => {
    const ids = ENGINE_TEXTS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });
});
