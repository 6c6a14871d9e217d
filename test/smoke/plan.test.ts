import { describe, expect, it } from 'vitest';
import type { LocalImage } from '../../src/engine/model.ts';
import type { SmokeCandidate } from '../../src/smoke/model.ts';
import { planSmoke } from '../../src/smoke/plan.ts';

const candidate = (key: string, more: Partial<SmokeCandidate> = {}): SmokeCandidate => ({
  key,
  image: key,
  family: 'nanoserver',
  isolation: 'process',
  required: true,
  prediction: 'runs',
  rule: 'same-build',
  need: 'run',
  ...more,
});
const local = (id: string, size = 1): LocalImage => ({
  id,
  size,
  os: 'windows',
  architecture: 'amd64',
  repoDigests: [],
});
const AUTO = { mode: 'auto', pull: 'missing' } as const;

describe('which pairings are run', () => {
  it.each<[string, Partial<SmokeCandidate>, Parameters<typeof planSmoke>[2], string | undefined]>([
    ['what is predicted to run', {}, AUTO, undefined],
    ['what reports differ of', { prediction: 'undefined' }, AUTO, undefined],
    ['what nothing is predicted of', { prediction: 'unknown' }, AUTO, undefined],
    ['not what is refused', { prediction: 'refused' }, AUTO, 'predicted-refused'],
    ['what is refused, with always', { prediction: 'refused' }, { ...AUTO, mode: 'always' }, undefined],
    ['not what is only copied from', { need: 'pull' }, { ...AUTO, mode: 'always' }, 'only-pulled'],
    ['not a host-process image', { family: 'hostprocess' }, { ...AUTO, mode: 'always' }, 'host-process'],
    ['not what may not be pulled', {}, { ...AUTO, pull: 'never' }, 'not-present'],
    ['not what is too large', { size: 11 }, { ...AUTO, maxPullSize: 10 }, 'too-large'],
    ['what is just not too large', { size: 10 }, { ...AUTO, maxPullSize: 10 }, undefined],
    ['what is of unknown size', {}, { ...AUTO, maxPullSize: 10 }, undefined],
  ])('%s', (_, more, settings, reason) => {
    const plan = planSmoke([candidate('image', more)], new Map(), settings);
    expect(plan.skipped.get('image')?.reason).toBe(reason);
    expect(plan.runs).toHaveLength(reason === undefined ? 1 : 0);
  });

  it.each([
    [5e9, 5_000_000_001, '5,001 MB to pull, more than `max-pull-size` (5 GB)'],
    [1.5 * 1024 ** 3, 2e9, '2,000 MB to pull, more than `max-pull-size` (1.5 GiB)'],
    [5_400_000, 5_500_000, '6 MB to pull, more than `max-pull-size` (5.4 MB)'],
    [12, 13, '13 bytes to pull, more than `max-pull-size` (12 bytes)'],
    [1_000_000_007, 2e9, 'more than `max-pull-size` (1,000,000,007 bytes)'],
  ])('a limit of %d bytes is told as it is', (maxPullSize, size, text) => {
    const plan = planSmoke([candidate('image', { size })], new Map(), { ...AUTO, maxPullSize });
    expect(plan.skipped.get('image')?.message).toContain(text);
  });

  it('begins with what is present, then the smallest', () => {
    const plan = planSmoke(
      [
        candidate('large', { size: 9 }),
        candidate('unknown'),
        candidate('small', { size: 1 }),
        candidate('present'),
        candidate('present and small'),
      ],
      new Map([
        ['present', local('sha256:1', 5)],
        ['present and small', local('sha256:2', 4)],
      ]),
      AUTO,
    );
    expect(plan.runs.map((run) => run.candidate.key)).toEqual([
      'present and small',
      'present',
      'small',
      'large',
      'unknown',
    ]);
    expect(plan.pulls.map(({ key }) => key)).toEqual(['small', 'large', 'unknown']);
  });

  it('runs one of those that are the same digest, in each mode', () => {
    const same = { digest: 'sha256:d' };
    const plan = planSmoke(
      [
        candidate('a', same),
        candidate('b', same),
        candidate('b in hyperv', { ...same, image: 'b', isolation: 'hyperv' }),
      ],
      new Map(),
      AUTO,
    );
    expect(
      plan.runs.map(({ candidate: { key }, standsFor }) => [key, standsFor.map((one) => one.key)]),
    ).toEqual([
      ['a', ['b']],
      ['b in hyperv', []],
    ]);
  });

  it('pulls what is present again only when told to', () => {
    const present = new Map([['image', local('sha256:1')]]);
    expect(planSmoke([candidate('image')], present, AUTO).pulls).toEqual([]);
    expect(planSmoke([candidate('image')], present, { ...AUTO, pull: 'always' }).pulls).toHaveLength(1);
  });
});
