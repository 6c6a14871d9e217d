import { describe, expect, it } from 'vitest';
import { isNetworkName, parseSize } from '../../src/edge/smoke-options.ts';

describe('a size', () => {
  it.each([
    ['5GB', 5e9],
    ['5 gb', 5e9],
    ['800MiB', 800 * 1024 ** 2],
    ['1.5KiB', 1536],
    ['1048576', 1_048_576],
    ['1000000', 1e6],
    ['12b', 12],
  ])('%s is %d bytes', (text, bytes) => expect(parseSize(text)).toBe(bytes));

  it.each([
    '',
    '0',
    '0GB',
    '-1',
    'big',
    '5XB',
    '1e9',
    '0.1',
    '1,5GB',
    '99999999TB',
    'Infinity',
    '5',
    '5.0',
    '999999',
  ])('%j is none', (text) => expect(parseSize(text)).toBeUndefined());
});

describe('the name of a network', () => {
  it.each(['none', 'nat', 'Default Switch', 'my_net-1.2'])('%s is one', (name) =>
    expect(isNetworkName(name)).toBe(true),
  );
  it.each(['', 'container:web', '-x', 'a/b', 'a\nb'])('%j is none', (name) =>
    expect(isNetworkName(name)).toBe(false),
  );
});
