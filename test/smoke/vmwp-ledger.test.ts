import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign, type Claims, isCertain, VmwpLedger } from '../../src/smoke/vmwp-ledger.ts';

/** Containers by number, and for each the virtual machines that fit it. */
const claims: fc.Arbitrary<Claims<number>> = fc
  .array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 4 }), { maxLength: 6 })
  .map((rows) => new Map(rows.entries()));

/** The most that can have one each, by trying everything. */
function largest(rows: readonly (readonly string[])[], taken: ReadonlySet<string> = new Set()): number {
  const [first, ...others] = rows;
  if (first === undefined) return 0;
  const free = first.filter((thing) => !taken.has(thing));
  return Math.max(
    largest(others, taken),
    ...free.map((thing) => 1 + largest(others, new Set([...taken, thing]))),
  );
}

/** Whether everybody but this one can have what is the most for all: then this one is not needed for it. */
function canDoWithout(rows: Claims<number>, claimant: number): boolean {
  const others = [...rows].filter(([other]) => other !== claimant).map(([, things]) => things);
  return largest(others) === largest([...rows.values()]);
}

describe('the assignment', () => {
  test('never gives one to two, and only what fits', () => {
    fc.assert(
      fc.property(claims, (rows) => {
        const assigned = assign(rows);
        expect(new Set(assigned.values()).size).toBe(assigned.size);
        for (const [claimant, thing] of assigned) expect(rows.get(claimant)).toContain(thing);
      }),
    );
  });

  test('is the largest there is, so a perfect one is found where it exists', () => {
    fc.assert(
      fc.property(claims, (rows) => {
        expect(assign(rows).size).toBe(largest([...rows.values()]));
      }),
    );
  });

  test('finds a perfect one that was hidden among other fits', () => {
    const hidden = fc
      .uniqueArray(fc.nat(40), { minLength: 1, maxLength: 40 })
      .chain((things) =>
        fc.tuple(
          fc.constant(things),
          fc.array(fc.uniqueArray(fc.nat(40), { maxLength: 6 }), {
            minLength: things.length,
            maxLength: things.length,
          }),
          fc.shuffledSubarray(
            things.map((_, i) => i),
            { minLength: things.length },
          ),
        ),
      )
      .map(
        ([things, more, order]): Claims<number> =>
          new Map(
            order.map((i) => [i, [...new Set([...(more[i] ?? []), things[i] ?? 0])].sort().map(String)]),
          ),
      );
    fc.assert(
      fc.property(hidden, (rows) => {
        expect(assign(rows).size).toBe(rows.size);
        for (const claimant of rows.keys()) expect(isCertain(rows, claimant)).toBe(true);
      }),
    );
  });

  test('is certain of those without whom it would be smaller, in whatever order they came', () => {
    fc.assert(
      fc.property(claims, fc.infiniteStream(fc.nat()), (rows, random) => {
        const shuffled = new Map(
          [...rows]
            .map((entry) => ({ entry, at: random.next().value ?? 0 }))
            .sort((one, other) => one.at - other.at)
            .map(({ entry }) => entry),
        );
        for (const claimant of rows.keys()) {
          expect(isCertain(rows, claimant)).toBe(!canDoWithout(rows, claimant));
          expect(isCertain(shuffled, claimant)).toBe(isCertain(rows, claimant));
        }
      }),
    );
  });
});

const worker = (pid: number, created = 1) => ({ pid, created });

describe('the ledger', () => {
  test.each<[string, Record<string, number[]>, Record<string, boolean>]>([
    ['one and its own', { one: [4] }, { one: true }],
    ['one and none', { one: [] }, { one: false }],
    ['two with two between them', { one: [4, 8], two: [4, 8] }, { one: true, two: true }],
    ['two with one between them', { one: [4], two: [4] }, { one: false, two: false }],
    ['the second has no other, the first can give way', { one: [4, 8], two: [4] }, { one: true, two: true }],
    [
      'a chain of giving way',
      { one: [4, 8], two: [8, 12], three: [4] },
      { one: true, two: true, three: true },
    ],
    [
      'three with two between them, and one apart',
      { one: [4, 8], two: [4, 8], three: [4, 8], four: [12] },
      { one: false, two: false, three: false, four: true },
    ],
  ])('%s', (_, claimed, expected) => {
    const ledger = new VmwpLedger<string>();
    const workersOf = (container: string) => (claimed[container] ?? []).map((pid) => worker(pid));
    for (const container of Object.keys(claimed)) ledger.claim(container, workersOf(container));
    for (const [container, has] of Object.entries(expected)) {
      expect(ledger.hasOneOf(container, workersOf(container)), container).toBe(has);
    }
  });

  test('one id at two times is two workers', () => {
    const ledger = new VmwpLedger<string>();
    ledger.claim('one', [worker(4, 1)]);
    ledger.claim('two', [worker(4, 2)]);
    expect(ledger.hasOneOf('one', [worker(4, 1)])).toBe(true);
    expect(ledger.hasOneOf('two', [worker(4, 1)])).toBe(false);
  });

  test('a later claim takes the place of an earlier one', () => {
    const ledger = new VmwpLedger<string>();
    ledger.claim('one', [worker(4)]);
    ledger.claim('two', [worker(4)]);
    ledger.claim('two', []);
    expect(ledger.hasOneOf('one', [worker(4)])).toBe(true);
  });
});
