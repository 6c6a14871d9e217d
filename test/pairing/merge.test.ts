import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawFinding } from '../../src/pairing/findings-of-subject.ts';
import { comparePlaces, mergeFindings } from '../../src/pairing/merge.ts';
import { finding, place } from './builders.ts';

const told = (findings: readonly RawFinding[]) =>
  mergeFindings(findings).map(
    ({ rule, level, places }) =>
      `${rule} ${level} ${places.map(({ file, line, column }) => `${file}:${line}:${column}`).join(' ')}`,
  );

describe('one finding a cause, with all its places', () => {
  it.each<[string, readonly RawFinding[], readonly string[]]>([
    ['nothing', [], []],
    [
      'the same in two places',
      [finding({ places: [place(3)] }), finding({ places: [place(1)] })],
      ['build-mismatch error Dockerfile:1:6 Dockerfile:3:6'],
    ],
    [
      'the same place named twice is one',
      [finding({ places: [place(1), place(1)] }), finding()],
      ['build-mismatch error Dockerfile:1:6'],
    ],
    [
      'places in order of file, line and column',
      [finding({ places: [place(2, 'b'), place(10, 'a'), place(9, 'a', 8), place(9, 'a', 2)] })],
      ['build-mismatch error a:9:2 a:9:8 a:10:6 b:2:6'],
    ],
    [
      'the graver level of both',
      [finding({ level: 'warning' }), finding({ level: 'error' }), finding({ level: 'notice' })],
      ['build-mismatch error Dockerfile:1:6'],
    ],
    [
      'one with a place and one from the input',
      [finding({ places: [] }), finding()],
      ['build-mismatch error Dockerfile:1:6'],
    ],
    [
      'another message is another cause',
      [finding({ message: 'a' }), finding({ message: 'b' })],
      ['build-mismatch error Dockerfile:1:6', 'build-mismatch error Dockerfile:1:6'],
    ],
    [
      'another rule is',
      [finding(), finding({ rule: 'image-newer-than-host' })],
      ['build-mismatch error Dockerfile:1:6', 'image-newer-than-host error Dockerfile:1:6'],
    ],
    [
      'another isolation is',
      [finding({ subject: { isolation: ['process'] } }), finding({ subject: { isolation: ['hyperv'] } })],
      ['build-mismatch error Dockerfile:1:6', 'build-mismatch error Dockerfile:1:6'],
    ],
  ])('%s', (_, findings, expected) => {
    expect(told(findings)).toEqual(expected);
  });

  it('loses no place, makes none up, and has nothing left to do', () => {
    const any = fc.record({
      message: fc.constantFrom('a', 'b'),
      level: fc.constantFrom('error' as const, 'warning' as const, 'notice' as const),
      places: fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 3 }))),
    });
    fc.assert(
      fc.property(fc.array(any), (given) => {
        const findings = given.map(({ places, ...rest }) =>
          finding({ ...rest, places: places.map(([file, line]) => place(line, file)) }),
        );
        const merged = mergeFindings(findings);
        for (const message of ['a', 'b']) {
          const of = (list: readonly RawFinding[]) =>
            new Set(
              list
                .filter((each) => each.message === message)
                .flatMap(({ places }) => places.map(({ file, line }) => `${file}:${line}`)),
            );
          expect(of(merged)).toEqual(of(findings));
        }
        expect(merged.length).toBe(new Set(findings.map(({ message }) => message)).size);
        expect(mergeFindings(merged)).toEqual(merged);
      }),
    );
  });

  it('places are in one order on every machine, by code unit', () => {
    const places = [place(1, 'b'), place(1, 'B'), place(1, 'ä'), place(1, 'a/z'), place(1, 'a')];
    expect(places.sort(comparePlaces).map(({ file }) => file)).toEqual(['B', 'a', 'a/z', 'b', 'ä']);
  });
});
