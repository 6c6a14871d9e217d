import { describe, expect, it } from 'vitest';
import { predict } from '../../src/windows/compatibility.ts';
import { ISOLATIONS, type Isolation, type Policy, type Product } from '../../src/windows/model.ts';
import type { PredictionRule } from '../../src/windows/prediction.ts';
import { describeVersion, productsOfBuild, RELEASES } from '../../src/windows/releases.ts';
import { SOURCES } from '../../src/windows/sources.ts';
import { expectGolden } from '../golden.ts';

const FAR_AHEAD = 29999;
const IMAGE_BUILDS = [...RELEASES.map(({ build }) => build), FAR_AHEAD];

interface Row {
  readonly build: number;
  readonly product?: Product;
}

/** Every known build as every product it exists as, the ambiguous ones without, and a build nobody knows yet. */
const HOSTS: readonly Row[] = [
  ...RELEASES.flatMap(({ build }) => {
    const rows: Row[] = productsOfBuild(build).map((product) => ({ build, product }));
    return rows.length > 1 ? [...rows, { build }] : rows;
  }),
  { build: FAR_AHEAD, product: 'server' },
  { build: FAR_AHEAD, product: 'client' },
  { build: FAR_AHEAD },
];

const LETTERS: Partial<Record<PredictionRule, string>> = {
  'same-build': '=',
  'cross-release-process': '+',
  'hyperv-runs': 'h',
  'image-newer-than-host': '>',
  'build-mismatch': 'x',
  'process-isolation-on-client': 'c',
  'conflicting-reports': '!',
  'exact-build-policy': 'e',
  'hyperv-on-annual-channel': 'a',
  'host-product-unknown': '?',
};

const LEGEND = [
  'runs:      = same-build   + cross-release-process   h hyperv-runs',
  'refused:   > image-newer-than-host   x build-mismatch   c process-isolation-on-client',
  'undefined: ! conflicting-reports   e exact-build-policy',
  'unknown:   a hyperv-on-annual-channel   ? host-product-unknown',
];

function grid(isolation: Isolation, policy: Policy): string {
  const head = `${'host \\ image'.padEnd(16)}${IMAGE_BUILDS.map((build) => String(build).padStart(6)).join('')}`;
  const lines = HOSTS.map(({ build, product }) => {
    const cells = IMAGE_BUILDS.map((imageBuild) => {
      const { rule } = predict(
        { version: { build }, ...(product && { product }) },
        { version: { build: imageBuild }, family: 'servercore' },
        isolation,
        policy,
      );
      return (LETTERS[rule] ?? rule).padStart(6);
    });
    return `${`${build} ${product ?? 'either'}`.padEnd(16)}${cells.join('')}`;
  });
  return [`## ${isolation}, ${policy}`, '', head, ...lines, ''].join('\n');
}

describe('the whole cross product of hosts, images and modes', () => {
  it('is as the golden table has it', () => {
    const grids = [grid('process', 'compatible'), grid('process', 'exact'), grid('hyperv', 'compatible')];
    expectGolden('cross-product.txt', [...LEGEND, '', ...grids].join('\n'));
  });

  it('knows no exact policy in Hyper-V isolation', () => {
    expect(grid('hyperv', 'exact').replace('exact', 'compatible')).toBe(grid('hyperv', 'compatible'));
  });

  it('names both Windows versions in every reason and finding, and cites known sources', () => {
    for (const { build, product } of HOSTS) {
      for (const imageBuild of IMAGE_BUILDS) {
        for (const isolation of ISOLATIONS) {
          const version = { build, revision: 100 };
          const imageVersion = { build: imageBuild, revision: 200 };
          const facts = { version, ...(product && { product }) };
          const prediction = predict(facts, { version: imageVersion, family: 'servercore' }, isolation);
          const names = [describeVersion(version, product), describeVersion(imageVersion, 'server')];
          for (const said of [prediction.reason, ...prediction.findings.map(({ message }) => message)]) {
            for (const name of names) expect(said).toContain(name);
          }
          for (const { sources } of [prediction, ...prediction.findings]) {
            expect(sources.length).toBeGreaterThan(0);
            for (const source of sources) expect(SOURCES).toHaveProperty([source]);
          }
        }
      }
    }
  });
});
