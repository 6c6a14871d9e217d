import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatJson } from '../../src/report/json.ts';
import { mergeReports } from '../../src/report/merge.ts';
import { readReport } from '../../src/report/read-report.ts';
import type { Report, ReportHost, ReportPairing } from '../../src/report/report.ts';
import { withFindings } from '../../src/report/verdict.ts';
import type { Finding } from '../../src/rules/finding.ts';
import { PASSED } from './samples.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'));
const valid = new Ajv2020({ strict: true }).compile(schema);

const IMAGES = ['a:1', 'b:2'];
const MACHINES = ['10.0.20348.1', '10.0.20348.2', '10.0.26100.7'];
const DECLARED: readonly ReportHost[] = [
  host('windows-2022', 'declared', '10.0.20348'),
  host('ltsc2022', 'declared', '10.0.20348'),
  host('10.0.20348.1', 'declared', '10.0.20348.1'),
  host('windows-2025', 'assumed', '10.0.26100'),
  host('nowhere', 'declared', undefined),
];

function host(id: string, origin: ReportHost['origin'], version: string | undefined): ReportHost {
  return {
    id,
    name: `${id}: ${version}`,
    origin,
    ...(version === undefined ? {} : { version }),
    product: 'server',
    defaultIsolation: 'process',
  };
}

const hosts = fc.oneof(
  fc.constantFrom(...MACHINES).map((version) => [host('runner', 'detected', version)]),
  fc.subarray([...DECLARED], { minLength: 1 }),
);
const isolation = fc.constantFrom('process' as const, 'hyperv' as const);
const level = fc.constantFrom('error' as const, 'warning' as const, 'notice' as const);

const report: fc.Arbitrary<Report> = hosts.chain((known) => {
  const id = fc.constantFrom(...known.map((one) => one.id));
  const isSeen = known[0]?.origin === 'detected';
  const pairing: fc.Arbitrary<ReportPairing> = fc
    .record({
      image: fc.constantFrom(...IMAGES),
      platform: fc.option(fc.constant('windows/amd64'), { nil: undefined, freq: 4 }),
      host: id,
      isolation,
      required: fc.boolean(),
      prediction: fc.constantFrom('runs' as const, 'refused' as const, 'unknown' as const),
      rule: fc.constantFrom(
        'same-build' as const,
        'build-mismatch' as const,
        'image-version-unknown' as const,
      ),
      outcome: fc.option(fc.constantFrom('ran' as const, 'failed' as const, 'not-run' as const), {
        nil: undefined,
      }),
    })
    .map(({ platform, outcome, ...rest }) => ({
      ...rest,
      ...(platform === undefined ? {} : { platform }),
      reason: 'so',
      conditions: [],
      sources: [],
      ...(isSeen && outcome !== undefined
        ? { observation: { outcome, reason: 'ran' as const, message: outcome } }
        : {}),
    }));
  const finding: fc.Arbitrary<Finding> = fc
    .record({
      rule: fc.constantFrom('build-mismatch' as const, 'floating-tag' as const, 'smoke-failed' as const),
      level,
      message: fc.constantFrom('a on runner: b', 'c', 'd on windows-2022: e'),
      remedy: fc.constantFrom('f', 'g'),
      line: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      image: fc.option(fc.constantFrom(...IMAGES), { nil: undefined }),
      on: fc.option(id, { nil: undefined }),
      modes: fc.option(fc.uniqueArray(isolation, { minLength: 1 }), { nil: undefined }),
    })
    .map(({ line, image, on, modes, ...rest }) => ({
      ...rest,
      places: line === undefined ? [] : [{ file: 'Dockerfile', line, column: 1 }],
      subject: {
        ...(image === undefined ? {} : { image }),
        ...(on === undefined ? {} : { host: on }),
        ...(modes === undefined ? {} : { isolation: modes }),
      },
    }));
  return fc
    .record({
      pairings: fc.uniqueArray(pairing, {
        maxLength: 6,
        selector: (one) => JSON.stringify([one.image, one.platform, one.host, one.isolation]),
      }),
      findings: fc.array(finding, { maxLength: 5 }),
      failOn: fc.constantFrom('error', 'warning', 'notice', 'never'),
      hostsMatch: fc.constantFrom('every' as const, 'any' as const),
      incomplete: fc.boolean(),
      planned: fc.option(fc.subarray(IMAGES), { nil: undefined }),
      runId: fc.constantFrom('x', 'y'),
    })
    .map(({ pairings, findings, failOn, hostsMatch, incomplete, planned, runId }) => {
      const images = [...new Set(pairings.map(({ image, platform }) => JSON.stringify([image, platform])))];
      return withFindings(
        {
          ...PASSED,
          result: incomplete ? 'incomplete' : 'passed',
          settings: { ...PASSED.settings, failOn, hostsMatch },
          hosts: known,
          images: images.map((key) => {
            const [name, platform] = JSON.parse(key) as [string, string | null];
            return {
              name,
              ...(platform === null ? {} : { platform }),
              answeredBy: 'tag',
              family: 'unknown',
              entries: [],
              uses: [{ role: 'input', needs: ['run'] }],
            };
          }),
          subjects: pairings.map(({ image, host: on }) => ({
            origin: 'input',
            hosts: [on],
            isolation: 'any',
            legs: [],
            images: [{ image, needs: ['run'] }],
          })),
          pairings,
          ...(isSeen ? { smoke: { host: 'runner', runId, pulled: [], leftOver: [] } } : {}),
          ...(isSeen || planned === undefined
            ? {}
            : {
                matrix: planned.map((image) => ({
                  host: known[0]?.id ?? '',
                  runsOn: 'windows-2022',
                  image,
                  isolation: 'process' as const,
                })),
              }),
        },
        findings,
      );
    });
});
const some = fc.array(report, { minLength: 1, maxLength: 5 });
const ORDER = ['passed', 'failed', 'incomplete'];

describe('merging', () => {
  it('does not care for the order, nor for what comes twice', () => {
    fc.assert(
      fc.property(some, fc.func(fc.integer()), (reports, rank) => {
        const shuffled = [...reports, ...reports.slice(1)].sort((a, b) => rank(a) - rank(b));
        const again = [...reports.slice(0, 1), ...shuffled];
        expect(formatJson(mergeReports(again))).toBe(formatJson(mergeReports(reports)));
      }),
      { numRuns: 150 },
    );
  });

  it('of what is merged already gives it back', () => {
    fc.assert(
      fc.property(some, (reports) => {
        const merged = mergeReports(reports);
        expect(formatJson(mergeReports([merged]))).toBe(formatJson(merged));
        expect(formatJson(mergeReports([merged, merged]))).toBe(formatJson(merged));
      }),
      { numRuns: 150 },
    );
  });

  it('gives a report to the schema, that is read again, with each cell and each cause once', () => {
    fc.assert(
      fc.property(some, (reports) => {
        const merged = mergeReports(reports);
        const json = formatJson(merged);
        expect(valid(JSON.parse(json)), JSON.stringify(valid.errors)).toBe(true);
        const read = readReport(json);
        expect('report' in read && formatJson(read.report)).toBe(json);
        const cells = merged.pairings.map((one) => [one.image, one.platform, one.host, one.isolation].join());
        expect(new Set(cells).size).toBe(cells.length);
        expect(new Set(merged.hosts.map(({ id }) => id)).size).toBe(merged.hosts.length);
        if (reports.length === 1) return;
        const causes = merged.findings.map((one) => JSON.stringify([one.rule, one.message, one.subject]));
        expect(new Set(causes).size).toBe(causes.length);
      }),
      { numRuns: 150 },
    );
  });

  it('counts anew, and is incomplete where one is', () => {
    fc.assert(
      fc.property(some, (reports) => {
        const { counts, findings, result } = mergeReports(reports);
        expect(counts.errors + counts.warnings + counts.notices).toBe(findings.length);
        const incomplete = reports.some((one) => one.result === 'incomplete');
        expect(result === 'incomplete').toBe(incomplete);
        expect(ORDER).toContain(result);
      }),
      { numRuns: 150 },
    );
  });

  it('without a plan is at least as bad as each', () => {
    const legs = fc
      .array(report, { minLength: 1, maxLength: 5 })
      .map((reports) => reports.filter(({ hosts: [first] }) => first?.origin === 'detected'));
    fc.assert(
      fc.property(legs, (reports) => {
        if (reports.length === 0) return;
        const { result } = mergeReports(reports);
        for (const one of reports)
          expect(ORDER.indexOf(result)).toBeGreaterThanOrEqual(ORDER.indexOf(one.result));
      }),
      { numRuns: 150 },
    );
  });
});
