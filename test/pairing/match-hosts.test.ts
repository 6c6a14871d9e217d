import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/hosts/model.ts';
import type { RawFinding } from '../../src/pairing/findings-of-subject.ts';
import { matchHosts } from '../../src/pairing/match-hosts.ts';
import { assumedHost, CORE, finding, host, pairing } from './builders.ts';

const [A, B, C] = [host('ltsc2016'), host('ltsc2019'), host('ltsc2022')] as const;
const error = (message = 'error') => finding({ message });
const warning = (message = 'warning') => finding({ level: 'warning', message });
const notice = (message = 'notice') => finding({ level: 'notice', message });
const [refusedPairing] = pairing(`${CORE}:ltsc2016`, [], 'ltsc2022').pairings;
const [assumedPairing] = pairing(`${CORE}:ltsc2016`, [], assumedHost('windows-2022')).pairings;
/** What a refusal on an assumed host comes down to. */
const softened = (message = 'softened'): RawFinding =>
  finding({ level: 'warning', message, pairing: assumedPairing, assumed: true });
const [byPolicy] = pairing(`${CORE}:ltsc2022`, [], 'ltsc2025', { policy: 'exact' }).pairings;
const undefinedOne = (message = 'undefined') => finding({ message, pairing: byPolicy });
const refusedOne = (message = 'refused') => finding({ message, pairing: refusedPairing });

const told = (match: 'every' | 'any', found: readonly (readonly [Host, readonly RawFinding[]])[]) =>
  matchHosts(
    found.map(([each]) => each),
    new Map(found),
    match,
  ).map(({ level, message }) => `${level}: ${message}`);

describe('every: what is found on each host counts', () => {
  it('in the order of the hosts', () => {
    expect(
      told('every', [
        [A, [error('a')]],
        [B, []],
        [C, [warning('c'), notice('d')]],
      ]),
    ).toEqual(['error: a', 'warning: c', 'notice: d']);
  });
});

describe('any: one host is enough', () => {
  it.each<[string, readonly (readonly [Host, readonly RawFinding[]])[], readonly string[]]>([
    [
      'one is without findings: nothing is told',
      [
        [A, [error()]],
        [B, []],
      ],
      [],
    ],
    [
      'one has notices alone: these are told as they are',
      [
        [A, [error()]],
        [B, [notice()]],
      ],
      ['notice: notice'],
    ],
    [
      'the fewer notices, the better',
      [
        [A, [notice('a'), notice('b')]],
        [B, [notice('c')]],
      ],
      ['notice: c'],
    ],
    [
      'the first of equals',
      [
        [A, [notice('a')]],
        [B, [notice('b')]],
      ],
      ['notice: a'],
    ],
    [
      'all have troubles: those of the best host, saying so',
      [
        [A, [error('a')]],
        [B, [warning('b')]],
        [C, [error('c')]],
      ],
      ['warning: b None of the other hosts does better: ltsc2016, ltsc2022.'],
    ],
    [
      'its notices are no trouble',
      [
        [A, [error('a')]],
        [B, [error('b'), notice('n')]],
      ],
      ['error: a None of the other hosts does better: ltsc2019.'],
    ],
    [
      'and the fewer errors, the nearer',
      [
        [A, [error('a'), error('b')]],
        [B, [error('c'), notice('n')]],
      ],
      ['error: c None of the other hosts does better: ltsc2016.', 'notice: n'],
    ],
    [
      'what only the policy rules out is nearer than a refusal, notices or not',
      [
        [A, [refusedOne()]],
        [B, [undefinedOne(), notice('n')]],
      ],
      ['error: undefined None of the other hosts does better: ltsc2016.', 'notice: n'],
    ],
    [
      'a warning on a host that was named is a warning, whatever the verdict',
      [
        [A, [undefinedOne()]],
        [B, [finding({ level: 'warning', message: 'newer revision', pairing: byPolicy })]],
      ],
      ['warning: newer revision None of the other hosts does better: ltsc2016.'],
    ],
    [
      'an unknown is better than a refusal, though both only warn on assumed hosts',
      [
        [A, [softened()]],
        [B, [warning('unknown')]],
      ],
      ['warning: unknown None of the other hosts does better: ltsc2016.'],
    ],
    ['one host alone is that host', [[A, [error('a')]]], ['error: a']],
    ['no host, no findings', [], []],
  ])('%s', (_, found, expected) => {
    expect(told('any', found)).toEqual(expected);
  });
});
