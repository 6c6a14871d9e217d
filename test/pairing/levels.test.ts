import { describe, expect, it } from 'vitest';
import { withLevels } from '../../src/pairing/levels.ts';
import { finding } from './builders.ts';

describe('the level that the user gave a rule', () => {
  const found = [finding({ rule: 'build-mismatch' }), finding({ rule: 'floating-tag', level: 'notice' })];
  it.each([
    ['none: each as it fired', {}, ['build-mismatch error', 'floating-tag notice']],
    ['another level', { 'build-mismatch': 'warning' }, ['build-mismatch warning', 'floating-tag notice']],
    ['a graver one', { 'floating-tag': 'error' }, ['build-mismatch error', 'floating-tag error']],
    ['off', { 'build-mismatch': 'off' }, ['floating-tag notice']],
    [
      'of a rule that did not fire',
      { 'same-build': 'error' },
      ['build-mismatch error', 'floating-tag notice'],
    ],
  ] as const)('%s', (_, levels, expected) => {
    expect(withLevels(found, levels).map(({ rule, level }) => `${rule} ${level}`)).toEqual(expected);
  });

  it('changes nothing else', () => {
    const [changed] = withLevels(found, { 'build-mismatch': 'notice' });
    expect(changed).toEqual({ ...found[0], level: 'notice' });
  });
});
