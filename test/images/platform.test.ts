import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPlatform, normalizeArchitecture, parsePlatform } from '../../src/images/platform.ts';

describe('a platform, as builders and engines read it', () => {
  it.each([
    ['windows/amd64', { os: 'windows', architecture: 'amd64' }],
    ['Windows/AMD64', { os: 'windows', architecture: 'amd64' }],
    ['windows', { os: 'windows' }],
    ['windows(10.0.17763)', { os: 'windows', osVersion: '10.0.17763' }],
    ['windows(10.0.17763)/amd64', { os: 'windows', architecture: 'amd64', osVersion: '10.0.17763' }],
    ['windows(10.0.17763.437)/amd64', { os: 'windows', architecture: 'amd64', osVersion: '10.0.17763.437' }],
    ['windows(10.0.17763+win32k)/amd64', { os: 'windows', architecture: 'amd64', osVersion: '10.0.17763' }],
    ['windows(+win32k)/amd64', { os: 'windows', architecture: 'amd64' }],
    ['windows()/amd64', { os: 'windows', architecture: 'amd64' }],
    ['amd64', { architecture: 'amd64' }],
    ['x86_64', { architecture: 'amd64' }],
    ['arm64', { architecture: 'arm64' }],
    ['linux/arm64/v8', { os: 'linux', architecture: 'arm64' }],
    ['linux/arm/v7', { os: 'linux', architecture: 'arm', variant: 'v7' }],
    ['windows/amd64/v3', { os: 'windows', architecture: 'amd64', variant: 'v3' }],
    ['macos', { os: 'darwin' }],
    // Two words are not looked up: whoever writes them knows what is meant.
    ['beos/m68k', { os: 'beos', architecture: 'm68k' }],
  ])('%s', (text, platform) => {
    expect(parsePlatform(text)).toEqual(platform);
  });

  it.each([
    ['nothing', ''],
    ['a variable without a value', '/amd64'],
    ['an architecture that is missing', 'windows/'],
    ['a word nobody knows', 'window'],
    ['a release in place of a system', 'ltsc2022'],
    ['a version alone', '10.0.17763'],
    ['a version behind an architecture', 'amd64(10.0.17763)'],
    ['a parenthesis that stays open', 'windows(10.0.17763/amd64'],
    ['the version in another place', 'windows/amd64(10.0.17763)'],
    ['the notation of crane and ko', 'windows/amd64:10.0.17763'],
    ['the notation of regctl', 'windows/amd64,osver=10.0.17763'],
    ['several at once', 'windows/amd64,linux/amd64'],
    ['a wildcard', 'windows/*'],
    ['four parts', 'windows/amd64/v1/x'],
    ['spaces around', ' windows/amd64'],
    ['a space within', 'windows /amd64'],
    ['a variable that was left in', '$TARGETPLATFORM'],
  ])('is none: %s', (_, text) => {
    expect(parsePlatform(text)).toBeUndefined();
  });

  it.each([
    [{ os: 'windows', architecture: 'amd64', osVersion: '10.0.20348' }, 'windows(10.0.20348)/amd64'],
    [{ os: 'windows', architecture: 'amd64' }, 'windows/amd64'],
    [{ os: 'linux', architecture: 'arm', variant: 'v7' }, 'linux/arm/v7'],
    [{ os: 'windows' }, 'windows'],
  ])('%j is printed as %s', (platform, text) => {
    expect(formatPlatform(platform)).toBe(text);
  });

  it('reads back what it prints, and refuses everything else without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'wndos/()10.+-_amd64,:* '.split('')) }), (text) => {
        const platform = parsePlatform(text);
        if (platform?.os === undefined) return;
        expect(parsePlatform(formatPlatform({ ...platform, os: platform.os }))).toEqual(platform);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('architectures have one spelling each', () => {
  it.each([
    ['x86_64', '', { architecture: 'amd64' }],
    ['x86-64', '', { architecture: 'amd64' }],
    ['AMD64', 'v1', { architecture: 'amd64' }],
    ['amd64', 'v2', { architecture: 'amd64', variant: 'v2' }],
    ['aarch64', '', { architecture: 'arm64' }],
    ['arm64', 'v8', { architecture: 'arm64' }],
    ['arm64', '8', { architecture: 'arm64' }],
    ['arm64', 'v9', { architecture: 'arm64', variant: 'v9' }],
    ['i386', '', { architecture: '386' }],
    ['riscv64', '', { architecture: 'riscv64' }],
  ])('%s %s', (architecture, variant, expected) => {
    expect(normalizeArchitecture(architecture, variant)).toEqual(expected);
  });
});
