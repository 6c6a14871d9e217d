import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareBuilds,
  compareWindowsVersions,
  formatWindowsVersion,
  parseWindowsVersion,
} from '../../src/windows/version.ts';

const part = fc.integer({ min: 0, max: 9_999_999 });
const version = fc.record({ build: part, revision: part }, { requiredKeys: ['build'] });

describe('a Windows version', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(version, (value) => {
        expect(parseWindowsVersion(formatWindowsVersion(value))).toEqual(value);
      }),
    );
  });

  it.each([
    ['10.0.20348', { build: 20348 }],
    ['10.0.26100.4061', { build: 26100, revision: 4061 }],
    ['10.0.17763.0', { build: 17763, revision: 0 }],
  ])('reads %s', (text, expected) => {
    expect(parseWindowsVersion(text)).toEqual(expected);
  });

  it.each([
    '',
    '10',
    '10.0',
    '10.0.',
    '10.0.20348.',
    '10.0.20348.1.2',
    '10.1.20348',
    '6.3.9600',
    '11.0.22000',
    ' 10.0.20348',
    '10.0.20348\n',
    '10.0.020348',
    '10.0.20348.007',
    '10.0.-1',
    '10.0.1e4',
    '10.0.20348-amd64',
    'v10.0.20348',
    '10.0.99999999999999999999',
    '20348',
  ])('does not take %j for one', (text) => {
    expect(parseWindowsVersion(text)).toBeUndefined();
  });

  it('takes nothing but what it would write itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^10\.0\.[0-9.]{0,12}$/)), (text) => {
        const parsed = parseWindowsVersion(text);
        if (parsed) expect(formatWindowsVersion(parsed)).toBe(text);
      }),
    );
  });
});

describe('comparing', () => {
  it('orders by build and then revision, an unknown revision first', () => {
    const sorted = [
      { build: 17763 },
      { build: 17763, revision: 0 },
      { build: 17763, revision: 1040 },
      { build: 20348, revision: 1 },
    ];
    expect([...sorted].reverse().sort(compareWindowsVersions)).toEqual(sorted);
  });

  it('is antisymmetric', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareWindowsVersions(a, b))).toBe(-Math.sign(compareWindowsVersions(b, a)) + 0);
      }),
    );
  });

  it('of builds does not look at revisions', () => {
    expect(compareBuilds({ build: 20348, revision: 9 }, { build: 20348, revision: 1 })).toBe(0);
    expect(compareBuilds({ build: 17763 }, { build: 20348 })).toBeLessThan(0);
  });
});
