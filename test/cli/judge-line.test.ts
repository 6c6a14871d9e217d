import { describe, expect, it } from 'vitest';
import { LineError, parseQuestion } from '../../src/cli/judge-line.ts';

const errorOf = (line: unknown): string | undefined => {
  try {
    parseQuestion(JSON.stringify(line));
    return undefined;
  } catch (thrown) {
    if (thrown instanceof LineError) return thrown.message;
    throw thrown;
  }
};
const HOST = { version: '10.0.20348', product: 'server' };
const IMAGE = { version: '10.0.17763' };

describe('a line with a key that nobody reads', () => {
  it.each<[string, unknown, string]>([
    [
      'of the line, before what is missing for it',
      { hots: HOST, image: IMAGE },
      'the line has no key "hots", only host, image, isolation, policy. Did you mean host?',
    ],
    [
      'of the host',
      { host: { ...HOST, verison: '10.0.20348' }, image: IMAGE },
      'host has no key "verison", only version, product, containerOs, engineVersion, hyperv. Did you mean version?',
    ],
    [
      'of the host in other capitals',
      { host: { ...HOST, containeros: 'linux' }, image: IMAGE },
      'host has no key "containeros", only version, product, containerOs, engineVersion, hyperv. Did you mean containerOs?',
    ],
    [
      'of the image, near to none',
      { host: HOST, image: { ...IMAGE, architecture: 'arm64' } },
      'image has no key "architecture", only os, version, family.',
    ],
    [
      'of a name that objects have anyway',
      JSON.parse(`{"host":${JSON.stringify(HOST)},"image":{},"__proto__":{}}`),
      'the line has no key "__proto__", only host, image, isolation, policy.',
    ],
    [
      'as long as the line',
      { host: HOST, image: IMAGE, ['x'.repeat(9999)]: 1 },
      `the line has no key "${'x'.repeat(60)}…", only host, image, isolation, policy.`,
    ],
  ])('%s', (_, line, message) => {
    expect(errorOf(line)).toBe(message);
  });

  it('all keys that there are, and those that are null, are read', () => {
    const host = { ...HOST, containerOs: 'windows', engineVersion: '29.0', hyperv: null };
    const image = { ...IMAGE, os: 'windows', family: null };
    expect(errorOf({ host, image, isolation: 'process', policy: 'exact' })).toBeUndefined();
  });
});
