import { describe, expect, it } from 'vitest';
import { requiredIsolations } from '../../src/pairing/requirement.ts';
import { host } from './builders.ts';

describe('the modes that count on a host, its default first', () => {
  it.each([
    ['default', 'ltsc2022', ['process']],
    ['default', 'windows-11-24h2', ['hyperv']],
    ['default', 'ltsc2022,isolation=hyperv', ['hyperv']],
    ['process', 'windows-11-24h2', ['process']],
    ['hyperv', 'ltsc2022', ['hyperv']],
    ['any', 'ltsc2022', ['process', 'hyperv']],
    ['any', 'windows-11-24h2', ['hyperv', 'process']],
    ['all', 'ltsc2022', ['process', 'hyperv']],
    ['all', 'windows-11-24h2', ['hyperv', 'process']],
  ] as const)('%s on %s', (requirement, on, expected) => {
    expect(requiredIsolations(requirement, host(on))).toEqual(expected);
  });
});
