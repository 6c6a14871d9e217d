import { describe, expect, it } from 'vitest';
import { CONTRACT_CALLS, type ContractAnswer } from './contract-calls.ts';
import { differencesOf, LINUX_AND_WINDOWS, NOT_COMPARED } from './contract-differences.ts';

const answer = (change: Partial<ContractAnswer> = {}): ContractAnswer => ({
  call: 'version',
  status: 200,
  type: 'application/json',
  shape: { Os: 'string', Details: { Id: 'string' }, List: ['string'] },
  ...change,
});

describe('two records of the same calls', () => {
  it.each<[string, Partial<ContractAnswer>, readonly unknown[]]>([
    ['are the same', {}, []],
    ['differ in a status', { status: 404 }, [{ at: 'status', linux: 200, windows: 404 }]],
    ['differ in a type', { type: '' }, [{ at: 'type', linux: 'application/json', windows: '' }]],
    [
      'differ in a part of the body',
      { shape: { Os: 'number', Details: {}, List: ['string'], More: 'null' } },
      [
        { at: 'Os', linux: 'string', windows: 'number' },
        { at: 'Details.Id', linux: 'string', windows: 'absent' },
        { at: 'More', linux: 'absent', windows: 'null' },
      ],
    ],
    [
      'differ in a list',
      { shape: { Os: 'string', Details: { Id: 'string' }, List: [] } },
      [{ at: 'List', linux: ['string'], windows: [] }],
    ],
    [
      'have another kind of body',
      { shape: 'nothing' },
      [{ at: '', linux: answer().shape, windows: 'nothing' }],
    ],
  ])('%s', (_, change, expected) => {
    expect(differencesOf([answer()], [answer(change)])).toEqual(
      expected.map((each) => ({ call: 'version', ...(each as object) })),
    );
  });

  it('are not compared in what depends on the machine, but in their status', () => {
    const info = { call: 'info', shape: { Warnings: 'null' } };
    expect(differencesOf([answer({ call: 'info' })], [answer({ ...info, status: 500 })])).toEqual([
      { call: 'info', at: 'status', linux: 200, windows: 500 },
    ]);
  });

  it('must be of the same calls', () => {
    expect(differencesOf([answer()], [answer({ call: 'ping' })])).toHaveLength(1);
    expect(differencesOf([answer()], [])).toHaveLength(1);
  });
});

describe('the table of what must differ', () => {
  it('names calls of the contract, and gives a reason for each row', () => {
    const calls = CONTRACT_CALLS.map(({ call }) => call);
    for (const row of [...LINUX_AND_WINDOWS, ...NOT_COMPARED]) {
      expect(row.because.length).toBeGreaterThan(10);
      for (const call of row.calls) expect(calls).toContain(call);
    }
  });
});
