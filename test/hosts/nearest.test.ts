import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestName } from '../../src/hosts/nearest.ts';

const KNOWN = ['windows-2022', 'windows-2025', 'ltsc2019', 'ltsc2022', '1809'];

describe('the nearest known name', () => {
  test.each([
    ['windws-2022', 'windows-2022', 'a letter missing'],
    ['windowss-2022', 'windows-2022', 'a letter doubled'],
    ['widnows-2025', 'windows-2025', 'neighbours swapped'],
    ['LTSC2021', 'ltsc2022', 'one digit rather than two'],
    ['ltsc2012', 'ltsc2019', 'of equally near ones the first'],
    ['ltcs2022', 'ltsc2022', 'neighbours swapped, digits right'],
    ['Windows_2022', 'windows-2022', 'without case'],
    ['1890', '1809', 'a short word, one swap'],
  ])('%s is meant as %s: %s', (word, meant) => {
    expect(nearestName(word, KNOWN)).toBe(meant);
  });

  test.each([
    ['nothing like it', 'debian'],
    ['too many slips for so short a word', '1234'],
    ['nothing written', ''],
    ['far too long', 'windows-2022'.repeat(1_000)],
  ])('there is none: %s', (_, word) => {
    expect(nearestName(word, KNOWN)).toBeUndefined();
  });

  test('a known name is always its own nearest', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KNOWN), (name) => {
        expect(nearestName(name.toUpperCase(), KNOWN)).toBe(name);
      }),
    );
  });

  test('one swap of neighbours in a longer name is always forgiven', () => {
    fc.assert(
      fc.property(fc.constantFrom('windows-2022', 'windows-2025'), fc.nat(10), (name, at) => {
        const swapped = name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2);
        expect(nearestName(swapped, ['windows-2022', 'windows-2025', 'ltsc2019'])).toBeDefined();
      }),
    );
  });
});
