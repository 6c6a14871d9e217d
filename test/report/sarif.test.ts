import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { formatSarif, SARIF_RESULTS } from '../../src/report/sarif.ts';
import { RULE_IDS } from '../../src/rules/catalogue.ts';
import { expectGolden } from '../golden.ts';
import { hostileText } from '../hostile-text.ts';
import { FAILED, finding, HOSTILE, PASSED } from './samples.ts';
import { schemaErrors } from './sarif-schema.ts';

describe('the report as SARIF', () => {
  it.each([
    ['failed', FAILED],
    ['passed', PASSED],
    ['hostile', HOSTILE],
  ])('of a %s run', (name, report) => {
    expectGolden(`report/${name}.sarif`, formatSarif(report));
  });

  it('has a place for every result, also where the finding has none', () => {
    const { runs } = JSON.parse(formatSarif(FAILED));
    const notice = runs[0].results.find((result: { ruleId: string }) => result.ruleId === 'moving-label');
    expect(notice.locations[0].physicalLocation.artifactLocation.uri).toBe('docker/web/Dockerfile');
    expect(notice.locations[0].physicalLocation.region.startLine).toBe(2);
  });

  it('puts the index of a rule where the rule is', () => {
    const [run] = JSON.parse(formatSarif(FAILED)).runs;
    for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
  });

  it('writes paths as relative URIs', () => {
    const { runs } = JSON.parse(formatSarif(HOSTILE));
    expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toMatch(
      /^[\w%.!'()*/~-]+\/Dockerfile$/,
    );
  });

  it('keeps within what code scanning takes, the gravest first, and says so', () => {
    const findings = Array.from({ length: SARIF_RESULTS + 5 }, (_, index) =>
      finding(index + 1, { level: index < SARIF_RESULTS ? 'notice' : 'error' }),
    );
    const [run] = JSON.parse(formatSarif({ ...PASSED, findings })).runs;
    expect(run.results).toHaveLength(SARIF_RESULTS);
    expect(run.results.slice(0, 6).map((result: { level: string }) => result.level)).toEqual([
      ...Array(5).fill('error'),
      'note',
    ]);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toContain('5 milder findings');
  });

  it('links a hundred places at most', () => {
    const places = Array.from({ length: 2000 }, (_, index) => ({
      file: 'Dockerfile',
      line: index + 1,
      column: 1,
    }));
    const [run] = JSON.parse(formatSarif({ ...PASSED, findings: [finding(1, { places })] })).runs;
    expect(run.results[0].locations.length + run.results[0].relatedLocations.length).toBe(100);
  });
});

const goldens = readdirSync(new URL('../golden/report/', import.meta.url)).filter((file) =>
  file.endsWith('.sarif'),
);
const goldenOf = (file: string) =>
  JSON.parse(readFileSync(new URL(`../golden/report/${file}`, import.meta.url), 'utf8'));

describe('the schema of SARIF 2.1.0', () => {
  it.each(goldens)('takes %s', (file) => {
    expect(schemaErrors(goldenOf(file))).toEqual([]);
  });

  it('takes a log with every rule there is', () => {
    const findings = RULE_IDS.map((rule, index) => finding(index + 1, { rule }));
    const log = JSON.parse(formatSarif({ ...PASSED, findings }));
    expect(log.runs[0].tool.driver.rules).toHaveLength(RULE_IDS.length);
    expect(schemaErrors(log)).toEqual([]);
  });

  it('takes a log of which something was left out', () => {
    const findings = Array.from({ length: SARIF_RESULTS + 1 }, (_, index) => finding(index + 1));
    const [run] = JSON.parse(formatSarif({ ...PASSED, findings })).runs;
    expect(
      schemaErrors({ version: '2.1.0', runs: [{ ...run, results: run.results.slice(0, 100) }] }),
    ).toEqual([]);
  });

  it('takes a log with any text in it', () => {
    fc.assert(
      fc.property(
        hostileText,
        hostileText,
        fc.array(hostileText, { minLength: 1 }),
        (message, remedy, files) => {
          const places = files.map((file, index) => ({ file, line: index + 1, column: 1, endColumn: 1 }));
          const report: Report = { ...PASSED, findings: [finding(1, { message, remedy, places })] };
          expect(schemaErrors(JSON.parse(formatSarif(report)))).toEqual([]);
        },
      ),
    );
  });

  it.each([
    ['another version', { version: '2.0.0', runs: [] }, '/version '],
    ['a field nobody knows', { version: '2.1.0', runs: [], findings: [] }, ' must NOT have additional'],
    ['a run of no tool', { version: '2.1.0', runs: [{ results: [] }] }, '/runs/0 '],
    ['a line 0', withRegion({ startLine: 0 }), '/region/startLine '],
    ['an address that is none', withRegion({ startLine: 1 }, 'a b'), '/uri '],
  ])('refuses %s', (_, log, error) => {
    expect(schemaErrors(log).join('\n')).toContain(error);
  });
});

function withRegion(region: object, uri = 'Dockerfile'): unknown {
  const locations = [{ physicalLocation: { artifactLocation: { uri }, region } }];
  const tool = { driver: { name: 'a' } };
  return { version: '2.1.0', runs: [{ tool, results: [{ message: { text: 'b' }, locations }] }] };
}

interface Rule {
  readonly id: string;
  readonly [field: string]: unknown;
}

interface Result {
  readonly ruleId: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Located[];
  readonly relatedLocations?: readonly Located[];
}

interface Located {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine?: number };
  };
}

// GitHub docs, "SARIF support for code scanning" and "SARIF results exceed one or more limits".
describe('what code scanning asks for beside the schema', () => {
  it.each(goldens)('%s has it', (file) => {
    const { runs } = goldenOf(file);
    expect(runs).toHaveLength(1);
    const { driver } = runs[0].tool;
    const rules: readonly Rule[] = driver.rules;
    const results: readonly Result[] = runs[0].results;
    expect(driver.name).toBe('windows-isolation-check');
    for (const rule of rules) {
      expect(rule).toMatchObject({
        id: expect.stringMatching(/^[a-z0-9-]+$/),
        shortDescription: { text: expect.stringMatching(/./) },
        fullDescription: { text: expect.stringMatching(/./) },
        help: { text: expect.stringMatching(/./), markdown: expect.stringMatching(/./) },
        helpUri: expect.stringMatching(/^https:/),
        defaultConfiguration: { level: expect.stringMatching(/^(error|warning|note)$/) },
        properties: { tags: expect.any(Array), 'problem.severity': expect.any(String) },
      });
      expect(rule.properties).not.toHaveProperty('security-severity');
    }
    for (const { ruleId, message, locations, relatedLocations = [] } of results) {
      expect(rules.map(({ id }) => id)).toContain(ruleId);
      expect(message.text).not.toBe('');
      expect(locations.length).toBeGreaterThan(0);
      for (const { physicalLocation } of [...locations, ...relatedLocations]) {
        expect(physicalLocation.artifactLocation.uri).toMatch(/^(?!\/)[^:\\]+$/);
        expect(physicalLocation.region.startLine).toBeGreaterThan(0);
      }
    }
  });
});
